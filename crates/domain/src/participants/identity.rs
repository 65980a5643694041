//! One person, one registration in a conference (domain.md section 2).

use super::cpf::Cpf;
use super::email::Email;
use crate::{Refusal, codes};
use std::collections::HashMap;
use uuid::Uuid;

codes! {
    /// By what two registrations were found to be one person.
    pub enum SameBy {
        /// The same CPF.
        Cpf = "CPF", "CPF";
        /// The same e-mail address.
        Email = "EMAIL", "e-mail";
    }
}

/// Another registration of the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Já existe uma inscrição com este {} nesta conferência. Cada pessoa participa uma só vez: para corrigir algo, peça à secretaria.",
    crate::Code::label(*.by)
)]
pub struct Duplicate<K = Uuid> {
    /// Which registration, for those who may see it.
    pub of: K,
    /// What they share.
    pub by: SameBy,
}

/// The people already registered in one conference. `K` names a registration.
#[derive(Debug, Clone)]
pub struct KnownPeople<K = Uuid> {
    by_cpf: HashMap<Cpf, K>,
    by_email: HashMap<String, K>,
}

impl<K> Default for KnownPeople<K> {
    fn default() -> Self {
        Self { by_cpf: HashMap::new(), by_email: HashMap::new() }
    }
}

impl<K: Copy> KnownPeople<K> {
    /// Looks for a registration of the same person, by CPF first.
    ///
    /// # Errors
    /// [`Duplicate`].
    pub fn check(&self, cpf: Option<Cpf>, email: Option<&Email>) -> Result<(), Duplicate<K>> {
        if let Some(of) = cpf.and_then(|cpf| self.by_cpf.get(&cpf)) {
            return Err(Duplicate { of: *of, by: SameBy::Cpf });
        }
        match email.and_then(|email| self.by_email.get(&email.key())) {
            Some(of) => Err(Duplicate { of: *of, by: SameBy::Email }),
            None => Ok(()),
        }
    }

    /// Adds a registration; the first one with a CPF or an address keeps it.
    pub fn add(&mut self, of: K, cpf: Option<Cpf>, email: Option<&Email>) {
        if let Some(cpf) = cpf {
            self.by_cpf.entry(cpf).or_insert(of);
        }
        if let Some(email) = email {
            self.by_email.entry(email.key()).or_insert(of);
        }
    }
}

impl<K> From<Duplicate<K>> for Refusal
where
    Duplicate<K>: std::fmt::Display,
{
    fn from(duplicate: Duplicate<K>) -> Self {
        let field = match duplicate.by {
            SameBy::Cpf => "cpf",
            SameBy::Email => "email",
        };
        let message = duplicate.to_string();
        Self { path: vec![field.into()], ..Self::rule("ALREADY_REGISTERED", "uma pessoa, uma inscrição", message) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_cpf_or_address_is_found_whatever_its_case() {
        let cpf = Cpf::parse("00000010154").unwrap();
        let email = Email::parse("Maria@example.org").unwrap();
        let mut known = KnownPeople::default();
        known.add(7_u64, Some(cpf), Some(&email));
        assert_eq!(known.check(Some(cpf), None), Err(Duplicate { of: 7, by: SameBy::Cpf }));
        let shouted = Email::parse("MARIA@EXAMPLE.ORG").unwrap();
        let duplicate = known.check(None, Some(&shouted)).unwrap_err();
        let refusal = Refusal::from(duplicate);
        assert_eq!((refusal.code, refusal.path), ("ALREADY_REGISTERED", vec!["email".to_owned()]));
        assert!(!refusal.message.contains("aria@"), "the message does not repeat the address");
        assert!(known.check(None, None).is_ok(), "people without either are never taken for one another");
    }
}
