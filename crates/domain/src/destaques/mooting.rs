//! Destaques that an approved one leaves without a purpose (*prejudicados*). domain.md section 7.

use super::diff::rebase;
use super::words::mooted_reason;
use super::{AmendedText, Amendment, DestaqueKind, DestaqueState};
use uuid::Uuid;

/// The destaque that was just approved.
#[derive(Debug, Clone, Copy)]
pub struct ApprovedDestaque<'a> {
    /// Its identifier.
    pub id: Uuid,
    /// As people call it, for instance "RD2".
    pub label: &'a str,
    /// The article or proposal it changed.
    pub subject: Uuid,
    /// The proposal it merged into the subject, if it did.
    pub merged: Option<Uuid>,
    /// What it did to the text.
    pub change: &'a AmendedText,
}

/// A destaque that still waits.
#[derive(Debug, Clone, Copy)]
pub struct PendingDestaque<'a> {
    /// Its identifier.
    pub id: Uuid,
    /// The article or proposal it is about.
    pub subject: Uuid,
    /// Where it stands; settled ones and the one under vote are left alone.
    pub state: DestaqueState,
    /// What it asks.
    pub amendment: &'a Amendment,
}

/// A destaque found pointless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mooted {
    /// Which one.
    pub id: Uuid,
    /// The reason, to be read to the plenary.
    pub reason: String,
}

/// The waiting destaques which the approved one decided too: their text is gone, or the very
/// words they touch were changed. `rule` is the article that says so, for instance "art. 17".
pub fn made_pointless(approved: ApprovedDestaque<'_>, waiting: &[PendingDestaque<'_>], rule: &str) -> Vec<Mooted> {
    waiting
        .iter()
        .filter(|pending| pending.id != approved.id)
        .filter(|pending| matches!(pending.state, DestaqueState::Raised | DestaqueState::Presented))
        .filter(|pending| is_pointless(approved, pending))
        .map(|pending| Mooted { id: pending.id, reason: mooted_reason(approved.label, rule) })
        .collect()
}

fn is_pointless(approved: ApprovedDestaque<'_>, pending: &PendingDestaque<'_>) -> bool {
    if approved.merged == Some(pending.subject) {
        return true;
    }
    if approved.subject != pending.subject {
        return false;
    }
    let Some(now) = approved.change.after.as_deref() else { return true };
    match (pending.amendment.kind, pending.amendment.proposed.as_deref()) {
        (DestaqueKind::Clarify, _) => false,
        // The plenary just gave this text a wording, so it has decided to keep it.
        (DestaqueKind::Suppress, None) => true,
        (_, None) => false,
        (_, Some(proposed)) => rebase(&pending.amendment.before, proposed, now).is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Defesas de três minutos.\nParágrafo único. Cabe mais um par.";

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn asking(kind: DestaqueKind, proposed: Option<&str>) -> Amendment {
        Amendment { kind, before: TEXT.into(), wording: None, proposed: proposed.map(Into::into) }
    }

    fn pointless_after(approved: &Amendment, waiting: &Amendment) -> bool {
        let change = approved.apply(Some(TEXT)).unwrap();
        let approved =
            ApprovedDestaque { id: id(1), label: "D1", subject: id(7), merged: Some(id(8)), change: &change };
        let pending = PendingDestaque { id: id(2), subject: id(7), state: DestaqueState::Raised, amendment: waiting };
        !made_pointless(approved, &[pending], "art. 17").is_empty()
    }

    #[test]
    fn another_wording_of_the_same_words_is_pointless_and_one_of_other_words_is_not() {
        let two = asking(DestaqueKind::Change, Some(&TEXT.replace("três", "dois")));
        let four = asking(DestaqueKind::Change, Some(&TEXT.replace("três", "quatro")));
        let pair = asking(DestaqueKind::Change, Some(&TEXT.replace("mais um", "só um")));
        assert!(pointless_after(&two, &four));
        assert!(!pointless_after(&two, &pair));
    }

    #[test]
    fn after_suppression_everything_on_that_text_is_pointless() {
        let gone = asking(DestaqueKind::Suppress, None);
        let question = asking(DestaqueKind::Clarify, None);
        assert!(pointless_after(&gone, &question));
        let two = asking(DestaqueKind::Change, Some(&TEXT.replace("três", "dois")));
        assert!(!pointless_after(&two, &question));
        assert!(pointless_after(&two, &gone));
    }

    #[test]
    fn what_was_called_on_the_proposal_merged_away_is_pointless() {
        let merge = asking(DestaqueKind::Merge, Some("Um só texto."));
        let change = merge.apply(Some(TEXT)).unwrap();
        let approved =
            ApprovedDestaque { id: id(1), label: "PD6", subject: id(7), merged: Some(id(8)), change: &change };
        let other = asking(DestaqueKind::Add, Some("outra coisa"));
        let on = |subject, state| PendingDestaque { id: id(2), subject, state, amendment: &other };
        assert_eq!(made_pointless(approved, &[on(id(8), DestaqueState::Presented)], "art. 17").len(), 1);
        assert!(made_pointless(approved, &[on(id(9), DestaqueState::Raised)], "art. 17").is_empty());
        assert!(made_pointless(approved, &[on(id(8), DestaqueState::Rejected)], "art. 17").is_empty());
    }
}
