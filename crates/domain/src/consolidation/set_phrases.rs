//! Set phrases: what many proposals of an axis append, whatever they ask for.

use std::collections::{BTreeMap, BTreeSet};

/// A clause in one of this many texts of an axis is a set phrase.
const ONE_IN: usize = 30;
/// Fewest texts that can make a set phrase.
const LEAST: usize = 8;

/// Clauses such as "com critérios claros e públicos" that say nothing about what is asked for.
pub(super) struct SetPhrases(BTreeSet<BTreeSet<String>>);

impl SetPhrases {
    /// The set phrases of an axis' texts, each given clause by clause.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a [BTreeSet<String>]>) -> Self {
        let mut all = 0;
        let mut counts: BTreeMap<&BTreeSet<String>, usize> = BTreeMap::new();
        for clauses in texts {
            all += 1;
            clauses
                .iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .for_each(|clause| *counts.entry(clause).or_default() += 1);
        }
        let frequent = |(_, count): &(&BTreeSet<String>, usize)| *count >= LEAST && count * ONE_IN >= all;
        Self(counts.into_iter().filter(frequent).map(|(clause, _)| clause.clone()).collect())
    }

    /// The words of a text without set phrases; all its words where nothing else would be left.
    pub(super) fn matter(&self, clauses: Vec<BTreeSet<String>>) -> BTreeSet<String> {
        let (set, own): (Vec<_>, Vec<_>) = clauses.into_iter().partition(|clause| self.0.contains(clause));
        let kept = if own.is_empty() { set } else { own };
        kept.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(words: &str) -> BTreeSet<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn what_many_append_is_left_out_unless_nothing_else_remains() {
        let tail = clause("criterios claros");
        let texts: Vec<Vec<_>> = (0..LEAST).map(|n| vec![clause(&format!("proposta n{n}")), tail.clone()]).collect();
        let phrases = SetPhrases::of(texts.iter().map(|text| &text[..]));
        assert_eq!(phrases.matter(texts[0].clone()), clause("proposta n0"));
        assert_eq!(phrases.matter(vec![tail.clone()]), tail);
    }

    #[test]
    fn what_few_say_is_matter() {
        let texts = vec![vec![clause("a b"), clause("c d")]; LEAST - 1];
        let phrases = SetPhrases::of(texts.iter().map(|text| &text[..]));
        assert_eq!(phrases.matter(texts[0].clone()), clause("a b c d"));
    }
}
