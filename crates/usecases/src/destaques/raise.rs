//! Calling a destaque.

use super::{AmendmentText, in_name_of, is_in_hall, subject};
use crate::rules::{at, locked as locked_rules, meeting, number};
use crate::{Act, App, Ctx, Failure, Outcome, failure::Found, failure::OrRefuse};
use domain::destaques::{Amendment, DestaqueKind, DestaqueRefusal, DestaqueState, Raising, check_raising};
use domain::rules::{RulesRefusal, RulesState};
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::destaques::destaque;
use store::participants::participant;
use store::rules::article;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A destaque to call on an article.
#[derive(Debug, Clone, Serialize)]
pub struct RaiseDestaque {
    /// Idempotency key.
    pub key: Uuid,
    /// The article.
    pub article: RowId,
    /// In whose name, when the table or the rapporteur calls it.
    pub participant: Option<RowId>,
    /// What it does.
    pub kind: DestaqueKind,
    /// What it proposes, as far as it is known yet.
    pub amendment: AmendmentText,
}

/// Calls a destaque on an article (*pedir destaque*) during the reading.
///
/// # Errors
/// `NOT_DELEGATE`, `AUTHOR_NOT_IN_HALL`, `TEXT_SUPPRESSED`, `RULES_NOT_NOW`, `ARTICLE_NOT_YET_READ`,
/// `ARTICLE_NO_LONGER_READ`, `KIND_NOT_ON_ARTICLE`; those of the wording; `NOT_PERMITTED` in the name of another.
pub async fn raise(app: &App, ctx: &Ctx, command: &RaiseDestaque) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::RaiseDestaque, command.article.tenant, None)?;
    app.act(ctx, "destaques.raise", &permit, command.key, command, |scope| async move {
        let article = scope.get::<article::Entity>(command.article.id).await?.found()?;
        ctx.permit(Action::RaiseDestaque, command.article.tenant, Some(article.conference_id))?;
        let author = in_name_of(ctx, command.participant)?;
        if command.kind == DestaqueKind::Merge {
            let message = "Destaque aglutinativo junta propostas. Em artigo, use o modificativo.";
            return Err(Refusal::invalid("kind", "KIND_NOT_ON_ARTICLE", message).into());
        }
        meeting(&scope, article.conference_id).await?;
        let document = locked_rules(&scope, article.conference_id).await?;
        let (RulesState::Reading | RulesState::Read, Some(current)) = (*document.state, document.reading_article)
        else {
            return Err(RulesRefusal::NotNow(*document.state)).or_refuse();
        };
        let reading = at(&scope, &document, current).await?;
        reading.check_destaque(number(article.number), *document.destaque_window).or_refuse()?;
        let subject = subject::of_article(&article, document.reading_round);
        check_author(ctx, &scope, article.conference_id, author, subject.text.is_none()).await?;
        let before = subject.text.clone().unwrap_or_default();
        let amendment = command.amendment.of(command.kind, &before)?;
        let row = called(ctx, &scope, article.conference_id, author, &subject, amendment).await?;
        keep(ctx, &scope, row, Action::RaiseDestaque).await
    })
    .await
}

/// Checks that a person may call a destaque.
pub(super) async fn check_author(
    ctx: &Ctx,
    scope: &Scope,
    conference: Uuid,
    author: Uuid,
    text_suppressed: bool,
) -> Outcome<()> {
    let person = scope.get::<participant::Entity>(author).await?.found()?;
    if person.conference_id != conference {
        return Err(Failure::NotFound);
    }
    let raising = Raising { category: *person.category, in_hall: is_in_hall(ctx, &person), text_suppressed };
    check_raising(raising).map_err(|no| match no {
        DestaqueRefusal::TextSuppressed => Refusal::from(no),
        no => Refusal::from(no).at("participantId"),
    })?;
    Ok(())
}

/// The row of a destaque just called, with the next number of its kind of target.
pub(super) async fn called(
    ctx: &Ctx,
    scope: &Scope,
    conference: Uuid,
    author: Uuid,
    subject: &subject::Subject,
    amendment: Amendment,
) -> Outcome<destaque::Model> {
    Ok(destaque::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        target: Coded(subject.target),
        subject_id: subject.id,
        subject_label: subject.label.clone(),
        subject_order: subject.order,
        merges_id: None,
        merges_label: None,
        reading_round: subject.round,
        number: store::destaques::next_number(scope, conference, subject.target).await?,
        kind: Coded(amendment.kind),
        state: Coded(DestaqueState::Raised),
        author_id: author,
        raised_at: ctx.now(),
        before_text: amendment.before,
        before_merged: None,
        wording: amendment.wording,
        proposed: amendment.proposed,
        after_text: None,
        reason: None,
        pointless_by: None,
        polls: Doc(Vec::new()),
        settled_at: None,
        version: 1,
    })
}

/// Keeps a destaque just called.
pub(super) async fn keep(ctx: &Ctx, scope: &Scope, row: destaque::Model, action: Action) -> Outcome<destaque::Model> {
    let row = scope.insert::<destaque::Entity>(row).await?;
    let act = Act::new(action, "Destaque", row.id).of(row.conference_id).live();
    let details = json!({ "destaque": row.label(), "subject": row.subject_label, "kind": row.kind });
    act.with(details).record(scope, ctx).await?;
    Ok(row)
}
