//! Protocol numbers and receipts (*protocolo*, *comprovante de recebimento*).

use super::wording::{long_date, minutes_of_day};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::fmt;
use std::str::FromStr;

/// Protocol number: year, sequence of the recipient within the year, check digit: `2025.000123-4`.
///
/// The check digit is that of ISO/IEC 7064 MOD 11,10: it detects any single wrong digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtocolNumber {
    year: u16,
    sequence: u32,
}

/// A text that is no protocol number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolRefused {
    /// Not of the form `2025.000123-4`.
    #[error("O número de protocolo tem a forma 2025.000123-4. Confira no comprovante e digite de novo.")]
    BadForm,
    /// The check digit does not fit.
    #[error("Há um algarismo trocado no número de protocolo. Confira no comprovante e digite de novo.")]
    WrongCheckDigit,
}

impl From<ProtocolRefused> for crate::Refusal {
    fn from(refused: ProtocolRefused) -> Self {
        let code = match refused {
            ProtocolRefused::BadForm => "PROTOCOL_BAD_FORM",
            ProtocolRefused::WrongCheckDigit => "PROTOCOL_WRONG_CHECK_DIGIT",
        };
        Self::invalid("protocol", code, refused.to_string())
    }
}

impl ProtocolNumber {
    /// The number for a sequence (1 to 999,999) within a year (1 to 9999); nothing outside of that.
    pub fn new(year: u16, sequence: u32) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=999_999).contains(&sequence)).then_some(Self { year, sequence })
    }

    /// Year in which it was given.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Position within the year, from 1.
    pub fn sequence(self) -> u32 {
        self.sequence
    }

    /// The check digit, 0 to 9.
    pub fn check_digit(self) -> u32 {
        let digits = format!("{:04}{:06}", self.year, self.sequence);
        let product = digits.bytes().map(|byte| u32::from(byte - b'0')).fold(10, |product, digit| {
            let sum = (product + digit) % 10;
            (if sum == 0 { 10 } else { sum }) * 2 % 11
        });
        (11 - product) % 10
    }
}

impl fmt::Display for ProtocolNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}.{:06}-{}", self.year, self.sequence, self.check_digit())
    }
}

impl FromStr for ProtocolNumber {
    type Err = ProtocolRefused;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.trim().as_bytes();
        let shaped = bytes.len() == 13
            && bytes.iter().enumerate().all(|(index, byte)| match index {
                4 => *byte == b'.',
                11 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(ProtocolRefused::BadForm);
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().fold(0_u32, |value, byte| value * 10 + u32::from(byte - b'0'))
        };
        let year = u16::try_from(number(0..4)).map_err(|_| ProtocolRefused::BadForm)?;
        let found = Self::new(year, number(5..11)).ok_or(ProtocolRefused::BadForm)?;
        if found.check_digit() == number(12..13) { Ok(found) } else { Err(ProtocolRefused::WrongCheckDigit) }
    }
}

impl serde::Serialize for ProtocolNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ProtocolNumber {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What the recipient confirms when a letter arrives.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Number given by the recipient.
    pub protocol: ProtocolNumber,
    /// Name of the council that received.
    pub recipient_name: String,
    /// Name of the council that sent.
    pub sender_name: String,
    /// Title of the conference.
    pub conference_title: String,
    /// Version of the report, from 1.
    pub version: u32,
    /// Hash of the letter received, 64 hexadecimal digits.
    pub letter_hash: String,
    /// Instant of arrival.
    pub received_at: DateTime<Utc>,
    /// Whether it arrived after the deadline.
    pub late: bool,
}

impl Receipt {
    /// The receipt as the sender reads it, with times in `zone`.
    pub fn text(&self, zone: Tz) -> String {
        let local = self.received_at.with_timezone(&zone);
        let time = match self.late {
            false => "dentro do prazo",
            true => "depois do prazo, como o ciclo permite; o atraso fica registrado",
        };
        format!(
            "Comprovante de recebimento\n\nProtocolo: {}\nRecebido por: {}\nEnviado por: {}\nDocumento: relatório final, versão {}, {}\n\
             Recebido em: {}, às {} ({})\nImpressão digital do documento (SHA-256):\n{}\n\n\
             Guarde este comprovante. Quem tiver o documento pode recalcular a impressão digital e conferir que nada mudou.",
            self.protocol,
            self.recipient_name,
            self.sender_name,
            self.version,
            self.conference_title,
            long_date(local.date_naive()),
            minutes_of_day(local.time()),
            time,
            self.letter_hash
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_number_is_written_and_read_back() {
        let number = ProtocolNumber::new(2025, 123).unwrap();
        assert!(number.to_string().starts_with("2025.000123-"));
        assert_eq!(number.to_string().parse(), Ok(number));
        assert_eq!("2025/123".parse::<ProtocolNumber>(), Err(ProtocolRefused::BadForm));
    }

    #[test]
    fn the_receipt_shows_local_time_and_lateness() {
        let receipt = Receipt {
            protocol: ProtocolNumber::new(2025, 7).unwrap(),
            recipient_name: "CEAS".into(),
            sender_name: "CMAS".into(),
            conference_title: "13ª Conferência".into(),
            version: 1,
            letter_hash: "ab".into(),
            received_at: "2025-07-18T02:59:00Z".parse().unwrap(),
            late: false,
        };
        let text = receipt.text(chrono_tz::America::Sao_Paulo);
        assert!(text.contains("17 de julho de 2025, às 23h59 (dentro do prazo)"), "{text}");
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_noticed(
            year in 2000_u16..2100, sequence in 1_u32..1_000_000, place in 0_usize..13, shift in 1_u8..10
        ) {
            let text = ProtocolNumber::new(year, sequence).unwrap().to_string();
            let mut bytes = text.into_bytes();
            prop_assume!(bytes[place].is_ascii_digit());
            bytes[place] = b'0' + (bytes[place] - b'0' + shift) % 10;
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<ProtocolNumber>().is_err());
        }
    }
}
