//! Points of order, referral and clarification, the chair's rulings and appeals to the plenary.

use super::speak::{Asked, take_in};
use super::{in_name_of, meeting, plenary_now};
use crate::{Act, App, Ctx, Failure, Outcome, decided::Annulled, decided::Decided, failure::Found, failure::OrRefuse};
use domain::programme::{Point, PointKind, PointState, Ruling, check_point};
use domain::voting::Outcome as Result;
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::programme::{lock_programme, point, withdraw_for_point};
use store::{Coded, Scope};
use uuid::Uuid;

/// Longest text of a point or ruling, in characters.
const TEXT_MAX: usize = 2_000;

/// A point to raise.
#[derive(Debug, Clone, Serialize)]
pub struct RaisePoint {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Kind.
    pub kind: PointKind,
    /// What is said.
    pub text: String,
    /// The article said to be broken.
    pub article: Option<i64>,
    /// Whether it is about the vote that is open.
    pub about_the_vote: bool,
    /// For whom; none for oneself.
    pub participant: Option<RowId>,
}

/// Raises a point (*apresentar questão de ordem, de encaminhamento ou de esclarecimento*); who raises
/// it comes before the speakers' list.
///
/// # Errors
/// `ARTICLE_REQUIRED`, `VOTE_IN_PROGRESS`, `NO_SESSION_RUNNING`, `NOT_IN_HALL`, `NO_VOICE`, `ALREADY_WAITING`.
pub async fn raise_point(app: &App, ctx: &Ctx, command: &RaisePoint) -> Outcome<point::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::RequestToSpeak, conference.tenant, Some(conference.id))?;
    let person = in_name_of(ctx, command.participant)?;
    let said = &text::body("text", &command.text, TEXT_MAX)?;
    let article = article(command.article)?;
    app.act(ctx, "programme.raise_point", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        lock_programme(&scope, conference.id).await?;
        let session = plenary_now(&scope, conference.id).await?;
        let vote_open = super::queue::vote_open(&scope, conference.id).await?;
        check_point(command.kind, article, vote_open, command.about_the_vote).or_refuse()?;
        let id = ctx.new_id();
        let about_the_vote = command.about_the_vote;
        take_in(ctx, &scope, &session, person, Asked { kind: command.kind.into(), point: Some(id), about_the_vote })
            .await?;
        let row = point::Model {
            tenant_id: scope.tenant_id(),
            id,
            conference_id: conference.id,
            session_id: session.id,
            participant_id: person,
            kind: Coded(command.kind),
            raised_at: ctx.now(),
            article_cited: article.and_then(|article| i32::try_from(article).ok()),
            text: said.clone(),
            about_the_vote,
            state: Coded(PointState::Raised),
            ruling: None,
            ruling_text: None,
            ruled_at: None,
            appeal: None,
            appeal_poll_id: None,
            settled_at: None,
        };
        let row = scope.insert::<point::Entity>(row).await?;
        note(ctx, &scope, Action::RequestToSpeak, &row).await?;
        Ok(row)
    })
    .await
}

fn article(given: Option<i64>) -> Outcome<Option<u32>> {
    let number = |article: i64| u32::try_from(article).ok().filter(|number| (1..=10_000).contains(number));
    match given.map(number) {
        None => Ok(None),
        Some(Some(article)) => Ok(Some(article)),
        Some(None) => {
            let message = "Informe o número do artigo como está no regimento, por exemplo 16.";
            Err(Refusal::invalid("articleCited", "ARTICLE_INVALID", message).into())
        }
    }
}

/// A ruling.
#[derive(Debug, Clone, Serialize)]
pub struct RuleOnPoint {
    /// Idempotency key.
    pub key: Uuid,
    /// The point.
    pub point: RowId,
    /// What the chair decides.
    pub ruling: Ruling,
    /// The ruling in words.
    pub text: Option<String>,
}

/// The chair rules on a point (*decidir a questão*).
///
/// # Errors
/// `POINT_NOT_NOW`, refusals of the text.
pub async fn rule_on_point(app: &App, ctx: &Ctx, command: &RuleOnPoint) -> Outcome<point::Model> {
    let permit = ctx.permit(Action::LeadSession, command.point.tenant, None)?;
    let said = &text::optional_body("text", command.text.as_deref(), TEXT_MAX)?;
    app.act(ctx, "programme.rule_on_point", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::LeadSession, command.point).await?;
        let ruled = as_rule(&row).rule(command.ruling).or_refuse()?;
        withdraw_for_point(&scope, row.id).await?;
        let row = point::Model { ruling_text: said.clone(), ruled_at: Some(ctx.now()), ..as_row(row, ruled) };
        let row = scope.save::<point::Entity>(row).await?;
        note(ctx, &scope, Action::LeadSession, &row).await?;
        Ok(row)
    })
    .await
}

/// An appeal.
#[derive(Debug, Clone, Serialize)]
pub struct AppealRuling {
    /// Idempotency key.
    pub key: Uuid,
    /// The point.
    pub point: RowId,
}

/// Appeals from a ruling to the plenary (*recorrer da decisão*), which then votes on whether it stands.
///
/// # Errors
/// `POINT_NOT_NOW`, `NOTHING_TO_APPEAL`.
pub async fn appeal_ruling(app: &App, ctx: &Ctx, command: &AppealRuling) -> Outcome<point::Model> {
    let permit = ctx.permit(Action::AppealRuling, command.point.tenant, None)?;
    app.act(ctx, "programme.appeal_ruling", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::AppealRuling, command.point).await?;
        let appealed = as_rule(&row).lodge_appeal().or_refuse()?;
        let row = scope.save::<point::Entity>(as_row(row, appealed)).await?;
        note(ctx, &scope, Action::AppealRuling, &row).await?;
        Ok(row)
    })
    .await
}

/// Checks that a poll on an appeal is about points whose ruling was appealed.
///
/// # Errors
/// `POINT_NOT_NOW`; not found for a point of another conference.
pub(crate) async fn check_appeal(scope: &Scope, conference: &conference::Model, items: &[Uuid]) -> Outcome<()> {
    for item in items {
        let row = scope.get::<point::Entity>(*item).await?.filter(|row| row.conference_id == conference.id).found()?;
        as_rule(&row).settle_appeal(true).or_refuse()?;
    }
    Ok(())
}

/// The plenary has voted on whether the ruling stands.
///
/// # Errors
/// `POINT_NOT_NOW`.
pub(crate) async fn record_appeal(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    for item in decided.items {
        let row = scope.lock::<point::Entity>(*item).await?.filter(|row| row.conference_id == conference.id).found()?;
        let settled = as_rule(&row).settle_appeal(decided.result.outcome == Result::Approved).or_refuse()?;
        let (appeal_poll_id, settled_at) = (Some(decided.poll), Some(ctx.now()));
        scope.save::<point::Entity>(point::Model { appeal_poll_id, settled_at, ..as_row(row, settled) }).await?;
    }
    Ok(())
}

/// Opens an appeal again whose vote was annulled.
///
/// # Errors
/// `POINT_NOT_NOW`; not found.
pub(crate) async fn reopen_appeal(
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    for item in annulled.decided.items {
        let row = scope.lock::<point::Entity>(*item).await?.filter(|row| row.conference_id == conference.id).found()?;
        let open = as_rule(&row).reopen_appeal().or_refuse()?;
        let row = point::Model { appeal_poll_id: None, settled_at: None, ..as_row(row, open) };
        scope.save::<point::Entity>(row).await?;
    }
    Ok(())
}

async fn locked(ctx: &Ctx, scope: &Scope, action: Action, wanted: RowId) -> std::result::Result<point::Model, Failure> {
    let row = scope.lock::<point::Entity>(wanted.id).await?.found()?;
    ctx.permit(action, wanted.tenant, Some(row.conference_id))?;
    meeting(scope, row.conference_id).await?;
    Ok(row)
}

/// A kept point as the rules see it.
pub fn as_rule(row: &point::Model) -> Point {
    Point {
        kind: *row.kind,
        state: *row.state,
        ruling: row.ruling.map(|ruling| *ruling),
        appeal: row.appeal.map(|appeal| *appeal),
    }
}

fn as_row(row: point::Model, point: Point) -> point::Model {
    point::Model { state: Coded(point.state), ruling: point.ruling.map(Coded), appeal: point.appeal.map(Coded), ..row }
}

async fn note(ctx: &Ctx, scope: &Scope, action: Action, row: &point::Model) -> Outcome<()> {
    let act = Act::new(action, "Point", row.id).of(row.conference_id);
    act.with(json!({ "kind": row.kind, "state": row.state, "ruling": row.ruling })).live().record(scope, ctx).await
}
