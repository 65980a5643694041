//! Personal data planted so that finding it anywhere is a leak: values that occur nowhere else.

use crate::story::before::cpf;
use serde_json::{Value, json};

/// Something nobody outside the council may read.
#[derive(Debug)]
pub struct Canary {
    /// Whose or what.
    pub what: String,
    /// The value, as it would be written in an answer.
    pub value: String,
    /// Whether the council's own secretary finds it in the conference: then the search is known to work.
    pub known_inside: bool,
}

/// Canaries, gathered while the conference is filled.
#[derive(Debug, Default)]
pub struct Canaries(pub Vec<Canary>);

/// Somebody whom no act of the conference makes public: neither elected nor at a table, signer or author.
pub struct Hidden {
    /// Name in the document.
    pub name: &'static str,
    /// The name to call.
    pub social_name: &'static str,
    /// Category.
    pub category: &'static str,
    /// Number of the invented CPF.
    pub number: usize,
    /// Date of birth.
    pub born: &'static str,
    /// The date as sentences write it.
    pub born_in_words: &'static str,
}

/// A guest, an observer, a delegate who only votes, and one whose registration is refused.
pub const HIDDEN: [Hidden; 4] = [
    Hidden {
        name: "Zulmira Canária Sabiá",
        social_name: "Zuzu Sabiá",
        category: "GUEST",
        number: 50,
        born: "1951-02-17",
        born_in_words: "17/02/1951",
    },
    Hidden {
        name: "Quirino Canário Tiê",
        social_name: "Quiri Tiê",
        category: "OBSERVER",
        number: 51,
        born: "1952-03-18",
        born_in_words: "18/03/1952",
    },
    Hidden {
        name: "Ofélia Canária Juriti",
        social_name: "Ofé Juriti",
        category: "CIVIL_SOCIETY",
        number: 52,
        born: "1953-04-19",
        born_in_words: "19/04/1953",
    },
    Hidden {
        name: "Benevides Canário Curió",
        social_name: "Bené Curió",
        category: "CIVIL_SOCIETY",
        number: 53,
        born: "1954-05-21",
        born_in_words: "21/05/1954",
    },
];

/// A delegate who stands and is not elected: what people call her is public, nothing else is.
pub const CANDIDATE: Hidden = Hidden {
    name: "Leocádia Canária Saíra",
    social_name: "Candidata Saíra",
    category: "CIVIL_SOCIETY",
    number: 54,
    born: "1955-06-22",
    born_in_words: "22/06/1955",
};

impl Hidden {
    /// The domain of the e-mail, which the masked form shows too.
    fn domain(&self) -> String {
        format!("casa{}.canario.test", self.number)
    }

    fn organization(&self) -> String {
        format!("Viveiro Canário {}", self.number)
    }

    /// The registration, with everything that can be said of a person.
    pub fn person(&self) -> Value {
        let delegate = self.category == "CIVIL_SOCIETY";
        json!({
            "name": self.name, "socialName": self.social_name, "email": format!("pessoa@{}", self.domain()),
            "category": self.category, "sector": delegate.then_some("CIVIL_SOCIETY"),
            "segment": delegate.then_some("USERS"), "organization": self.organization(), "birthDate": self.born,
            "cpf": cpf(self.number), "gender": "FEMALE", "axisPreferences": [1, 2, 3], "reservedGroups": ["BLACK"],
            "accessibilityNeeds": [self.needs()], "diet": self.diet(),
        })
    }

    fn needs(&self) -> String {
        format!("rampa canária {}", self.number)
    }

    fn diet(&self) -> String {
        format!("alpiste canário {}", self.number)
    }

    /// Plants everything of this person; the name to call unless it is public.
    pub fn plant(&self, canaries: &mut Canaries, called_in_public: bool) {
        let inside = [self.name.into(), self.domain(), self.born.into(), self.needs(), self.diet()];
        for value in inside {
            canaries.plant(self.name, &value, true);
        }
        if !called_in_public {
            canaries.plant(self.name, self.social_name, true);
            canaries.plant(self.name, &self.organization(), true);
        }
        canaries.plant(self.name, self.born_in_words, false);
        canaries.plant_cpf(self.name, self.number);
    }
}

impl Canaries {
    /// Plants a value; `known_inside` when the council's secretary reads it in the conference.
    pub fn plant(&mut self, what: &str, value: &str, known_inside: bool) {
        self.0.push(Canary { what: what.into(), value: value.into(), known_inside });
    }

    /// Plants the forms of an invented CPF: written, as digits, and masked, which also belongs to the council alone.
    pub fn plant_cpf(&mut self, whose: &str, number: usize) {
        let digits = cpf(number);
        let written = format!("{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..]);
        let masked = format!("***.{}.{}-**", &digits[3..6], &digits[6..9]);
        self.plant(whose, &written, true);
        self.plant(whose, &digits, false);
        self.plant(whose, &masked, false);
    }

    /// What of it a text holds.
    pub fn found_in<'a>(&'a self, text: &str) -> Vec<&'a Canary> {
        self.0.iter().filter(|canary| holds(text, &canary.value)).collect()
    }
}

/// Whether a text holds a value as a whole, not as a part of a longer word or number.
fn holds(text: &str, value: &str) -> bool {
    let (first, last) = (value.chars().next(), value.chars().next_back());
    let part_of_a_word = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(value).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + value.len()..].chars().next());
        !part_of_a_word(first, before) && !part_of_a_word(last, after)
    })
}
