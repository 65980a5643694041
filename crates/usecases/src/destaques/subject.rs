//! What a destaque is about, whichever it is: its text now, and whether it is still in discussion.

use crate::proposals::amend::lock_in_plenary;
use crate::{Outcome, failure::Found, failure::OrRefuse};
use domain::rules::{RulesRefusal, RulesState, article_citation};
use store::Scope;
use store::destaques::{DestaqueTarget, destaque};
use store::proposals::proposal;
use store::rules::article;
use uuid::Uuid;

/// An article or a proposal, as far as destaques are concerned.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// The article or proposal.
    pub id: Uuid,
    /// Which of the two.
    pub target: DestaqueTarget,
    /// How it is cited.
    pub label: String,
    /// The article's number; 0 for proposals.
    pub order: i32,
    /// The reading; 0 for proposals.
    pub round: i32,
    /// The text with what was approved so far; none when it was taken away.
    pub text: Option<String>,
}

/// What a destaque is about, which must still be in discussion.
///
/// # Errors
/// `RULES_NOT_NOW` when the rules were adopted, or are read anew; `PROPOSAL_NOT_NOW` when the proposal is decided.
pub(super) async fn of(scope: &Scope, row: &destaque::Model) -> Outcome<Subject> {
    match *row.target {
        DestaqueTarget::Article => {
            let document = crate::rules::locked(scope, row.conference_id).await?;
            let in_discussion = matches!(*document.state, RulesState::Reading | RulesState::Read);
            if !in_discussion || document.reading_round != row.reading_round {
                return Err(RulesRefusal::NotNow(*document.state)).or_refuse();
            }
            Ok(of_article(&scope.get::<article::Entity>(row.subject_id).await?.found()?, row.reading_round))
        }
        DestaqueTarget::Proposal => {
            if let Some(merged) = row.merges_id {
                lock_in_plenary(scope, merged).await?;
            }
            Ok(of_proposal(&lock_in_plenary(scope, row.subject_id).await?))
        }
    }
}

/// An article as a subject.
pub(super) fn of_article(row: &article::Model, round: i32) -> Subject {
    Subject {
        id: row.id,
        target: DestaqueTarget::Article,
        label: article_citation(crate::rules::number(row.number)),
        order: row.number,
        round,
        text: row.current_text.clone(),
    }
}

/// A proposal as a subject.
pub(super) fn of_proposal(row: &proposal::Model) -> Subject {
    Subject {
        id: row.id,
        target: DestaqueTarget::Proposal,
        label: row.label().to_string(),
        order: 0,
        round: 0,
        text: Some(row.text.clone()),
    }
}
