//! What an accepted report brings: proposals for the pool, delegates for the accreditation list.

use crate::{Ctx, Outcome};
use domain::Refusal;
use domain::consolidation::{AccreditationState, Accredited, ItemId, Origin, PoolItem, Roster};
use domain::ids::TenantId;
use domain::people::{GovernmentLevel, Level, Pool};
use domain::reports::facts::DelegationFact;
use domain::reports::{Report, SeatQuota};
use domain::text;
use std::collections::BTreeMap;
use store::consolidation::{AccreditationDecision, accreditation, inbox_entry, pool_item};
use store::{Coded, Doc, Scope, consolidation};

/// The report that is accepted and where it came from.
pub(super) struct Source<'a> {
    pub entry: &'a inbox_entry::Model,
    pub report: &'a Report,
    /// Level of the council that filed.
    pub level: Level,
}

/// Puts the delegation on the accreditation list, checked against the seats of the place.
///
/// # Errors
/// The first problem's code, with all problems in the message, when it does not fit.
pub(super) async fn delegates(
    scope: &Scope,
    ctx: &Ctx,
    source: &Source<'_>,
    quota: Option<SeatQuota>,
    alternates_per_seat: u32,
) -> Outcome<()> {
    let Some(delegation) = &source.report.delegation else { return Ok(()) };
    let quota = quota.unwrap_or_else(|| as_elected(delegation));
    let roster = Roster::accredit(delegation, &quota, alternates_per_seat).map_err(|problems| {
        let told: Vec<&str> = problems.iter().map(|problem| &*problem.message).collect();
        let (code, rule) =
            problems.first().map_or(("TOO_MANY_TITULARS", "seatTable"), |first| (first.code, first.rule));
        Refusal::rule(code, rule, told.join(" "))
    })?;
    let rows = roster.delegates.iter().enumerate().map(|(position, one)| listed(scope, ctx, source, position, one));
    Ok(scope.insert_all::<accreditation::Entity>(rows.collect()).await?)
}

/// Where the cycle has no table for the place, its own election is what holds.
fn as_elected(delegation: &DelegationFact) -> SeatQuota {
    let mut seats: BTreeMap<Pool, u32> = BTreeMap::new();
    for pool in delegation.delegates.iter().filter_map(|delegate| delegate.pool()) {
        *seats.entry(pool).or_default() += 1;
    }
    SeatQuota { seats }
}

fn listed(scope: &Scope, ctx: &Ctx, source: &Source<'_>, position: usize, one: &Accredited) -> accreditation::Model {
    let place = text::search_key(&source.entry.place);
    let waits = u8::from(one.state != AccreditationState::Seated);
    accreditation::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        entry_id: source.entry.id,
        cycle_id: source.entry.cycle_id,
        sender_id: source.entry.sender_id,
        place: source.entry.place.clone(),
        position: i32::try_from(position).unwrap_or(i32::MAX),
        sort_key: format!("{place}/{waits}{position:03}"),
        search_name: format!("{} {place}", text::search_key(&one.delegate.name)),
        delegate: Doc(one.delegate.clone()),
        pool: Coded(one.pool),
        state: Coded(one.state),
        replaces: None,
        decision: Coded(AccreditationDecision::Pending),
        reason: None,
        decided_at: None,
        participant_id: None,
        version: 1,
    }
}

/// Puts the proposals that go up into the pool, word for word, with their lineage.
///
/// # Errors
/// When the database fails.
pub(super) async fn proposals(scope: &Scope, ctx: &Ctx, source: &Source<'_>) -> Outcome<()> {
    consolidation::open_pool(scope, source.entry.cycle_id).await?;
    let going_up = source.report.proposals.iter().filter(|proposal| goes_up(source.level, proposal.level));
    let item = |proposal: &domain::reports::ReportedProposal| {
        let origin = Origin {
            tenant: TenantId(source.entry.sender_id),
            place: source.entry.place.clone(),
            conference: source.entry.conference_id,
            proposal: proposal.id.clone(),
            label: proposal.label.clone(),
            axis: proposal.axis,
            level: proposal.level,
            priority: proposal.order,
            text: proposal.text.clone(),
        };
        let mut row = kept(scope, source.entry.cycle_id, &PoolItem::reported(ItemId(ctx.new_id()), origin));
        row.conference_id = Some(source.entry.conference_id);
        row.proposal = Some(proposal.id.clone());
        row
    };
    let rows = going_up.map(item).collect();
    Ok(scope.insert_all::<pool_item::Entity>(rows).await?)
}

/// What is addressed to the own level stays; what is addressed above goes up. Source: domain.md section 1.
fn goes_up(sender: Level, addressed: GovernmentLevel) -> bool {
    match sender {
        Level::Municipal => addressed != GovernmentLevel::Municipal,
        Level::State | Level::National => addressed == GovernmentLevel::Union,
    }
}

/// An item as it is kept.
pub(super) fn kept(scope: &Scope, cycle: uuid::Uuid, item: &PoolItem) -> pool_item::Model {
    let first = item.lineage.iter().next();
    let place = first.map(|origin| text::search_key(&origin.place)).unwrap_or_default();
    let priority = first.map_or(0, |origin| origin.priority);
    let merged = if item.sources.is_empty() { place.as_str() } else { "" };
    let places: Vec<String> = item.lineage.iter().map(|origin| text::search_key(&origin.place)).collect();
    pool_item::Model {
        tenant_id: scope.tenant_id(),
        id: item.id.0,
        cycle_id: cycle,
        axis: i32::try_from(item.axis).unwrap_or(i32::MAX),
        level: Coded(item.level),
        text: item.text.clone(),
        search_text: format!("{} {}", text::search_key(&item.text), places.join(" ")),
        sort_key: format!("{:02}{}/{merged}/{priority:03}", item.axis, item.level as u8),
        lineage: Doc(item.lineage.clone()),
        towns: i32::try_from(item.towns()).unwrap_or(i32::MAX),
        sources: Doc(item.sources.clone()),
        merged_into: item.merged_into.map(|into| into.0),
        conference_id: None,
        proposal: None,
    }
}
