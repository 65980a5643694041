//! Proclaiming the result: the delegation exists from here on.

use super::locked::{ElectionStep, keep, locked};
use super::read::{ElectionView, election as shown};
use crate::{App, Ctx, Failure, Outcome, failure::Found, failure::OrRefuse};
use domain::elections::Elected;
use domain::ids::RowId;
use domain::people::SeatKind;
use policy::Action;
use serde_json::json;
use store::Coded;
use store::elections::{election, place};
use uuid::Uuid;

/// Proclaims the result (*proclamação*), homologated where the rules ask for it. The names are public from here on.
///
/// # Errors
/// `ELECTION_STATE`, `ELECTION_NOT_HOMOLOGATED`.
pub async fn proclaim_election(app: &App, ctx: &Ctx, command: &ElectionStep) -> Outcome<ElectionView> {
    let permit = ctx.permit(Action::ManageElection, command.election.tenant, None)?;
    let id = app
        .act(ctx, "elections.proclaim", &permit, command.key, command, |scope| async move {
            let mut election = locked(&scope, ctx, Action::ManageElection, command.election.id).await?;
            let homologated = election.homologated == Some(true);
            let state = election.state.proclaim(&election.rules, homologated).or_refuse()?;
            let result = election.result.clone().found()?;
            let titulars = result.titulars.iter().map(|one| (SeatKind::Titular, one));
            let alternates = result.alternates.iter().map(|one| (SeatKind::Alternate, one));
            let places: Outcome<Vec<_>> =
                titulars.chain(alternates).map(|(kind, one)| as_place(ctx, &election, kind, one)).collect();
            scope.insert_all::<place::Entity>(places?).await?;
            election.state = Coded(state);
            election.proclaimed_at = Some(ctx.now());
            keep(&scope, ctx, Action::ManageElection, election, json!({ "step": state })).await
        })
        .await?;
    shown(app, ctx, RowId { id, ..command.election }).await
}

fn as_place(ctx: &Ctx, election: &election::Model, kind: SeatKind, elected: &Elected) -> Outcome<place::Model> {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    Ok(place::Model {
        tenant_id: election.tenant_id,
        id: ctx.new_id(),
        election_id: election.id,
        participant_id: Uuid::parse_str(&elected.participant_id).map_err(Failure::internal)?,
        name: elected.name.clone(),
        pool: Coded(elected.pool),
        kind: Coded(kind),
        place: number(elected.order),
        votes: elected.votes.map(number),
        departed: None,
        stands_for: None,
    })
}
