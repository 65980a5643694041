//! What the checklist and the report take from the rules of procedure.

use super::{is_hidden, number};
use crate::Outcome;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::conferences::steps::RulesFacts;
use domain::reports::Coded;
use domain::reports::facts::{RulesArticleFact, RulesFact};
use domain::rules::article_label;
use store::Scope;
use store::conferences::conference;
use store::destaques::DestaqueTarget;

/// Steps 5, 8 and 9: the draft, the reading, the adoption, the destaques on articles.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<RulesFacts> {
    let Some(document) = store::rules::document_of(scope, conference.id).await? else {
        return Ok(RulesFacts::default());
    };
    let articles = store::rules::articles(scope, conference.id).await?.len();
    let mut destaques = store::destaques::on(scope, conference.id, DestaqueTarget::Article).await?;
    destaques.retain(|row| row.reading_round == document.reading_round);
    let pending = destaques.iter().filter(|row| !row.state.is_settled()).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(RulesFacts {
        articles: count(articles),
        published_at: document.published_at.filter(|_| !is_hidden(&document)),
        reading_at: document.reading_started_at.filter(|_| !is_hidden(&document)),
        adopted_at: document.adopted_at,
        destaques: count(destaques.len()),
        destaques_pending: count(pending),
        destaque_settled_at: destaques.iter().filter_map(|row| row.settled_at).max(),
    })
}

/// The rules as adopted, for the report; none when the conference has none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Option<RulesFact>> {
    let Some(document) = store::rules::document_of(scope, conference.id).await? else { return Ok(None) };
    let articles = store::rules::articles(scope, conference.id).await?;
    let mut destaques = store::destaques::on(scope, conference.id, DestaqueTarget::Article).await?;
    destaques.retain(|row| row.reading_round == document.reading_round);
    let article = |row: &store::rules::article::Model| {
        Some(RulesArticleFact { label: article_label(number(row.number)), text: row.current_text.clone()? })
    };
    let parameters = document.adopted_parameters.iter();
    Ok(Some(RulesFact {
        adopted_on: document.adopted_at.map(|at| local_day(at, &conference.time_zone)),
        articles: articles.iter().filter_map(article).collect(),
        destaques: destaques.iter().map(|row| Coded::of(*row.state)).collect(),
        adopted_parameters: parameters.map(|adopted| (adopted.name.clone(), i64::from(adopted.value))).collect(),
    }))
}

fn local_day(at: DateTime<Utc>, zone: &str) -> NaiveDate {
    at.with_timezone(&zone.parse::<Tz>().unwrap_or(chrono_tz::America::Sao_Paulo)).date_naive()
}
