//! What a council says of itself when it signs up.

use super::{EmailAddress, Role};
use crate::people::Level;
use crate::{Code, Refusal, text};

/// The territory of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Territory {
    /// The country (CNAS).
    Country,
    /// A state or the Federal District, by its two letters.
    State(String),
    /// A municipality, by its IBGE code of seven digits.
    Municipality(String),
}

impl Territory {
    /// The level of a council with this territory.
    pub fn level(&self) -> Level {
        match self {
            Self::Country => Level::National,
            Self::State(_) => Level::State,
            Self::Municipality(_) => Level::Municipal,
        }
    }
}

/// The sign-up form as it arrives.
#[derive(Debug, Clone, Default)]
pub struct SignUpInput {
    /// Code of the [`Level`].
    pub level: String,
    /// IBGE code of the municipality, for a municipal council.
    pub ibge_code: Option<String>,
    /// Two letters of the state, for a state council.
    pub uf: Option<String>,
    /// Full name of the council.
    pub name: String,
    /// Acronym; empty takes the usual one of the level.
    pub acronym: Option<String>,
    /// The council's own address.
    pub email: String,
    /// The law that created the council (*lei de criação*), number and year.
    pub law: String,
    /// Name of the person who signs it up.
    pub person_name: String,
    /// Code of that person's [`Role`].
    pub person_role: String,
}

/// A sign-up (*cadastro do conselho*) that can be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// Where the council works; whether the place exists is for the caller to look up.
    pub territory: Territory,
    /// Full name.
    pub name: String,
    /// Acronym, for instance CMAS.
    pub acronym: String,
    /// The council's own address.
    pub email: EmailAddress,
    /// The law that created it.
    pub law: String,
    /// Who signed it up.
    pub person_name: String,
    /// Their role: executive secretary or president.
    pub person_role: Role,
}

impl SignUp {
    /// Checks the whole form; all fields that need attention are reported at once.
    ///
    /// # Errors
    /// One refusal a field, in the order of the form.
    pub fn parse(input: &SignUpInput) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let territory = keep(parse_territory(input), &mut refusals);
        let name = keep(text::line("name", &input.name, text::LINE_MAX), &mut refusals);
        let acronym = keep(text::optional_line("acronym", input.acronym.as_deref(), 20), &mut refusals);
        let email = keep(EmailAddress::parse("email", &input.email), &mut refusals);
        let law = keep(text::line("law", &input.law, text::LINE_MAX), &mut refusals);
        let person_name = keep(full_name("personName", &input.person_name), &mut refusals);
        let person_role = keep(parse_role(&input.person_role), &mut refusals);
        match (territory, name, acronym, email, law, person_name, person_role) {
            (
                Some(territory),
                Some(name),
                Some(acronym),
                Some(email),
                Some(law),
                Some(person_name),
                Some(person_role),
            ) => {
                let acronym = acronym.unwrap_or_else(|| usual_acronym(territory.level()).to_owned());
                Ok(Self { territory, name, acronym, email, law, person_name, person_role })
            }
            _ => Err(refusals),
        }
    }
}

fn keep<T>(result: Result<T, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
    result.map_err(|refusal| refusals.push(refusal)).ok()
}

fn usual_acronym(level: Level) -> &'static str {
    match level {
        Level::National => "CNAS",
        Level::State => "CEAS",
        Level::Municipal => "CMAS",
    }
}

fn parse_territory(input: &SignUpInput) -> Result<Territory, Refusal> {
    let level = Level::from_code(&input.level).ok_or_else(|| {
        Refusal::invalid("level", "LEVEL_UNKNOWN", "Escolha se o conselho é municipal, estadual ou nacional.")
    })?;
    match level {
        Level::National => Ok(Territory::Country),
        Level::State => {
            let uf = input.uf.as_deref().unwrap_or_default().trim().to_uppercase();
            let good = uf.len() == 2 && uf.chars().all(|c| c.is_ascii_uppercase());
            good.then_some(Territory::State(uf))
                .ok_or_else(|| Refusal::invalid("uf", "STATE_REQUIRED", "Escolha o estado do conselho na lista."))
        }
        Level::Municipal => {
            let code = input.ibge_code.as_deref().unwrap_or_default().trim().to_owned();
            let good = code.len() == 7 && code.chars().all(|c| c.is_ascii_digit());
            good.then_some(Territory::Municipality(code)).ok_or_else(|| {
                Refusal::invalid("ibgeCode", "MUNICIPALITY_REQUIRED", "Escolha o município do conselho na lista.")
            })
        }
    }
}

fn full_name(field: &str, input: &str) -> Result<String, Refusal> {
    let name = text::line(field, input, text::LINE_MAX)?;
    if name.split_whitespace().count() < 2 {
        return Err(Refusal::invalid(field, "NAME_INCOMPLETE", "Escreva o nome e o sobrenome."));
    }
    Ok(name)
}

fn parse_role(code: &str) -> Result<Role, Refusal> {
    Role::from_code(code).filter(|role| role.signs_up()).ok_or_else(|| {
        Refusal::invalid(
            "personRole",
            "ROLE_CANNOT_SIGN_UP",
            "Quem cadastra o conselho é a secretaria executiva ou a presidência. Escolha um desses papéis.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SignUpInput {
        SignUpInput {
            level: "MUNICIPAL".into(),
            ibge_code: Some("3132503".into()),
            name: "Conselho Municipal de Assistência Social de Itamarandiba".into(),
            email: "cmas@example.org".into(),
            law: "Lei Municipal nº 1.987, de 1996".into(),
            person_name: "Otaviano Jatobá Gameleira".into(),
            person_role: "SECRETARY".into(),
            ..SignUpInput::default()
        }
    }

    #[test]
    fn a_complete_form_is_taken_with_the_usual_acronym() {
        let sign_up = SignUp::parse(&form()).unwrap();
        assert_eq!(sign_up.acronym, "CMAS");
        assert_eq!(sign_up.territory, Territory::Municipality("3132503".into()));
        assert_eq!(sign_up.person_role, Role::Secretary);
    }

    #[test]
    fn every_field_that_needs_attention_is_named_at_once() {
        let refusals = SignUp::parse(&SignUpInput { level: "STATE".into(), ..SignUpInput::default() }).unwrap_err();
        let paths: Vec<_> = refusals.iter().map(|refusal| refusal.path[0].as_str()).collect();
        assert_eq!(paths, ["uf", "name", "email", "law", "personName", "personRole"]);
    }

    #[test]
    fn a_municipal_council_needs_its_municipality() {
        let refusals = SignUp::parse(&SignUpInput { ibge_code: Some("31325".into()), ..form() }).unwrap_err();
        assert_eq!(refusals[0].code, "MUNICIPALITY_REQUIRED");
    }

    #[test]
    fn an_auditor_does_not_sign_a_council_up() {
        let refusals = SignUp::parse(&SignUpInput { person_role: "AUDITOR".into(), ..form() }).unwrap_err();
        assert_eq!(refusals[0].code, "ROLE_CANNOT_SIGN_UP");
    }
}
