//! An exact share, for thresholds: the `0.2` of a cycle is 2,000 ten-thousandths, never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

const WHOLE: u32 = 10_000;

/// Share (*fração*) between 0 and 1 in ten-thousandths; a number such as `0.2` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// One half.
    pub const HALF: Self = Self(WHOLE / 2);

    /// The share of that many ten-thousandths; none above the whole.
    pub fn of_ten_thousand(parts: u32) -> Option<Self> {
        (parts <= WHOLE).then_some(Self(parts))
    }

    /// Whether `part` of `whole` is at least this share.
    pub fn is_reached(self, part: u32, whole: u32) -> bool {
        u64::from(part) * u64::from(WHOLE) >= u64::from(self.0) * u64::from(whole)
    }

    /// This share of `whole`, rounded up.
    pub fn up(self, whole: u32) -> u32 {
        let parts = (u64::from(self.0) * u64::from(whole)).div_ceil(u64::from(WHOLE));
        u32::try_from(parts).expect("a share of a whole is not above the whole")
    }

    /// As a percentage in Portuguese: `20%`, `33,33%`.
    pub fn percent(self) -> String {
        let (integer, rest) = (self.0 / 100, self.0 % 100);
        if rest == 0 {
            return format!("{integer}%");
        }
        let decimals = format!("{rest:02}");
        format!("{integer},{}%", decimals.trim_end_matches('0'))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / f64::from(WHOLE))
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        if !(0.0..=1.0).contains(&number) {
            return Err(D::Error::custom(format!("{number} is not a share between 0 and 1")));
        }
        // The cast is exact: the rounded value lies between 0 and 10,000.
        Ok(Self((number * f64::from(WHOLE)).round() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact_and_read_with_a_comma() {
        let fifth: Share = serde_json::from_str("0.2").unwrap();
        assert_eq!((fifth.up(65), fifth.up(66), fifth.percent()), (13, 14, "20%".into()));
        assert!(fifth.is_reached(13, 65) && !fifth.is_reached(13, 66));
        assert_eq!(serde_json::from_str::<Share>("0.125").unwrap().percent(), "12,5%");
        assert!(serde_json::from_str::<Share>("20").is_err());
    }
}
