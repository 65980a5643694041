//! The path of a proposal (*caminho da proposta*), from the town to the state and further.

use crate::{App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::reports::ReportState;
use policy::Action;
use store::conferences::conference;
use store::consolidation::{self, pool_item, proposal_pool};
use store::reports::{self, report_version};
use store::{Scope, councils};
use uuid::Uuid;

domain::codes! {
    /// A station of a proposal's path (*estação do caminho*).
    pub enum StationKind {
        /// In the report that the council filed (*enviada no relatório*).
        Filed = "FILED", "enviada no relatório";
        /// The council above accepted that report (*relatório aceito*).
        Accepted = "ACCEPTED", "relatório aceito";
        /// Merged with proposals of others (*aglutinada*).
        Merged = "MERGED", "aglutinada com outras";
        /// In the proposal book of the council above (*no caderno de propostas*).
        InBook = "IN_BOOK", "no caderno de propostas";
        /// Stands in the pool of the council above by itself (*no banco de propostas*).
        InPool = "IN_POOL", "no banco de propostas";
    }
}

/// A station.
#[derive(Debug, Clone)]
pub struct Station {
    /// What happened.
    pub kind: StationKind,
    /// The council where.
    pub council: Uuid,
    /// When, where it is known.
    pub at: Option<DateTime<Utc>>,
    /// Text of the proposal there.
    pub text: String,
    /// What people call it there, where it has a name.
    pub label: Option<String>,
    /// How many councils asked for it there.
    pub councils: i32,
}

/// The stations of a proposal that a council reported, oldest first; empty while it was not filed.
/// Each council is read by itself. What became of it above is public once the book is published;
/// the council that reported it may follow it before.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn path(app: &App, ctx: &Ctx, conference: RowId, proposal: &str) -> Outcome<Vec<Station>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    scope.get::<conference::Entity>(conference.id).await?.found()?;
    let mut versions = reports::versions(&scope, conference.id).await?;
    let above = councils::council(&scope.directory(), conference.tenant.0).await?.and_then(|own| own.parent_id);
    drop(scope);
    versions.retain(|version| version.filed_at.is_some());
    let Some(version) = versions.last() else { return Ok(vec![]) };
    let mut stations = below(version, proposal, conference.tenant);
    if let (Some(above), ReportState::Accepted, false) = (above, *version.state, stations.is_empty()) {
        let accepted = Station {
            kind: StationKind::Accepted,
            council: above,
            at: version.answered_at,
            label: version.receipt.as_ref().map(|receipt| receipt.protocol.to_string()),
            ..stations[0].clone()
        };
        stations.push(accepted);
        let scope = app.db.read(&policy::public(TenantId(above))).await?;
        let internal = ctx.permit(Action::ReadReport, conference.tenant, Some(conference.id)).is_ok();
        stations.extend(at_parent(&scope, conference.id, proposal, internal).await?);
    }
    Ok(stations)
}

fn below(version: &report_version::Model, proposal: &str, council: TenantId) -> Vec<Station> {
    let reported = version.content.proposals.iter().find(|reported| reported.id == proposal);
    let station = |reported: &domain::reports::ReportedProposal| Station {
        kind: StationKind::Filed,
        council: council.0,
        at: version.filed_at,
        text: reported.text.clone(),
        label: Some(reported.label.clone()),
        councils: 1,
    };
    reported.map(station).into_iter().collect()
}

/// What became of it at the council above: what it was merged into, step by step, and its number in the book.
async fn at_parent(scope: &Scope, conference: Uuid, proposal: &str, internal: bool) -> Outcome<Vec<Station>> {
    let mut stations = Vec::new();
    let Some(mut item) = consolidation::items_of_proposal(scope, conference, proposal).await? else {
        return Ok(stations);
    };
    let pool = scope.get::<proposal_pool::Entity>(item.cycle_id).await?;
    let published_at = pool.and_then(|pool| pool.book_published_at);
    if !internal && published_at.is_none() {
        return Ok(stations);
    }
    while let Some(into) = item.merged_into {
        let Some(next) = scope.get::<pool_item::Entity>(into).await? else { break };
        stations.push(station(StationKind::Merged, scope, &next));
        item = next;
    }
    if let Some(entry) = consolidation::book_entry_of_item(scope, item.id).await? {
        let in_book = station(StationKind::InBook, scope, &item);
        stations.push(Station { at: published_at, label: Some(entry.number), ..in_book });
    } else if stations.is_empty() {
        stations.push(station(StationKind::InPool, scope, &item));
    }
    Ok(stations)
}

fn station(kind: StationKind, scope: &Scope, item: &pool_item::Model) -> Station {
    let text = item.text.clone();
    Station { kind, council: scope.tenant_id(), at: None, text, label: None, councils: item.towns }
}
