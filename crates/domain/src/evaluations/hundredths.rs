//! Decimal figures with exactly two places.

use std::fmt;

/// A non-negative figure in hundredths: averages and hours as they are reported, rounded half up.
///
/// Sent and stored as a decimal string (`"4.20"`), because filed letters hold no fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hundredths(pub u64);

impl Hundredths {
    /// `part / whole` rounded half up to two places; nothing when there is no whole.
    pub fn ratio(part: u64, whole: u64) -> Option<Self> {
        (whole > 0).then(|| Self((part * 200 + whole) / (whole * 2)))
    }

    /// The figure as people write it in Portuguese: `4,20`.
    pub fn pt_br(self) -> String {
        format!("{},{:02}", self.0 / 100, self.0 % 100)
    }

    fn parse(text: &str) -> Option<Self> {
        let (whole, cents) = text.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if cents.len() != 2 || !digits(whole) || !digits(cents) {
            return None;
        }
        let value = whole.parse::<u64>().ok()?.checked_mul(100)?;
        Some(Self(value.checked_add(cents.parse::<u64>().ok()?)?))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl serde::Serialize for Hundredths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Hundredths {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a decimal with two places, such as 4.20"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(Hundredths::ratio(1, 8), Some(Hundredths(13)));
        assert_eq!(Hundredths::ratio(253, 60).map(Hundredths::pt_br).as_deref(), Some("4,22"));
        assert_eq!(Hundredths::ratio(3, 0), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in 0_u64..1_000_000) {
            let figure = Hundredths(value);
            let json = serde_json::to_string(&figure).unwrap();
            prop_assert_eq!(serde_json::from_str::<Hundredths>(&json).unwrap(), figure);
        }
    }
}
