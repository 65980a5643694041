//! What a destaque asks of a text, and what the text is after it was approved.

use super::diff::{rebase, words};
use super::{DestaqueKind, DestaqueRefusal};

/// The change a destaque asks for (*emenda*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// What it does.
    pub kind: DestaqueKind,
    /// The text when the destaque was called.
    pub before: String,
    /// The author's words, for instance “Trocar ‘três’ por ‘dois’”.
    pub wording: Option<String>,
    /// The whole text as it would read; none takes the whole text away (SUPPRESS), or is still
    /// to be written (the other kinds).
    pub proposed: Option<String>,
}

/// A text before and after an approved destaque, kept so that everything decided is traceable.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AmendedText {
    /// The text that was voted on.
    pub before: String,
    /// What was asked, in the author's words.
    pub amendment: Option<String>,
    /// The text now; none when it was suppressed.
    pub after: Option<String>,
}

impl Amendment {
    /// Checks that the wording is there and does what the kind says.
    ///
    /// # Errors
    /// `WORDING_MISSING`, `WORDING_UNCHANGED`, `WORDING_UNLIKE_KIND`, `CLARIFICATION_NOT_VOTED`.
    pub fn check(&self) -> Result<(), DestaqueRefusal> {
        if !self.kind.is_voted() {
            return Err(DestaqueRefusal::ClarificationNotVoted);
        }
        let Some(proposed) = self.proposed.as_deref().filter(|text| !text.trim().is_empty()) else {
            return if self.kind.needs_wording() { Err(DestaqueRefusal::WordingMissing) } else { Ok(()) };
        };
        if proposed == self.before {
            return Err(DestaqueRefusal::WordingUnchanged);
        }
        let fits = match self.kind {
            DestaqueKind::Suppress => keeps_words(proposed, &self.before),
            DestaqueKind::Add => keeps_words(&self.before, proposed),
            _ => true,
        };
        if fits { Ok(()) } else { Err(DestaqueRefusal::WordingUnlikeKind(self.kind)) }
    }

    /// The text after approval, made on `current`, which may have moved on since the destaque was
    /// called; none when another one suppressed it.
    ///
    /// # Errors
    /// Those of [`Self::check`]; `TEXT_SUPPRESSED`; `TEXT_CHANGED` when an approved destaque
    /// touched the same words.
    pub fn apply(&self, current: Option<&str>) -> Result<AmendedText, DestaqueRefusal> {
        self.check()?;
        let current = current.ok_or(DestaqueRefusal::TextSuppressed)?;
        let after = match self.proposed.as_deref().filter(|text| !text.trim().is_empty()) {
            Some(proposed) => Some(rebase(&self.before, proposed, current).ok_or(DestaqueRefusal::TextChanged)?),
            None => None,
        };
        Ok(AmendedText { before: current.to_owned(), amendment: self.wording.clone(), after })
    }

    /// The text with one passage replaced.
    ///
    /// # Errors
    /// `PASSAGE_UNCLEAR` unless the passage is there exactly once.
    pub fn replacing(text: &str, passage: &str, replacement: &str) -> Result<String, DestaqueRefusal> {
        let once = !passage.is_empty() && text.matches(passage).count() == 1;
        if once { Ok(text.replacen(passage, replacement, 1)) } else { Err(DestaqueRefusal::PassageUnclear) }
    }

    /// The text with something added at its end: words that go on a sentence come before its full
    /// stop, anything else is a new paragraph.
    pub fn appending(text: &str, addition: &str) -> String {
        let addition = addition.trim();
        let goes_on = addition.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';'));
        match text.strip_suffix('.') {
            Some(sentence) if goes_on => {
                let space = if addition.starts_with([',', ';']) { "" } else { " " };
                format!("{sentence}{space}{}.", addition.trim_end_matches('.'))
            }
            _ => format!("{text}\n{addition}"),
        }
    }
}

/// Whether all words of `part` are in `whole`, in order; marks and white space do not count.
fn keeps_words(part: &str, whole: &str) -> bool {
    let whole = words(whole);
    let mut rest = whole.iter().map(|word| word.trim());
    words(part).iter().filter(|word| is_word(word)).all(|word| rest.any(|other| other == word.trim()))
}

fn is_word(word: &&str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amendment(kind: DestaqueKind, before: &str, proposed: Option<&str>) -> Amendment {
        Amendment { kind, before: before.into(), wording: None, proposed: proposed.map(Into::into) }
    }

    #[test]
    fn suppressing_without_a_wording_leaves_nothing() {
        let done = amendment(DestaqueKind::Suppress, "Texto.", None).apply(Some("Texto.")).unwrap();
        assert_eq!(done, AmendedText { before: "Texto.".into(), amendment: None, after: None });
    }

    #[test]
    fn suppressing_a_part_only_takes_words_away() {
        let text = "I – uma;\nII – duas;\nIII – três.";
        let part = amendment(DestaqueKind::Suppress, text, Some("I – uma;\nIII – três."));
        assert_eq!(part.apply(Some(text)).unwrap().after.as_deref(), Some("I – uma;\nIII – três."));
        let other = amendment(DestaqueKind::Suppress, text, Some("I – quatro."));
        assert_eq!(other.check(), Err(DestaqueRefusal::WordingUnlikeKind(DestaqueKind::Suppress)));
    }

    #[test]
    fn adding_keeps_every_word_that_was_there() {
        assert!(amendment(DestaqueKind::Add, "Repasse mensal.", Some("Repasse mensal, corrigido.")).check().is_ok());
        assert_eq!(
            amendment(DestaqueKind::Add, "Repasse mensal.", Some("Repasse anual, corrigido.")).check(),
            Err(DestaqueRefusal::WordingUnlikeKind(DestaqueKind::Add))
        );
    }

    #[test]
    fn a_change_without_wording_or_without_change_is_refused() {
        assert_eq!(amendment(DestaqueKind::Change, "A.", None).check(), Err(DestaqueRefusal::WordingMissing));
        assert_eq!(amendment(DestaqueKind::Change, "A.", Some("A.")).check(), Err(DestaqueRefusal::WordingUnchanged));
        assert_eq!(amendment(DestaqueKind::Clarify, "A.", None).check(), Err(DestaqueRefusal::ClarificationNotVoted));
    }

    #[test]
    fn a_text_already_suppressed_takes_no_destaque() {
        let late = amendment(DestaqueKind::Change, "A.", Some("B."));
        assert_eq!(late.apply(None), Err(DestaqueRefusal::TextSuppressed));
    }

    #[test]
    fn an_addition_goes_before_the_full_stop_or_becomes_a_paragraph() {
        assert_eq!(Amendment::appending("Repasse mensal.", ", corrigido"), "Repasse mensal, corrigido.");
        assert_eq!(Amendment::appending("Uma.", "Parágrafo único. Duas."), "Uma.\nParágrafo único. Duas.");
    }

    #[test]
    fn a_passage_that_is_there_twice_is_not_replaced() {
        assert_eq!(Amendment::replacing("um e um", "um", "dois"), Err(DestaqueRefusal::PassageUnclear));
        assert_eq!(Amendment::replacing("um e dois", "um", "três").unwrap(), "três e dois");
    }
}
