//! Edition numbers: each body counts its own (domain.md section 4).

use crate::Refusal;
use crate::codes;

codes! {
    /// How numbers of editions are written (*algarismos*): a display option.
    pub enum NumeralStyle {
        /// XIII.
        Roman = "ROMAN", "romanos";
        /// 13ª.
        Arabic = "ARABIC", "arábicos";
    }
}

/// Number of a conference (*edição*), from 1 to 3999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition(u16);

impl Edition {
    /// An edition number.
    ///
    /// # Errors
    /// `EDITION_INVALID` on the field `edition`.
    pub fn new(number: i64) -> Result<Self, Refusal> {
        u16::try_from(number).ok().filter(|number| (1..=3999).contains(number)).map(Self).ok_or_else(|| {
            Refusal::invalid(
                "edition",
                "EDITION_INVALID",
                "Informe o número da edição do seu conselho, por exemplo 13. A contagem é própria de cada conselho.",
            )
        })
    }

    /// The number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// As shown before the word *Conferência*: `13ª` or `XIII`.
    pub fn display(self, style: NumeralStyle) -> String {
        match style {
            NumeralStyle::Arabic => format!("{}ª", self.0),
            NumeralStyle::Roman => self.roman(),
        }
    }

    fn roman(self) -> String {
        const NUMERALS: [(u16, &str); 13] = [
            (1000, "M"),
            (900, "CM"),
            (500, "D"),
            (400, "CD"),
            (100, "C"),
            (90, "XC"),
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ];
        let mut rest = self.0;
        let mut written = String::new();
        for (value, numeral) in NUMERALS {
            while rest >= value {
                written.push_str(numeral);
                rest -= value;
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn roman(number: i64) -> String {
        Edition::new(number).unwrap().display(NumeralStyle::Roman)
    }

    #[test]
    fn editions_are_shown_in_both_numerals() {
        assert_eq!(Edition::new(14).unwrap().display(NumeralStyle::Arabic), "14ª");
        assert_eq!((roman(9), roman(12), roman(14), roman(40)), ("IX".into(), "XII".into(), "XIV".into(), "XL".into()));
    }

    #[test]
    fn numbers_that_no_edition_has_are_refused() {
        for number in [0, -3, 4000, i64::MAX] {
            assert_eq!(Edition::new(number).unwrap_err().code, "EDITION_INVALID");
        }
    }

    proptest! {
        #[test]
        fn no_two_editions_look_alike_in_roman(a in 1_i64..4000, b in 1_i64..4000) {
            prop_assert_eq!(roman(a) == roman(b), a == b);
        }
    }
}
