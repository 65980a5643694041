//! Who leaves the delegation and who takes over.

use super::locked::locked;
use super::read::{DelegationView, delegation as shown};
use crate::{
    Act, App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use domain::elections::{Delegate, Departure, DepartureCause, ElectionState, SubstitutionScope, leave, substitute};
use domain::ids::RowId;
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::elections::{self, departure, election, place};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Somebody of the delegation leaves, and nobody takes over.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterVacancy {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
    /// The participant who leaves.
    pub leaving: RowId,
    /// Why.
    pub cause: DepartureCause,
    /// The reason in the council's words.
    pub reason: Option<String>,
}

/// Somebody of the delegation leaves, and the next alternate takes over.
#[derive(Debug, Clone, Serialize)]
pub struct SubstituteDelegate {
    /// Who leaves and why.
    #[serde(flatten)]
    pub departure: RegisterVacancy,
    /// The alternate, if named; it must be the one whose turn it is.
    pub entering: Option<RowId>,
}

/// Substitutes a delegate (*substituição*): the next alternate of the right pool takes over seat and place in the list.
///
/// # Errors
/// `ELECTION_NOT_PROCLAIMED`, those of the substitution (`NOT_NEXT_ALTERNATE`, `CROSSES_SECTOR`, …).
pub async fn substitute_delegate(app: &App, ctx: &Ctx, command: &SubstituteDelegate) -> Outcome<DelegationView> {
    let entering = command.entering.map(|entering| entering.id.to_string());
    let entering = entering.as_deref();
    depart(app, ctx, "elections.substitute", &command.departure, command, |delegation, leaving, cause, scope| {
        substitute(delegation, leaving, entering, cause, scope).or_refuse()
    })
    .await
}

/// Registers that somebody leaves and nobody takes over (*vacância*): an alternate, or a seat without alternates.
///
/// # Errors
/// `ELECTION_NOT_PROCLAIMED`, `ALTERNATE_AVAILABLE`, `NOT_IN_DELEGATION`, `ALREADY_LEFT`.
pub async fn register_vacancy(app: &App, ctx: &Ctx, command: &RegisterVacancy) -> Outcome<DelegationView> {
    depart(app, ctx, "elections.vacate", command, command, |delegation, leaving, cause, scope| {
        leave(delegation, leaving, cause, scope).or_refuse()
    })
    .await
}

async fn depart<C: Serialize + Sync>(
    app: &App,
    ctx: &Ctx,
    operation: &'static str,
    given: &RegisterVacancy,
    command: &C,
    decide: impl Fn(&[Delegate], &str, DepartureCause, SubstitutionScope) -> Outcome<Departure> + Sync,
) -> Outcome<DelegationView> {
    let permit = ctx.permit(Action::ManageElection, given.election.tenant, None)?;
    let reason = &text::optional_body("reason", given.reason.as_deref(), 2_000)?;
    let decide = &decide;
    let conference: Uuid = app
        .act(ctx, operation, &permit, given.key, command, |scope| async move {
            let election = locked(&scope, ctx, Action::ManageElection, given.election.id).await?;
            check_proclaimed(&election)?;
            let places = elections::places(&scope, election.id).await?;
            let delegation: Vec<Delegate> = places.iter().map(as_delegate).collect();
            let leaving = given.leaving.id.to_string();
            let departure = decide(&delegation, &leaving, given.cause, election.rules.substitution_scope)?;
            save(&scope, places, &departure.apply(&delegation)).await?;
            let row = kept(&scope, ctx, &election, &departure, reason.clone()).await?;
            let details = json!({ "cause": row.cause, "substituted": row.entering_id.is_some() });
            scope.insert::<departure::Entity>(row).await?;
            let act = Act::new(Action::ManageElection, "Election", election.id).of(election.conference_id);
            act.with(details).live().record(&scope, ctx).await?;
            Ok(election.conference_id)
        })
        .await?;
    shown(app, ctx, RowId { id: conference, ..given.election }).await?.found()
}

fn check_proclaimed(election: &election::Model) -> Outcome<()> {
    if *election.state == ElectionState::Proclaimed {
        return Ok(());
    }
    let message = format!("A eleição está {}; substituições vêm depois da proclamação.", election.state.label());
    Err(Refusal::rule("ELECTION_NOT_PROCLAIMED", "etapas da eleição", message).into())
}

/// A kept place as the rules see it. The list is of one council's delegation, so towns make no difference in it.
fn as_delegate(place: &place::Model) -> Delegate {
    Delegate {
        participant_id: place.participant_id.to_string(),
        name: place.name.clone(),
        pool: *place.pool,
        town: None,
        kind: *place.kind,
        order: u32::try_from(place.place).unwrap_or_default(),
        departed: place.departed.map(|cause| *cause),
        stands_for: place.stands_for.map(|participant| participant.to_string()),
    }
}

async fn save(scope: &Scope, places: Vec<place::Model>, after: &[Delegate]) -> Outcome<()> {
    for (place, after) in places.into_iter().zip(after) {
        let stands_for = after.stands_for.as_deref().map(parsed).transpose()?;
        let changed = place::Model { departed: after.departed.map(Coded), stands_for, ..place.clone() };
        if changed != place {
            scope.save::<place::Entity>(changed).await?;
        }
    }
    Ok(())
}

async fn kept(
    scope: &Scope,
    ctx: &Ctx,
    election: &election::Model,
    departure: &Departure,
    reason: Option<String>,
) -> Outcome<departure::Model> {
    let earlier = elections::departures(scope, election.id).await?.len();
    let chain: Outcome<Vec<Uuid>> = departure.chain.iter().map(|held| parsed(held)).collect();
    Ok(departure::Model {
        tenant_id: election.tenant_id,
        id: ctx.new_id(),
        election_id: election.id,
        number: i32::try_from(earlier + 1).unwrap_or(i32::MAX),
        leaving_id: parsed(&departure.leaving)?,
        cause: Coded(departure.cause),
        entering_id: departure.entering.as_deref().map(parsed).transpose()?,
        chain: Doc(chain?),
        sentence: departure.sentence.clone(),
        reason,
        at: ctx.now(),
    })
}

fn parsed(participant: &str) -> Outcome<Uuid> {
    Uuid::parse_str(participant).map_err(Failure::internal)
}
