//! The reading of the articles to the plenary, and when a destaque may be called.

use super::RulesRefusal;
use crate::codes;

codes! {
    /// Until when a destaque may be called; each council's rules say so.
    pub enum DestaqueWindow {
        /// On any article already read, until the reading ends (*até o fim da leitura*).
        UntilReadingEnds = "UNTIL_READING_ENDS", "até o fim da leitura";
        /// Only on the article being read (*durante a leitura do artigo*).
        CurrentArticle = "CURRENT_ARTICLE", "durante a leitura do artigo";
    }
}

/// Where the reading is: at an article, or past the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    articles: u32,
    current: u32,
}

impl Reading {
    /// A reading at the first article.
    ///
    /// # Errors
    /// `NO_ARTICLES`.
    pub fn begin(articles: u32) -> Result<Self, RulesRefusal> {
        Self::at(articles, 1)
    }

    /// A reading that stands at `current`, as stored; one past the last article when it ended.
    ///
    /// # Errors
    /// `NO_ARTICLES`, `UNKNOWN_ARTICLE`.
    pub fn at(articles: u32, current: u32) -> Result<Self, RulesRefusal> {
        match current {
            _ if articles == 0 => Err(RulesRefusal::NoArticles),
            0 => Err(RulesRefusal::UnknownArticle { article: 0 }),
            _ if current > articles.saturating_add(1) => Err(RulesRefusal::UnknownArticle { article: current }),
            _ => Ok(Self { articles, current }),
        }
    }

    /// Number of the article being read; none when the reading ended.
    pub fn article(self) -> Option<u32> {
        (!self.has_ended()).then_some(self.current)
    }

    /// Whether the last article was read.
    pub fn has_ended(self) -> bool {
        self.current > self.articles
    }

    /// The next article, or the end; staying at the end is no error, so that a repeated request
    /// is harmless.
    #[must_use]
    pub fn advance(self) -> Self {
        Self { current: self.current.min(self.articles) + 1, ..self }
    }

    /// The article before.
    ///
    /// # Errors
    /// `READING_AT_THE_START`.
    pub fn back(self) -> Result<Self, RulesRefusal> {
        if self.current == 1 { Err(RulesRefusal::AtTheStart) } else { Ok(Self { current: self.current - 1, ..self }) }
    }

    /// Checks that a destaque may be called on an article now.
    ///
    /// # Errors
    /// `UNKNOWN_ARTICLE`, `ARTICLE_NOT_YET_READ`, `ARTICLE_NO_LONGER_READ`.
    pub fn check_destaque(self, article: u32, window: DestaqueWindow) -> Result<(), RulesRefusal> {
        if article == 0 || article > self.articles {
            return Err(RulesRefusal::UnknownArticle { article });
        }
        let passed = article < self.current && window == DestaqueWindow::CurrentArticle;
        if self.has_ended() || passed {
            return Err(RulesRefusal::NoLongerRead { article });
        }
        if article > self.current { Err(RulesRefusal::NotYetRead { article }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OPEN: DestaqueWindow = DestaqueWindow::UntilReadingEnds;
    const STRICT: DestaqueWindow = DestaqueWindow::CurrentArticle;

    #[test]
    fn a_destaque_is_called_on_what_was_read_until_the_reading_ends() {
        let reading = Reading::at(32, 18).unwrap();
        assert!(reading.check_destaque(18, OPEN).is_ok() && reading.check_destaque(16, OPEN).is_ok());
        assert_eq!(reading.check_destaque(19, OPEN), Err(RulesRefusal::NotYetRead { article: 19 }));
        assert_eq!(reading.check_destaque(16, STRICT), Err(RulesRefusal::NoLongerRead { article: 16 }));
        let ended = Reading::at(32, 33).unwrap();
        assert_eq!(ended.check_destaque(32, OPEN), Err(RulesRefusal::NoLongerRead { article: 32 }));
    }

    #[test]
    fn there_is_nothing_before_the_first_article_nor_after_the_end() {
        let first = Reading::begin(1).unwrap();
        assert_eq!(first.back(), Err(RulesRefusal::AtTheStart));
        assert!(first.advance().has_ended());
        assert_eq!(first.advance().advance(), first.advance());
        assert_eq!(Reading::begin(0), Err(RulesRefusal::NoArticles));
        assert!(Reading::at(3, 5).is_err());
    }

    proptest! {
        #[test]
        fn going_on_and_back_is_where_it_was(articles in 1_u32..50, steps in 0_u32..50) {
            let mut reading = Reading::begin(articles).unwrap();
            for _ in 0..steps.min(articles - 1) {
                reading = reading.advance();
            }
            prop_assert_eq!(reading.advance().back().unwrap(), reading);
            prop_assert_eq!(reading.article(), Some(steps.min(articles - 1) + 1));
        }
    }
}
