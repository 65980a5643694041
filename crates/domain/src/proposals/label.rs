//! The number of a proposal: axis, letter of the level, number in both ("1M2").

use crate::people::GovernmentLevel;
use std::fmt;
use std::str::FromStr;

/// Number of a proposal as people say it. M municipality, E state, U Union.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProposalLabel {
    /// Number of the axis, from 1.
    pub axis: u32,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// Number within axis and level, from 1.
    pub number: u32,
}

impl fmt::Display for ProposalLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.level {
            GovernmentLevel::Municipal => 'M',
            GovernmentLevel::State => 'E',
            GovernmentLevel::Union => 'U',
        };
        write!(f, "{}{letter}{}", self.axis, self.number)
    }
}

impl FromStr for ProposalLabel {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let at = text.find(|c: char| !c.is_ascii_digit()).ok_or(())?;
        let (axis, rest) = text.split_at(at);
        let mut rest = rest.chars();
        let level = match rest.next() {
            Some('M' | 'm') => GovernmentLevel::Municipal,
            Some('E' | 'e') => GovernmentLevel::State,
            Some('U' | 'u') => GovernmentLevel::Union,
            _ => return Err(()),
        };
        Ok(Self { axis: positive(axis)?, level, number: positive(rest.as_str())? })
    }
}

/// The number of the next proposal of an axis and level; numbers once given are not given again.
pub fn next_number(given: &[ProposalLabel], axis: u32, level: GovernmentLevel) -> u32 {
    let same = given.iter().filter(|label| label.axis == axis && label.level == level);
    same.map(|label| label.number).max().unwrap_or(0) + 1
}

fn positive(digits: &str) -> Result<u32, ()> {
    if digits.starts_with(['0', '+']) {
        return Err(());
    }
    digits.parse().map_err(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    fn label(text: &str) -> ProposalLabel {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_number_follows_the_highest_of_its_axis_and_level() {
        let given = [label("1M1"), label("1M4"), label("1E1"), label("2M9")];
        assert_eq!(next_number(&given, 1, GovernmentLevel::Municipal), 5);
        assert_eq!(next_number(&given, 1, GovernmentLevel::Union), 1);
    }

    proptest! {
        #[test]
        fn a_label_reads_as_it_is_written(
            axis in 1_u32..100, level in prop::sample::select(GovernmentLevel::ALL), number in 1_u32..1000
        ) {
            let written = ProposalLabel { axis, level, number };
            prop_assert_eq!(written.to_string().parse(), Ok(written));
        }

        #[test]
        fn anything_else_is_no_label(text in "\\PC{0,6}") {
            if let Ok(label) = text.parse::<ProposalLabel>() {
                prop_assert_eq!(label.to_string(), text.to_uppercase());
            }
        }
    }
}
