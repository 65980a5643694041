//! From draft to accepted: the states of a report, and signatures that hold one content only.

use super::{Deadline, ProtocolNumber, ReportRefused, Severity, Shortcoming, Timeliness};
use crate::{Code, codes, text};
use chrono::{DateTime, Utc};

codes! {
    /// State of a version of a report. Source: domain.md section 13.
    pub enum ReportState {
        /// Being written (*em elaboração*).
        Draft = "DRAFT", "em elaboração";
        /// Signed by all who must (*assinado*).
        Signed = "SIGNED", "assinado";
        /// Sent to the parent council (*enviado*).
        Filed = "FILED", "enviado";
        /// Given back with reasons (*devolvido com justificativa*).
        Returned = "RETURNED", "devolvido com justificativa";
        /// Accepted; only errata from here on (*aceito*).
        Accepted = "ACCEPTED", "aceito";
    }
}

codes! {
    /// Who signs a report. Source: domain.md section 13.
    pub enum SignerRole {
        /// President of the council (*presidência do conselho*).
        President = "PRESIDENT", "presidência do conselho";
        /// General rapporteur (*relatoria geral*).
        Rapporteur = "RAPPORTEUR", "relatoria geral";
    }
}

/// A signature, bound to one content.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    /// As what the person signed.
    pub role: SignerRole,
    /// Name of the person at that time.
    pub name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Hash of the content signed; a signature holds for this content and for no other.
    pub content_hash: String,
}

/// Why a report was given back, where known for a section.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReturnReason {
    /// Number of the section, or nothing for the report as a whole.
    pub section: Option<u32>,
    /// What must change, in Portuguese.
    pub reason: String,
}

impl ReturnReason {
    /// The reasons with their texts cleaned.
    ///
    /// # Errors
    /// [`ReportRefused::ReasonMissing`] when there is none, or the refusal of a text.
    pub fn checked(reasons: &[Self]) -> Result<Vec<Self>, ReportRefused> {
        if reasons.is_empty() {
            return Err(ReportRefused::ReasonMissing);
        }
        let clean = |reason: &Self| -> Result<Self, ReportRefused> {
            Ok(Self { section: reason.section, reason: text::body("reasons", &reason.reason, 4_000)? })
        };
        reasons.iter().map(clean).collect()
    }
}

/// How a version was filed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Filing {
    /// When it left.
    pub filed_at: DateTime<Utc>,
    /// Whether that was after the deadline.
    pub late: bool,
    /// Number given by the recipient, once it has arrived.
    pub protocol: Option<ProtocolNumber>,
}

/// One version of a report. Acts return the version as it is afterwards; a refused act changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportVersion {
    /// Number of the version, from 1.
    pub number: u32,
    /// Where it stands.
    pub state: ReportState,
    /// Hash of the content as it is now (see [`super::Report::content_hash`]).
    pub content_hash: String,
    /// Signatures that hold for that content.
    pub signatures: Vec<Signature>,
    /// How it was filed, if it was.
    pub filing: Option<Filing>,
    /// Why it was given back, if it was.
    pub return_reasons: Vec<ReturnReason>,
}

impl ReportVersion {
    /// The first version, a draft.
    pub fn first(content_hash: impl Into<String>) -> Self {
        Self::draft(1, content_hash.into())
    }

    fn draft(number: u32, content_hash: String) -> Self {
        Self {
            number,
            state: ReportState::Draft,
            content_hash,
            signatures: vec![],
            filing: None,
            return_reasons: vec![],
        }
    }

    /// After an edit. Another content voids every signature; the same content changes nothing.
    ///
    /// # Errors
    /// [`ReportRefused::WrongState`] once it has been filed.
    pub fn edited(&self, content_hash: &str) -> Result<Self, ReportRefused> {
        self.expect(
            &[ReportState::Draft, ReportState::Signed],
            "em elaboração ou assinado",
            "Depois do envio o conteúdo não muda; se for devolvido, abra uma nova versão.",
        )?;
        if content_hash == self.content_hash {
            return Ok(self.clone());
        }
        Ok(Self::draft(self.number, content_hash.to_owned()))
    }

    /// After a signature; signed once all of `required` have signed.
    ///
    /// # Errors
    /// [`ReportRefused`]: wrong state, content changed, errors left, not a signer, signed before.
    pub fn signed(
        &self,
        signature: Signature,
        required: &[SignerRole],
        shortcomings: &[Shortcoming],
    ) -> Result<Self, ReportRefused> {
        self.expect(&[ReportState::Draft], "em elaboração", "Confira no histórico quem já assinou.")?;
        if signature.content_hash != self.content_hash {
            return Err(ReportRefused::ContentChanged);
        }
        if !required.contains(&signature.role) {
            return Err(ReportRefused::NotASigner(signature.role.label().into()));
        }
        if self.signatures.iter().any(|earlier| earlier.role == signature.role) {
            return Err(ReportRefused::AlreadySigned);
        }
        let errors = shortcomings.iter().filter(|shortcoming| shortcoming.severity == Severity::Error).count();
        if errors > 0 {
            return Err(ReportRefused::ShortcomingsLeft(errors));
        }
        let mut signatures = self.signatures.clone();
        signatures.push(signature);
        let complete = required.iter().all(|role| signatures.iter().any(|given| given.role == *role));
        let state = if complete { ReportState::Signed } else { ReportState::Draft };
        Ok(Self { state, signatures, ..self.clone() })
    }

    /// After filing at `at`.
    ///
    /// # Errors
    /// [`ReportRefused`]: wrong state, a signature missing or for another content, late.
    pub fn filed(
        &self,
        at: DateTime<Utc>,
        required: &[SignerRole],
        deadline: &Deadline,
    ) -> Result<Self, ReportRefused> {
        self.expect(
            &[ReportState::Signed],
            "assinado",
            "Assine antes de enviar; um relatório já enviado não se repete.",
        )?;
        let holds = |role: &SignerRole| {
            self.signatures.iter().any(|given| given.role == *role && given.content_hash == self.content_hash)
        };
        if let Some(role) = required.iter().find(|role| !holds(role)) {
            return Err(ReportRefused::SignatureMissing(role.label().into()));
        }
        let late = deadline.admit(at)? != Timeliness::OnTime;
        let filing = Some(Filing { filed_at: at, late, protocol: None });
        Ok(Self { state: ReportState::Filed, filing, ..self.clone() })
    }

    /// After the recipient's receipt. A second receipt changes nothing.
    ///
    /// # Errors
    /// [`ReportRefused::WrongState`] when it was never filed.
    pub fn received(&self, protocol: ProtocolNumber) -> Result<Self, ReportRefused> {
        let Some(filing) = &self.filing else {
            return Err(self.wrong("enviado", "Envie o relatório para receber o protocolo."));
        };
        let filing = Filing { protocol: filing.protocol.or(Some(protocol)), ..filing.clone() };
        Ok(Self { filing: Some(filing), ..self.clone() })
    }

    /// After the recipient gave it back.
    ///
    /// # Errors
    /// [`ReportRefused`]: wrong state, no reason.
    pub fn returned(&self, reasons: &[ReturnReason]) -> Result<Self, ReportRefused> {
        self.expect(&[ReportState::Filed], "enviado", "Só um relatório recebido pode ser devolvido.")?;
        let return_reasons = ReturnReason::checked(reasons)?;
        Ok(Self { state: ReportState::Returned, return_reasons, ..self.clone() })
    }

    /// After the recipient accepted it.
    ///
    /// # Errors
    /// [`ReportRefused::WrongState`] unless it is filed.
    pub fn accepted(&self) -> Result<Self, ReportRefused> {
        self.expect(&[ReportState::Filed], "enviado", "Só um relatório recebido pode ser aceito.")?;
        Ok(Self { state: ReportState::Accepted, ..self.clone() })
    }

    /// The next version, a draft with the same content, to correct what was asked for.
    /// `rounds` limits how often that may happen (cycle parameter `returnRounds`); nothing is no limit.
    ///
    /// # Errors
    /// [`ReportRefused`]: wrong state, no rounds left.
    pub fn next_version(&self, rounds: Option<u32>) -> Result<Self, ReportRefused> {
        self.expect(&[ReportState::Returned], "devolvido", "Uma nova versão só se abre depois de uma devolução.")?;
        match rounds {
            Some(rounds) if self.number > rounds => Err(ReportRefused::NoRoundsLeft(rounds)),
            _ => Ok(Self::draft(self.number + 1, self.content_hash.clone())),
        }
    }

    fn expect(&self, states: &[ReportState], expected: &'static str, next: &'static str) -> Result<(), ReportRefused> {
        if states.contains(&self.state) { Ok(()) } else { Err(self.wrong(expected, next)) }
    }

    fn wrong(&self, expected: &'static str, next: &'static str) -> ReportRefused {
        ReportRefused::WrongState { state: self.state, expected, next }
    }
}

#[cfg(test)]
#[path = "lifecycle_tests.rs"]
mod tests;
