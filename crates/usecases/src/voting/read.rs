//! What can be asked about polls. Drafts are the table's own; the rest is public, as the law wants
//! results to be; names beside votes only where the rules of procedure publish them.

use super::tally;
use crate::{App, Ctx, Failure, Outcome, Page, PageRequest, failure::Found};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::voting::{CountStanding, Counts, Declaration, PollState, TellerCount};
use policy::Action;
use std::collections::HashMap;
use store::participants::participant;
pub use store::voting::PollFilter;
use store::voting::{self, ballot, poll};
use uuid::Uuid;

/// A poll.
///
/// # Errors
/// Not found when there is none, or only a draft that the actor may not see.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let row = app.db.read(&permit).await?.get::<poll::Entity>(id.id).await?.found()?;
    if *row.state == PollState::Draft && !sees_drafts(ctx, id.tenant, row.conference_id) {
        return Err(Failure::NotFound);
    }
    Ok(row)
}

fn sees_drafts(ctx: &Ctx, tenant: TenantId, conference: Uuid) -> bool {
    ctx.permit(Action::ReadOrganization, tenant, Some(conference)).is_ok()
}

/// A page of the polls of a conference, by number.
///
/// # Errors
/// When the database fails.
pub async fn page(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    filter: PollFilter,
    request: &PageRequest,
) -> Outcome<Page<poll::Model>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let filter = PollFilter { drafts: sees_drafts(ctx, conference.tenant, conference.id), ..filter };
    Ok(voting::polls_page(&app.db.read(&permit).await?, conference.id, &filter, request).await?)
}

/// The poll that is open in a conference, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn open(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Option<poll::Model>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let open = voting::open_polls(&app.db.read(&permit).await?, conference.id).await?;
    Ok(open.into_iter().next())
}

/// How many voted, by poll of one council.
///
/// # Errors
/// When the database fails.
pub async fn turnouts(app: &App, tenant: TenantId, polls: Vec<Uuid>) -> Outcome<HashMap<Uuid, u32>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(voting::turnouts(&scope, polls).await?)
}

/// How many delegates are present now, in a conference: what forecasts are made of.
///
/// # Errors
/// When the database fails.
pub async fn present(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<u32> {
    let scope = app.db.read(&policy::public(conference.tenant)).await?;
    let accredited = voting::accredited(&scope, conference.id, ctx.now()).await?;
    let present = accredited.iter().filter(|delegate| delegate.present).count();
    Ok(u32::try_from(present).unwrap_or(u32::MAX))
}

/// The counts so far of a roll call; none unless its terms show them.
///
/// # Errors
/// When the database fails.
pub async fn partial_counts(app: &App, row: &poll::Model) -> Outcome<Option<Counts>> {
    if *row.state != PollState::Open || !row.poll.shows_counts() {
        return Ok(None);
    }
    let scope = app.db.read(&policy::public(TenantId(row.tenant_id))).await?;
    Ok(Some(tally::marks(&voting::ballots(&scope, row.id).await?)))
}

/// The acting participant's own ballots in these polls of one council.
///
/// # Errors
/// When the database fails.
pub async fn my_votes(app: &App, tenant: TenantId, voter: Uuid, polls: Vec<Uuid>) -> Outcome<Vec<ballot::Model>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    Ok(voting::ballots_of(&scope, voter, polls).await?)
}

/// A vote by name.
#[derive(Debug, Clone)]
pub struct BallotView {
    /// Who voted, by the name to show.
    pub name: String,
    /// Codes of the marked options.
    pub choices: Vec<String>,
    /// When.
    pub cast_at: DateTime<Utc>,
}

/// The votes by name of a proclaimed poll whose terms publish them, in the order in which they came;
/// none for any other.
///
/// # Errors
/// When the database fails.
pub async fn ballots(
    app: &App,
    ctx: &Ctx,
    row: &poll::Model,
    request: &PageRequest,
) -> Outcome<Option<Page<BallotView>>> {
    if *row.state != PollState::Proclaimed || !row.poll.publishes_choices() {
        return Ok(None);
    }
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.conference_id))?;
    let scope = app.db.read(&permit).await?;
    let page = voting::ballots_page(&scope, row.id, request).await?;
    let voters = page.rows.iter().map(|(_, ballot)| ballot.participant_id).collect();
    let voters = scope.get_many::<participant::Entity>(voters).await?;
    let names: HashMap<Uuid, &str> = voters.iter().map(|voter| (voter.id, voter.shown_name())).collect();
    Ok(Some(page.map(|ballot| BallotView {
        name: names.get(&ballot.participant_id).copied().unwrap_or_default().to_owned(),
        choices: ballot.choices.0.clone(),
        cast_at: ballot.cast_at,
    })))
}

/// Where the count of a show of cards stands.
#[derive(Debug, Clone)]
pub struct Counting {
    /// Where the last round stands.
    pub standing: CountStanding,
    /// All counts of all rounds, as they came.
    pub counts: Vec<TellerCount>,
    /// The chair's declaration.
    pub declaration: Option<Declaration>,
}

/// The counts of shows of cards, by poll of one council.
///
/// # Errors
/// When the database fails.
pub async fn countings(app: &App, tenant: TenantId, polls: Vec<Uuid>) -> Outcome<HashMap<Uuid, Counting>> {
    let scope = app.db.read(&policy::public(tenant)).await?;
    let counts = voting::teller_counts_of(&scope, polls.clone()).await?;
    let declarations = voting::declarations_of(&scope, polls.clone()).await?;
    let counting = |poll: Uuid| {
        let counts: Vec<_> = counts.iter().filter(|count| count.poll_id == poll).cloned().collect();
        let declared: Vec<_> = declarations.iter().filter(|declared| declared.poll_id == poll).cloned().collect();
        let cards = tally::as_rule(&counts, &declared);
        Counting { standing: cards.standing(), counts: cards.counts, declaration: cards.declaration }
    };
    Ok(polls.iter().map(|poll| (*poll, counting(*poll))).collect())
}
