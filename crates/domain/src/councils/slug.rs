//! Short names for addresses.

use crate::text::search_key;

/// Longest name part of a slug, in characters.
const NAME_MAX: usize = 60;

/// The name of a council in an address: ASCII lower case and hyphens, then the suffix that makes
/// it unique (the state, or a number when the name is taken; empty for none).
pub fn slug(name: &str, suffix: &str) -> String {
    let mut base = hyphenated(name);
    if base.len() > NAME_MAX {
        let end = base[..=NAME_MAX].rfind('-').unwrap_or(NAME_MAX);
        base.truncate(end);
    }
    let suffix = hyphenated(suffix);
    match (base.is_empty(), suffix.is_empty()) {
        (true, true) => "conselho".to_owned(),
        (true, false) => format!("conselho-{suffix}"),
        (false, true) => base,
        (false, false) => format!("{base}-{suffix}"),
    }
}

fn hyphenated(input: &str) -> String {
    let ascii: String = search_key(input).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    ascii.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_punctuation_disappear() {
        assert_eq!(slug("CMAS São João d'Aliança", "GO"), "cmas-sao-joao-d-alianca-go");
        assert_eq!(slug("CMAS São João d'Aliança", ""), "cmas-sao-joao-d-alianca");
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let long = slug("Conselho Municipal de Assistência Social de Vila Bela da Santíssima Trindade", "MT");
        assert_eq!(long, "conselho-municipal-de-assistencia-social-de-vila-bela-da-mt");
    }

    #[test]
    fn a_name_without_latin_letters_still_gets_an_address() {
        assert_eq!(slug("日本", "sp"), "conselho-sp");
    }

    proptest! {
        #[test]
        fn a_slug_is_never_empty_and_only_ascii(name in ".*", suffix in "[a-z0-9-]{0,6}") {
            let slug = slug(&name, &suffix);
            prop_assert!(!slug.is_empty() && !slug.starts_with('-') && !slug.ends_with('-'));
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
    }
}
