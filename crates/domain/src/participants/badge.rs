//! The code on a badge (*crachá*): short, easy to read aloud, and proof against typing mistakes.

use crate::Refusal;

/// Digits and letters without 0, O, 1 and I: thirty-two, so that five bits are one character.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Characters of a code, the last of which checks the others.
pub const BADGE_LENGTH: usize = 6;

/// A badge code: five random characters and one that checks them.
///
/// The check is a weighted sum in the field of 32 elements, so that one wrong character, and two
/// neighbours exchanged, are always noticed. Not a secret: a PIN goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BadgeCode([u8; BADGE_LENGTH]);

/// Why a text is not a badge code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadgeError {
    /// Not six characters.
    #[error("O código do crachá tem {BADGE_LENGTH} letras e números. Confira e digite de novo.")]
    Length,
    /// A character that no badge has.
    #[error("O código do crachá não usa 0, O, 1 nem I, nem acentos ou sinais. Confira e digite de novo.")]
    Character,
    /// The characters do not belong together.
    #[error("Há uma letra ou um número trocado no código do crachá. Confira e digite de novo.")]
    Typo,
}

impl BadgeCode {
    /// A code from random bytes, of which five bits each are used.
    pub fn from_random(bytes: [u8; BADGE_LENGTH - 1]) -> Self {
        let mut values = [0; BADGE_LENGTH];
        values[..BADGE_LENGTH - 1].copy_from_slice(&bytes.map(|byte| byte & 31));
        values[BADGE_LENGTH - 1] = check_value(&values[..BADGE_LENGTH - 1]);
        Self(values)
    }

    /// Reads a code as typed: small letters, spaces and hyphens are taken.
    ///
    /// # Errors
    /// See [`BadgeError`].
    pub fn parse(input: &str) -> Result<Self, BadgeError> {
        let mut values = [0; BADGE_LENGTH];
        let mut length = 0;
        for character in input.chars().filter(|c| !matches!(c, ' ' | '-')) {
            let place = values.get_mut(length).ok_or(BadgeError::Length)?;
            *place = value_of(character).ok_or(BadgeError::Character)?;
            length += 1;
        }
        if length != BADGE_LENGTH {
            return Err(BadgeError::Length);
        }
        if check_value(&values[..BADGE_LENGTH - 1]) != values[BADGE_LENGTH - 1] {
            return Err(BadgeError::Typo);
        }
        Ok(Self(values))
    }
}

fn value_of(character: char) -> Option<u8> {
    let upper = u8::try_from(character.to_ascii_uppercase()).ok()?;
    ALPHABET.iter().position(|letter| *letter == upper).and_then(|place| u8::try_from(place).ok())
}

/// Horner's rule: every place weighs another power of the field's generator, none of them zero.
fn check_value(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_generator(sum ^ value))
}

/// Multiplies by x modulo x⁵ + x² + 1.
fn times_generator(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

impl std::fmt::Display for BadgeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|value| write!(f, "{}", char::from(ALPHABET[usize::from(*value)])))
    }
}

impl TryFrom<String> for BadgeCode {
    type Error = BadgeError;
    fn try_from(text: String) -> Result<Self, BadgeError> {
        Self::parse(&text)
    }
}

impl From<BadgeCode> for String {
    fn from(code: BadgeCode) -> Self {
        code.to_string()
    }
}

impl From<BadgeError> for Refusal {
    fn from(error: BadgeError) -> Self {
        let code = match error {
            BadgeError::Length => "BADGE_LENGTH",
            BadgeError::Character => "BADGE_CHARACTER",
            BadgeError::Typo => "BADGE_TYPO",
        };
        Self::invalid("badgeCode", code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typing_is_forgiving_about_case_and_spacing_only() {
        let code = BadgeCode::from_random([1, 2, 3, 4, 5]);
        let text = code.to_string();
        let typed = format!(" {}-{} ", text[..3].to_lowercase(), &text[3..]);
        assert_eq!(BadgeCode::parse(&typed), Ok(code));
        assert_eq!(BadgeCode::parse("ABC"), Err(BadgeError::Length));
        assert_eq!(BadgeCode::parse("ABCDEFG"), Err(BadgeError::Length));
        for lookalike in ["0BCDEF", "OBCDEF", "1BCDEF", "IBCDEF", "ÁBCDEF"] {
            assert_eq!(BadgeCode::parse(lookalike), Err(BadgeError::Character));
        }
    }

    proptest! {
        #[test]
        fn a_code_survives_writing_and_reading(bytes in any::<[u8; 5]>()) {
            let code = BadgeCode::from_random(bytes);
            prop_assert_eq!(BadgeCode::parse(&code.to_string()), Ok(code));
        }

        #[test]
        fn any_single_wrong_character_is_noticed(bytes in any::<[u8; 5]>(), place in 0..BADGE_LENGTH, step in 1_u8..32) {
            let mut wrong = BadgeCode::from_random(bytes);
            wrong.0[place] = (wrong.0[place] + step) % 32;
            prop_assert_eq!(BadgeCode::parse(&wrong.to_string()), Err(BadgeError::Typo));
        }

        #[test]
        fn two_neighbours_exchanged_are_noticed(bytes in any::<[u8; 5]>(), place in 0..BADGE_LENGTH - 1) {
            let mut wrong = BadgeCode::from_random(bytes);
            prop_assume!(wrong.0[place] != wrong.0[place + 1]);
            wrong.0.swap(place, place + 1);
            prop_assert_eq!(BadgeCode::parse(&wrong.to_string()), Err(BadgeError::Typo));
        }

        #[test]
        fn arbitrary_text_never_panics(input in "\\PC*") {
            let _ = BadgeCode::parse(&input);
        }
    }
}
