//! A share of a whole, kept exactly: the `0.3` of a cycle is 3,000 ten-thousandths, never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const WHOLE: u32 = 10_000;

/// Share (*fração*) between 0 and 1 in ten-thousandths; written in JSON as a number such as `0.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Share(u32);

impl Share {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One half (*metade*), the share of each sector by default.
    pub const HALF: Self = Self(WHOLE / 2);

    /// The share of that many ten-thousandths; none above the whole.
    pub fn of_ten_thousand(parts: u32) -> Option<Self> {
        (parts <= WHOLE).then_some(Self(parts))
    }

    /// The share a number between 0 and 1 stands for, to four decimals; none outside or not finite.
    pub fn of_number(number: f64) -> Option<Self> {
        // The cast is exact: the rounded value lies between 0 and 10,000.
        (number.is_finite() && (0.0..=1.0).contains(&number)).then(|| Self((number * f64::from(WHOLE)).round() as u32))
    }

    /// The share in ten-thousandths.
    pub fn ten_thousandths(self) -> u32 {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether `part` of `whole` is at least this share; of nothing, any share is reached.
    pub fn is_reached(self, part: u32, whole: u32) -> bool {
        u64::from(part) * u64::from(WHOLE) >= u64::from(self.0) * u64::from(whole)
    }

    /// This share of `whole`, rounded up.
    pub fn up(self, whole: u32) -> u32 {
        narrow(self.scaled(whole).div_ceil(u64::from(WHOLE)))
    }

    /// This share of `whole`, rounded down.
    pub fn down(self, whole: u32) -> u32 {
        narrow(self.scaled(whole) / u64::from(WHOLE))
    }

    /// This share of `whole`, rounded to the nearest, halves up.
    pub fn nearest(self, whole: u32) -> u32 {
        narrow((self.scaled(whole) + u64::from(WHOLE) / 2) / u64::from(WHOLE))
    }

    /// Whether this share of `whole` is a whole number.
    pub fn divides(self, whole: u32) -> bool {
        self.scaled(whole).is_multiple_of(u64::from(WHOLE))
    }

    /// This share of `whole` as read in Portuguese, with the decimals it needs: `1,2`.
    pub fn exact(self, whole: u32) -> String {
        decimal(self.scaled(whole), u64::from(WHOLE))
    }

    /// As a percentage in Portuguese: `30%`, `33,33%`.
    pub fn percent(self) -> String {
        format!("{}%", decimal(u64::from(self.0), u64::from(WHOLE / 100)))
    }

    fn scaled(self, whole: u32) -> u64 {
        u64::from(self.0) * u64::from(whole)
    }
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).expect("a share of a whole is not above the whole")
}

fn decimal(parts: u64, unit: u64) -> String {
    let (integer, rest) = (parts / unit, parts % unit);
    if rest == 0 {
        return integer.to_string();
    }
    let places = unit.ilog10() as usize;
    format!("{integer},{}", format!("{rest:0places$}").trim_end_matches('0'))
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / f64::from(WHOLE))
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::of_number(number).ok_or_else(|| D::Error::custom(format!("{number} is not a share between 0 and 1")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(json: &str) -> Share {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_tenth_of_thirty_rounded_up_is_three_and_not_four() {
        assert_eq!(share("0.1").up(30), 3);
        assert_eq!(share("0.3").up(10), 3);
    }

    #[test]
    fn thirty_percent_of_four_is_read_with_a_comma() {
        assert_eq!(share("0.3").exact(4), "1,2");
        assert_eq!(share("0.3").percent(), "30%");
        assert_eq!(share("0.3333").percent(), "33,33%");
    }

    #[test]
    fn a_number_outside_zero_to_one_is_no_share() {
        for text in ["1.0001", "-0.1", "30"] {
            assert!(serde_json::from_str::<Share>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn three_of_four_sessions_reach_seventy_five_percent_and_two_do_not() {
        assert!(share("0.75").is_reached(3, 4));
        assert!(!share("0.75").is_reached(2, 4));
    }

    proptest! {
        #[test]
        fn rounding_down_nearest_and_up_never_cross(parts in 0_u32..=10_000, whole in 0_u32..5_000) {
            let share = Share::of_ten_thousand(parts).unwrap();
            prop_assert!(share.down(whole) <= share.nearest(whole) && share.nearest(whole) <= share.up(whole));
            prop_assert!(share.up(whole) - share.down(whole) == u32::from(!share.divides(whole)));
            prop_assert_eq!(serde_json::from_str::<Share>(&serde_json::to_string(&share).unwrap()).unwrap(), share);
        }
    }
}
