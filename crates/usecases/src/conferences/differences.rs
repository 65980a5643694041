//! What the cycle changed since the conference accepted it. Nothing of it holds before it is accepted.

use super::named::list;
use super::plan::remember_acceptance;
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::Refusal;
use domain::conferences::{ConferenceField, may_change};
use domain::cycles::{self as rules, CycleParameters, Difference};
use domain::ids::{RowId, TenantId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::{conference, last_acceptance};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// What the cycle changed, for the people of the council.
#[derive(Debug, Clone)]
pub struct CycleDifferences {
    /// The version the conference works with.
    pub accepted_version: i32,
    /// The version that is published.
    pub published_version: i32,
    /// Parameter by parameter; empty when the conference is up to date.
    pub differences: Vec<Difference>,
}

/// What the cycle of a conference changed since it was accepted.
///
/// # Errors
/// Not found for strangers.
pub async fn differences(app: &App, ctx: &Ctx, row: &conference::Model) -> Outcome<CycleDifferences> {
    let permit = ctx.permit(Action::ReadOrganization, TenantId(row.tenant_id), Some(row.id))?;
    let cycle = crate::cycles::published(app, cycle_of(row)).await?;
    let published = cycle.published_parameters.map(|kept| kept.0).found()?;
    let accepted = accepted(&app.db.read(&permit).await?, row).await?;
    let differences = match cycle.published_version == row.cycle_version {
        true => Vec::new(),
        false => rules::differences(&accepted, &published, &row.parameters),
    };
    Ok(CycleDifferences {
        accepted_version: row.cycle_version,
        published_version: cycle.published_version,
        differences,
    })
}

fn cycle_of(row: &conference::Model) -> RowId {
    RowId { tenant: TenantId(row.cycle_tenant_id), id: row.cycle_id }
}

/// The cycle's parameters as the conference last accepted them.
async fn accepted(scope: &Scope, row: &conference::Model) -> Outcome<CycleParameters> {
    let last = last_acceptance(scope, row.id).await?;
    Ok(last.map_or_else(|| row.parameters.0.clone(), |last| last.parameters.0))
}

/// The acceptance of what a cycle changed.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptDifferences {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The conference's version that was read.
    pub version: i32,
    /// The published version of the cycle whose differences were read.
    pub cycle_version: i32,
}

/// Accepts what the cycle changed (*aceite das mudanças do ciclo*); what the conference set for itself stays.
///
/// # Errors
/// `NOTHING_TO_ACCEPT`; `CYCLE_MOVED_ON` when the cycle was published again meanwhile; `CONFERENCE_STATE` after the
/// end; `STALE_VERSION`.
pub async fn accept_differences(app: &App, ctx: &Ctx, command: &AcceptDifferences) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::PlanConference, command.conference.tenant, Some(command.conference.id))?;
    let before = app.db.read(&permit).await?.get::<conference::Entity>(command.conference.id).await?.found()?;
    let cycle = &crate::cycles::published(app, cycle_of(&before)).await?;
    let published = &cycle.published_parameters.as_ref().map(|kept| kept.0.clone()).found()?;
    app.act(ctx, "conferences.accept_differences", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        may_change(ConferenceField::Title, *row.state, false)?;
        if row.cycle_version >= cycle.published_version {
            return Err(nothing_to_accept().into());
        }
        if command.cycle_version != cycle.published_version {
            return Err(moved_on().into());
        }
        let base = accepted(&scope, &row).await?;
        let found = rules::differences(&base, published, &row.parameters);
        let parameters = rules::accept(&base, published, &row.parameters).found()?;
        let kind = if *row.kind == base.kind { Coded(parameters.kind) } else { row.kind };
        let row = conference::Model {
            theme: parameters.theme.clone(),
            kind,
            parameters: Doc(parameters),
            cycle_version: cycle.published_version,
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<conference::Entity>(row).await?;
        remember_acceptance(&scope, ctx, &row, published.clone()).await?;
        list(&scope, &row, None).await?;
        let changed: Vec<String> = found.iter().map(|difference| difference.parameter.key()).collect();
        let act = Act::new(Action::PlanConference, "Conference", row.id).of(row.id);
        let details = json!({ "cycleVersion": row.cycle_version, "accepted": changed });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn nothing_to_accept() -> Refusal {
    Refusal::rule(
        "NOTHING_TO_ACCEPT",
        "versão publicada do ciclo",
        "A conferência já segue a última versão publicada do ciclo. Não há mudança a aceitar.",
    )
}

fn moved_on() -> Refusal {
    Refusal::rule(
        "CYCLE_MOVED_ON",
        "versão publicada do ciclo",
        "O ciclo foi publicado de novo enquanto você lia as mudanças. Leia as diferenças outra vez e aceite.",
    )
    .at("cycleVersion")
}
