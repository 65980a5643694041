//! The text that the plenary adopts: what nobody highlighted en bloc, the rest by its destaques.

use super::{Article, RulesRefusal};
use crate::codes;
use crate::destaques::{AmendedText, Amendment, DestaqueState};
use uuid::Uuid;

codes! {
    /// How an article came to its adopted text.
    pub enum ArticleOutcome {
        /// Nobody highlighted it; approved en bloc (*em bloco*).
        EnBloc = "EN_BLOC", "aprovado em bloco";
        /// Highlighted, and the text stayed (*mantido*).
        Kept = "KEPT", "mantido";
        /// Changed by a destaque (*alterado*).
        Amended = "AMENDED", "alterado por destaque";
        /// Taken away by a destaque (*suprimido*).
        Suppressed = "SUPPRESSED", "suprimido";
    }
}

/// A destaque on an article, in the order of the votes.
#[derive(Debug, Clone)]
pub struct ArticleDestaque {
    /// Which one.
    pub id: Uuid,
    /// Number of the article.
    pub article: u32,
    /// Where it stands.
    pub state: DestaqueState,
    /// What it asks.
    pub amendment: Amendment,
}

/// An article with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedArticle {
    /// Number of the article.
    pub number: u32,
    /// How it came to its text.
    pub outcome: ArticleOutcome,
    /// The adopted text; none when suppressed.
    pub text: Option<String>,
    /// The approved destaques, with the text before and after each.
    pub changes: Vec<(Uuid, AmendedText)>,
}

/// What would be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptionPlan {
    /// All articles in order.
    pub articles: Vec<AdoptedArticle>,
}

impl AdoptionPlan {
    /// Numbers of the articles that go en bloc.
    pub fn en_bloc(&self) -> Vec<u32> {
        let en_bloc = |article: &&AdoptedArticle| article.outcome == ArticleOutcome::EnBloc;
        self.articles.iter().filter(en_bloc).map(|article| article.number).collect()
    }
}

/// The text to adopt, when every destaque has come to its end. Destaques are applied in the order
/// given, which is the order of the votes.
///
/// # Errors
/// `DESTAQUES_OPEN`, `UNKNOWN_ARTICLE`; and, by [`crate::Refusal`], those of an approved destaque
/// that cannot be applied (`TEXT_CHANGED`, `TEXT_SUPPRESSED`).
pub fn plan_adoption(articles: &[Article], destaques: &[ArticleDestaque]) -> Result<AdoptionPlan, crate::Refusal> {
    let open = destaques.iter().filter(|destaque| !destaque.state.is_settled()).count();
    if open > 0 {
        return Err(RulesRefusal::DestaquesOpen { count: open }.into());
    }
    let known = |number: u32| articles.iter().any(|article| article.number == number);
    if let Some(stray) = destaques.iter().find(|destaque| !known(destaque.article)) {
        return Err(RulesRefusal::UnknownArticle { article: stray.article }.into());
    }
    let articles = articles.iter().map(|article| adopt(article, destaques)).collect::<Result<_, _>>()?;
    Ok(AdoptionPlan { articles })
}

fn adopt(article: &Article, destaques: &[ArticleDestaque]) -> Result<AdoptedArticle, crate::Refusal> {
    let mut text = Some(article.text.clone());
    let mut changes = Vec::new();
    let mine: Vec<_> = destaques.iter().filter(|destaque| destaque.article == article.number).collect();
    for destaque in mine.iter().filter(|destaque| destaque.state == DestaqueState::Approved) {
        let change = destaque.amendment.apply(text.as_deref())?;
        text.clone_from(&change.after);
        changes.push((destaque.id, change));
    }
    let outcome = match (&text, mine.is_empty(), changes.is_empty()) {
        (None, ..) => ArticleOutcome::Suppressed,
        (_, true, _) => ArticleOutcome::EnBloc,
        (_, _, true) => ArticleOutcome::Kept,
        _ => ArticleOutcome::Amended,
    };
    Ok(AdoptedArticle { number: article.number, outcome, text, changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destaques::DestaqueKind;

    fn article(number: u32, text: &str) -> Article {
        Article { number, chapter: 1, text: text.into() }
    }

    fn destaque(article: u32, state: DestaqueState, before: &str, proposed: Option<&str>) -> ArticleDestaque {
        let kind = if proposed.is_some() { DestaqueKind::Change } else { DestaqueKind::Suppress };
        let amendment = Amendment { kind, before: before.into(), wording: None, proposed: proposed.map(Into::into) };
        ArticleDestaque { id: Uuid::from_u128(u128::from(article)), article, state, amendment }
    }

    #[test]
    fn each_article_says_how_it_came_to_its_text() {
        let articles = [article(1, "Um."), article(2, "Dois."), article(3, "Três."), article(4, "Quatro.")];
        let destaques = [
            destaque(2, DestaqueState::Rejected, "Dois.", Some("Outro.")),
            destaque(3, DestaqueState::Approved, "Três.", Some("3.")),
            destaque(4, DestaqueState::Approved, "Quatro.", None),
        ];
        let plan = plan_adoption(&articles, &destaques).unwrap();
        let outcomes: Vec<_> = plan.articles.iter().map(|article| article.outcome).collect();
        let expected =
            [ArticleOutcome::EnBloc, ArticleOutcome::Kept, ArticleOutcome::Amended, ArticleOutcome::Suppressed];
        assert_eq!(outcomes, expected);
        assert_eq!(plan.articles[2].text.as_deref(), Some("3."));
        assert_eq!((plan.en_bloc(), plan.articles[3].text.clone()), (vec![1], None));
    }

    #[test]
    fn two_approved_destaques_on_other_words_of_one_article_both_count() {
        let destaques = [
            destaque(1, DestaqueState::Approved, "um dois três.", Some("UM dois três.")),
            destaque(1, DestaqueState::Approved, "um dois três.", Some("um dois TRÊS.")),
        ];
        let plan = plan_adoption(&[article(1, "um dois três.")], &destaques).unwrap();
        assert_eq!(plan.articles[0].text.as_deref(), Some("UM dois TRÊS."));
        assert_eq!(plan.articles[0].changes[1].1.before, "UM dois três.");
    }

    #[test]
    fn an_open_destaque_holds_back_the_adoption() {
        let open = [destaque(1, DestaqueState::Presented, "Um.", Some("Dois."))];
        let refusal = plan_adoption(&[article(1, "Um.")], &open).unwrap_err();
        assert_eq!(refusal.code, "DESTAQUES_OPEN");
    }
}
