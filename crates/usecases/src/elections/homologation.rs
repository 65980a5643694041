//! The plenary's vote on the computed result.

use crate::decided::{Annulled, Decided, built_upon};
use crate::{Act, Ctx, Failure, Outcome};
use domain::elections::ElectionState;
use domain::voting::Outcome as PollOutcome;
use domain::{Code, Refusal};
use policy::Action;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::elections::{self, election};
use uuid::Uuid;

/// Checks that there is a computed result to homologate.
///
/// # Errors
/// `ELECTION_NOT_COMPUTED`; not found when the poll names another election.
pub(crate) async fn check_homologation(
    scope: &Scope,
    conference: &conference::Model,
    items: &[Uuid],
) -> Outcome<election::Model> {
    match locked_current(scope, conference).await? {
        Some(election) if items.iter().any(|item| *item != election.id) => Err(Failure::NotFound),
        Some(election) if *election.state == ElectionState::Computed => Ok(election),
        other => {
            let state = other.map_or("por abrir", |election| election.state.label());
            let message = format!("A eleição está {state}; a plenária homologa depois da apuração.");
            Err(Refusal::rule("ELECTION_NOT_COMPUTED", "homologatedByPlenary", message).into())
        }
    }
}

/// Notes what the plenary decided on the result (*homologação da delegação*).
///
/// # Errors
/// As [`check_homologation`].
pub(crate) async fn homologation_decided(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    let election = check_homologation(scope, conference, decided.items).await?;
    let homologated = match decided.result.outcome {
        PollOutcome::Approved => true,
        PollOutcome::Rejected => false,
        PollOutcome::Tie | PollOutcome::Annulled => return Ok(()),
    };
    let (id, version) = (election.id, election.version + 1);
    let homologation_poll_id = Some(decided.poll);
    let changed = election::Model { homologated: Some(homologated), homologation_poll_id, version, ..election };
    scope.save::<election::Entity>(changed).await?;
    let act = Act::new(Action::ManageElection, "Election", id).of(conference.id);
    act.with(json!({ "homologated": homologated, "poll": decided.poll })).live().record(scope, ctx).await
}

/// Forgets what an annulled poll decided on the result.
///
/// # Errors
/// `DECISION_BUILT_UPON` once the result is proclaimed; not found.
pub(crate) async fn homologation_annulled(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    let by_this = |election: &election::Model| election.homologation_poll_id == Some(annulled.decided.poll);
    let Some(election) = locked_current(scope, conference).await?.filter(by_this) else { return Ok(()) };
    if *election.state != ElectionState::Computed {
        return Err(built_upon("O resultado da eleição já foi proclamado: anule antes a eleição."));
    }
    let (id, version) = (election.id, election.version + 1);
    let changed = election::Model { homologated: None, homologation_poll_id: None, version, ..election };
    scope.save::<election::Entity>(changed).await?;
    let act = Act::new(Action::ManageElection, "Election", id).of(conference.id);
    act.with(json!({ "homologationAnnulled": annulled.decided.poll })).live().record(scope, ctx).await
}

/// The election that counts now, locked; none before the first.
async fn locked_current(scope: &Scope, conference: &conference::Model) -> Outcome<Option<election::Model>> {
    match elections::current(scope, conference.id).await? {
        Some(current) => Ok(scope.lock::<election::Entity>(current.id).await?),
        None => Ok(None),
    }
}
