//! Text as people type it, made safe to keep: NFC, trimmed, without control characters, bounded.

use crate::Refusal;
use unicode_normalization::UnicodeNormalization;

/// Longest single line (names, titles), in characters.
pub const LINE_MAX: usize = 200;
/// Longest paragraph-like text (articles, answers), in characters.
pub const BODY_MAX: usize = 20_000;

/// One line of text: no line breaks, 1 to `max` characters.
///
/// # Errors
/// `REQUIRED` when nothing is left after trimming, `TOO_LONG`, `CONTROL_CHARACTER`.
pub fn line(field: &str, input: &str, max: usize) -> Result<String, Refusal> {
    let text = required(field, clean(input))?;
    bounded(field, text, max, |c| c.is_control())
}

/// Text of several lines: tabs and line breaks stay, other control characters are refused.
///
/// # Errors
/// As [`line()`].
pub fn body(field: &str, input: &str, max: usize) -> Result<String, Refusal> {
    let text = required(field, clean(&input.replace("\r\n", "\n").replace('\r', "\n")))?;
    bounded(field, text, max, |c| c.is_control() && c != '\n' && c != '\t')
}

/// As [`line()`], where nothing is an answer too: empty text becomes `None`.
///
/// # Errors
/// `TOO_LONG`, `CONTROL_CHARACTER`.
pub fn optional_line(field: &str, input: Option<&str>, max: usize) -> Result<Option<String>, Refusal> {
    match input.map(clean) {
        Some(text) if !text.is_empty() => line(field, &text, max).map(Some),
        _ => Ok(None),
    }
}

/// As [`body`], where nothing is an answer too: empty text becomes `None`.
///
/// # Errors
/// `TOO_LONG`, `CONTROL_CHARACTER`.
pub fn optional_body(field: &str, input: Option<&str>, max: usize) -> Result<Option<String>, Refusal> {
    match input.map(clean) {
        Some(text) if !text.is_empty() => body(field, &text, max).map(Some),
        _ => Ok(None),
    }
}

/// A sentence with its final stop, whether the person wrote one or not.
pub fn sentence(written: &str) -> String {
    let stop = if written.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{written}{stop}")
}

/// The form in which names are searched: lower case, no accents, single spaces.
pub fn search_key(input: &str) -> String {
    let plain: String = input
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clean(input: &str) -> String {
    input.nfc().collect::<String>().trim().to_owned()
}

fn required(field: &str, text: String) -> Result<String, Refusal> {
    if text.is_empty() {
        return Err(Refusal::invalid(field, "REQUIRED", "Preencha este campo."));
    }
    Ok(text)
}

fn bounded(field: &str, text: String, max: usize, forbidden: impl Fn(char) -> bool) -> Result<String, Refusal> {
    let length = text.chars().count();
    if length > max {
        return Err(Refusal::invalid(
            field,
            "TOO_LONG",
            format!("O texto tem {length} caracteres; o máximo aqui é {max}. Encurte-o e envie de novo."),
        ));
    }
    if text.chars().any(forbidden) {
        return Err(Refusal::invalid(
            field,
            "CONTROL_CHARACTER",
            "O texto contém caracteres de controle, que não aparecem na tela. Digite-o de novo, sem colar.",
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decomposed_accents_become_one_character() {
        assert_eq!(line("name", " Ira\u{0301}ce\u{0302}s ", 10).unwrap(), "Iráces".replace('e', "ê"));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(line("name", "ãõçéí", 5).is_ok());
        assert_eq!(line("name", "ãõçéíú", 5).unwrap_err().code, "TOO_LONG");
    }

    #[test]
    fn search_ignores_case_accents_and_punctuation() {
        assert_eq!(search_key("São João d'Aliança"), "sao joao d alianca");
        assert_eq!(search_key("  MOJI-MIRIM "), "moji mirim");
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_stable_and_bounded(input in "\\PC*|.*", max in 1_usize..80) {
            if let Ok(text) = body("t", &input, max) {
                prop_assert!(text.chars().count() <= max);
                prop_assert_eq!(body("t", &text, max).unwrap(), text);
            }
        }
    }
}
