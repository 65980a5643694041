//! The adoption: every article gets its adopted text and the poll that decided it.

use super::decided::of_round;
use super::{after, as_articles, locked, number, unchanged};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::destaques::DestaqueState;
use domain::rules::{
    AdoptedParameter, AdoptionPlan, ArticleDestaque, ArticleOutcome, RulesAct, RulesRefusal, plan_adoption,
};
use domain::voting::Outcome as Result;
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::destaques::destaque;
use store::rules::{article, document};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// The adoption of the rules of procedure.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptRules {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read.
    pub version: i32,
    /// Parameters of the conference that approved destaques changed.
    pub parameters: Vec<AdoptedParameter>,
}

/// Adopts the rules (*aprovação do regimento*) as the polls decided them. Afterwards nothing of them changes.
///
/// # Errors
/// `RULES_NOT_NOW`, `DESTAQUES_OPEN`, `RULES_NOT_VOTED`; `PARAMETER_NOT_ADOPTABLE`, `PARAMETER_OUT_OF_RANGE` and
/// `ARTICLE_UNCHANGED` on a parameter; `STALE_VERSION`.
pub async fn adopt(app: &App, ctx: &Ctx, command: &AdoptRules) -> Outcome<document::Model> {
    let wanted = command.conference;
    let permit = ctx.permit(Action::LeadReading, wanted.tenant, Some(wanted.id))?;
    app.act(ctx, "rules.adopt", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(wanted.id).await?.found()?;
        super::meeting(&scope, wanted.id).await?;
        let kept = locked(&scope, wanted.id).await?;
        unchanged(&kept, command.version)?;
        let destaques = of_round(&scope, &kept).await?;
        let open_destaques = destaques.iter().filter(|row| !row.state.is_settled()).count();
        let mut kept = after(kept, RulesAct::Adopt { open_destaques })?;
        let articles = store::rules::articles(&scope, wanted.id).await?;
        let mut plan = plan_adoption(&as_articles(&articles), &in_order_of_votes(&destaques))?;
        strike_rejected(&mut plan, &articles);
        everything_voted(&kept, &articles, &destaques)?;
        follow(&scope, conference, &plan, &command.parameters).await?;
        for (row, adopted) in articles.into_iter().zip(&plan.articles) {
            let poll = row.decision_poll_id.or_else(|| last_vote(&row, &destaques)).or(kept.approval_poll_id);
            let adopted_text = adopted.text.clone();
            let decided = article::Model {
                decision_poll_id: poll,
                decision: Some(row.decision.unwrap_or(Coded(Result::Approved))),
                outcome: Some(Coded(adopted.outcome)),
                current_text: adopted_text.clone(),
                adopted_text,
                version: row.version + 1,
                ..row
            };
            scope.save::<article::Entity>(decided).await?;
        }
        kept.adopted_at = Some(ctx.now());
        kept.adopted_parameters = Doc(command.parameters.clone());
        let kept = scope.save::<document::Entity>(kept).await?;
        let act = Act::new(Action::LeadReading, "RulesOfProcedure", kept.id).of(wanted.id).live();
        let details = json!({ "act": "adopt", "poll": kept.approval_poll_id, "parameters": command.parameters });
        act.with(details).record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

fn in_order_of_votes(rows: &[destaque::Model]) -> Vec<ArticleDestaque> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (row.settled_at, row.number));
    let as_rule = |row: &destaque::Model| ArticleDestaque {
        id: row.id,
        article: number(row.subject_order),
        state: *row.state,
        amendment: crate::destaques::amendment(row),
    };
    rows.into_iter().map(as_rule).collect()
}

/// An article that the plenary rejected in a vote of its own is struck out.
fn strike_rejected(plan: &mut AdoptionPlan, articles: &[article::Model]) {
    for (adopted, row) in plan.articles.iter_mut().zip(articles) {
        if row.decision == Some(Coded(Result::Rejected)) {
            adopted.outcome = ArticleOutcome::Suppressed;
            adopted.text = None;
        }
    }
}

/// Either the whole was approved in a vote, or every article was decided by a vote of its own.
fn everything_voted(kept: &document::Model, articles: &[article::Model], destaques: &[destaque::Model]) -> Outcome<()> {
    if kept.approval_poll_id.is_some() {
        return Ok(());
    }
    let unvoted = |row: &&article::Model| row.decision.is_none() && last_vote(row, destaques).is_none();
    let articles: Vec<u32> = articles.iter().filter(unvoted).map(|row| number(row.number)).collect();
    if articles.is_empty() { Ok(()) } else { Err(RulesRefusal::NotVoted { articles }).or_refuse() }
}

/// The last poll that decided a destaque on an article.
fn last_vote(article: &article::Model, destaques: &[destaque::Model]) -> Option<Uuid> {
    let voted = |row: &&destaque::Model| {
        row.subject_id == article.id && matches!(*row.state, DestaqueState::Approved | DestaqueState::Rejected)
    };
    let last = destaques.iter().filter(voted).max_by_key(|row| row.settled_at)?;
    last.polls.last().map(|vote| vote.poll)
}

/// The conference's own parameters follow the adopted text.
async fn follow(
    scope: &Scope,
    mut conference: conference::Model,
    plan: &AdoptionPlan,
    parameters: &[AdoptedParameter],
) -> Outcome<()> {
    for parameter in parameters {
        let speech = parameter.apply(conference.parameters.speech);
        conference.parameters.0.speech = speech.map_err(|no| Refusal::from(no).at("parameters"))?;
        let changed = plan.articles.iter().any(|article| {
            article.number == parameter.article
                && matches!(article.outcome, ArticleOutcome::Amended | ArticleOutcome::Suppressed)
        });
        if !changed {
            let refusal = RulesRefusal::ArticleUnchanged { article: parameter.article };
            return Err(Refusal::from(refusal).at("parameters").into());
        }
    }
    if !parameters.is_empty() {
        conference.version += 1;
        scope.save::<conference::Entity>(conference).await?;
    }
    Ok(())
}
