//! The history of a text: who changed it, when and why. domain.md section 17.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One wording of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextVersion {
    /// 1 for the first wording.
    pub version: u32,
    /// The wording; none when the text was suppressed.
    pub text: Option<String>,
    /// Who wrote it.
    pub author: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, for instance "Destaque RD2 aprovado na votação V02."
    pub reason: String,
}

/// All wordings of one text, first to last; there is always one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct TextHistory(Vec<TextVersion>);

impl TextHistory {
    /// A text with its first wording.
    pub fn begin(text: impl Into<String>, author: Uuid, at: DateTime<Utc>, reason: impl Into<String>) -> Self {
        Self(vec![TextVersion { version: 1, text: Some(text.into()), author, at, reason: reason.into() }])
    }

    /// Notes a new wording and says whether there was anything to note: the same wording again is
    /// no new version.
    pub fn note(&mut self, text: Option<String>, author: Uuid, at: DateTime<Utc>, reason: impl Into<String>) -> bool {
        if self.current() == text.as_deref() {
            return false;
        }
        let version = self.0.last().map_or(1, |last| last.version + 1);
        self.0.push(TextVersion { version, text, author, at, reason: reason.into() });
        true
    }

    /// The wording in force; none when the text was suppressed.
    pub fn current(&self) -> Option<&str> {
        self.0.last().and_then(|version| version.text.as_deref())
    }

    /// The first wording.
    pub fn original(&self) -> Option<&str> {
        self.0.first().and_then(|version| version.text.as_deref())
    }

    /// All wordings, first to last.
    pub fn versions(&self) -> &[TextVersion] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_wording_again_is_no_new_version() {
        let (author, at) = (Uuid::nil(), DateTime::UNIX_EPOCH);
        let mut history = TextHistory::begin("a", author, at, "redação inicial");
        assert!(!history.note(Some("a".into()), author, at, "nada"));
        assert!(history.note(Some("b".into()), author, at, "destaque"));
        assert!(history.note(None, author, at, "supressão"));
        assert_eq!(history.versions().iter().map(|version| version.version).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((history.original(), history.current()), (Some("a"), None));
    }
}
