//! Polls of an invented conference, brought to the state a test needs.

use chrono::{DateTime, TimeDelta, Utc};
use domain::quorum::{QuorumCall, QuorumRule};
use domain::voting::{
    Citations, Collected, Counts, Majority, Opening, Poll, PollDraft, PollKind, PollTerms, SubjectKind, TieStep,
    VotingRules,
};
use uuid::Uuid;

pub const OPENED: &str = "2025-06-27T12:10:00Z";
pub const CLOSED: &str = "2025-06-27T12:12:00Z";

pub fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn after_opening(seconds: i64) -> DateTime<Utc> {
    time(OPENED) + TimeDelta::seconds(seconds)
}

pub fn rules() -> VotingRules {
    let cited = |article: &str| Some(article.to_owned());
    let citations = Citations {
        majority: cited("art. 22"),
        tie: cited("art. 23"),
        roll: cited("art. 20"),
        late_vote: cited("art. 21, § 2º"),
        ..Citations::default()
    };
    VotingRules { citations, ..VotingRules::default() }
}

pub fn draft(kind: PollKind, subject: SubjectKind, terms: PollTerms) -> PollDraft {
    PollDraft {
        id: Uuid::from_u128(1),
        kind,
        subject,
        question: "Aprova o destaque?".to_owned(),
        options: Vec::new(),
        max_choices: 1,
        time_zone: chrono_tz::America::Sao_Paulo,
        terms,
    }
}

pub fn opening(roll_size: u32) -> Opening {
    let quorum = QuorumRule::default().check(QuorumCall::First, roll_size, roll_size).unwrap();
    Opening { at: time(OPENED), roll_size, quorum }
}

pub fn open(draft: PollDraft, roll_size: u32) -> Poll {
    Poll::draft(draft).unwrap().publish().unwrap().poll.open(opening(roll_size), None).unwrap().poll
}

pub fn opened(kind: PollKind, roll_size: u32) -> Poll {
    open(draft(kind, SubjectKind::ProposalDestaque, rules().terms(SubjectKind::ProposalDestaque)), roll_size)
}

pub fn closed(kind: PollKind, roll_size: u32) -> Poll {
    opened(kind, roll_size).close(time(CLOSED), None).unwrap().poll
}

pub fn closed_under(majority: Majority, tie_rule: &[TieStep], roll_size: u32) -> Poll {
    let terms = PollTerms { majority, tie_rule: tie_rule.to_vec(), ..rules().terms(SubjectKind::Proposal) };
    open(draft(PollKind::RollCall, SubjectKind::Proposal, terms), roll_size).close(time(CLOSED), None).unwrap().poll
}

pub fn counted(in_favour: u32, against: u32, abstention: u32) -> Collected {
    Collected::Counted(Counts::usual(in_favour, against, abstention))
}
