//! A registration (*inscrição*), from what was typed to what can be kept.

use super::cpf::{Cpf, CpfError};
use super::email::{Email, EmailError};
use super::placement::{Declared, Placement};
use crate::people::ReservedGroup;
use crate::{Refusal, codes, text};
use chrono::{Months, NaiveDate};

codes! {
    /// Way in which a registration came about.
    pub enum Channel {
        /// The person, on the public page (*inscrição prévia*).
        Online = "ONLINE", "pela internet";
        /// The credentialing desk, for somebody who walked in.
        Desk = "DESK", "no credenciamento";
        /// The secretariat, for somebody who handed in a form or was invited (*pela secretaria*).
        Office = "OFFICE", "pela secretaria";
        /// A file of the secretariat.
        Import = "IMPORT", "por planilha";
        /// The mandate in the council, by itself (*de ofício*).
        ExOfficio = "EX_OFFICIO", "de ofício";
    }
}

codes! {
    /// Gender as declared, for the figures of the report only.
    pub enum Gender {
        /// Woman.
        Female = "FEMALE", "mulher";
        /// Man.
        Male = "MALE", "homem";
        /// Non-binary.
        NonBinary = "NON_BINARY", "pessoa não binária";
        /// Another answer.
        Other = "OTHER", "outra resposta";
    }
}

/// Greatest age that is taken for plausible, in years.
pub const AGE_MAX: u32 = 120;
/// Longest accessibility need or diet, in characters.
pub const NEED_MAX: usize = 200;
/// Most accessibility needs a person can list.
pub const NEEDS_MAX: usize = 10;

/// What was typed, unchecked.
#[derive(Debug, Clone)]
pub struct RegistrationInput {
    /// Name as in the document.
    pub name: String,
    /// Social name (*nome social*, Decreto 8.727/2016): the one to be shown and called.
    pub social_name: Option<String>,
    /// Date of birth; decides ties between candidates.
    pub birth_date: Option<NaiveDate>,
    /// Gender, if declared.
    pub gender: Option<Gender>,
    /// CPF, with or without punctuation.
    pub cpf: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Category, sector, segment and whether a leading post is held.
    pub declared: Declared,
    /// Body or entity represented.
    pub organization: Option<String>,
    /// Reserved groups the person declares to belong to (sensitive data, LGPD art. 11).
    pub reserved_groups: Vec<ReservedGroup>,
    /// Axes by number, the preferred one first.
    pub axis_preferences: Vec<u8>,
    /// What the person needs in order to take part.
    pub accessibility_needs: Vec<String>,
    /// Restriction or preference of food.
    pub diet: Option<String>,
}

/// A registration that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Name as in the document.
    pub name: String,
    /// Social name.
    pub social_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Gender, if declared.
    pub gender: Option<Gender>,
    /// CPF.
    pub cpf: Option<Cpf>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Category, sector and segment.
    pub placement: Placement,
    /// Body or entity represented.
    pub organization: Option<String>,
    /// Reserved groups declared, each once, in the order of the enumeration.
    pub reserved_groups: Vec<ReservedGroup>,
    /// Axes by number, the preferred one first, each once.
    pub axis_preferences: Vec<u8>,
    /// Accessibility needs.
    pub accessibility_needs: Vec<String>,
    /// Food.
    pub diet: Option<String>,
}

impl Registration {
    /// The name to be shown, called and printed: the social name where there is one.
    pub fn shown_name(&self) -> &str {
        self.social_name.as_deref().unwrap_or(&self.name)
    }
}

impl RegistrationInput {
    /// Checks every field and tells all that is wrong at once, in the order of the form.
    ///
    /// `today` is the day at the conference's place; `axes` are the numbers of the cycle's axes.
    /// Who registers online gives an e-mail address (the confirmation goes there); a delegate who
    /// registers gives a CPF (one person once). Born delegates come from mandates without either.
    ///
    /// # Errors
    /// One refusal for each field that cannot be taken.
    pub fn check(&self, channel: Channel, today: NaiveDate, axes: &[u8]) -> Result<Registration, Vec<Refusal>> {
        let mut refusals = Refusals::default();
        let name = refusals.note(person_name("name", &self.name));
        let social_name = refusals.note(optional_name("socialName", self.social_name.as_deref()));
        refusals.note(self.birth_date.map_or(Ok(()), |date| plausible_birth(date, today)));
        let cpf = refusals.note(self.read_cpf(channel));
        let email = refusals.note(self.read_email(channel));
        let placement = refusals.note(self.declared.check().map_err(Refusal::from));
        let organization =
            refusals.note(text::optional_line("organization", self.organization.as_deref(), text::LINE_MAX));
        let axis_preferences = refusals.note(preferences(&self.axis_preferences, axes));
        let accessibility_needs = refusals.note(needs(&self.accessibility_needs));
        let diet = refusals.note(text::optional_line("diet", self.diet.as_deref(), NEED_MAX));
        let mut reserved_groups = self.reserved_groups.clone();
        reserved_groups.sort_unstable();
        reserved_groups.dedup();
        let taken = (|| {
            Some(Registration {
                name: name?,
                social_name: social_name?,
                birth_date: self.birth_date,
                gender: self.gender,
                cpf: cpf?,
                email: email?,
                placement: placement?,
                organization: organization?,
                reserved_groups,
                axis_preferences: axis_preferences?,
                accessibility_needs: accessibility_needs?,
                diet: diet?,
            })
        })();
        match taken {
            Some(registration) if refusals.0.is_empty() => Ok(registration),
            _ => Err(refusals.0),
        }
    }

    fn read_cpf(&self, channel: Channel) -> Result<Option<Cpf>, Refusal> {
        let needed = self.declared.category.is_delegate() && channel != Channel::ExOfficio;
        match Cpf::parse(self.cpf.as_deref().unwrap_or_default()) {
            Err(CpfError::Missing) if !needed => Ok(None),
            read => read.map(Some).map_err(Refusal::from),
        }
    }

    fn read_email(&self, channel: Channel) -> Result<Option<Email>, Refusal> {
        match Email::parse(self.email.as_deref().unwrap_or_default()) {
            Err(EmailError::Missing) if channel != Channel::Online => Ok(None),
            read => read.map(Some).map_err(Refusal::from),
        }
    }
}

/// Gathers refusals while the other fields are still being read.
#[derive(Default)]
struct Refusals(Vec<Refusal>);

impl Refusals {
    fn note<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        result.map_err(|refusal| self.0.push(refusal)).ok()
    }
}

fn person_name(field: &str, input: &str) -> Result<String, Refusal> {
    let name = text::line(field, input, text::LINE_MAX)?;
    if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Err(Refusal::invalid(field, "NAME_WITHOUT_LETTERS", "Escreva o nome com letras, como no documento."));
    }
    Ok(name)
}

fn optional_name(field: &str, input: Option<&str>) -> Result<Option<String>, Refusal> {
    match input {
        Some(name) if !name.trim().is_empty() => person_name(field, name).map(Some),
        _ => Ok(None),
    }
}

fn plausible_birth(date: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let earliest = today.checked_sub_months(Months::new(AGE_MAX * 12)).unwrap_or(NaiveDate::MIN);
    if date >= today || date < earliest {
        return Err(Refusal::invalid(
            "birthDate",
            "BIRTH_DATE_IMPLAUSIBLE",
            "A data de nascimento não parece certa. Confira o ano e digite de novo.",
        ));
    }
    Ok(())
}

fn preferences(chosen: &[u8], axes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::with_capacity(chosen.len());
    for axis in chosen {
        if !axes.contains(axis) {
            return Err(Refusal::invalid(
                "axisPreferences",
                "AXIS_UNKNOWN",
                format!("Esta conferência não tem o eixo {axis}. Escolha entre os eixos da lista."),
            ));
        }
        if !kept.contains(axis) {
            kept.push(*axis);
        }
    }
    Ok(kept)
}

fn needs(given: &[String]) -> Result<Vec<String>, Refusal> {
    if given.len() > NEEDS_MAX {
        return Err(Refusal::invalid(
            "accessibilityNeeds",
            "TOO_MANY",
            format!("A lista aceita até {NEEDS_MAX} necessidades. Junte algumas delas em uma só linha."),
        ));
    }
    let read = given.iter().map(|need| text::optional_line("accessibilityNeeds", Some(need), NEED_MAX));
    Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Category, Segment};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn input() -> RegistrationInput {
        RegistrationInput {
            name: " Umbelina Sucupira ".into(),
            social_name: Some("Aurora Ipê".into()),
            birth_date: Some(day("1955-05-29")),
            gender: Some(Gender::Female),
            cpf: Some("000.000.151-13".into()),
            email: Some("u@Example.org".into()),
            declared: Declared {
                category: Category::CivilSociety,
                sector: None,
                segment: Some(Segment::Users),
                leading_post: false,
            },
            organization: Some("  ".into()),
            reserved_groups: vec![ReservedGroup::Lgbtqiapn, ReservedGroup::Black, ReservedGroup::Black],
            axis_preferences: vec![3, 1, 3],
            accessibility_needs: vec!["Libras".into(), " ".into()],
            diet: None,
        }
    }

    fn codes_of(input: &RegistrationInput, channel: Channel) -> Vec<(&'static str, String)> {
        let refusals = input.check(channel, day("2025-05-12"), &[1, 2, 3]).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.code, refusal.path.concat())).collect()
    }

    #[test]
    fn a_clean_registration_is_normalised() {
        let kept = input().check(Channel::Online, day("2025-05-12"), &[1, 2, 3]).unwrap();
        assert_eq!(kept.name, "Umbelina Sucupira");
        assert_eq!(kept.shown_name(), "Aurora Ipê");
        assert_eq!(kept.organization, None);
        assert_eq!(kept.reserved_groups, [ReservedGroup::Black, ReservedGroup::Lgbtqiapn]);
        assert_eq!(kept.axis_preferences, [3, 1]);
        assert_eq!(kept.accessibility_needs, ["Libras"]);
    }

    #[test]
    fn everything_wrong_is_told_at_once_with_its_field() {
        let wrong = RegistrationInput {
            name: "12".into(),
            birth_date: Some(day("2025-05-12")),
            cpf: Some("1".into()),
            email: None,
            axis_preferences: vec![9],
            ..input()
        };
        let expected = [
            ("NAME_WITHOUT_LETTERS", "name"),
            ("BIRTH_DATE_IMPLAUSIBLE", "birthDate"),
            ("CPF_LENGTH", "cpf"),
            ("REQUIRED", "email"),
            ("AXIS_UNKNOWN", "axisPreferences"),
        ];
        assert_eq!(codes_of(&wrong, Channel::Online), expected.map(|(code, field)| (code, field.to_owned())));
    }

    #[test]
    fn somebody_121_years_old_is_asked_to_check_the_year() {
        let old = RegistrationInput { birth_date: Some(day("1905-05-11")), ..input() };
        assert_eq!(codes_of(&old, Channel::Online)[0].0, "BIRTH_DATE_IMPLAUSIBLE");
        let oldest = RegistrationInput { birth_date: Some(day("1905-05-12")), ..input() };
        assert!(oldest.check(Channel::Online, day("2025-05-12"), &[1, 3]).is_ok());
    }

    #[test]
    fn an_observer_at_the_desk_needs_only_a_name_and_a_delegate_a_cpf() {
        let bare = RegistrationInput { cpf: None, email: Some(String::new()), ..input() };
        assert_eq!(codes_of(&bare, Channel::Desk), [("REQUIRED", "cpf".to_owned())]);
        let observer = Declared { category: Category::Observer, sector: None, segment: None, leading_post: false };
        let bare = RegistrationInput { declared: observer, ..bare };
        assert!(bare.check(Channel::Desk, day("2025-05-12"), &[1, 3]).is_ok());
    }
}
