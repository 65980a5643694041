//! The immutable letter between a council and its parent (architecture.md, "Upward flow is a letter").
//!
//! A letter is canonical JSON (see [`super::canonical()`]) with its SHA-256 beside it. It may travel
//! in a database, over the network or as a file; whoever has it can check it alone:
//! `sha256sum letter.json` gives the hash of the receipt.

use super::{CanonicalRefused, canonical, sha256_hex};
use crate::{Refusal, codes, ids::TenantId};
use serde_json::Value;
use uuid::Uuid;

/// Schema of the letters written here.
pub const SCHEMA: &str = "confere.report/1";
/// Longest letter that is read, in bytes.
pub const LETTER_MAX: usize = 16 * 1024 * 1024;

codes! {
    /// What a letter is.
    pub enum LetterKind {
        /// Final report, upward (*relatório final*).
        FinalReport = "FINAL_REPORT", "relatório final";
        /// Receipt, downward (*comprovante de recebimento*).
        Receipt = "RECEIPT", "comprovante de recebimento";
        /// Acceptance, downward (*aceite*).
        Accepted = "ACCEPTED", "aceite";
        /// Return with reasons per section, downward (*devolução com justificativa*).
        Returned = "RETURNED", "devolução com justificativa";
    }
}

/// A letter as data.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Letter {
    /// Layout of the letter: [`SCHEMA`].
    pub schema: String,
    /// What it is.
    pub kind: LetterKind,
    /// Council that writes.
    pub sender: TenantId,
    /// Council that is written to.
    pub recipient: TenantId,
    /// Conference it is about, in the municipality's (or lower) tenant, in both directions.
    pub conference: Uuid,
    /// Version of the report it is or answers, from 1.
    pub version: u32,
    /// The content, by kind.
    pub body: Value,
}

/// A letter that was checked against its hash, and its text.
#[derive(Debug, Clone, PartialEq)]
pub struct SealedLetter {
    letter: Letter,
    text: String,
    hash: String,
}

/// Why a letter is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterRefused {
    /// The text is not the one the hash was made of.
    #[error(
        "O documento não confere com a sua impressão digital (SHA-256): ele foi alterado ou chegou incompleto. Peça que seja enviado de novo."
    )]
    HashMismatch,
    /// No JSON, or fields missing, unknown or of another type.
    #[error("O arquivo não é uma carta do Confere que possa ser lida. Confira se o arquivo certo foi enviado.")]
    Unreadable,
    /// A layout this program does not know.
    #[error("O documento usa o formato “{0}”, que este sistema ainda não lê. Atualize o sistema e tente de novo.")]
    UnknownSchema(String),
    /// Right content in another spelling (order, white space, repeated names).
    #[error("O documento não está na forma canônica. Envie o arquivo original, sem abrir e salvar em outro programa.")]
    NotCanonical,
    /// Longer than [`LETTER_MAX`].
    #[error("O documento passa de {} MB. Retire anexos e envie de novo.", LETTER_MAX / 1024 / 1024)]
    TooLarge,
    /// Sender and recipient are the same, or the version is 0.
    #[error("O documento não diz quem envia, a quem ou que versão é. Gere-o de novo a partir do relatório.")]
    BadAddress,
    /// The letter is of another kind than the act needs.
    #[error("O documento é de outro tipo. Confira se o arquivo certo foi enviado.")]
    WrongKind,
    /// The body holds something without canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalRefused),
}

impl From<LetterRefused> for Refusal {
    fn from(refused: LetterRefused) -> Self {
        let code = match refused {
            LetterRefused::HashMismatch => "LETTER_HASH_MISMATCH",
            LetterRefused::Unreadable => "LETTER_UNREADABLE",
            LetterRefused::UnknownSchema(_) => "LETTER_UNKNOWN_SCHEMA",
            LetterRefused::NotCanonical | LetterRefused::Canonical(_) => "LETTER_NOT_CANONICAL",
            LetterRefused::TooLarge => "LETTER_TOO_LARGE",
            LetterRefused::BadAddress => "LETTER_BAD_ADDRESS",
            LetterRefused::WrongKind => "LETTER_WRONG_KIND",
        };
        Self::invalid("letter", code, refused.to_string())
    }
}

impl Letter {
    /// A letter of the current schema.
    pub fn new(
        kind: LetterKind,
        (sender, recipient): (TenantId, TenantId),
        (conference, version): (Uuid, u32),
        body: Value,
    ) -> Self {
        Self { schema: SCHEMA.into(), kind, sender, recipient, conference, version, body }
    }

    /// A letter back to the sender of this one, about the same version.
    pub fn answer(&self, kind: LetterKind, body: Value) -> Self {
        Self::new(kind, (self.recipient, self.sender), (self.conference, self.version), body)
    }

    /// The letter in its one form, with its hash.
    ///
    /// # Errors
    /// [`LetterRefused`] when it has no canonical form, no proper address or is too large.
    pub fn seal(&self) -> Result<SealedLetter, LetterRefused> {
        let value = serde_json::to_value(self).map_err(|_| LetterRefused::Unreadable)?;
        let text = canonical(&value)?;
        let hash = sha256_hex(&text);
        SealedLetter::open(&text, &hash)
    }
}

impl SealedLetter {
    /// Reads a letter and checks it: size, hash, layout, form, address, in this order.
    ///
    /// # Errors
    /// [`LetterRefused`] with the first check that fails.
    pub fn open(text: &str, hash: &str) -> Result<Self, LetterRefused> {
        if text.len() > LETTER_MAX {
            return Err(LetterRefused::TooLarge);
        }
        if !sha256_hex(text).eq_ignore_ascii_case(hash.trim()) {
            return Err(LetterRefused::HashMismatch);
        }
        let value: Value = serde_json::from_str(text).map_err(|_| LetterRefused::Unreadable)?;
        match value.get("schema").and_then(Value::as_str) {
            Some(SCHEMA) => {}
            Some(other) => return Err(LetterRefused::UnknownSchema(other.chars().take(60).collect())),
            None => return Err(LetterRefused::Unreadable),
        }
        if canonical(&value)? != text {
            return Err(LetterRefused::NotCanonical);
        }
        let letter: Letter = serde_json::from_value(value).map_err(|_| LetterRefused::Unreadable)?;
        if letter.sender == letter.recipient || letter.version == 0 {
            return Err(LetterRefused::BadAddress);
        }
        Ok(Self { letter, text: text.to_owned(), hash: sha256_hex(text) })
    }

    /// The letter as data.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    /// The canonical text, to be kept byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the text, 64 lower-case hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn letter(body: Value) -> Letter {
        let tenant = |number| TenantId(Uuid::from_u128(number));
        Letter::new(LetterKind::FinalReport, (tenant(1), tenant(2)), (Uuid::from_u128(3), 1), body)
    }

    #[test]
    fn a_sealed_letter_is_read_back_whole() {
        let sealed = letter(json!({"b": 1, "a": "ação"})).seal().unwrap();
        let opened = SealedLetter::open(sealed.text(), &sealed.hash().to_uppercase()).unwrap();
        assert_eq!(opened, sealed);
        assert!(sealed.text().starts_with("{\"body\":{\"a\":\"ação\",\"b\":1},\"conference\":"));
    }

    #[test]
    fn a_changed_letter_is_refused() {
        let sealed = letter(json!({"seats": 4})).seal().unwrap();
        let changed = sealed.text().replace("\"seats\":4", "\"seats\":6");
        assert_eq!(SealedLetter::open(&changed, sealed.hash()), Err(LetterRefused::HashMismatch));
    }

    #[test]
    fn another_schema_is_refused_by_name() {
        let other = Letter { schema: "confere.report/9".into(), ..letter(Value::Null) };
        assert_eq!(other.seal(), Err(LetterRefused::UnknownSchema("confere.report/9".into())));
    }

    #[test]
    fn other_spellings_and_repeated_names_are_refused_even_with_their_own_hash() {
        let sealed = letter(Value::Null).seal().unwrap();
        let spaced = sealed.text().replace("\"version\":1", "\"version\": 1");
        let twice = sealed.text().replace("\"version\":1", "\"version\":2,\"version\":1");
        for text in [spaced, twice, format!("{}\n", sealed.text())] {
            assert_eq!(SealedLetter::open(&text, &sha256_hex(&text)), Err(LetterRefused::NotCanonical));
        }
    }

    #[test]
    fn unknown_fields_and_strange_files_are_refused() {
        for text in ["", "[]", "{\"schema\":1}", "{\"schema\":\"confere.report/1\",\"x\":1}"] {
            assert_eq!(SealedLetter::open(text, &sha256_hex(text)), Err(LetterRefused::Unreadable));
        }
    }

    #[test]
    fn a_letter_to_oneself_is_refused() {
        let tenant = TenantId(Uuid::from_u128(1));
        let own = Letter { sender: tenant, recipient: tenant, ..letter(Value::Null) };
        assert_eq!(own.seal(), Err(LetterRefused::BadAddress));
    }

    #[test]
    fn an_answer_goes_back_about_the_same_version() {
        let report = letter(Value::Null);
        let answer = report.answer(LetterKind::Accepted, Value::Null);
        assert_eq!((answer.sender, answer.recipient, answer.version), (report.recipient, report.sender, 1));
    }

    proptest! {
        #[test]
        fn no_text_whatever_makes_reading_fail_otherwise(text in ".{0,60}") {
            prop_assert!(SealedLetter::open(&text, &sha256_hex(&text)).is_err());
        }
    }
}
