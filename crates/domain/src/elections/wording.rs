//! Portuguese words that the sentences of an election share.

use crate::people::{Pool, SizeClass};

/// `1 vaga`, `2 vagas`.
pub(super) fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `A`, `A e B`, `A, B e C`.
pub(super) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<_> = before.iter().map(AsRef::as_ref).collect();
            format!("{} e {}", before.join(", "), last.as_ref())
        }
    }
}

const ORDINALS: [&str; 10] =
    ["primeira", "segunda", "terceira", "quarta", "quinta", "sexta", "sétima", "oitava", "nona", "décima"];

/// Feminine ordinal: `primeira`, … `décima`, `11ª`.
pub(super) fn ordinal(place: u32) -> String {
    let index = place.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| ORDINALS.get(index)).map_or_else(|| format!("{place}ª"), |word| (*word).to_owned())
}

const NUMBERS: [&str; 11] =
    ["nenhuma", "uma", "duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"];

/// Feminine number in words up to ten, in digits above.
pub(super) fn number(value: u32) -> String {
    let index = usize::try_from(value).unwrap_or(usize::MAX);
    NUMBERS.get(index).map_or_else(|| value.to_string(), |word| (*word).to_owned())
}

/// With its first letter upper case.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A pool in one word, as minutes name it.
pub(super) fn pool_name(pool: Pool) -> &'static str {
    match pool {
        Pool::Government => "governo",
        Pool::Users => "usuários",
        Pool::Workers => "trabalhadores",
        Pool::Entities => "entidades",
    }
}

/// `do governo` or `do segmento`.
pub(super) fn of_pool(pool: Pool) -> &'static str {
    if pool == Pool::Government { "do governo" } else { "do segmento" }
}

/// The size class as minutes open with it.
pub(super) fn size_class_name(size_class: SizeClass) -> &'static str {
    match size_class {
        SizeClass::Small1 => "Porte Pequeno I",
        SizeClass::Small2 => "Porte Pequeno II",
        SizeClass::Medium => "Porte Médio",
        SizeClass::Large => "Porte Grande",
        SizeClass::Metropolis => "Metrópole",
    }
}

/// A ratio as a percentage with at most one decimal, never rounded up: 2 of 3 is `66,6%`.
pub(super) fn ratio_percent(part: u32, whole: u32) -> String {
    let tenths = if whole == 0 { 1_000 } else { u64::from(part) * 1_000 / u64::from(whole) };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{},{}%", tenths / 10, tenths % 10) }
}

/// ` (art. 30)`, ` (arts. 30 e 31, § 2º)`, or nothing where no article is known.
pub(super) fn cited(articles: &[&Option<String>]) -> String {
    let known: Vec<_> = articles.iter().filter_map(|article| article.as_deref()).collect();
    match known.as_slice() {
        [] => String::new(),
        [one] => format!(" ({one})"),
        several => {
            let bare: Vec<_> = several.iter().map(|article| article.trim_start_matches("art. ")).collect();
            format!(" (arts. {})", listed(&bare))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_cited_together_and_silence_cites_nothing() {
        let (one, two) = (Some("art. 30".to_owned()), Some("art. 31, § 2º".to_owned()));
        assert_eq!(cited(&[&one, &two]), " (arts. 30 e 31, § 2º)");
        assert_eq!(cited(&[&None, &two]), " (art. 31, § 2º)");
        assert_eq!(cited(&[&None]), "");
    }

    #[test]
    fn presence_just_below_the_minimum_is_not_shown_as_reached() {
        assert_eq!(ratio_percent(749, 999), "74,9%");
        assert_eq!(ratio_percent(2, 4), "50%");
    }

    #[test]
    fn ordinals_go_on_after_the_words_end() {
        assert_eq!(ordinal(4), "quarta");
        assert_eq!(ordinal(11), "11ª");
    }
}
