//! The state of the rules of procedure and their published versions.

use super::{Article, Chapter, RulesRefusal, check_articles};
use crate::codes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

codes! {
    /// State of the rules of procedure (*situação do regimento interno*).
    pub enum RulesState {
        /// Being written (*minuta*).
        Draft = "DRAFT", "minuta";
        /// Shown to all, for the folder (*publicado*).
        Published = "PUBLISHED", "publicado";
        /// Read to the plenary, article by article (*em leitura*).
        Reading = "READING", "em leitura";
        /// Read to the end; destaques are settled and the vote is taken (*lido*).
        Read = "READ", "lido";
        /// Adopted by the plenary (*aprovado*).
        Adopted = "ADOPTED", "aprovado";
    }
}

/// Something done to the document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulesAct {
    /// An article is written, changed, moved or removed.
    Edit,
    /// The draft is shown to all, as a new version.
    Publish,
    /// The published text goes back to the draft.
    ReopenDraft,
    /// The reading begins.
    StartReading,
    /// The last article was read.
    EndReading,
    /// The chair goes back to an article after the reading had ended.
    ResumeReading,
    /// The plenary adopts it.
    Adopt {
        /// Destaques that have no end yet.
        open_destaques: usize,
    },
    /// The plenary rejects it, and it is written anew.
    Reject,
}

impl RulesState {
    /// The state after an act.
    ///
    /// # Errors
    /// `RULES_NOT_NOW`; `DESTAQUES_OPEN` when adopting with destaques that have no end.
    pub fn after(self, act: RulesAct) -> Result<Self, RulesRefusal> {
        match (self, act) {
            (Self::Draft, RulesAct::Edit) => Ok(Self::Draft),
            (Self::Draft, RulesAct::Publish) => Ok(Self::Published),
            (Self::Published, RulesAct::ReopenDraft) | (Self::Read, RulesAct::Reject) => Ok(Self::Draft),
            (Self::Published, RulesAct::StartReading) | (Self::Read, RulesAct::ResumeReading) => Ok(Self::Reading),
            (Self::Reading, RulesAct::EndReading) => Ok(Self::Read),
            (Self::Read, RulesAct::Adopt { open_destaques: 0 }) => Ok(Self::Adopted),
            (Self::Read, RulesAct::Adopt { open_destaques }) => {
                Err(RulesRefusal::DestaquesOpen { count: open_destaques })
            }
            _ => Err(RulesRefusal::NotNow(self)),
        }
    }
}

/// A published version, never changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RulesVersion {
    /// 1 for the first.
    pub version: u32,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// Who published it.
    pub author: Uuid,
    /// What changed and why.
    pub reason: String,
    /// Chapters in order.
    pub chapters: Vec<Chapter>,
    /// Articles in order.
    pub articles: Vec<Article>,
}

/// The next version of a document, after a check of its articles.
///
/// # Errors
/// `NO_ARTICLES`, `ARTICLES_OUT_OF_ORDER`, `UNKNOWN_CHAPTER`.
pub fn next_version(
    previous: Option<&RulesVersion>,
    draft: (Vec<Chapter>, Vec<Article>),
    author: Uuid,
    at: DateTime<Utc>,
    reason: impl Into<String>,
) -> Result<RulesVersion, RulesRefusal> {
    let (chapters, articles) = draft;
    check_articles(&chapters, &articles)?;
    let version = previous.map_or(1, |previous| previous.version + 1);
    Ok(RulesVersion { version, at, author, reason: reason.into(), chapters, articles })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    const ACTS: [RulesAct; 9] = [
        RulesAct::Edit,
        RulesAct::Publish,
        RulesAct::ReopenDraft,
        RulesAct::StartReading,
        RulesAct::EndReading,
        RulesAct::ResumeReading,
        RulesAct::Adopt { open_destaques: 0 },
        RulesAct::Adopt { open_destaques: 2 },
        RulesAct::Reject,
    ];

    #[test]
    fn each_state_allows_exactly_its_acts() {
        let allowed = |state: RulesState| ACTS.iter().filter(|act| state.after(**act).is_ok()).count();
        assert_eq!(RulesState::ALL.iter().map(|state| allowed(*state)).collect::<Vec<_>>(), [2, 2, 1, 3, 0]);
    }

    #[test]
    fn open_destaques_hold_back_the_adoption() {
        let refusal = RulesState::Read.after(RulesAct::Adopt { open_destaques: 2 }).unwrap_err();
        assert_eq!(refusal, RulesRefusal::DestaquesOpen { count: 2 });
    }

    #[test]
    fn a_published_text_is_edited_only_after_going_back_to_the_draft() {
        assert_eq!(RulesState::Published.after(RulesAct::Edit), Err(RulesRefusal::NotNow(RulesState::Published)));
        let draft = RulesState::Published.after(RulesAct::ReopenDraft).unwrap();
        assert_eq!(draft.after(RulesAct::Edit), Ok(RulesState::Draft));
    }

    #[test]
    fn versions_count_up_and_an_empty_one_is_not_published() {
        let at = DateTime::UNIX_EPOCH;
        let text = || {
            let articles = vec![Article { number: 1, chapter: 1, text: "Texto.".into() }];
            (vec![Chapter { number: 1, title: "DO TEMA".into() }], articles)
        };
        let first = next_version(None, text(), Uuid::nil(), at, "minuta").unwrap();
        let second = next_version(Some(&first), text(), Uuid::nil(), at, "ajuste").unwrap();
        assert_eq!((first.version, second.version), (1, 2));
        assert_eq!(
            next_version(Some(&second), (vec![], vec![]), Uuid::nil(), at, "nada").unwrap_err(),
            RulesRefusal::NoArticles
        );
    }
}
