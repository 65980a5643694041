//! Drafting, signing, publishing: signatures belong to one text, and publication ends all change.

use super::{ActRefused, ConvocationAct, ConvocationActType, Publication, Signer, SignerRole};
use crate::{Code, Refusal, text};
use chrono::{DateTime, NaiveDate, Utc};

impl ConvocationAct {
    /// A first draft, to be signed by `signers`; `required` are the offices the cycle asks for.
    ///
    /// # Errors
    /// `SIGNER_TWICE`, `SIGNER_REQUIRED` or a text refusal.
    pub fn draft(
        kind: ConvocationActType,
        place: &str,
        words: &str,
        signers: Vec<(SignerRole, String, String)>,
        required: &[SignerRole],
    ) -> Result<Self, Refusal> {
        let place = text::line("place", place, text::LINE_MAX)?;
        let words = text::body("text", words, text::BODY_MAX)?;
        let signers = signers.into_iter().map(named).collect::<Result<Vec<_>, _>>()?;
        check_signers(&signers, required)?;
        Ok(Self { kind, number: None, date: None, place, text: words, signers, publication: None })
    }

    /// Replaces the text. Whoever had signed signs again: a signature is under words, not under an idea.
    ///
    /// # Errors
    /// `ACT_PUBLISHED` or a text refusal.
    pub fn rewrite(&mut self, words: &str) -> Result<(), Refusal> {
        self.refuse_published()?;
        let words = text::body("text", words, text::BODY_MAX)?;
        if words != self.text {
            self.text = words;
            self.drop_signatures();
        }
        Ok(())
    }

    /// Gives the act its number and date, which also belong to what is signed.
    ///
    /// # Errors
    /// `ACT_PUBLISHED` or a text refusal.
    pub fn identify(&mut self, number: &str, date: NaiveDate) -> Result<(), Refusal> {
        self.refuse_published()?;
        let number = Some(text::line("number", number, 40)?);
        if (&number, Some(date)) != (&self.number, self.date) {
            (self.number, self.date) = (number, Some(date));
            self.drop_signatures();
        }
        Ok(())
    }

    /// Signs in an office.
    ///
    /// # Errors
    /// [`ActRefused::Published`], [`ActRefused::NotASigner`], [`ActRefused::AlreadySigned`].
    pub fn sign(&mut self, role: SignerRole, at: DateTime<Utc>) -> Result<(), ActRefused> {
        self.refuse_published()?;
        let signer = self.signers.iter_mut().find(|signer| signer.role == role).ok_or(ActRefused::NotASigner(role))?;
        if signer.signed_at.is_some() {
            return Err(ActRefused::AlreadySigned(role));
        }
        signer.signed_at = Some(at);
        Ok(())
    }

    /// Offices whose signature is still missing, in the order of the text.
    pub fn unsigned(&self) -> Vec<SignerRole> {
        self.signers.iter().filter(|signer| signer.signed_at.is_none()).map(|signer| signer.role).collect()
    }

    /// Publishes the act. `required` is asked again, as a cycle may have changed since the draft.
    ///
    /// # Errors
    /// [`ActRefused::Published`], [`ActRefused::SignerRequired`], [`ActRefused::Incomplete`] with all
    /// that is missing, [`ActRefused::PublishedBeforeDate`].
    pub fn publish(&mut self, publication: Publication, required: &[SignerRole]) -> Result<(), ActRefused> {
        self.refuse_published()?;
        check_signers(&self.signers, required)?;
        let mut missing: Vec<String> =
            self.unsigned().iter().map(|role| format!("assinatura ({})", role.label())).collect();
        if self.number.is_none() {
            missing.push("número do ato".to_owned());
        }
        match self.date {
            None => missing.push("data do ato".to_owned()),
            Some(date) if publication.on < date => return Err(ActRefused::PublishedBeforeDate { date }),
            Some(_) => {}
        }
        if publication.medium.trim().is_empty() {
            missing.push("onde foi publicado".to_owned());
        }
        if !missing.is_empty() {
            return Err(ActRefused::Incomplete(missing));
        }
        self.publication = Some(publication);
        Ok(())
    }

    fn refuse_published(&self) -> Result<(), ActRefused> {
        if self.publication.is_some() { Err(ActRefused::Published) } else { Ok(()) }
    }

    fn drop_signatures(&mut self) {
        for signer in &mut self.signers {
            signer.signed_at = None;
        }
    }
}

fn named((role, name, title): (SignerRole, String, String)) -> Result<Signer, Refusal> {
    let name = text::line("signers", &name, text::LINE_MAX)?;
    let title = text::line("signers", &title, text::LINE_MAX)?;
    Ok(Signer { role, name, title, signed_at: None })
}

fn check_signers(signers: &[Signer], required: &[SignerRole]) -> Result<(), ActRefused> {
    for role in SignerRole::ALL {
        if signers.iter().filter(|signer| signer.role == *role).count() > 1 {
            return Err(ActRefused::SignerTwice(*role));
        }
    }
    match required.iter().find(|role| signers.iter().all(|signer| signer.role != **role)) {
        Some(role) => Err(ActRefused::SignerRequired(*role)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUIRED: [SignerRole; 2] = [SignerRole::Mayor, SignerRole::CouncilPresident];

    fn signer(role: SignerRole) -> (SignerRole, String, String) {
        (role, "Hermógenes Jacarandá".into(), role.label().into())
    }

    fn draft() -> ConvocationAct {
        let signers = REQUIRED.map(signer).to_vec();
        ConvocationAct::draft(ConvocationActType::JointDecree, "Itamarandiba", "Art. 1º …", signers, &REQUIRED).unwrap()
    }

    fn at() -> DateTime<Utc> {
        "2025-05-05T10:00:00-03:00".parse().unwrap()
    }

    fn gazette(on: &str) -> Publication {
        Publication { on: on.parse().unwrap(), medium: "Diário Oficial do Município".into() }
    }

    fn signed() -> ConvocationAct {
        let mut act = draft();
        act.identify("47/2025", "2025-05-05".parse().unwrap()).unwrap();
        for role in REQUIRED {
            act.sign(role, at()).unwrap();
        }
        act
    }

    #[test]
    fn with_both_signatures_it_is_published_and_then_stays_as_it_is() {
        let mut act = signed();
        act.publish(gazette("2025-05-06"), &REQUIRED).unwrap();
        assert_eq!(act.rewrite("outro texto").unwrap_err().code, "ACT_PUBLISHED");
        assert_eq!(act.sign(SignerRole::Mayor, at()), Err(ActRefused::Published));
    }

    #[test]
    fn all_that_is_missing_for_publication_is_said_at_once() {
        let mut act = draft();
        act.sign(SignerRole::Mayor, at()).unwrap();
        let refusal = Refusal::from(act.publish(gazette("2025-05-06"), &REQUIRED).unwrap_err());
        assert_eq!(
            refusal.message,
            "Antes de publicar, falta: assinatura (presidência do conselho); número do ato; data do ato."
        );
    }

    #[test]
    fn each_office_signs_once_and_only_those_of_the_act() {
        let mut act = draft();
        act.sign(SignerRole::Mayor, at()).unwrap();
        assert_eq!(act.sign(SignerRole::Mayor, at()), Err(ActRefused::AlreadySigned(SignerRole::Mayor)));
        assert_eq!(act.sign(SignerRole::Governor, at()), Err(ActRefused::NotASigner(SignerRole::Governor)));
    }

    #[test]
    fn a_changed_text_is_signed_again_and_the_same_text_is_not() {
        let mut act = signed();
        act.rewrite("Art. 1º …").unwrap();
        assert_eq!(act.unsigned(), []);
        act.rewrite("Art. 1º Fica convocada.").unwrap();
        assert_eq!(act.unsigned(), REQUIRED);
    }

    #[test]
    fn an_office_the_cycle_requires_cannot_be_left_out_nor_doubled() {
        let one = vec![signer(SignerRole::Mayor)];
        let refused = ConvocationAct::draft(ConvocationActType::Decree, "Cidade", "Texto", one.clone(), &REQUIRED);
        assert_eq!(refused.unwrap_err().code, "SIGNER_REQUIRED");
        assert!(
            ConvocationAct::draft(ConvocationActType::Decree, "Cidade", "Texto", one, &[SignerRole::Mayor]).is_ok()
        );
        let twice = vec![signer(SignerRole::Mayor), signer(SignerRole::Mayor)];
        let refused = ConvocationAct::draft(ConvocationActType::Decree, "Cidade", "Texto", twice, &[]);
        assert_eq!(refused.unwrap_err().code, "SIGNER_TWICE");
    }

    #[test]
    fn publication_does_not_come_before_the_act() {
        let refusal = Refusal::from(signed().publish(gazette("2025-05-04"), &REQUIRED).unwrap_err());
        assert_eq!((refusal.code, refusal.path), ("PUBLISHED_BEFORE_DATE", vec!["publishedOn".to_owned()]));
    }
}
