//! What the letters say: the report upward, its answer downward.

use super::letter::{Letter, LetterKind, LetterRefused, SealedLetter};
use super::{Receipt, Report, ReportRefused, ReturnReason, Signature};
use crate::ids::{RowId, TenantId};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

/// Body of a letter of kind [`LetterKind::FinalReport`].
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FiledReport {
    /// Cycle it is filed under, so that the recipient finds the seats and dates that hold for it.
    pub cycle: RowId,
    /// The report.
    pub report: Report,
    /// Who signed it; each signature names the hash of exactly this report.
    pub signatures: Vec<Signature>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
}

/// Body of a letter of kind [`LetterKind::Accepted`] or [`LetterKind::Returned`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Hash of the letter answered.
    pub letter_hash: String,
    /// When it was decided.
    pub decided_at: DateTime<Utc>,
    /// Name of the person who decided, as the receiving council shows it.
    pub decided_by: String,
    /// What must change, section by section; empty in an acceptance.
    pub reasons: Vec<ReturnReason>,
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It arrived.
    Received(Receipt),
    /// It was accepted.
    Accepted(Verdict),
    /// It was given back with reasons.
    Returned(Verdict),
}

/// The letter that files a report.
///
/// # Errors
/// [`LetterRefused`] when it cannot be sealed, or a signature is for another content.
pub fn filing_letter(
    addresses: (TenantId, TenantId),
    conference: Uuid,
    version: u32,
    filed: &FiledReport,
) -> Result<SealedLetter, LetterRefused> {
    holds(filed)?;
    Letter::new(LetterKind::FinalReport, addresses, (conference, version), body(filed)?).seal()
}

/// The report of a letter, its signatures checked against its content.
///
/// # Errors
/// [`LetterRefused`]: another kind, an unreadable body, a signature for another content.
pub fn filed_report(letter: &Letter) -> Result<FiledReport, LetterRefused> {
    if letter.kind != LetterKind::FinalReport {
        return Err(LetterRefused::WrongKind);
    }
    let filed: FiledReport = read(&letter.body)?;
    holds(&filed)?;
    Ok(filed)
}

/// The letter that answers `report`.
///
/// # Errors
/// [`ReportRefused::ReasonMissing`] for a return without reasons; otherwise as for sealing, as [`LetterRefused`]
/// turned into the text of the refusal.
pub fn answer_letter(report: &SealedLetter, answer: &Answer) -> Result<SealedLetter, crate::Refusal> {
    let (kind, body) = match answer {
        Answer::Received(receipt) => (LetterKind::Receipt, body(receipt)?),
        Answer::Accepted(verdict) => (LetterKind::Accepted, body(&Verdict { reasons: vec![], ..verdict.clone() })?),
        Answer::Returned(verdict) => {
            let reasons = ReturnReason::checked(&verdict.reasons).map_err(crate::Refusal::from)?;
            (LetterKind::Returned, body(&Verdict { reasons, ..verdict.clone() })?)
        }
    };
    Ok(report.letter().answer(kind, body).seal()?)
}

/// What an answer to the letter with the hash `letter_hash` says.
///
/// # Errors
/// [`LetterRefused`]: no answer, an unreadable body, or an answer to another letter.
pub fn read_answer(letter: &Letter, letter_hash: &str) -> Result<Answer, LetterRefused> {
    let (answer, about) = match letter.kind {
        LetterKind::FinalReport => return Err(LetterRefused::WrongKind),
        LetterKind::Receipt => {
            let receipt: Receipt = read(&letter.body)?;
            let about = receipt.letter_hash.clone();
            (Answer::Received(receipt), about)
        }
        LetterKind::Accepted | LetterKind::Returned => {
            let verdict: Verdict = read(&letter.body)?;
            let about = verdict.letter_hash.clone();
            let returned = letter.kind == LetterKind::Returned;
            (if returned { Answer::Returned(verdict) } else { Answer::Accepted(verdict) }, about)
        }
    };
    if about == letter_hash { Ok(answer) } else { Err(LetterRefused::HashMismatch) }
}

fn holds(filed: &FiledReport) -> Result<(), LetterRefused> {
    let hash = filed.report.content_hash().map_err(|refused| match refused {
        ReportRefused::Canonical(refused) => LetterRefused::Canonical(refused),
        _ => LetterRefused::Unreadable,
    })?;
    let all = filed.signatures.iter().all(|signature| signature.content_hash == hash);
    if all && !filed.signatures.is_empty() { Ok(()) } else { Err(LetterRefused::HashMismatch) }
}

fn body(content: &impl Serialize) -> Result<Value, LetterRefused> {
    serde_json::to_value(content).map_err(|_| LetterRefused::Unreadable)
}

fn read<T: DeserializeOwned>(body: &Value) -> Result<T, LetterRefused> {
    serde_json::from_value(body.clone()).map_err(|_| LetterRefused::Unreadable)
}
