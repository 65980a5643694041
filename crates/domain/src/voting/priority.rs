//! Priorities (*priorização*): which of the approved proposals go up when more were approved than
//! the cycle's limit takes. Source: `proposalLimits` and `overflowRule`, domain.md section 16.

use super::{Choice, Counts, Poll, PollAct, PollState, SubjectKind, Transition, VotingError};
use crate::Code;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A proposal that competes for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriorityItem {
    /// Its code, the same as the poll's option.
    pub code: String,
    /// Votes in favour in its working group.
    pub group_votes: u32,
    /// Its number within axis and level.
    pub number: u32,
}

/// What the voters marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriorityVotes {
    /// Marks by item, and ballots of abstention.
    pub counts: Counts,
    /// Delegates who cast a ballot, abstentions included.
    pub voters: u32,
}

/// A proposal with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankedItem {
    /// The proposal.
    pub code: String,
    /// 1 for the first.
    pub place: u32,
    /// Marks it got.
    pub marks: u32,
    /// Votes in favour in its group, the first tie-break.
    pub group_votes: u32,
    /// Its number, the last tie-break.
    pub number: u32,
    /// Whether it goes up; what is cut stays a deliberation of the conference.
    pub goes_up: bool,
    /// Its place in words.
    pub explanation: String,
}

/// The order of a priority poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriorityResult {
    /// All items, first to last.
    pub order: Vec<RankedItem>,
    /// How many go up.
    pub limit: u32,
    /// Delegates on the roll.
    pub roll_size: u32,
    /// Ballots of abstention.
    pub abstention: u32,
    /// On the roll without a ballot.
    pub not_voting: u32,
    /// The order in words.
    pub explanation: String,
}

/// Orders items by marks, then by the group's votes, then by number (then by code); the first `limit` go up.
pub fn rank_priorities(items: &[PriorityItem], marks: &Counts, limit: u32) -> Vec<RankedItem> {
    let mut sorted: Vec<&PriorityItem> = items.iter().collect();
    sorted.sort_by_key(|item| (Reverse(marks.votes(&item.code)), Reverse(item.group_votes), item.number, &item.code));
    (1_u32..).zip(sorted).map(|(place, item)| placed(place, item, items, marks, limit)).collect()
}

fn placed(place: u32, item: &PriorityItem, items: &[PriorityItem], marks: &Counts, limit: u32) -> RankedItem {
    let own = marks.votes(&item.code);
    let equals = || items.iter().filter(|other| other.code != item.code && marks.votes(&other.code) == own);
    let tie_break = match (equals().next(), equals().any(|other| other.group_votes == item.group_votes)) {
        (None, _) => String::new(),
        (Some(_), false) => format!(" (empate em marcas, decidido pelos {} votos no grupo)", item.group_votes),
        (Some(_), true) => format!(" (empate em marcas e em votos no grupo, decidido pelo número {})", item.number),
    };
    let noun = if own == 1 { "marca" } else { "marcas" };
    let goes_up = place <= limit;
    let fate = if goes_up {
        "segue como prioridade".to_owned()
    } else {
        format!("além do limite de {limit}; permanece como deliberação da Conferência")
    };
    RankedItem {
        code: item.code.clone(),
        place,
        marks: own,
        group_votes: item.group_votes,
        number: item.number,
        goes_up,
        explanation: format!("{place}º lugar, {own} {noun}{tie_break}: {fate}."),
    }
}

impl Poll {
    /// Computes the order of a priority poll: CLOSED becomes TALLIED. `limit` is how many the cycle lets up.
    ///
    /// # Errors
    /// [`VotingError::NotPriority`], [`VotingError::ItemsDifferFromOptions`], [`VotingError::InvalidChoice`],
    /// [`VotingError::CountExceedsRoll`], [`VotingError::MarksExceedVoters`], [`VotingError::WrongState`].
    pub fn rank(&self, items: &[PriorityItem], votes: &PriorityVotes, limit: u32) -> Result<Transition, VotingError> {
        if self.subject != SubjectKind::Priority {
            return Err(VotingError::NotPriority);
        }
        if matches!(self.state, PollState::Tallied | PollState::Proclaimed) {
            return Ok(self.unchanged());
        }
        let (PollState::Closed, Some(opening)) = (self.state, self.opening) else {
            return Err(self.wrong_state(PollAct::Tally));
        };
        self.check_items(items)?;
        self.check_marks(votes, opening.roll_size)?;
        let order = rank_priorities(items, &votes.counts, limit);
        let abstention = votes.counts.of(Choice::Abstention);
        let not_voting = opening.roll_size - votes.voters;
        let explanation = in_words(&order, abstention, not_voting);
        let ranking =
            PriorityResult { order, limit, roll_size: opening.roll_size, abstention, not_voting, explanation };
        let mut next = self.moved(PollState::Tallied);
        next.poll.ranking = Some(ranking);
        Ok(next)
    }

    /// Each option but the abstention is one item, and each item one option.
    fn check_items(&self, items: &[PriorityItem]) -> Result<(), VotingError> {
        let mut options: Vec<&str> =
            self.options.iter().filter(|option| !option.is_abstention()).map(|option| option.code.as_str()).collect();
        let mut codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
        options.sort_unstable();
        codes.sort_unstable();
        if options == codes { Ok(()) } else { Err(VotingError::ItemsDifferFromOptions) }
    }

    /// No more ballots than the roll, no more marks than the ballots allow, no item marked twice on one ballot.
    fn check_marks(&self, votes: &PriorityVotes, roll_size: u32) -> Result<(), VotingError> {
        let codes = || self.options.iter().map(|option| option.code.as_str());
        if let Some(unknown) = votes.counts.0.keys().find(|code| codes().all(|known| known != code.as_str())) {
            return Err(VotingError::InvalidChoice { choice: unknown.clone() });
        }
        if votes.voters > roll_size {
            return Err(VotingError::CountExceedsRoll { counted: u64::from(votes.voters), roll_size });
        }
        let abstention = u64::from(votes.counts.of(Choice::Abstention));
        let marks = votes.counts.total() - abstention;
        let marking = u64::from(votes.voters).checked_sub(abstention);
        let allowed = marking.map(|ballots| ballots * u64::from(self.max_choices));
        let most = votes.counts.0.iter().filter(|(code, _)| code.as_str() != Choice::Abstention.code());
        let most = most.map(|(_, marks)| u64::from(*marks)).max().unwrap_or(0);
        match (marking, allowed) {
            (Some(ballots), Some(allowed)) if most <= ballots && (ballots..=allowed).contains(&marks) => Ok(()),
            _ => Err(VotingError::MarksExceedVoters { marks, voters: votes.voters }),
        }
    }
}

fn in_words(order: &[RankedItem], abstention: u32, not_voting: u32) -> String {
    let places: Vec<String> = order.iter().map(|item| format!("{}: {}", item.code, item.explanation)).collect();
    let abstained = if abstention == 1 { "1 abstenção".to_owned() } else { format!("{abstention} abstenções") };
    format!("{} Houve {abstained} e {not_voting} sem votar.", places.join(" "))
}
