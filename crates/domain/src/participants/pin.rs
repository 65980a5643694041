//! The PIN that goes with a badge, and the lockout of a badge after wrong ones.

use crate::Refusal;
use chrono::{DateTime, TimeDelta, Utc};

/// Digits of a PIN.
pub const PIN_LENGTH: usize = 6;
const PINS: u32 = 1_000_000;

/// A PIN of six digits that is not among the first guesses. `Debug` never shows it; it is kept hashed.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text is not a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Not six digits.
    #[error("A senha do crachá tem {PIN_LENGTH} números.")]
    Format,
    /// Among the first that somebody would try.
    #[error("Esta senha é fácil de adivinhar. Escolha outra, sem repetição nem sequência.")]
    Trivial,
}

impl Pin {
    /// A PIN from random bytes; a trivial one gives way to the next that is not.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        // 2^64 is so much larger than 10^6 that the remainder favours no PIN noticeably.
        let start = u32::try_from(u64::from_le_bytes(bytes) % u64::from(PINS)).expect("a remainder below 10^6");
        let text = (0..PINS)
            .map(|step| format!("{:06}", (start + step) % PINS))
            .find(|text| !is_trivial(text.as_bytes()))
            .expect("most PINs are not trivial");
        Self(text)
    }

    /// Reads a PIN that somebody chooses.
    ///
    /// # Errors
    /// See [`PinError`].
    pub fn parse(input: &str) -> Result<Self, PinError> {
        let text = input.trim();
        if text.len() != PIN_LENGTH || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::Format);
        }
        if is_trivial(text.as_bytes()) {
            return Err(PinError::Trivial);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits, to be hashed or printed on the badge's slip.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// One digit, a run up or down (also over 9 to 0), or a pattern of two or three digits repeated.
fn is_trivial(digits: &[u8]) -> bool {
    let repeats = |period: usize| digits.iter().zip(&digits[period..]).all(|(a, b)| a == b);
    let runs = |step: u8| digits.windows(2).all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0');
    repeats(1) || repeats(2) || repeats(3) || runs(1) || runs(9)
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(******)")
    }
}

impl From<PinError> for Refusal {
    fn from(error: PinError) -> Self {
        let code = match error {
            PinError::Format => "PIN_FORMAT",
            PinError::Trivial => "PIN_TRIVIAL",
        };
        Self::invalid("pin", code, error.to_string())
    }
}

/// How long a badge is locked after wrong PINs. Counted by badge, never by address: a hall shares one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutPolicy {
    /// Wrong PINs in a row until the first lock.
    pub failures: u32,
    /// Length of the first lock; each further wrong PIN doubles it.
    pub first: TimeDelta,
    /// Longest lock.
    pub longest: TimeDelta,
}

impl Default for LockoutPolicy {
    /// Five wrong PINs lock for 5 minutes, doubling up to one hour.
    fn default() -> Self {
        Self { failures: 5, first: TimeDelta::minutes(5), longest: TimeDelta::hours(1) }
    }
}

/// A badge that takes no PIN for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Este crachá está bloqueado por {} min, depois de várias senhas erradas. Aguarde ou peça uma senha nova no credenciamento.",
    (.left.num_seconds() + 59) / 60
)]
pub struct BadgeLocked {
    /// Until when.
    pub until: DateTime<Utc>,
    /// How long from now.
    pub left: TimeDelta,
}

impl LockoutPolicy {
    /// Until when a badge is locked, given the times of the wrong PINs since the last right one (or
    /// since the desk gave a new PIN). Attempts made while locked are not tried and do not belong here.
    pub fn locked_until(&self, wrong: &[DateTime<Utc>]) -> Option<DateTime<Utc>> {
        let last = wrong.iter().max()?;
        let count = u32::try_from(wrong.len()).unwrap_or(u32::MAX);
        let doublings = count.checked_sub(self.failures.max(1))?;
        // Twenty doublings of a second are already twelve days, beyond any longest lock.
        let length = self.first * (1_i32 << doublings.min(20));
        Some(*last + length.min(self.longest))
    }

    /// Whether a PIN may be tried now.
    ///
    /// # Errors
    /// [`BadgeLocked`].
    pub fn may_try(&self, wrong: &[DateTime<Utc>], now: DateTime<Utc>) -> Result<(), BadgeLocked> {
        match self.locked_until(wrong) {
            Some(until) if now < until => Err(BadgeLocked { until, left: until - now }),
            _ => Ok(()),
        }
    }
}

impl From<BadgeLocked> for Refusal {
    fn from(locked: BadgeLocked) -> Self {
        Self::rule("BADGE_LOCKED", "bloqueio do crachá", locked.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_750_000_000 + second, 0).unwrap()
    }

    #[test]
    fn the_first_guesses_are_refused() {
        for pin in ["000000", "999999", "123456", "654321", "456789", "890123", "121212", "123123", "210987"] {
            assert_eq!(Pin::parse(pin), Err(PinError::Trivial), "{pin}");
        }
        for pin in ["12345", "1234567", "12a456", ""] {
            assert_eq!(Pin::parse(pin), Err(PinError::Format), "{pin}");
        }
        assert_eq!(Pin::parse(" 190273 ").unwrap().reveal(), "190273");
    }

    #[test]
    fn a_trivial_draw_gives_way_to_the_next_and_is_never_shown() {
        let pin = Pin::from_random(0_u64.to_le_bytes());
        assert_eq!(pin.reveal(), "000001");
        assert_eq!(format!("{pin:?}"), "Pin(******)");
    }

    #[test]
    fn the_fifth_wrong_pin_locks_for_five_minutes_and_each_further_one_doubles_up_to_an_hour() {
        let policy = LockoutPolicy::default();
        let wrong: Vec<_> = (0..12).map(at).collect();
        let minutes =
            |count: usize| policy.locked_until(&wrong[..count]).map(|until| (until - wrong[count - 1]).num_minutes());
        assert_eq!((0..5).filter_map(minutes).count(), 0);
        assert_eq!((5..=10).filter_map(minutes).collect::<Vec<_>>(), [5, 10, 20, 40, 60, 60]);
        let locked = policy.may_try(&wrong[..5], at(4 + 299)).unwrap_err();
        assert_eq!(locked.left, TimeDelta::seconds(1));
        assert!(locked.to_string().contains("por 1 min"));
        assert!(policy.may_try(&wrong[..5], at(4 + 300)).is_ok());
    }

    proptest! {
        #[test]
        fn every_drawn_pin_can_be_chosen(bytes in any::<[u8; 8]>()) {
            let pin = Pin::from_random(bytes);
            prop_assert_eq!(Pin::parse(pin.reveal()), Ok(pin));
        }

        #[test]
        fn one_more_failure_never_unlocks_earlier(mut seconds in prop::collection::vec(0_i64..100_000, 1..60)) {
            seconds.sort_unstable();
            let wrong: Vec<_> = seconds.into_iter().map(at).collect();
            let policy = LockoutPolicy::default();
            for count in 1..wrong.len() {
                prop_assert!(policy.locked_until(&wrong[..count]) <= policy.locked_until(&wrong[..=count]));
            }
            if let Some(until) = policy.locked_until(&wrong) {
                prop_assert!(until - wrong[wrong.len() - 1] <= policy.longest);
            }
        }
    }
}
