//! Votes by name.

use crate::support::{CLOSED, after_opening, closed, draft, open, opened, opening, rules, time};
use chrono::{DateTime, Utc};
use domain::people::Category;
use domain::voting::{BallotAttempt, Poll, PollDraft, PollKind, PollOption, Presence, SubjectKind, VotingError};
use domain::{Refusal, RefusalKind};

fn ballot<'a>(at: DateTime<Utc>, choices: &'a [&'a str]) -> BallotAttempt<'a> {
    BallotAttempt { at, on_roll: true, voted_at: None, choices }
}

fn code(verdict: Result<(), VotingError>) -> &'static str {
    verdict.unwrap_err().code()
}

#[test]
fn a_vote_at_the_last_moment_counts_and_one_after_it_does_not() {
    let published = {
        let draft = draft(PollKind::RollCall, SubjectKind::Motion, rules().terms(SubjectKind::Motion));
        Poll::draft(draft).unwrap().publish().unwrap().poll
    };
    let open = published.open(opening(3), Some(time(CLOSED))).unwrap().poll;
    assert_eq!(open.accept_ballot(ballot(time(CLOSED), &["FOR"])), Ok(()));
    let late = open.accept_ballot(ballot(after_opening(127), &["FOR"])).unwrap_err();
    assert_eq!(
        late.to_string(),
        "Voto não aceito: a votação foi encerrada às 9h12min00s e o voto chegou às 9h12min07s (art. 21, § 2º)."
    );
    assert_eq!(Refusal::from(late).rule.as_deref(), Some("art. 21, § 2º"));
}

#[test]
fn a_vote_that_loses_the_race_against_the_closing_is_refused_by_state_not_by_clock() {
    let closed = closed(PollKind::RollCall, 3);
    assert_eq!(code(closed.accept_ballot(ballot(after_opening(119), &["FOR"]))), "POLL_CLOSED");
}

#[test]
fn only_the_roll_votes_once_and_on_what_is_asked() {
    let open = opened(PollKind::RollCall, 3);
    let at = after_opening(10);
    let stranger = BallotAttempt { on_roll: false, ..ballot(at, &["FOR"]) };
    assert_eq!(code(open.accept_ballot(stranger)), "NOT_ON_ROLL");
    let again = BallotAttempt { voted_at: Some(after_opening(5)), ..ballot(at, &["AGAINST"]) };
    let refused = open.accept_ballot(again).unwrap_err();
    assert!(matches!(refused, VotingError::AlreadyVoted { at } if at == after_opening(5)));
    let invented = Refusal::from(open.accept_ballot(ballot(at, &["MAYBE"])).unwrap_err());
    assert_eq!((invented.kind, invented.code), (RefusalKind::Invalid, "INVALID_CHOICE"));
    assert_eq!(invented.path, ["choices"]);
    assert_eq!(code(open.accept_ballot(ballot(at, &[]))), "NO_CHOICE");
    assert_eq!(code(open.accept_ballot(ballot(at, &["FOR", "AGAINST"]))), "TOO_MANY_CHOICES");
}

#[test]
fn nobody_votes_before_opening_after_annulment_or_by_name_in_a_show_of_cards() {
    let draft = draft(PollKind::RollCall, SubjectKind::Motion, rules().terms(SubjectKind::Motion));
    let published = Poll::draft(draft).unwrap().publish().unwrap().poll;
    let at = after_opening(1);
    assert_eq!(code(published.accept_ballot(ballot(at, &["FOR"]))), "POLL_NOT_OPEN");
    let annulled = published.annul(at, "engano").unwrap().poll;
    assert_eq!(code(annulled.accept_ballot(ballot(at, &["FOR"]))), "POLL_ANNULLED");
    let cards = opened(PollKind::ShowOfCards, 3);
    assert_eq!(code(cards.accept_ballot(ballot(at, &["FOR"]))), "POLL_KIND");
}

#[test]
fn a_ballot_marks_no_more_than_allowed_none_twice_and_abstains_alone() {
    let options = ["A", "B", "C", "ABSTENTION"].map(|code| PollOption::new(code, code)).to_vec();
    let draft = draft(PollKind::RollCall, SubjectKind::Priority, rules().terms(SubjectKind::Priority));
    let open = open(PollDraft { options, max_choices: 2, ..draft }, 10);
    let verdict = |choices: &[&str]| open.accept_ballot(ballot(after_opening(1), choices));
    assert_eq!(verdict(&["A", "C"]), Ok(()));
    assert_eq!(verdict(&["ABSTENTION"]), Ok(()));
    assert_eq!(code(verdict(&["A", "B", "C"])), "TOO_MANY_CHOICES");
    assert_eq!(code(verdict(&["A", "A"])), "REPEATED_CHOICE");
    assert_eq!(code(verdict(&["A", "ABSTENTION"])), "ABSTENTION_WITH_CHOICES");
}

#[test]
fn the_roll_is_who_came_before_and_has_not_left_at_opening() {
    let delegate = Presence {
        category: Category::Born,
        checked_in_at: Some(after_opening(0)),
        checked_out_at: Some(after_opening(60)),
    };
    assert!(delegate.is_on_roll(after_opening(0)) && delegate.is_on_roll(after_opening(59)));
    assert!(!delegate.is_on_roll(after_opening(-1)) && !delegate.is_on_roll(after_opening(60)));
    assert!(delegate.is_accredited(after_opening(60)), "who left stays in the base of the quorum");
    let guest = Presence { category: Category::Guest, checked_out_at: None, ..delegate };
    assert!(!guest.is_on_roll(after_opening(30)));
}
