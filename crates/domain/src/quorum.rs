//! Quorum (*quórum*) of a plenary: how many must be present, in the first and in the second call.
//! Source: domain.md section 7.1 and the parameters of the cycle in section 16.

use crate::{Code, Refusal, codes};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

codes! {
    /// What a quorum is a part of (*base do quórum*).
    pub enum QuorumBase {
        /// Delegates accredited until that moment, also those who left (*credenciados*).
        Accredited = "ACCREDITED", "pessoas delegadas credenciadas";
    }
}

codes! {
    /// First or second call of a plenary (*primeira, segunda convocação*).
    pub enum QuorumCall {
        /// First call (*primeira convocação*).
        First = "FIRST", "primeira convocação";
        /// Second call, some minutes later (*segunda convocação*).
        Second = "SECOND", "segunda convocação";
    }
}

codes! {
    /// Which part of the base must be present (*quórum mínimo*).
    pub enum QuorumThreshold {
        /// Half, rounded down, plus one (*metade mais um*).
        HalfPlusOne = "HALF_PLUS_ONE", "metade mais um";
        /// One third, rounded up (*um terço*).
        OneThird = "ONE_THIRD", "um terço";
        /// Whoever is there, at least one person (*qualquer número*).
        Any = "ANY", "qualquer número";
    }
}

impl QuorumThreshold {
    /// How many of `base` people must be present; never less than one.
    pub fn of(self, base: u32) -> u32 {
        match self {
            Self::HalfPlusOne => base / 2 + 1,
            Self::OneThird => base.div_ceil(3).max(1),
            Self::Any => 1,
        }
    }
}

/// The cycle's rule of quorum (`quorumFirst`, `quorumSecond`, `secondCallAfter`, `quorumBase`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuorumRule {
    /// What the thresholds are a part of.
    pub base: QuorumBase,
    /// Needed at the first call.
    pub first: QuorumThreshold,
    /// Needed at the second call.
    pub second: QuorumThreshold,
    /// Minutes that must pass between the first and the second call.
    pub second_call_after_minutes: u32,
}

impl Default for QuorumRule {
    /// The demonstration values of domain.md section 16.
    fn default() -> Self {
        Self {
            base: QuorumBase::Accredited,
            first: QuorumThreshold::HalfPlusOne,
            second: QuorumThreshold::Any,
            second_call_after_minutes: 30,
        }
    }
}

/// A check of the quorum (*verificação de quórum*): the figures and whether they suffice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuorumCheck {
    /// Under which call the plenary meets.
    pub call: QuorumCall,
    /// The threshold of that call.
    pub threshold: QuorumThreshold,
    /// Delegates accredited until then.
    pub accredited: u32,
    /// Delegates counted as present.
    pub present: u32,
    /// How many must be present.
    pub needed: u32,
    /// Whether `present` is at least `needed`.
    pub reached: bool,
}

impl QuorumCheck {
    /// The rule with its figures, as it stands in results and minutes: "65 presentes, mínimo 33
    /// (metade mais um de 65 credenciados)".
    pub fn explanation(&self) -> String {
        let present = if self.present == 1 { "presente" } else { "presentes" };
        format!("{} {present}, mínimo {} ({})", self.present, self.needed, self.rule_in_words())
    }

    fn rule_in_words(&self) -> String {
        let accredited = if self.accredited == 1 { "credenciado" } else { "credenciados" };
        let part = match self.threshold {
            QuorumThreshold::Any => self.threshold.label().to_owned(),
            counted => format!("{} de {} {accredited}", counted.label(), self.accredited),
        };
        match self.call {
            QuorumCall::First => part,
            QuorumCall::Second => format!("{}, {part}", self.call.label()),
        }
    }
}

/// The first call of a plenary, as far as the second depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstCall {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Whether it reached its quorum.
    pub reached: bool,
}

/// Why a check or a call is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuorumError {
    /// More people were counted than are accredited.
    #[error(
        "Foram contadas {present} pessoas presentes, mas só {accredited} delegadas e delegados estão credenciados. \
         Conte de novo só quem tem crachá de voto."
    )]
    PresentExceedsAccredited {
        /// Delegates counted.
        present: u32,
        /// Delegates accredited.
        accredited: u32,
    },
    /// The minutes between the calls have not passed.
    #[error("A segunda convocação só pode ser feita a partir das {}. Aguarde e chame de novo.", from.format("%-Hh%M"))]
    SecondCallTooEarly {
        /// The first moment at which it may be made, in the conference's time zone.
        from: DateTime<Tz>,
    },
    /// The first call reached its quorum.
    #[error("A primeira convocação já teve quórum; a plenária pode ser instalada sem a segunda.")]
    SecondCallNotNeeded,
}

impl From<QuorumError> for Refusal {
    fn from(error: QuorumError) -> Self {
        let message = error.to_string();
        match error {
            QuorumError::PresentExceedsAccredited { .. } => {
                Self::invalid("headcount", "PRESENT_EXCEEDS_ACCREDITED", message)
            }
            QuorumError::SecondCallTooEarly { .. } => Self::rule("SECOND_CALL_TOO_EARLY", "secondCallAfter", message),
            QuorumError::SecondCallNotNeeded => Self::rule("SECOND_CALL_NOT_NEEDED", "quorumFirst", message),
        }
    }
}

impl QuorumRule {
    /// The threshold of a call.
    pub fn threshold(&self, call: QuorumCall) -> QuorumThreshold {
        match call {
            QuorumCall::First => self.first,
            QuorumCall::Second => self.second,
        }
    }

    /// How many of `base` people a call needs.
    pub fn needed(&self, base: u32, call: QuorumCall) -> u32 {
        self.threshold(call).of(base)
    }

    /// Whether `present` of `accredited` delegates suffice.
    ///
    /// # Errors
    /// [`QuorumError::PresentExceedsAccredited`].
    pub fn check(&self, call: QuorumCall, accredited: u32, present: u32) -> Result<QuorumCheck, QuorumError> {
        if present > accredited {
            return Err(QuorumError::PresentExceedsAccredited { present, accredited });
        }
        let needed = self.needed(accredited, call);
        let threshold = self.threshold(call);
        Ok(QuorumCheck { call, threshold, accredited, present, needed, reached: present >= needed })
    }

    /// The first moment at which the second call may be made.
    pub fn second_call_from(&self, first_call_at: DateTime<Utc>) -> DateTime<Utc> {
        let wait = TimeDelta::minutes(i64::from(self.second_call_after_minutes));
        first_call_at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Says whether the second call may be made at `at`; `time_zone` is the conference's, for the message.
    ///
    /// # Errors
    /// [`QuorumError::SecondCallNotNeeded`], [`QuorumError::SecondCallTooEarly`].
    pub fn allow_second_call(&self, first: FirstCall, at: DateTime<Utc>, time_zone: Tz) -> Result<(), QuorumError> {
        if first.reached {
            return Err(QuorumError::SecondCallNotNeeded);
        }
        let from = self.second_call_from(first.at);
        if at < from {
            return Err(QuorumError::SecondCallTooEarly { from: from.with_timezone(&time_zone) });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ZONE: Tz = chrono_tz::America::Sao_Paulo;

    fn at(hour: u32, minute: u32) -> DateTime<Utc> {
        chrono::NaiveDate::from_ymd_opt(2025, 6, 26).unwrap().and_hms_opt(hour, minute, 0).unwrap().and_utc()
    }

    #[test]
    fn second_call_meets_with_eleven_people() {
        let check = QuorumRule::default().check(QuorumCall::Second, 64, 11).unwrap();
        assert!(check.reached);
        assert_eq!(check.explanation(), "11 presentes, mínimo 1 (segunda convocação, qualquer número)");
    }

    #[test]
    fn second_call_by_thirds_refuses_eleven_people() {
        let rule = QuorumRule { second: QuorumThreshold::OneThird, ..QuorumRule::default() };
        let check = rule.check(QuorumCall::Second, 64, 11).unwrap();
        assert_eq!((check.needed, check.reached), (22, false));
        assert_eq!(check.explanation(), "11 presentes, mínimo 22 (segunda convocação, um terço de 64 credenciados)");
    }

    #[test]
    fn nobody_is_no_quorum_even_where_any_number_serves() {
        assert!(!QuorumRule::default().check(QuorumCall::Second, 64, 0).unwrap().reached);
    }

    #[test]
    fn half_is_rounded_down_before_the_one_is_added() {
        let needed = |base| QuorumRule::default().needed(base, QuorumCall::First);
        assert_eq!([59, 64, 65, 2, 1].map(needed), [30, 33, 33, 2, 1]);
    }

    #[test]
    fn second_call_waits_for_the_minutes_of_the_cycle() {
        let first = FirstCall { at: at(12, 15), reached: false };
        let refused = QuorumRule::default().allow_second_call(first, at(12, 44), ZONE).unwrap_err();
        let refusal = Refusal::from(refused);
        assert_eq!((refusal.code, refusal.rule.as_deref()), ("SECOND_CALL_TOO_EARLY", Some("secondCallAfter")));
        assert!(refusal.message.contains("9h45"), "{}", refusal.message);
        assert_eq!(QuorumRule::default().allow_second_call(first, at(12, 45), ZONE), Ok(()));
    }

    #[test]
    fn second_call_is_not_made_after_a_first_with_quorum() {
        let first = FirstCall { at: at(12, 15), reached: true };
        let refused = QuorumRule::default().allow_second_call(first, at(13, 0), ZONE);
        assert_eq!(refused, Err(QuorumError::SecondCallNotNeeded));
    }

    #[test]
    fn more_present_than_accredited_is_a_wrong_count() {
        let refusal = Refusal::from(QuorumRule::default().check(QuorumCall::First, 10, 11).unwrap_err());
        assert_eq!((refusal.code, refusal.path), ("PRESENT_EXCEEDS_ACCREDITED", vec!["headcount".to_owned()]));
    }

    proptest! {
        #[test]
        fn what_is_needed_grows_with_the_base_and_can_be_met(base in 1_u32..1_000_000, more in 0_u32..1000) {
            for threshold in QuorumThreshold::ALL {
                prop_assert!(threshold.of(base) <= threshold.of(base + more));
                prop_assert!((1..=base).contains(&threshold.of(base)));
            }
        }
    }
}
