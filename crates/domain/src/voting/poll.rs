//! A poll as a value.

use super::{
    Choice, Forecast, Outcome, PollKind, PollOption, PollResult, PollState, PollTerms, PriorityResult, SubjectKind,
    VotingError,
};
use crate::quorum::QuorumCheck;
use crate::{Code, text};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest question of a poll, in characters.
pub(super) const QUESTION_MAX: usize = 500;

/// What is needed to write a poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollDraft {
    /// The poll's own identity.
    pub id: Uuid,
    /// How votes are given.
    pub kind: PollKind,
    /// What it decides about.
    pub subject: SubjectKind,
    /// The question, as the chair reads it.
    pub question: String,
    /// What can be chosen; empty stands for in favour, against, abstention.
    pub options: Vec<PollOption>,
    /// How many options one ballot may mark, at least 1.
    pub max_choices: u32,
    /// The conference's time zone, for hours within messages.
    pub time_zone: Tz,
    /// The rules it is bound to, from [`super::VotingRules::terms`].
    pub terms: PollTerms,
}

/// The moment a poll was opened (*abertura*): roll and quorum are fixed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// When.
    pub at: DateTime<Utc>,
    /// How many delegates are on the roll.
    pub roll_size: u32,
    /// The quorum at that moment.
    pub quorum: QuorumCheck,
}

/// Why a poll has no effect (*anulação*); everything collected is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Annulment {
    /// When.
    pub at: DateTime<Utc>,
    /// The reason, as given.
    pub reason: String,
    /// The state the poll was in.
    pub from: PollState,
    /// The outcome that lost its effect, if one was computed.
    pub outcome_before: Option<Outcome>,
}

/// A poll (*votação*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Poll {
    /// Its identity.
    pub id: Uuid,
    /// How votes are given.
    pub kind: PollKind,
    /// What it decides about.
    pub subject: SubjectKind,
    /// The question.
    pub question: String,
    /// What can be chosen, in the order in which it is asked.
    pub options: Vec<PollOption>,
    /// How many options one ballot may mark.
    pub max_choices: u32,
    /// The conference's time zone.
    pub time_zone: Tz,
    /// The rules it is bound to.
    pub terms: PollTerms,
    /// 1 for the first vote on the matter, 2 for the vote after a tie.
    pub attempt: u32,
    /// The tied poll that this one repeats.
    pub repeats: Option<Uuid>,
    /// The annulled poll that this one replaces.
    pub supersedes: Option<Uuid>,
    /// Where it stands.
    pub state: PollState,
    /// Set once it was opened.
    pub opening: Option<Opening>,
    /// When it closes by itself, if it does; a vote after it is refused.
    pub closes_at: Option<DateTime<Utc>>,
    /// When voting ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// The quorum when voting ended, if it was checked.
    pub closing_quorum: Option<QuorumCheck>,
    /// The computed result; none for a priority poll.
    pub result: Option<PollResult>,
    /// The order of a priority poll.
    pub ranking: Option<PriorityResult>,
    /// Set once it was annulled.
    pub annulment: Option<Annulment>,
}

impl Poll {
    /// Writes a poll in state DRAFT.
    ///
    /// # Errors
    /// The refusals of [`text::line`] for the question; [`VotingError::TooFewOptions`],
    /// [`VotingError::DuplicateOption`], [`VotingError::InvalidMaxChoices`]; [`VotingError::WrongKind`] for
    /// a priority poll that is not a roll call.
    pub fn draft(draft: PollDraft) -> Result<Self, VotingError> {
        let question = text::line("question", &draft.question, QUESTION_MAX)?;
        let options = if draft.options.is_empty() { PollOption::default_three() } else { draft.options };
        check_options(&options, draft.max_choices)?;
        if draft.subject == SubjectKind::Priority && draft.kind != PollKind::RollCall {
            return Err(VotingError::WrongKind { needed: PollKind::RollCall });
        }
        Ok(Self {
            id: draft.id,
            kind: draft.kind,
            subject: draft.subject,
            question,
            options,
            max_choices: draft.max_choices,
            time_zone: draft.time_zone,
            terms: draft.terms,
            attempt: 1,
            repeats: None,
            supersedes: None,
            state: PollState::Draft,
            opening: None,
            closes_at: None,
            closed_at: None,
            closing_quorum: None,
            result: None,
            ranking: None,
            annulment: None,
        })
    }

    /// A draft of the same matter that replaces this annulled poll.
    ///
    /// # Errors
    /// [`VotingError::NotAnnulled`].
    pub fn replacement(&self, id: Uuid) -> Result<Self, VotingError> {
        if self.state != PollState::Annulled {
            return Err(VotingError::NotAnnulled);
        }
        Ok(Self { supersedes: Some(self.id), ..self.afresh(id) })
    }

    /// What is needed to approve if the `present` delegates all vote.
    pub fn forecast(&self, present: u32) -> Forecast {
        self.terms.majority.forecast(present)
    }

    /// Whether it asks for or against, and not which of several.
    pub fn is_decision(&self) -> bool {
        let sides = [Choice::For.code(), Choice::Against.code()];
        self.options.iter().filter(|option| !option.is_abstention()).all(|option| sides.contains(&option.code.as_str()))
    }

    /// Whether the voters' choices are published: only in roll calls, where the rules say so.
    pub fn publishes_choices(&self) -> bool {
        self.kind == PollKind::RollCall && self.terms.publish_choices
    }

    /// Whether counts may be shown now: always once tallied, before only where the rules say so.
    pub fn shows_counts(&self) -> bool {
        match self.state {
            PollState::Open | PollState::Closed => self.terms.show_partial_results,
            PollState::Tallied | PollState::Proclaimed => true,
            PollState::Draft | PollState::Published | PollState::Annulled => false,
        }
    }

    /// The same matter and rules as a new draft, without anything collected.
    pub(super) fn afresh(&self, id: Uuid) -> Self {
        Self {
            id,
            repeats: None,
            supersedes: None,
            state: PollState::Draft,
            opening: None,
            closes_at: None,
            closed_at: None,
            closing_quorum: None,
            result: None,
            ranking: None,
            annulment: None,
            ..self.clone()
        }
    }

    pub(super) fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.time_zone)
    }
}

fn check_options(options: &[PollOption], max_choices: u32) -> Result<(), VotingError> {
    let choosable = options.iter().filter(|option| !option.is_abstention()).count();
    if choosable < 2 {
        return Err(VotingError::TooFewOptions);
    }
    for (index, option) in options.iter().enumerate() {
        if options[..index].iter().any(|earlier| earlier.code == option.code) {
            return Err(VotingError::DuplicateOption { code: option.code.clone() });
        }
    }
    if max_choices == 0 || max_choices as usize > choosable {
        return Err(VotingError::InvalidMaxChoices { max_choices, options: choosable });
    }
    Ok(())
}
