//! Who has filed, who is late, what was answered.

use crate::ids::TenantId;
use crate::reports::{Deadline, ProtocolNumber, ReturnReason, Timeliness};
use crate::{Code, Refusal, codes};
use chrono::{DateTime, Utc};

codes! {
    /// State of a place in the inbox (*caixa de entrada*).
    pub enum EntryState {
        /// A report is awaited (*aguardado*).
        Expected = "EXPECTED", "aguardado";
        /// A report has arrived and is not answered (*recebido*).
        Received = "RECEIVED", "recebido";
        /// Given back, a new version is awaited (*devolvido com justificativa*).
        Returned = "RETURNED", "devolvido com justificativa";
        /// Accepted (*aceito*).
        Accepted = "ACCEPTED", "aceito";
        /// The place held no conference (*sem conferência*).
        NotHeld = "NOT_HELD", "sem conferência";
    }
}

/// One place of the cycle in the parent's inbox.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InboxEntry {
    /// Council that files.
    pub sender: TenantId,
    /// Name of its place.
    pub place: String,
    /// State.
    pub state: EntryState,
    /// Version received last; 0 before the first.
    pub version: u32,
    /// Hash of the letter received last.
    pub letter_hash: Option<String>,
    /// Protocol number of the version received last.
    pub protocol: Option<ProtocolNumber>,
    /// When the first version arrived.
    pub first_received_at: Option<DateTime<Utc>>,
    /// Whether the first version came after the deadline. Corrections asked for are never late.
    pub late: bool,
    /// Why it was given back last.
    pub reasons: Vec<ReturnReason>,
}

/// Why the inbox does not take something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxRefused {
    /// This very letter is here already; delivery may be repeated safely.
    #[error("Este relatório já foi recebido, com o protocolo {0}. Não é preciso enviar de novo.")]
    AlreadyReceived(ProtocolNumber),
    /// Another content under a version that is here already, or a version that skips one.
    #[error("Esperava-se a versão {expected} do relatório e chegou a versão {found}. Envie a versão atual.")]
    WrongVersion {
        /// The next version.
        expected: u32,
        /// The one that came.
        found: u32,
    },
    /// The state does not take the act.
    #[error("O relatório deste lugar está no estado “{}”, em que este ato não cabe. Confira o histórico.", .0.label())]
    WrongState(EntryState),
    /// After the deadline, which the cycle does not allow.
    #[error("O prazo para o relatório terminou, e o ciclo não aceita envio depois dele. Fale com o conselho.")]
    Late,
    /// Returned without a proper reason.
    #[error(transparent)]
    Reasons(#[from] crate::reports::ReportRefused),
}

impl From<InboxRefused> for Refusal {
    fn from(refused: InboxRefused) -> Self {
        let message = refused.to_string();
        match refused {
            InboxRefused::AlreadyReceived(_) => Self::rule("INBOX_ALREADY_RECEIVED", "entrega única", message),
            InboxRefused::WrongVersion { .. } => Self::rule("INBOX_WRONG_VERSION", "versões do relatório", message),
            InboxRefused::WrongState(_) => Self::rule("INBOX_WRONG_STATE", "estados da caixa de entrada", message),
            InboxRefused::Late => Self::rule("INBOX_LATE", "reportDeadline", message),
            InboxRefused::Reasons(refused) => refused.into(),
        }
    }
}

/// A report that arrives: version, hash of its letter, number given to it, instants of filing and arrival.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Version of the report.
    pub version: u32,
    /// Hash of its letter.
    pub letter_hash: &'a str,
    /// Number given to it.
    pub protocol: ProtocolNumber,
    /// When the sender filed it: this, not the arrival, is held against the deadline.
    pub filed_at: DateTime<Utc>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
}

impl InboxEntry {
    /// A place from which a report is awaited.
    pub fn expected(sender: TenantId, place: impl Into<String>) -> Self {
        Self {
            sender,
            place: place.into(),
            state: EntryState::Expected,
            version: 0,
            letter_hash: None,
            protocol: None,
            first_received_at: None,
            late: false,
            reasons: vec![],
        }
    }

    /// After a report arrived: the first version while expected, the next one after a return.
    ///
    /// # Errors
    /// [`InboxRefused`]: the same letter again, another version than the next, a state that takes none, late.
    pub fn received(&self, arrival: &Arrival<'_>, deadline: &Deadline) -> Result<Self, InboxRefused> {
        if self.letter_hash.as_deref() == Some(arrival.letter_hash) {
            return Err(self.protocol.map_or(InboxRefused::WrongState(self.state), InboxRefused::AlreadyReceived));
        }
        self.in_state(&[EntryState::Expected, EntryState::Returned])?;
        let expected = self.version + 1;
        if arrival.version != expected {
            return Err(InboxRefused::WrongVersion { expected, found: arrival.version });
        }
        let first = self.state == EntryState::Expected;
        let late = first && deadline.timeliness(arrival.filed_at) != Timeliness::OnTime;
        if late && !deadline.late_allowed {
            return Err(InboxRefused::Late);
        }
        Ok(Self {
            state: EntryState::Received,
            version: arrival.version,
            letter_hash: Some(arrival.letter_hash.to_owned()),
            protocol: Some(arrival.protocol),
            first_received_at: self.first_received_at.or(Some(arrival.received_at)),
            late: self.late || late,
            reasons: vec![],
            ..self.clone()
        })
    }

    /// After it was given back.
    ///
    /// # Errors
    /// [`InboxRefused`]: nothing unanswered, no reason.
    pub fn returned(&self, reasons: &[ReturnReason]) -> Result<Self, InboxRefused> {
        self.in_state(&[EntryState::Received])?;
        Ok(Self { state: EntryState::Returned, reasons: ReturnReason::checked(reasons)?, ..self.clone() })
    }

    /// After it was accepted.
    ///
    /// # Errors
    /// [`InboxRefused::WrongState`] when nothing is unanswered.
    pub fn accepted(&self) -> Result<Self, InboxRefused> {
        self.in_state(&[EntryState::Received])?;
        Ok(Self { state: EntryState::Accepted, ..self.clone() })
    }

    /// After the parent recorded that the place held no conference.
    ///
    /// # Errors
    /// [`InboxRefused::WrongState`] when a report has arrived.
    pub fn not_held(&self) -> Result<Self, InboxRefused> {
        self.in_state(&[EntryState::Expected])?;
        Ok(Self { state: EntryState::NotHeld, ..self.clone() })
    }

    /// Awaited again, when a conference was held after all.
    ///
    /// # Errors
    /// [`InboxRefused::WrongState`] unless it was recorded as not held.
    pub fn awaited_again(&self) -> Result<Self, InboxRefused> {
        self.in_state(&[EntryState::NotHeld])?;
        Ok(Self { state: EntryState::Expected, ..self.clone() })
    }

    /// Whether the first report is missing although the deadline has passed.
    pub fn overdue(&self, deadline: &Deadline, now: DateTime<Utc>) -> bool {
        self.state == EntryState::Expected && deadline.timeliness(now) != Timeliness::OnTime
    }

    fn in_state(&self, states: &[EntryState]) -> Result<(), InboxRefused> {
        if states.contains(&self.state) { Ok(()) } else { Err(InboxRefused::WrongState(self.state)) }
    }
}

/// Counts of an inbox. The five states add up to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InboxSummary {
    /// Places of the cycle.
    pub total: u64,
    /// Awaited.
    pub expected: u64,
    /// Arrived and not answered.
    pub received: u64,
    /// Given back.
    pub returned: u64,
    /// Accepted.
    pub accepted: u64,
    /// Without a conference.
    pub not_held: u64,
    /// Filed after the deadline.
    pub late: u64,
    /// Awaited although the deadline has passed.
    pub overdue: u64,
}

/// Counts the entries as of `now`; each comes with its own deadline.
pub fn summarize<'a>(
    entries: impl IntoIterator<Item = (&'a InboxEntry, &'a Deadline)>,
    now: DateTime<Utc>,
) -> InboxSummary {
    entries.into_iter().fold(InboxSummary::default(), |mut summary, (entry, deadline)| {
        summary.total += 1;
        *match entry.state {
            EntryState::Expected => &mut summary.expected,
            EntryState::Received => &mut summary.received,
            EntryState::Returned => &mut summary.returned,
            EntryState::Accepted => &mut summary.accepted,
            EntryState::NotHeld => &mut summary.not_held,
        } += 1;
        summary.late += u64::from(entry.late);
        summary.overdue += u64::from(entry.overdue(deadline, now));
        summary
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn deadline(late_allowed: bool) -> Deadline {
        let last_day = NaiveDate::from_ymd_opt(2025, 7, 17).unwrap();
        Deadline { last_day, zone: chrono_tz::America::Sao_Paulo, late_allowed }
    }

    fn arrival(version: u32, letter_hash: &str, day: u32) -> Arrival<'_> {
        let filed_at = NaiveDate::from_ymd_opt(2025, 7, day).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
        let protocol = ProtocolNumber::new(2025, version).unwrap();
        Arrival { version, letter_hash, protocol, filed_at, received_at: filed_at }
    }

    fn entry() -> InboxEntry {
        InboxEntry::expected(TenantId(uuid::Uuid::from_u128(1)), "Itamarandiba")
    }

    fn reasons() -> Vec<ReturnReason> {
        vec![ReturnReason { section: None, reason: "Falta a ata.".into() }]
    }

    #[test]
    fn the_same_letter_twice_is_taken_once() {
        let received = entry().received(&arrival(1, "a", 10), &deadline(true)).unwrap();
        let again = received.received(&arrival(1, "a", 10), &deadline(true));
        assert_eq!(again, Err(InboxRefused::AlreadyReceived(ProtocolNumber::new(2025, 1).unwrap())));
    }

    #[test]
    fn a_correction_after_the_deadline_is_not_late() {
        let received = entry().received(&arrival(1, "a", 10), &deadline(false)).unwrap();
        let returned = received.returned(&reasons()).unwrap();
        let second = returned.received(&arrival(2, "b", 30), &deadline(false)).unwrap();
        assert_eq!((second.late, second.version, second.state), (false, 2, EntryState::Received));
        assert_eq!(second.accepted().unwrap().state, EntryState::Accepted);
    }

    #[test]
    fn a_first_version_after_the_deadline_is_late_for_good_or_refused() {
        let received = entry().received(&arrival(1, "a", 18), &deadline(true)).unwrap();
        assert!(received.late && received.accepted().unwrap().late);
        assert_eq!(entry().received(&arrival(1, "a", 18), &deadline(false)), Err(InboxRefused::Late));
    }

    #[test]
    fn versions_come_in_order_and_only_when_asked_for() {
        let skipped = entry().received(&arrival(2, "a", 10), &deadline(true));
        assert_eq!(skipped, Err(InboxRefused::WrongVersion { expected: 1, found: 2 }));
        let received = entry().received(&arrival(1, "a", 10), &deadline(true)).unwrap();
        let unasked = received.received(&arrival(2, "b", 10), &deadline(true));
        assert_eq!(unasked, Err(InboxRefused::WrongState(EntryState::Received)));
    }

    #[test]
    fn the_summary_adds_up() {
        let received = entry().received(&arrival(1, "a", 18), &deadline(true)).unwrap();
        let all = [
            entry(),
            received.clone(),
            received.returned(&reasons()).unwrap(),
            received.accepted().unwrap(),
            entry().not_held().unwrap(),
        ];
        let limit = deadline(true);
        let now = arrival(1, "", 20).filed_at;
        let summary = summarize(all.iter().map(|one| (one, &limit)), now);
        let states = [summary.expected, summary.received, summary.returned, summary.accepted, summary.not_held];
        assert_eq!((states, summary.total, summary.late, summary.overdue), ([1; 5], 5, 3, 1));
    }
}
