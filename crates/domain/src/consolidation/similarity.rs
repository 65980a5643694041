//! Likeness of short texts: cosine of weighted words.

use crate::text::search_key;
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a word that count: enough to tell words apart, few enough to join their forms
/// (*implantar*, *implantação*).
const STEM: usize = 5;

/// Words that carry no matter of their own.
const COMMON: [&str; 46] = [
    "a",
    "ao",
    "aos",
    "as",
    "ate",
    "com",
    "como",
    "cada",
    "da",
    "das",
    "de",
    "do",
    "dos",
    "e",
    "em",
    "entre",
    "for",
    "mais",
    "na",
    "nas",
    "no",
    "nos",
    "o",
    "os",
    "ou",
    "para",
    "pela",
    "pelas",
    "pelo",
    "pelos",
    "por",
    "que",
    "quem",
    "se",
    "seja",
    "sem",
    "ser",
    "seu",
    "sua",
    "seus",
    "suas",
    "um",
    "uma",
    "propomos",
    "propoe",
    "municipio",
];

/// A text as weights of its words, of length one; words by number, rising.
pub(super) type Vector = Vec<(u32, f64)>;

/// Words of a text, clause by clause, as they are compared: stems without common words, numbers and
/// names of places. Clauses are what commas, semicolons and full stops part.
pub(super) fn clauses(text: &str, places: &[String]) -> Vec<BTreeSet<String>> {
    let places: Vec<String> = places.iter().map(|place| format!(" {} ", search_key(place))).collect();
    let clause = |part: &str| {
        let mut key = format!(" {} ", search_key(part));
        for place in places.iter().filter(|place| place.len() > 2) {
            key = key.replace(place.as_str(), " ");
        }
        key.split(' ')
            .filter(|word| word.len() > 1 && !word.bytes().any(|byte| byte.is_ascii_digit()) && !COMMON.contains(word))
            .map(|word| word.chars().take(STEM).collect())
            .collect::<BTreeSet<String>>()
    };
    text.split([',', ';', '.']).map(clause).filter(|words| !words.is_empty()).collect()
}

/// Weights of texts that are compared with one another: rare words weigh more, and every vector has length one. A text without words has an empty vector.
pub(super) fn vectors(texts: &[BTreeSet<String>]) -> Vec<Vector> {
    let mut frequency: BTreeMap<&str, (u32, f64)> = BTreeMap::new();
    for word in texts.iter().flatten() {
        frequency.entry(word).or_default().1 += 1.0;
    }
    let all = texts.len() as f64;
    for (number, (index, weight)) in (0..).zip(frequency.values_mut()) {
        *index = number;
        *weight = rarity(*weight, all);
    }
    let vector = |words: &BTreeSet<String>| {
        let raw: Vector = words.iter().map(|word| frequency[word.as_str()]).collect();
        let length = raw.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        raw.into_iter().map(|(word, weight)| (word, weight / length)).collect()
    };
    texts.iter().map(vector).collect()
}

/// Weight of a word that is in `count` of `all` texts. Rarity counts mildly and not beyond 8 texts;
/// what is in one or two only is mostly a misspelling and counts half.
fn rarity(count: f64, all: f64) -> f64 {
    let weight = (1.0 + all / count.max(8.0)).ln().sqrt();
    if count < 3.0 { weight / 2.0 } else { weight }
}

/// Product of two sparse vectors.
pub(super) fn product(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let (mut left, mut right, mut sum) = (0, 0, 0.0);
    while left < one.len() && right < other.len() {
        match one[left].0.cmp(&other[right].0) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                sum += one[left].1 * other[right].1;
                (left, right) = (left + 1, right + 1);
            }
        }
    }
    sum
}

/// Sum of two sparse vectors.
pub(super) fn sum(one: &[(u32, f64)], other: &[(u32, f64)]) -> Vector {
    let mut total: BTreeMap<u32, f64> = one.iter().copied().collect();
    for (word, weight) in other {
        *total.entry(*word).or_default() += weight;
    }
    total.into_iter().collect()
}

/// Pairs `(score, one, other)` of vectors with a product of at least `least`, `one < other`, best first.
///
/// Found through an inverted index: only texts that share a word are ever compared.
pub(super) fn pairs(vectors: &[Vector], least: f64) -> Vec<(f64, u32, u32)> {
    let mut index: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut scores = vec![0.0; vectors.len()];
    for (number, vector) in (0_u32..).zip(vectors) {
        let mut touched = Vec::new();
        for (word, weight) in vector {
            let earlier = index.entry(*word).or_default();
            for (other, other_weight) in earlier.iter() {
                let score: &mut f64 = &mut scores[*other as usize];
                if *score == 0.0 {
                    touched.push(*other);
                }
                *score += weight * other_weight;
            }
            earlier.push((number, *weight));
        }
        for other in touched {
            let score = std::mem::take(&mut scores[other as usize]);
            if score >= least {
                found.push((score, other, number));
            }
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_numbers_accents_and_common_words_do_not_count() {
        let places = ["São João d'Aliança".to_owned()];
        let found = clauses("Implantação do CRAS, em São João d'Aliança, até 2027.", &places);
        assert_eq!(found, [BTreeSet::from(["cras".to_owned(), "impla".to_owned()])]);
    }

    proptest! {
        #[test]
        fn the_index_finds_exactly_the_pairs_that_comparing_all_finds(
            texts in prop::collection::vec("[a-c]{2}( [a-e]{2}){0,3}", 0..15)
        ) {
            let texts: Vec<_> = texts.iter().map(|text| clauses(text, &[]).into_iter().flatten().collect()).collect();
            let vectors = vectors(&texts);
            let mut plain = Vec::new();
            for other in 0..vectors.len() {
                for one in 0..other {
                    if product(&vectors[one], &vectors[other]) > 0.5 + 1e-9 {
                        plain.push((one as u32, other as u32));
                    }
                }
            }
            let mut found: Vec<_> = pairs(&vectors, 0.5 + 1e-9).into_iter().map(|(_, one, other)| (one, other)).collect();
            found.sort_unstable();
            plain.sort_unstable();
            prop_assert_eq!(found, plain);
        }
    }
}
