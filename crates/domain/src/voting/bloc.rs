//! En bloc (*em bloco*): one result, written as one decision for each item.

use super::{Outcome, Poll, PollAct, PollState, VotingError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The recorded decision on one item of a bloc (*decisão registrada*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemDecision {
    /// The article or proposal.
    pub item: String,
    /// The poll that decided.
    pub poll: Uuid,
    /// What it decided.
    pub outcome: Outcome,
    /// Why, with the poll's figures.
    pub reason: String,
}

/// Spreads the proclaimed result of a bloc over its items, in their order.
///
/// # Errors
/// [`VotingError::NotABloc`], [`VotingError::WrongState`] before proclamation and once annulled,
/// [`VotingError::BlocUndecided`] for a tie, [`VotingError::EmptyBloc`], [`VotingError::RepeatedItem`].
pub fn decisions_en_bloc(poll: &Poll, items: &[String]) -> Result<Vec<ItemDecision>, VotingError> {
    if !poll.subject.is_bloc() {
        return Err(VotingError::NotABloc);
    }
    if poll.state != PollState::Proclaimed {
        return Err(poll.wrong_state(PollAct::RecordBloc));
    }
    let decided = |outcome: Outcome| matches!(outcome, Outcome::Approved | Outcome::Rejected);
    let Some(result) = poll.result.as_ref().filter(|result| decided(result.outcome)) else {
        return Err(VotingError::BlocUndecided);
    };
    if items.is_empty() {
        return Err(VotingError::EmptyBloc);
    }
    if let Some(repeated) = items.iter().enumerate().find(|(index, item)| items[..*index].contains(item)) {
        return Err(VotingError::RepeatedItem { item: repeated.1.clone() });
    }
    let size = items.len();
    let together = if size == 1 { "1 item".to_owned() } else { format!("{size} itens") };
    let reason = format!("Votação em bloco de {together} sem destaque. {}", result.explanation);
    let decision = |item: &String| ItemDecision {
        item: item.clone(),
        poll: poll.id,
        outcome: result.outcome,
        reason: reason.clone(),
    };
    Ok(items.iter().map(decision).collect())
}
