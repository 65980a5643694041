//! Fractions of a count, as the parameters of a cycle give them.

/// A fraction between 0 and 1 that a count must reach, written as a decimal number in a cycle.
///
/// Kept in millionths, so that one half is exactly one half; two thirds written as `0.666667` or
/// `0.6667` mean what was written, the first being reached by 2 of 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(u32);

const WHOLE: u32 = 1_000_000;

/// The number is not between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("A fração precisa ficar entre 0 e 1, como 0,5 para a metade.")]
pub struct NotAShare;

impl Share {
    /// One half.
    pub const HALF: Self = Self(WHOLE / 2);

    /// A share of so many hundredths; more than 100 counts as all.
    pub fn percent(hundredths: u32) -> Self {
        Self(hundredths.min(100) * (WHOLE / 100))
    }

    /// Whether `count` of `whole` is at least this share; nothing of nothing reaches none but zero.
    pub fn reached_by(self, count: u32, whole: u32) -> bool {
        if whole == 0 {
            return self.0 == 0;
        }
        // One millionth of slack takes back the rounding of thirds and sixths.
        u64::from(count) * u64::from(WHOLE) >= u64::from(whole) * u64::from(self.0.saturating_sub(1))
    }

    /// The smallest count that reaches this share of `whole`.
    pub fn needed_of(self, whole: u32) -> u32 {
        let product = u64::from(whole) * u64::from(self.0.saturating_sub(1));
        u32::try_from(product.div_ceil(u64::from(WHOLE))).expect("a share of a u32 fits a u32")
    }
}

impl From<crate::seats::Share> for Share {
    fn from(share: crate::seats::Share) -> Self {
        Self(share.ten_thousandths() * (WHOLE / 10_000))
    }
}

impl TryFrom<f64> for Share {
    type Error = NotAShare;
    fn try_from(value: f64) -> Result<Self, NotAShare> {
        if (0.0..=1.0).contains(&value) {
            // In range, so the rounded product lies between 0 and one million.
            Ok(Self((value * f64::from(WHOLE)).round() as u32))
        } else {
            Err(NotAShare)
        }
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> Self {
        Self::from(share.0) / Self::from(WHOLE)
    }
}

impl std::fmt::Display for Share {
    /// As a percentage in pt-BR: `75%`, `33,3%`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 + 500) / 1_000;
        match tenths % 10 {
            0 => write!(f, "{}%", tenths / 10),
            rest => write!(f, "{},{rest}%", tenths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exactly_half_reaches_half() {
        assert!(Share::HALF.reached_by(7, 14));
        assert!(!Share::HALF.reached_by(6, 13));
        assert_eq!(Share::HALF.needed_of(13), 7);
    }

    #[test]
    fn thirds_written_as_decimals_are_thirds() {
        assert!(Share::try_from(2.0 / 3.0).unwrap().reached_by(2, 3));
        assert!(Share::try_from(1.0 / 3.0).unwrap().reached_by(1, 3));
        assert!(!Share::try_from(2.0 / 3.0).unwrap().reached_by(1_999, 3_000));
    }

    #[test]
    fn only_fractions_are_read_and_shown_as_percentages() {
        assert!(Share::try_from(1.5).is_err() && Share::try_from(f64::NAN).is_err());
        assert_eq!(Share::try_from(0.75).unwrap().to_string(), "75%");
        assert_eq!(Share::try_from(1.0 / 3.0).unwrap().to_string(), "33,3%");
    }

    proptest! {
        #[test]
        fn what_is_needed_reaches_and_one_less_does_not(percent in 1_u32..=100, whole in 1_u32..10_000) {
            let share = Share::percent(percent);
            let needed = share.needed_of(whole);
            prop_assert!(share.reached_by(needed, whole) && needed <= whole);
            prop_assert!(needed == 0 || !share.reached_by(needed - 1, whole));
        }
    }
}
