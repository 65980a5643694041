//! What can be asked about proposals: everybody sees the caderno and the decisions, members of a group also its
//! drafts, the council's people all of it.

use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use domain::proposals::ProposalState;
use domain::text;
use policy::{Action, Actor};
use std::collections::BTreeMap;
use store::participants::participant;
use store::proposals::{self, Onlooker, ProposalFilter, decision, origin, proposal, version};
use store::{Scope, groups, identity as people};
use uuid::Uuid;

/// Which proposals are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only of this axis.
    pub axis: Option<i32>,
    /// Only for this level of government.
    pub level: Option<GovernmentLevel>,
    /// Only in this state.
    pub state: Option<ProposalState>,
    /// Only of this group.
    pub group: Option<RowId>,
    /// Wording contains this; accents and case do not matter.
    pub search: Option<String>,
}

/// A page of the proposals of a conference, in the order of the caderno.
///
/// # Errors
/// Not found for actors bound to another conference.
pub async fn page(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    wanted: Wanted,
    request: &PageRequest,
) -> Outcome<Page<proposal::Model>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let filter = ProposalFilter {
        axis: wanted.axis,
        level: wanted.level,
        state: wanted.state,
        group: wanted.group.map(|group| group.id),
        search: wanted.search.as_deref().map(text::search_key).filter(|search| !search.is_empty()),
        seen_by: onlooker(&scope, ctx, conference.id).await?,
        ids: None,
    };
    Ok(proposals::page(&scope, conference.id, &filter, request).await?)
}

/// A proposal.
///
/// # Errors
/// Not found when there is none, or it is a draft that this actor does not see.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<proposal::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ReadConference, id.tenant, Some(row.conference_id))?;
    let seen = onlooker(&scope, ctx, row.conference_id).await?.is_none_or(|onlooker| onlooker.sees(&row));
    seen.then_some(row).found()
}

/// Who looks on; none for the council's people, who see all.
pub(super) async fn onlooker(scope: &Scope, ctx: &Ctx, conference: Uuid) -> Outcome<Option<Onlooker>> {
    if ctx.permit(Action::ReadOrganization, scope.tenant(), Some(conference)).is_ok() {
        return Ok(None);
    }
    let Actor::Participant { tenant, id, .. } = ctx.actor else { return Ok(Some(Onlooker::default())) };
    if tenant != scope.tenant() {
        return Ok(Some(Onlooker::default()));
    }
    let assigned = scope.get::<participant::Entity>(id).await?.and_then(|person| person.group_id);
    let listed = groups::listed(scope, conference, vec![id]).await?;
    let groups = listed.iter().map(|entry| entry.group_id).chain(assigned).collect();
    Ok(Some(Onlooker { groups, participant: Some(id) }))
}

/// The wordings of proposals that the actor was shown, first to last, by proposal.
///
/// # Errors
/// When the database fails.
pub async fn histories(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Outcome<BTreeMap<Uuid, Vec<version::Model>>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(by(proposals::versions_of(&scope, ids).await?, |row| row.proposal_id))
}

/// The decisions on proposals that the actor was shown, first to last, by proposal.
///
/// # Errors
/// When the database fails.
pub async fn decisions(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Outcome<BTreeMap<Uuid, Vec<decision::Model>>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(by(proposals::decisions_of(&scope, ids).await?, |row| row.proposal_id))
}

/// What proposals that the actor was shown were made of, by proposal.
///
/// # Errors
/// When the database fails.
pub async fn origins(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Outcome<BTreeMap<Uuid, Vec<origin::Model>>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(by(proposals::origins_of(&scope, ids).await?, |row| row.proposal_id))
}

/// The proposals that went into those that the actor was shown, by the one they went into.
///
/// # Errors
/// When the database fails.
pub async fn parents(app: &App, tenant: TenantId, ids: Vec<Uuid>) -> Outcome<BTreeMap<Uuid, Vec<proposal::Model>>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(by(proposals::merged_into(&scope, ids).await?, |row| row.merged_into.unwrap_or_default()))
}

/// Whether the actor sees who wrote a wording.
pub fn sees_authors(ctx: &Ctx, conference: RowId) -> bool {
    ctx.permit(Action::ReadParticipants, conference.tenant, Some(conference.id)).is_ok()
}

/// Names of the people behind keys of actors (`account:<uuid>`, `participant:<uuid>`), for an actor who
/// [sees them](sees_authors).
///
/// # Errors
/// When the database fails.
pub async fn authors(app: &App, tenant: TenantId, keys: Vec<String>) -> Outcome<BTreeMap<String, String>> {
    let of = |kind: &str| {
        let ids = keys.iter().filter_map(|key| Uuid::parse_str(key.strip_prefix(kind)?).ok());
        ids.collect::<Vec<Uuid>>()
    };
    let scope = app.db.read(&policy::public(tenant)).await?;
    let accounts = people::accounts(&scope.directory(), of("account:")).await?;
    let participants = scope.get_many::<participant::Entity>(of("participant:")).await?;
    let mut names: BTreeMap<String, String> =
        accounts.into_iter().map(|account| (format!("account:{}", account.id), account.name)).collect();
    names.extend(participants.iter().map(|row| (format!("participant:{}", row.id), row.shown_name().to_owned())));
    Ok(names)
}

fn by<T>(rows: Vec<T>, key: impl Fn(&T) -> Uuid) -> BTreeMap<Uuid, Vec<T>> {
    let mut sorted: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows {
        sorted.entry(key(&row)).or_default().push(row);
    }
    sorted
}
