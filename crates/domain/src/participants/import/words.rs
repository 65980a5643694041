//! Words as people write them in spreadsheets, read into the domain's values.

use crate::Code;
use crate::participants::Gender;
use crate::people::{Category, ReservedGroup, Sector, Segment};
use crate::text::search_key;
use chrono::NaiveDate;

/// Reads a category: the code, the label, or how towns call it.
pub fn category(input: &str) -> Option<Category> {
    let key = search_key(input);
    let has = |stem: &str| key.contains(stem);
    Category::from_code(input).or(match () {
        () if key.split(' ').any(|word| matches!(word, "nato" | "nata" | "natos" | "natas")) => Some(Category::Born),
        () if has("nao governamental") || has("sociedade civil") => Some(Category::CivilSociety),
        () if has("govern") => Some(Category::Government),
        () if has("convidad") => Some(Category::Guest),
        () if has("observador") => Some(Category::Observer),
        () => None,
    })
}

/// Reads a sector.
pub fn sector(input: &str) -> Option<Sector> {
    let key = search_key(input);
    Sector::from_code(input).or(match () {
        () if key.contains("nao governamental") || key.contains("sociedade civil") => Some(Sector::CivilSociety),
        () if key.contains("govern") || key.contains("poder publico") => Some(Sector::Government),
        () => None,
    })
}

/// Reads a segment. "Organização de usuários" is users; "entidade" and "organização" alone, entities.
pub fn segment(input: &str) -> Option<Segment> {
    let key = search_key(input);
    Segment::from_code(input).or(match () {
        () if key.contains("usuari") => Some(Segment::Users),
        () if key.contains("trabalhador") => Some(Segment::Workers),
        () if key.contains("entidade") || key.contains("organizac") => Some(Segment::Entities),
        () => None,
    })
}

/// Reads a gender.
pub fn gender(input: &str) -> Option<Gender> {
    Gender::from_code(input).or(match search_key(input).as_str() {
        "f" | "feminino" | "mulher" | "mulher cis" | "mulher trans" | "travesti" => Some(Gender::Female),
        "m" | "masculino" | "homem" | "homem cis" | "homem trans" => Some(Gender::Male),
        "nao binario" | "nao binaria" | "pessoa nao binaria" => Some(Gender::NonBinary),
        "outro" | "outra" | "outra resposta" => Some(Gender::Other),
        _ => None,
    })
}

/// Reads one reserved group.
pub fn reserved_group(input: &str) -> Option<ReservedGroup> {
    let key = search_key(input);
    let has = |stem: &str| key.contains(stem);
    ReservedGroup::from_code(input).or(match () {
        () if has("negr") || has("pret") || has("pard") => Some(ReservedGroup::Black),
        () if has("deficien") || key == "pcd" => Some(ReservedGroup::Disability),
        () if has("lgbt") => Some(ReservedGroup::Lgbtqiapn),
        () if has("indigena") => Some(ReservedGroup::Indigenous),
        () if has("quilombola") => Some(ReservedGroup::Quilombola),
        () if has("juventude") || has("jove") => Some(ReservedGroup::Youth),
        () if has("mulher") => Some(ReservedGroup::Women),
        () => None,
    })
}

/// Reads yes or no.
pub fn yes_or_no(input: &str) -> Option<bool> {
    match search_key(input).as_str() {
        "sim" | "s" | "x" | "true" => Some(true),
        "nao" | "n" | "false" => Some(false),
        _ => None,
    }
}

/// Reads a day as `dd/mm/aaaa` (also with hyphens or points) or ISO `aaaa-mm-dd`.
///
/// A year of two digits is nobody's year: it gives nothing.
pub fn day(input: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = input.trim().split(['/', '-', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if ![first, month, last].into_iter().all(|part| digits(part) && (1..=4).contains(&part.len())) {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (first, last),
        (1 | 2, 4) => (last, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Splits a cell that holds a list: by semicolon, comma, bar or line break.
pub fn list(input: &str) -> impl Iterator<Item = &str> {
    input.split([';', ',', '|', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// Reads the number of an axis: `3`, `Eixo 3`, `3º`, `3 - Integração…`.
pub fn axis(input: &str) -> Option<u8> {
    let text = input.trim();
    let rest = text.get(..4).filter(|word| word.eq_ignore_ascii_case("eixo")).map_or(text, |_| text[4..].trim_start());
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
