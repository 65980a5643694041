//! Suggestions of what belongs together: long work, done beside the requests, found again later.

use super::cycle;
use crate::{Act, App, Ctx, Failure, Outcome, Page, PageRequest, failure::Found, record::tell};
use chrono::Duration;
use domain::Refusal;
use domain::consolidation::{Candidate, DEFAULT_THRESHOLD, ItemId, suggest};
use domain::ids::{RowId, TenantId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::consolidation::{self, ClusterRunState, cluster, cluster_run, pool_item};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A run that shows no life for this long was left by a node that went down.
const ABANDONED_AFTER: Duration = Duration::minutes(10);
/// Least likeness that may be asked for, in per cent.
const THRESHOLD_MIN: i32 = 30;

/// A search for similar proposals.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestClusters {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference whose pool it is.
    pub conference: RowId,
    /// Least mean likeness within a cluster, per cent; none for the usual one.
    pub threshold: Option<i32>,
}

/// Begins a search (*buscar semelhantes*) over the pool, axis by axis, and says at once how it stands.
///
/// # Errors
/// `CLUSTERS_RUNNING` while one is being computed; `THRESHOLD_INVALID`.
pub async fn suggest_clusters(app: &App, ctx: &Ctx, command: &SuggestClusters) -> Outcome<cluster_run::Model> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::Consolidate, tenant, Some(id))?;
    let threshold = command.threshold.unwrap_or_else(|| i32::from(DEFAULT_THRESHOLD));
    if !(THRESHOLD_MIN..=100).contains(&threshold) {
        let message =
            format!("A semelhança mínima vai de {THRESHOLD_MIN} a 100 por cento. O usual é {DEFAULT_THRESHOLD}.");
        return Err(Refusal::invalid("threshold", "THRESHOLD_INVALID", message).into());
    }
    let operation = "consolidation.suggest_clusters";
    let run: cluster_run::Model = app
        .act(ctx, operation, &permit, command.key, command, |scope| async move {
            let conference = scope.get::<conference::Entity>(id).await?.found()?;
            let cycle = cycle::behind(&scope, &conference).await?.id;
            consolidation::open_pool(&scope, cycle).await?;
            replace_last(&scope, ctx, cycle).await?;
            let run = fresh(&scope, ctx, cycle, threshold, conference.parameters.axes.len());
            let run = scope.insert::<cluster_run::Entity>(run).await?;
            let act = Act::new(Action::Consolidate, "ClusterRun", run.id).of(id);
            act.with(json!({ "threshold": threshold })).record(&scope, ctx).await?;
            Ok(run)
        })
        .await?;
    let axes = run_axes(app, tenant, id).await?;
    let (app, ctx, begun) = (app.clone(), ctx.clone(), run.clone());
    tokio::spawn(async move { carry_out(&app, &ctx, tenant, begun, axes).await });
    Ok(run)
}

/// Only one run at a time; the clusters of an ended one make room for the next.
async fn replace_last(scope: &Scope, ctx: &Ctx, cycle: Uuid) -> Outcome<()> {
    let Some(last) = consolidation::lock_latest_run(scope, cycle).await? else { return Ok(()) };
    if *last.state == ClusterRunState::Running && ctx.now() - last.alive_at < ABANDONED_AFTER {
        let message = "Já há uma busca em andamento. Acompanhe o progresso; o resultado fica guardado.";
        return Err(Refusal::rule("CLUSTERS_RUNNING", "uma busca por vez", message).into());
    }
    consolidation::forget_clusters(scope, last.id).await?;
    Ok(())
}

fn fresh(scope: &Scope, ctx: &Ctx, cycle: Uuid, threshold: i32, axes: usize) -> cluster_run::Model {
    cluster_run::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        cycle_id: cycle,
        state: Coded(ClusterRunState::Running),
        threshold,
        steps: i32::try_from(axes).unwrap_or(i32::MAX),
        steps_done: 0,
        items: 0,
        clusters: 0,
        requested_at: ctx.now(),
        alive_at: ctx.now(),
        finished_at: None,
    }
}

async fn run_axes(app: &App, tenant: TenantId, conference: Uuid) -> Outcome<Vec<i32>> {
    let scope = app.db.read(&policy::system(tenant, "consolidation.clusters")).await?;
    let conference = scope.get::<conference::Entity>(conference).await?.found()?;
    Ok(conference.parameters.axes.iter().map(|axis| i32::from(axis.number)).collect())
}

/// Computes axis by axis and keeps each result at once; a failure is noted on the run. Carried out
/// twice for one run (the same request sent again), the second finds the first's work and stops.
async fn carry_out(app: &App, ctx: &Ctx, tenant: TenantId, run: cluster_run::Model, axes: Vec<i32>) {
    for (done, axis) in (0..).zip(axes) {
        match step(app, ctx, tenant, &run, done, axis).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::error!(run = %run.id, axis, %error, "similar proposals could not be computed");
                let ended = end(app, ctx, tenant, &run, ClusterRunState::Failed).await;
                if let Err(error) = ended {
                    tracing::error!(run = %run.id, %error, "the failure could not be noted");
                }
                return;
            }
        }
    }
}

/// Compares one axis; says whether the next may follow.
async fn step(app: &App, ctx: &Ctx, tenant: TenantId, run: &cluster_run::Model, done: i32, axis: i32) -> Outcome<bool> {
    let permit = policy::system(tenant, "consolidation.clusters");
    let items = consolidation::items_in_force(&app.db.read(&permit).await?, run.cycle_id, Some(axis)).await?;
    let compared = i32::try_from(items.len()).unwrap_or(i32::MAX);
    let candidates: Vec<Candidate> = items.iter().map(candidate).collect();
    let threshold = u8::try_from(run.threshold).unwrap_or(DEFAULT_THRESHOLD);
    let found =
        tokio::task::spawn_blocking(move || suggest(&candidates, threshold)).await.map_err(Failure::internal)?;
    let found = &found;
    app.db
        .transact("consolidation.clusters", &permit, |scope| async move {
            let kept = scope.lock::<cluster_run::Entity>(run.id).await?.found()?;
            if *kept.state != ClusterRunState::Running || kept.steps_done != done {
                return Ok(false);
            }
            let rows = (kept.clusters + 1..).zip(found).map(|(place, cluster)| cluster::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                run_id: run.id,
                place,
                axis,
                level: Coded(cluster.level),
                items: Doc(cluster.items.clone()),
                score: i32::from(cluster.score),
            });
            scope.insert_all::<cluster::Entity>(rows.collect()).await?;
            let last = kept.steps_done + 1 >= kept.steps;
            let state = if last { ClusterRunState::Done } else { ClusterRunState::Running };
            let kept = cluster_run::Model {
                state: Coded(state),
                steps_done: kept.steps_done + 1,
                items: kept.items + compared,
                clusters: kept.clusters + i32::try_from(found.len()).unwrap_or(i32::MAX),
                alive_at: ctx.now(),
                finished_at: last.then(|| ctx.now()),
                ..kept
            };
            scope.save::<cluster_run::Entity>(kept).await?;
            tell(&scope, ctx, run.cycle_id).await?;
            Ok::<bool, Failure>(true)
        })
        .await
}

async fn end(app: &App, ctx: &Ctx, tenant: TenantId, run: &cluster_run::Model, state: ClusterRunState) -> Outcome<()> {
    let permit = policy::system(tenant, "consolidation.clusters");
    app.db
        .transact("consolidation.clusters", &permit, |scope| async move {
            let kept = scope.lock::<cluster_run::Entity>(run.id).await?.found()?;
            let kept = cluster_run::Model { state: Coded(state), finished_at: Some(ctx.now()), ..kept };
            scope.save::<cluster_run::Entity>(kept).await?;
            Ok(())
        })
        .await
}

fn candidate(row: &pool_item::Model) -> Candidate {
    Candidate {
        item: ItemId(row.id),
        axis: u32::try_from(row.axis).unwrap_or_default(),
        level: *row.level,
        text: row.text.clone(),
        places: row.lineage.iter().map(|origin| origin.place.clone()).collect(),
    }
}

/// A page of clusters and the proposals in them.
#[derive(Debug, Clone)]
pub struct ClusterPage {
    /// The clusters.
    pub page: Page<cluster::Model>,
    /// The items of all clusters of the page that are there still.
    pub items: Vec<pool_item::Model>,
}

/// The last search over the pool behind a conference; none before the first.
///
/// # Errors
/// Not found for strangers.
pub async fn run_of(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Option<cluster_run::Model>> {
    let permit = ctx.permit(Action::ReadInbox, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let held = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let cycle = cycle::behind(&scope, &held).await?;
    Ok(consolidation::latest_run(&scope, cycle.id).await?)
}

/// The clusters that a run found so far, with their proposals.
///
/// # Errors
/// Not found for strangers.
pub async fn cluster_page(app: &App, ctx: &Ctx, run: RowId, page: &PageRequest) -> Outcome<ClusterPage> {
    let permit = ctx.permit(Action::ReadInbox, run.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let run = scope.get::<cluster_run::Entity>(run.id).await?.found()?;
    let page = consolidation::clusters(&scope, run.id, page).await?;
    let ids = page.rows.iter().flat_map(|(_, cluster)| cluster.items.iter().map(|item| item.0)).collect();
    let items = consolidation::items(&scope, run.cycle_id, ids).await?;
    Ok(ClusterPage { page, items })
}
