//! Signatures and the admission of a motion.

use super::{MotionBase, MotionKind, MotionRefusal};
use crate::Code;
use crate::people::Category;
use crate::proposals::Share;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the rules say about motions. Parameters `motionThreshold`, `motionBase`, `motionKinds`,
/// `motionWindow`, `motionDebate`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MotionRules {
    /// Share of the base whose signatures admit a motion.
    pub threshold: Share,
    /// What the share is of.
    pub base: MotionBase,
    /// Kinds that are taken.
    pub kinds: Vec<MotionKind>,
    /// Last moment to hand a motion in and to sign it; none when the rules name none.
    pub deadline: Option<DateTime<Utc>>,
    /// Whether an admitted motion is debated before the vote.
    pub debate: bool,
}

impl MotionRules {
    /// Checks that a motion may be handed in.
    ///
    /// # Errors
    /// `MOTION_KIND`, `MOTION_LATE`, `MOTION_ADDRESSEES`.
    pub fn check_submission(
        &self,
        kind: MotionKind,
        addressees: &[String],
        at: DateTime<Utc>,
    ) -> Result<(), MotionRefusal> {
        if !self.kinds.contains(&kind) {
            return Err(MotionRefusal::KindNotTaken(kind));
        }
        if addressees.iter().all(|addressee| addressee.trim().is_empty()) {
            return Err(MotionRefusal::NoAddressee);
        }
        self.check_window(at)
    }

    /// Checks that the window is open; its last moment belongs to it.
    ///
    /// # Errors
    /// `MOTION_LATE`.
    pub fn check_window(&self, at: DateTime<Utc>) -> Result<(), MotionRefusal> {
        match self.deadline {
            Some(deadline) if at > deadline => Err(MotionRefusal::Late { deadline }),
            _ => Ok(()),
        }
    }
}

/// Checks a signature: within the window, by a delegate in the hall, once.
///
/// # Errors
/// `MOTION_LATE`, `SIGNER_NOT_DELEGATE`, `SIGNER_NOT_IN_HALL`, `ALREADY_SIGNED`.
pub fn check_signature(
    rules: &MotionRules,
    signer: (Uuid, Category),
    in_hall: bool,
    signed: &[Uuid],
    at: DateTime<Utc>,
) -> Result<(), MotionRefusal> {
    rules.check_window(at)?;
    if !signer.1.is_delegate() {
        return Err(MotionRefusal::SignerNotDelegate);
    }
    if !in_hall {
        return Err(MotionRefusal::SignerNotInHall);
    }
    if signed.contains(&signer.0) { Err(MotionRefusal::AlreadySigned) } else { Ok(()) }
}

/// Signatures counted, each person once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignatureCount {
    /// Of delegates.
    pub valid: u32,
    /// Of people without a vote, taken on paper; they do not count.
    pub without_vote: u32,
}

/// Counts signatures as they came, on the screen or on paper.
pub fn count_signatures(signers: &[(Uuid, Category)]) -> SignatureCount {
    let people: BTreeMap<Uuid, Category> = signers.iter().copied().collect();
    let valid = people.values().filter(|category| category.is_delegate()).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    SignatureCount { valid: count(valid), without_vote: count(people.len() - valid) }
}

/// The number the share is of, from the delegates present at the deadline and those checked in.
pub fn support_base(base: MotionBase, present: u32, accredited: u32) -> u32 {
    match base {
        MotionBase::Present => present,
        MotionBase::Accredited => accredited,
    }
}

/// Whether a motion is admitted, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Admission {
    /// Signatures of delegates.
    pub valid_signatures: u32,
    /// What the share is of.
    pub base: u32,
    /// The least number of signatures: the share of the base, rounded up, at least one.
    pub needed: u32,
    /// Whether there are enough.
    pub admitted: bool,
    /// The reason in Portuguese, with all figures and the rule.
    pub explanation: String,
}

/// Decides on admission; exactly the share is enough. `rule` is the article, for instance "art. 29".
pub fn admit(count: SignatureCount, base: u32, rules: &MotionRules, rule: &str) -> Admission {
    let SignatureCount { valid, .. } = count;
    let needed = rules.threshold.up(base).max(1);
    let admitted = valid >= needed;
    let verdict = if admitted { "Admitida" } else { "Não admitida" };
    let signatures =
        if valid == 1 { "1 assinatura válida".to_owned() } else { format!("{valid} assinaturas válidas") };
    let explanation = format!(
        "{verdict}: {signatures} de delegados, mínimo {needed} ({} de {base} {}, {rule}).{}",
        rules.threshold.percent(),
        rules.base.label(),
        uncounted(count.without_vote)
    );
    Admission { valid_signatures: valid, base, needed, admitted, explanation }
}

fn uncounted(without_vote: u32) -> String {
    match without_vote {
        0 => String::new(),
        1 => " 1 assinatura não conta: é de pessoa sem voto.".into(),
        many => format!(" {many} assinaturas não contam: são de pessoas sem voto."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules() -> MotionRules {
        serde_json::from_str(
            r#"{"threshold": 0.2, "base": "PRESENT", "kinds": ["SUPPORT"], "debate": false,
                "deadline": "2025-06-27T10:00:00-03:00"}"#,
        )
        .unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn exactly_a_fifth_is_admitted_and_one_less_is_not() {
        let count = |valid| SignatureCount { valid, without_vote: 0 };
        assert!(admit(count(13), 65, &rules(), "art. 29").admitted);
        assert!(!admit(count(12), 65, &rules(), "art. 29").admitted);
        assert!(admit(count(20), 100, &rules(), "art. 29").admitted);
        assert!(!admit(count(0), 0, &rules(), "art. 29").admitted);
    }

    #[test]
    fn the_last_second_of_the_window_belongs_to_it() {
        let addressee = ["Câmara".to_owned()];
        let hand_in = |moment: &str| rules().check_submission(MotionKind::Support, &addressee, at(moment));
        assert!(hand_in("2025-06-27T10:00:00-03:00").is_ok());
        assert!(matches!(hand_in("2025-06-27T10:00:01-03:00"), Err(MotionRefusal::Late { .. })));
        let moment = at("2025-06-27T09:00:00-03:00");
        let other = rules().check_submission(MotionKind::Claim, &addressee, moment);
        assert_eq!(other, Err(MotionRefusal::KindNotTaken(MotionKind::Claim)));
        assert_eq!(rules().check_submission(MotionKind::Support, &[], moment), Err(MotionRefusal::NoAddressee));
    }

    #[test]
    fn only_delegates_in_the_hall_sign_and_only_once() {
        let (one, early) = (Uuid::from_u128(1), at("2025-06-27T09:00:00-03:00"));
        let sign =
            |category, in_hall, signed: &[Uuid]| check_signature(&rules(), (one, category), in_hall, signed, early);
        assert_eq!(sign(Category::Guest, true, &[]), Err(MotionRefusal::SignerNotDelegate));
        assert_eq!(sign(Category::Born, false, &[]), Err(MotionRefusal::SignerNotInHall));
        assert_eq!(sign(Category::Born, true, &[one]), Err(MotionRefusal::AlreadySigned));
        assert_eq!(sign(Category::Born, true, &[]), Ok(()));
    }

    proptest! {
        #[test]
        fn one_more_signature_never_takes_admission_away(valid in 0_u32..500, base in 0_u32..2_000) {
            let admitted = |valid| admit(SignatureCount { valid, without_vote: 0 }, base, &rules(), "art. 29").admitted;
            prop_assert!(!admitted(valid) || admitted(valid + 1));
            prop_assert_eq!(admitted(valid), valid > 0 && u64::from(valid) * 5 >= u64::from(base));
        }

        #[test]
        fn a_person_who_signs_twice_counts_once(people in prop::collection::vec(0_u128..5, 0..20)) {
            let signers: Vec<_> = people.iter().map(|id| (Uuid::from_u128(*id), Category::Government)).collect();
            let distinct: std::collections::BTreeSet<_> = people.iter().collect();
            prop_assert_eq!(count_signatures(&signers).valid as usize, distinct.len());
        }
    }
}
