//! What a report lacks, and its way to the council above.

use super::content::whole;
use crate::types::enums::Enumeration;
use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use domain::reports::{self as rules, ReportState, Severity};
use usecases::reports::ReportVersionRow;

/// How much a shortcoming weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum ShortcomingSeverity {
    /// The report cannot be signed (*impede a assinatura*).
    Error,
    /// It is shown, and the report can be signed (*aviso*).
    Warning,
}

/// Something that the report lacks or has too much of (*pendência*).
#[derive(SimpleObject)]
pub(crate) struct Shortcoming {
    /// Number of the section it shows in; null for the report as a whole.
    section: Option<i32>,
    /// What it is about: a field, an axis and level (`1.MUNICIPAL`), a delegate.
    field: String,
    /// Machine code, stable.
    code: String,
    /// How much it weighs.
    severity: ShortcomingSeverity,
    /// What is missing and what to do next, in Portuguese.
    message: String,
    /// The article or parameter that decided.
    rule: String,
}

impl From<&rules::Shortcoming> for Shortcoming {
    fn from(shortcoming: &rules::Shortcoming) -> Self {
        let severity = match shortcoming.severity {
            Severity::Error => ShortcomingSeverity::Error,
            Severity::Warning => ShortcomingSeverity::Warning,
        };
        Self {
            section: shortcoming.section.map(whole),
            field: shortcoming.field.clone(),
            code: shortcoming.code.to_owned(),
            severity,
            message: shortcoming.message.clone(),
            rule: shortcoming.rule.clone(),
        }
    }
}

/// Why a report was given back.
#[derive(SimpleObject)]
pub(crate) struct ReturnReason {
    /// Number of the section; null for the report as a whole.
    section: Option<i32>,
    /// What must change, in Portuguese.
    reason: String,
}

impl From<&rules::ReturnReason> for ReturnReason {
    fn from(reason: &rules::ReturnReason) -> Self {
        Self { section: reason.section.map(whole), reason: reason.reason.clone() }
    }
}

/// How a version was filed with the council above (*envio*).
#[derive(SimpleObject)]
pub(crate) struct Submission {
    /// Protocol number (*protocolo*) given by the recipient; null until its receipt is here.
    protocol: Option<String>,
    /// When it was filed.
    filed_at: DateTime<Utc>,
    /// Whether that was after the deadline.
    late: bool,
    /// SHA-256 of the letter; whoever has the letter can check it.
    hash: String,
    /// Filed, returned or accepted.
    state: Enumeration<ReportState>,
    /// When the recipient confirmed its arrival; null until then.
    received_at: Option<DateTime<Utc>>,
    /// The receipt (*comprovante de recebimento*) as text in Portuguese, times on the council's clock.
    receipt: Option<String>,
    /// When it was accepted or given back; null before.
    answered_at: Option<DateTime<Utc>>,
    /// Why it was given back; empty for those who do not belong to the council.
    return_reasons: Vec<ReturnReason>,
}

impl Submission {
    /// The submission of a version, if it was filed.
    pub(crate) fn of(version: &ReportVersionRow, internal: bool) -> Option<Self> {
        let filing = version.filing.as_ref()?;
        let receipt = version.receipt.as_ref();
        let reasons = version.return_reasons.iter().filter(|_| internal);
        Some(Self {
            protocol: filing.protocol.map(|protocol| protocol.to_string()),
            filed_at: filing.filed_at,
            late: filing.late,
            hash: version.letter_hash.clone().unwrap_or_default(),
            state: Enumeration(*version.state),
            received_at: receipt.map(|receipt| receipt.received_at),
            receipt: receipt.map(|receipt| receipt.text(version.content.place.time_zone)),
            answered_at: version.answered_at,
            return_reasons: reasons.map(ReturnReason::from).collect(),
        })
    }
}

/// One version of a report, in short.
#[derive(SimpleObject)]
pub(crate) struct ReportVersion {
    /// Its number, from 1.
    number: i32,
    /// Where it stands.
    state: Enumeration<ReportState>,
    /// SHA-256 of its content.
    content_hash: String,
    /// When it was generated.
    generated_at: DateTime<Utc>,
    /// When it was signed; null before.
    signed_at: Option<DateTime<Utc>>,
    /// How it was filed; null before.
    submission: Option<Submission>,
}

impl ReportVersion {
    /// A version in short.
    pub(crate) fn of(version: &ReportVersionRow, internal: bool) -> Self {
        Self {
            number: version.number,
            state: Enumeration(*version.state),
            content_hash: version.content_hash.clone(),
            generated_at: version.generated_at,
            signed_at: version.signed_at,
            submission: Submission::of(version, internal),
        }
    }
}
