//! Text given by people, made fit for a mail: no line breaks where one line is meant, nothing that
//! a mail program would turn into a link, bounded.

use chrono::NaiveDate;

/// Longest name within a message, in characters.
const NAME_MAX: usize = 120;
/// Longest explanation, in characters.
const REASON_MAX: usize = 2000;
/// Longest subject, in characters (RFC 5322 section 2.1.1: lines of 78).
pub(crate) const SUBJECT_MAX: usize = 78;

/// A name (of a person, council, conference) on one line. Anybody may have typed it into a public
/// form, so that it must not be able to carry a link or an address to a stranger's mailbox.
pub(crate) fn name(text: &str) -> String {
    let kept: String = text.chars().map(|c| if may_stand_in_a_name(c) { c } else { ' ' }).collect();
    let mut open = String::with_capacity(kept.len());
    let mut characters = kept.chars().peekable();
    while let Some(c) = characters.next() {
        open.push(c);
        let joins = |next: &char| next.is_alphanumeric() || *next == '/';
        if matches!(c, '.' | ':') && characters.peek().is_some_and(joins) {
            open.push(' ');
        }
    }
    shorten(&single_spaced(&open), NAME_MAX)
}

fn may_stand_in_a_name(c: char) -> bool {
    // Combining marks belong to names in Guarani and other languages that no single character writes.
    let combining = ('\u{300}'..='\u{36f}').contains(&c);
    c.is_alphanumeric() || combining || " '’\"“”.,:;!?+%-–—()ºª°&/".contains(c)
}

/// An explanation written by a council, on one line.
pub(crate) fn reason(text: &str) -> String {
    shorten(&single_spaced(text), REASON_MAX)
}

/// A link or code made by the platform: whole, without anything that could end its line.
pub(crate) fn token(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// A subject of at most [`SUBJECT_MAX`] characters on one line.
pub(crate) fn subject(text: &str) -> String {
    shorten(&single_spaced(text), SUBJECT_MAX)
}

/// A date as people write it, `14/08/2027`.
pub(crate) fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// "1 dia", "2 dias".
pub(crate) fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The text without a full stop at its end, to be followed by ours.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['.', ' '])
}

fn single_spaced(text: &str) -> String {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, and those that hide or reverse what stands around them.
fn is_invisible(c: char) -> bool {
    let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_control() || hides
}

fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max - 1).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    let end = if whole_words.chars().count() * 2 > max { whole_words } else { &cut };
    format!("{}…", end.trim_end_matches([' ', ',', '-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stay_as_people_write_them() {
        for text in [
            "Conselho Municipal de Caldas Novas/GO",
            "14ª Conferência",
            "D'Ávila & Cia. (sede)",
            "Etapa 2: SUAS, direito de todas!",
            "Yvy Marãe’ỹ g̃",
        ] {
            assert_eq!(name(text), text);
        }
    }

    #[test]
    fn a_name_cannot_carry_a_link_or_an_address() {
        assert_eq!(name("Ganhe em https://golpe.example/x"), "Ganhe em https: //golpe. example/x");
        assert_eq!(name("maria@golpe.example"), "maria golpe. example");
    }

    #[test]
    fn a_name_cannot_start_a_line_or_a_header() {
        assert_eq!(name("Ana\r\nBcc: todos\u{2028}fim"), "Ana Bcc: todos fim");
    }

    #[test]
    fn long_text_is_cut_between_words() {
        let cut = subject(&"palavra ".repeat(20));
        assert!(cut.ends_with("palavra…") && cut.chars().count() <= SUBJECT_MAX, "{cut}");
        assert_eq!(subject(&"x".repeat(100)).chars().count(), SUBJECT_MAX);
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(count(1, "dia", "dias"), "1 dia");
        assert_eq!(count(0, "dia", "dias"), "0 dias");
    }

    proptest! {
        #[test]
        fn whatever_was_typed_becomes_one_bounded_line(text in "\\PC*|(?s).*") {
            for (line, max) in [(name(&text), NAME_MAX), (reason(&text), REASON_MAX), (subject(&text), SUBJECT_MAX)] {
                prop_assert!(line.chars().count() <= max);
                prop_assert!(!line.chars().any(is_invisible));
                prop_assert!(!line.chars().any(|c| c.is_whitespace() && c != ' '), "{}", line);
            }
            prop_assert!(!token(&text).chars().any(char::is_whitespace));
        }
    }
}
