//! Why something cannot be done with a report.

use super::{CanonicalRefused, ReportState};
use crate::{Code, Refusal};
use chrono::NaiveDate;

/// Why an act on a report is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefused {
    /// The report's state does not take the act.
    #[error("O relatório está no estado “{}”; este ato só cabe quando ele está: {expected}. {next}", .state.label())]
    WrongState {
        /// Where it stands.
        state: ReportState,
        /// Where it would have to stand, in words.
        expected: &'static str,
        /// What can be done now.
        next: &'static str,
    },
    /// The content is not the one that was read.
    #[error("O conteúdo mudou desde que foi lido. Leia a versão atual e assine de novo.")]
    ContentChanged,
    /// Shortcomings of severity error are left.
    #[error("O relatório ainda tem {0} pendências que impedem a assinatura. Resolva cada uma na lista de pendências.")]
    ShortcomingsLeft(usize),
    /// The role does not sign this report.
    #[error("A função “{0}” não assina este relatório. Confira, no ciclo, quem assina.")]
    NotASigner(String),
    /// The role has signed already.
    #[error("Já há uma assinatura desta função neste conteúdo. Não é preciso assinar de novo.")]
    AlreadySigned,
    /// Signatures are missing or void.
    #[error("Falta a assinatura de: {0}. Peça que assine o conteúdo atual e envie de novo.")]
    SignatureMissing(String),
    /// After the deadline, which the cycle does not allow.
    #[error("O prazo terminou em {}, e o ciclo não aceita envio depois dele. Fale com o conselho que recebe o relatório.", super::wording::long_date(*.last_day))]
    Late {
        /// Last day in time.
        last_day: NaiveDate,
    },
    /// Returned without saying why.
    #[error("Diga o que precisa mudar: a devolução precisa de ao menos um motivo.")]
    ReasonMissing,
    /// All rounds of correction allowed by the cycle are used.
    #[error("O ciclo permite {0} devoluções, e todas já foram usadas. Aceite o relatório ou fale com a outra parte.")]
    NoRoundsLeft(u32),
    /// The section's text comes from facts.
    #[error("A seção {0} é preenchida com o que foi registrado na conferência. Corrija o registro de origem.")]
    NotEditable(u32),
    /// The model has no such section.
    #[error("O modelo de relatório não tem a seção {0}. Confira o número.")]
    UnknownSection(u32),
    /// The model cannot be used.
    #[error("O modelo de relatório não pode ser usado: {0} Corrija o modelo.")]
    BadModel(String),
    /// A text is too long or unreadable.
    #[error(transparent)]
    Text(#[from] Refusal),
    /// The content has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalRefused),
}

impl From<ReportRefused> for Refusal {
    fn from(refused: ReportRefused) -> Self {
        let message = refused.to_string();
        let rule = |code, rule: &str| Self::rule(code, rule, message.clone());
        match refused {
            ReportRefused::WrongState { .. } => rule("REPORT_WRONG_STATE", "estados do relatório"),
            ReportRefused::ContentChanged => rule("REPORT_CONTENT_CHANGED", "assinatura presa ao conteúdo"),
            ReportRefused::ShortcomingsLeft(_) => rule("REPORT_SHORTCOMINGS_LEFT", "reportModel"),
            ReportRefused::NotASigner(_) => rule("REPORT_NOT_A_SIGNER", "reportSigners"),
            ReportRefused::AlreadySigned => rule("REPORT_ALREADY_SIGNED", "reportSigners"),
            ReportRefused::SignatureMissing(_) => rule("REPORT_SIGNATURE_MISSING", "reportSigners"),
            ReportRefused::Late { .. } => rule("REPORT_LATE", "reportDeadline"),
            ReportRefused::ReasonMissing => Self::invalid("reasons", "REPORT_REASON_MISSING", message),
            ReportRefused::NoRoundsLeft(_) => rule("REPORT_NO_ROUNDS_LEFT", "returnRounds"),
            ReportRefused::NotEditable(_) => rule("REPORT_SECTION_NOT_EDITABLE", "reportModel"),
            ReportRefused::UnknownSection(_) => Self::invalid("section", "REPORT_UNKNOWN_SECTION", message),
            ReportRefused::BadModel(_) => Self::invalid("reportModel", "REPORT_BAD_MODEL", message),
            ReportRefused::Text(refusal) => refusal,
            ReportRefused::Canonical(_) => Self::invalid("report", "REPORT_NOT_CANONICAL", message),
        }
    }
}
