//! One deliberation and what is done about it.

use crate::people::GovernmentLevel;
use crate::{Code, Refusal, codes, text};
use chrono::{DateTime, NaiveDate, Utc};

/// Days without news after which a deliberation in progress is shown as silent.
pub const DEFAULT_STALE_DAYS: i64 = 180;
/// Longest account of what was done, in characters.
const ACCOUNT_MAX: usize = 4_000;

codes! {
    /// State of a deliberation.
    pub enum DeliberationState {
        /// Nothing has begun (*não iniciada*).
        Open = "OPEN", "não iniciada";
        /// Something has been done (*em andamento*).
        InProgress = "IN_PROGRESS", "em andamento";
        /// Done, with evidence (*cumprida*).
        Done = "DONE", "cumprida";
        /// Will not be done, with the reason (*não cumprida*).
        NotDone = "NOT_DONE", "não cumprida";
    }
}

/// A proposal that the final plenary approved, followed up (*deliberação*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deliberation {
    /// Label in the conference: `1M2`.
    pub label: String,
    /// Axis.
    pub axis: u32,
    /// Level of government that must act.
    pub level: GovernmentLevel,
    /// Text as approved.
    pub text: String,
    /// State.
    pub state: DeliberationState,
    /// Who is responsible; nothing until somebody is named.
    pub responsible: Option<String>,
    /// Last day to do it; nothing until one is set.
    pub deadline: Option<NaiveDate>,
    /// Progress in per cent, 0 to 100; 100 exactly when it is done.
    pub progress: u8,
    /// What was recorded, in order of time. Nothing is ever removed.
    pub entries: Vec<MonitoringEntry>,
}

/// Something recorded about a deliberation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MonitoringEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it, as shown publicly.
    pub by: String,
    /// State afterwards.
    pub state: DeliberationState,
    /// Progress afterwards, in per cent.
    pub progress: u8,
    /// What was done, or why not.
    pub account: String,
    /// What proves it.
    pub evidence: Option<Evidence>,
}

/// What proves an account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Evidence {
    /// Document, page, act: in words.
    pub description: String,
    /// Where it can be read, if it is online.
    pub address: Option<String>,
}

/// Why something cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliberationRefused {
    /// Closed deliberations are reopened first.
    #[error("A deliberação está encerrada como “{}”. Reabra-a, dizendo o motivo, para registrar algo novo.", .0.label())]
    Closed(DeliberationState),
    /// Only closed deliberations are reopened.
    #[error("A deliberação não está encerrada; registre o andamento normalmente.")]
    NotClosed,
    /// Progress of 1 to 99 is for what is in progress.
    #[error("O andamento vai de 1 a 99%. Para 100%, registre a deliberação como cumprida.")]
    BadProgress(u8),
    /// Done without proof.
    #[error("Para registrar como cumprida, informe a comprovação: documento, ato ou endereço onde se possa ler.")]
    EvidenceMissing,
    /// Recorded before the last entry.
    #[error("Já existe um registro mais recente. Confira a data e registre de novo.")]
    OutOfOrder,
    /// A text is empty, too long or unreadable.
    #[error(transparent)]
    Text(#[from] Refusal),
}

impl From<DeliberationRefused> for Refusal {
    fn from(refused: DeliberationRefused) -> Self {
        let message = refused.to_string();
        match refused {
            DeliberationRefused::Closed(_) => Self::rule("DELIBERATION_CLOSED", "estados da deliberação", message),
            DeliberationRefused::NotClosed => Self::rule("DELIBERATION_NOT_CLOSED", "estados da deliberação", message),
            DeliberationRefused::BadProgress(_) => Self::invalid("progress", "DELIBERATION_BAD_PROGRESS", message),
            DeliberationRefused::EvidenceMissing => Self::invalid("evidence", "DELIBERATION_EVIDENCE_MISSING", message),
            DeliberationRefused::OutOfOrder => Self::invalid("at", "DELIBERATION_OUT_OF_ORDER", message),
            DeliberationRefused::Text(refusal) => refusal,
        }
    }
}

/// What is recorded: when, by whom, the account.
type Record<'a> = (DateTime<Utc>, &'a str, &'a str);

impl Deliberation {
    /// A deliberation as it leaves the plenary: open, nobody named.
    pub fn new(label: &str, axis: u32, level: GovernmentLevel, text: &str) -> Self {
        Self {
            label: label.into(),
            axis,
            level,
            text: text.into(),
            state: DeliberationState::Open,
            responsible: None,
            deadline: None,
            progress: 0,
            entries: vec![],
        }
    }

    /// With a responsible and a deadline, while it is not closed.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: closed, or a name that cannot be kept.
    pub fn assigned(&self, responsible: &str, deadline: Option<NaiveDate>) -> Result<Self, DeliberationRefused> {
        self.not_closed()?;
        let responsible = Some(text::line("responsible", responsible, text::LINE_MAX)?);
        Ok(Self { responsible, deadline, ..self.clone() })
    }

    /// With progress of 1 to 99 per cent; it may fall when a correction says so.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: closed, out of range or order, a text that cannot be kept.
    pub fn advanced(
        &self,
        record: Record<'_>,
        progress: u8,
        evidence: Option<Evidence>,
    ) -> Result<Self, DeliberationRefused> {
        self.not_closed()?;
        if !(1..=99).contains(&progress) {
            return Err(DeliberationRefused::BadProgress(progress));
        }
        self.recorded(record, DeliberationState::InProgress, progress, evidence)
    }

    /// With evidence of what was recorded before; state and progress stay.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: closed, out of order, a text that cannot be kept.
    pub fn evidenced(&self, record: Record<'_>, evidence: Evidence) -> Result<Self, DeliberationRefused> {
        self.not_closed()?;
        self.recorded(record, self.state, self.progress, Some(evidence))
    }

    /// Done, with evidence.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: closed, no evidence, out of order, a text that cannot be kept.
    pub fn done(&self, record: Record<'_>, evidence: Option<Evidence>) -> Result<Self, DeliberationRefused> {
        self.not_closed()?;
        if evidence.is_none() {
            return Err(DeliberationRefused::EvidenceMissing);
        }
        self.recorded(record, DeliberationState::Done, 100, evidence)
    }

    /// Closed without having been done; the account says why, the progress reached stays.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: closed, out of order, a text that cannot be kept.
    pub fn not_done(&self, record: Record<'_>) -> Result<Self, DeliberationRefused> {
        self.not_closed()?;
        self.recorded(record, DeliberationState::NotDone, self.progress, None)
    }

    /// Open again after it was closed, with the reason; progress returns to the last one before it was done.
    ///
    /// # Errors
    /// [`DeliberationRefused`]: not closed, out of order, a text that cannot be kept.
    pub fn reopened(&self, record: Record<'_>) -> Result<Self, DeliberationRefused> {
        if self.not_closed().is_ok() {
            return Err(DeliberationRefused::NotClosed);
        }
        let earlier = self.entries.iter().rev().map(|entry| entry.progress);
        let progress = earlier.into_iter().find(|progress| *progress < 100).unwrap_or(0);
        let state = if progress == 0 { DeliberationState::Open } else { DeliberationState::InProgress };
        self.recorded(record, state, progress, None)
    }

    /// Whether its deadline has passed on `today` while it is not closed.
    pub fn overdue(&self, today: NaiveDate) -> bool {
        self.not_closed().is_ok() && self.deadline.is_some_and(|deadline| today > deadline)
    }

    /// Whether it is not closed and nothing was recorded for `days` days before `now`.
    pub fn silent(&self, now: DateTime<Utc>, since: DateTime<Utc>, days: i64) -> bool {
        let last = self.entries.last().map_or(since, |entry| entry.at);
        self.not_closed().is_ok() && (now - last).num_days() > days
    }

    fn not_closed(&self) -> Result<(), DeliberationRefused> {
        match self.state {
            DeliberationState::Open | DeliberationState::InProgress => Ok(()),
            closed => Err(DeliberationRefused::Closed(closed)),
        }
    }

    fn recorded(
        &self,
        (at, by, account): Record<'_>,
        state: DeliberationState,
        progress: u8,
        evidence: Option<Evidence>,
    ) -> Result<Self, DeliberationRefused> {
        if self.entries.last().is_some_and(|last| at < last.at) {
            return Err(DeliberationRefused::OutOfOrder);
        }
        let evidence = evidence.map(Evidence::checked).transpose()?;
        let by = text::line("by", by, text::LINE_MAX)?;
        let account = text::body("account", account, ACCOUNT_MAX)?;
        let mut entries = self.entries.clone();
        entries.push(MonitoringEntry { at, by, state, progress, account, evidence });
        Ok(Self { state, progress, entries, ..self.clone() })
    }
}

impl Evidence {
    /// The evidence with its texts cleaned.
    ///
    /// # Errors
    /// `EVIDENCE_ADDRESS` when the address is none of the web; those of the texts.
    pub fn checked(self) -> Result<Self, Refusal> {
        let address = text::optional_line("evidence", self.address.as_deref(), 2_000)?;
        if address.as_ref().is_some_and(|address| !address.starts_with("https://") && !address.starts_with("http://")) {
            return Err(Refusal::invalid(
                "evidence",
                "EVIDENCE_ADDRESS",
                "O endereço da comprovação precisa começar com https:// ou http://. Confira e envie de novo.",
            ));
        }
        Ok(Self { description: text::line("evidence", &self.description, 500)?, address })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(day: u32) -> DateTime<Utc> {
        DateTime::from_timestamp(i64::from(day) * 86_400, 0).unwrap()
    }

    fn deliberation() -> Deliberation {
        Deliberation::new("1M1", 1, GovernmentLevel::Municipal, "Ofertar transporte.")
    }

    fn proof() -> Option<Evidence> {
        Some(Evidence { description: "Lei nº 10".into(), address: None })
    }

    #[test]
    fn from_open_over_progress_to_done() {
        let named = deliberation().assigned("Secretaria", NaiveDate::from_ymd_opt(2026, 1, 31)).unwrap();
        let half = named.advanced((at(1), "CMAS", "Licitado."), 50, None).unwrap();
        assert_eq!((half.state, half.progress), (DeliberationState::InProgress, 50));
        let done = half.done((at(2), "CMAS", "Em operação."), proof()).unwrap();
        assert_eq!((done.state, done.progress, done.entries.len()), (DeliberationState::Done, 100, 2));
    }

    #[test]
    fn done_needs_evidence() {
        assert_eq!(deliberation().done((at(1), "CMAS", "Feito."), None), Err(DeliberationRefused::EvidenceMissing));
    }

    #[test]
    fn what_is_closed_is_reopened_first_and_keeps_its_history() {
        let closed = deliberation().advanced((at(1), "C", "a"), 30, None).unwrap();
        let closed = closed.done((at(2), "C", "b"), proof()).unwrap();
        assert!(matches!(closed.advanced((at(3), "C", "c"), 40, None), Err(DeliberationRefused::Closed(_))));
        let open = closed.reopened((at(3), "C", "A linha parou.")).unwrap();
        assert_eq!((open.state, open.progress, open.entries.len()), (DeliberationState::InProgress, 30, 3));
        assert_eq!(open.reopened((at(4), "C", "x")), Err(DeliberationRefused::NotClosed));
    }

    #[test]
    fn overdue_starts_the_day_after_the_deadline_and_ends_with_closing() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 1, d).unwrap();
        let named = deliberation().assigned("S", Some(day(30))).unwrap();
        assert!(!named.overdue(day(30)) && named.overdue(day(31)));
        assert!(!named.not_done((at(1), "C", "Sem verba.")).unwrap().overdue(day(31)));
    }

    #[test]
    fn an_address_of_evidence_is_a_web_address() {
        let odd = Some(Evidence { description: "x".into(), address: Some("javascript:alert(1)".into()) });
        let refused = deliberation().done((at(1), "C", "a"), odd).unwrap_err();
        assert_eq!(Refusal::from(refused).code, "EVIDENCE_ADDRESS");
    }

    #[test]
    fn silence_is_noticed() {
        let named = deliberation().advanced((at(10), "C", "a"), 10, None).unwrap();
        assert!(!named.silent(at(20), at(0), 10) && named.silent(at(21), at(0), 10));
    }

    proptest! {
        #[test]
        fn progress_is_whole_exactly_when_done(acts in prop::collection::vec((0_u8..4, 0_u8..=120), 0..20)) {
            let mut one = deliberation();
            for (step, (act, progress)) in acts.into_iter().enumerate() {
                let record = (at(u32::try_from(step).unwrap()), "C", "a");
                let before = one.entries.len();
                let after = match act {
                    0 => one.advanced(record, progress, None),
                    1 => one.done(record, proof()),
                    2 => one.not_done(record),
                    _ => one.reopened(record),
                };
                one = after.unwrap_or(one);
                prop_assert!(one.entries.len() >= before);
                prop_assert_eq!(one.progress == 100, one.state == DeliberationState::Done);
            }
        }
    }
}
