//! The number of the national register of persons.

use crate::Refusal;

/// CPF (*Cadastro de Pessoas Físicas*): eleven digits whose last two check the others.
///
/// Kept as digits. `Display` writes `000.000.101-54`; `Debug` only the masked form, so that a log
/// never holds the number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cpf([u8; 11]);

/// Why a text is not a CPF. No variant carries what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CpfError {
    /// Nothing was typed.
    #[error("Informe o CPF.")]
    Missing,
    /// Something other than digits, dots, hyphens and spaces.
    #[error("O CPF tem só números, pontos e hífen. Confira e digite de novo.")]
    Character,
    /// Not eleven digits.
    #[error("O CPF tem 11 números; aqui chegaram {found}. Confira e digite de novo.")]
    Length {
        /// How many digits there were.
        found: usize,
    },
    /// One digit eleven times, which passes the arithmetic and belongs to nobody.
    #[error("Este CPF repete um só número e não existe. Confira no documento e digite de novo.")]
    Repeated,
    /// The check digits belong to another number: most often a slip of the keys.
    #[error("Os dois últimos números não combinam com o resto do CPF. Confira no documento e digite de novo.")]
    CheckDigits,
}

impl Cpf {
    /// Reads a CPF with or without punctuation.
    ///
    /// # Errors
    /// See [`CpfError`].
    pub fn parse(input: &str) -> Result<Self, CpfError> {
        let mut digits = [0_u8; 11];
        let mut found = 0;
        for character in input.trim().chars() {
            match character {
                '0'..='9' => {
                    if let Some(place) = digits.get_mut(found) {
                        *place = character as u8 - b'0';
                    }
                    found += 1;
                }
                '.' | '-' | ' ' => {}
                _ => return Err(CpfError::Character),
            }
        }
        match found {
            0 => Err(CpfError::Missing),
            11 => Self::from_digits(digits),
            _ => Err(CpfError::Length { found }),
        }
    }

    /// The CPF whose first nine digits are given, with its check digits computed.
    ///
    /// # Errors
    /// [`CpfError::Repeated`] when all eleven would be the same.
    pub fn completing(first_nine: [u8; 9]) -> Result<Self, CpfError> {
        let mut digits = [0_u8; 11];
        digits[..9].copy_from_slice(&first_nine.map(|digit| digit % 10));
        digits[9] = check_digit(&digits[..9]);
        digits[10] = check_digit(&digits[..10]);
        Self::from_digits(digits)
    }

    fn from_digits(digits: [u8; 11]) -> Result<Self, CpfError> {
        if digits.iter().all(|digit| *digit == digits[0]) {
            return Err(CpfError::Repeated);
        }
        if check_digit(&digits[..9]) != digits[9] || check_digit(&digits[..10]) != digits[10] {
            return Err(CpfError::CheckDigits);
        }
        Ok(Self(digits))
    }

    /// The eleven digits without punctuation, as stored and compared.
    pub fn digits(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// The form for those who need not see the number: the six middle digits only.
    pub fn masked(&self) -> String {
        let digits = self.digits();
        format!("***.{}.{}-**", &digits[3..6], &digits[6..9])
    }
}

/// Weighted sum modulo 11: weights fall to 2 at the last digit; a remainder below 2 gives 0.
fn check_digit(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().rev().zip(2_u32..).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => u8::try_from(11 - rest).expect("a remainder of 2 to 10 leaves 1 to 9"),
    }
}

impl std::fmt::Display for Cpf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.digits();
        write!(f, "{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..])
    }
}

impl std::fmt::Debug for Cpf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cpf({})", self.masked())
    }
}

impl TryFrom<String> for Cpf {
    type Error = CpfError;
    fn try_from(text: String) -> Result<Self, CpfError> {
        Self::parse(&text)
    }
}

impl From<Cpf> for String {
    fn from(cpf: Cpf) -> Self {
        cpf.digits()
    }
}

impl From<CpfError> for Refusal {
    fn from(error: CpfError) -> Self {
        let code = match error {
            CpfError::Missing => "REQUIRED",
            CpfError::Character => "CPF_CHARACTER",
            CpfError::Length { .. } => "CPF_LENGTH",
            CpfError::Repeated => "CPF_REPEATED",
            CpfError::CheckDigits => "CPF_CHECK_DIGITS",
        };
        Self::invalid("cpf", code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_is_free_and_the_display_is_formatted() {
        let cpf = Cpf::parse("00000010154").unwrap();
        assert_eq!(cpf, Cpf::parse(" 000.000.101-54 ").unwrap());
        assert_eq!(cpf.to_string(), "000.000.101-54");
        assert_eq!(cpf.masked(), "***.000.101-**");
    }

    #[test]
    fn debug_does_not_tell_the_number() {
        assert_eq!(format!("{:?}", Cpf::parse("00000010154").unwrap()), "Cpf(***.000.101-**)");
    }

    #[test]
    fn each_mistake_is_named() {
        assert_eq!(Cpf::parse("  "), Err(CpfError::Missing));
        assert_eq!(Cpf::parse("000.000.101-5a"), Err(CpfError::Character));
        assert_eq!(Cpf::parse("10154"), Err(CpfError::Length { found: 5 }));
        assert_eq!(Cpf::parse("000000101540"), Err(CpfError::Length { found: 12 }));
        assert_eq!(Cpf::parse("000.000.101-45"), Err(CpfError::CheckDigits));
        for digit in '0'..='9' {
            assert_eq!(Cpf::parse(&String::from(digit).repeat(11)), Err(CpfError::Repeated));
        }
    }

    proptest! {
        #[test]
        fn every_completed_number_survives_writing_and_reading(first in prop::array::uniform9(0_u8..10)) {
            if let Ok(cpf) = Cpf::completing(first) {
                prop_assert_eq!(Cpf::parse(&cpf.to_string()), Ok(cpf));
                prop_assert_eq!(Cpf::parse(&cpf.digits()), Ok(cpf));
                let json = serde_json::to_string(&cpf).unwrap();
                prop_assert_eq!(serde_json::from_str::<Cpf>(&json).unwrap(), cpf);
            }
        }

        #[test]
        fn a_wrong_check_digit_is_always_noticed(first in prop::array::uniform9(0_u8..10), place in 9_usize..11, step in 1_u8..10) {
            if let Ok(cpf) = Cpf::completing(first) {
                let mut digits = cpf.0;
                digits[place] = (digits[place] + step) % 10;
                let typed: String = digits.iter().map(|d| char::from(b'0' + d)).collect();
                prop_assert!(Cpf::parse(&typed).is_err());
            }
        }

        #[test]
        fn arbitrary_text_never_panics(input in "\\PC*") {
            let _ = Cpf::parse(&input);
        }
    }

    #[test]
    fn about_one_random_number_in_a_hundred_is_valid() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let valid = (0..100_000).filter(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            Cpf::parse(&format!("{:011}", (state >> 20) % 100_000_000_000)).is_ok()
        });
        let count = valid.count();
        assert!((800..1_200).contains(&count), "{count} of 100000");
    }
}
