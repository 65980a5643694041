//! Casting a ballot, kept so that nothing says whose it was.

use super::read::{MeetingView, meeting as shown};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::elections::{BLANK, Ballot, ElectionState, PoolRoll, read_ballot};
use domain::ids::RowId;
use domain::people::Pool;
use policy::Action;
use serde_json::json;
use std::collections::BTreeSet;
use store::Scope;
use store::elections::{self, MeetingState, choice, election, meeting, voter};
use uuid::Uuid;

/// A ballot to cast.
#[derive(Debug, Clone)]
pub struct CastBallot {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
    /// The pool whose meeting votes.
    pub pool: Pool,
    /// The participants voted for.
    pub choices: Vec<RowId>,
    /// Whether the ballot is blank (*voto em branco*).
    pub blank: bool,
}

/// Casts a ballot (*voto*): once a voter, secret. That the voter has voted and what was chosen are kept apart: the
/// choice is added to a count, and neither the audit log nor the idempotency key holds any trace of it. So the same
/// key with another choice is answered like the first, which alone counted.
///
/// # Errors
/// `ALREADY_VOTED`, `NOT_ON_ROLL`, `POLL_CLOSED`, `INVALID_CHOICE`.
pub async fn cast_ballot(app: &App, ctx: &Ctx, command: &CastBallot) -> Outcome<MeetingView> {
    let at = command.election;
    let permit = ctx.permit(Action::CastBallot, at.tenant, None)?;
    let voter = ctx.actor.participant().found()?;
    let without_choice = &(at, command.pool);
    let id = app
        .act(ctx, "elections.cast_ballot", &permit, command.key, without_choice, |scope| async move {
            let election = scope.get::<election::Entity>(at.id).await?.found()?;
            ctx.permit(Action::CastBallot, at.tenant, Some(election.conference_id))?;
            let found = elections::meeting_of(&scope, election.id, command.pool).await?.found()?;
            let meeting = scope.lock::<meeting::Entity>(found.id).await?.found()?;
            let place = admitted(&scope, &meeting, voter).await?;
            let counts = elections::choices(&scope, vec![meeting.id]).await?;
            let ballot = read(command, &counts, &election)?;
            scope.save::<voter::Entity>(voter::Model { voted: true, ..place }).await?;
            add(&scope, &ballot, counts).await?;
            let act = Act::new(Action::CastBallot, "ElectionMeeting", meeting.id).of(election.conference_id);
            act.with(json!({ "pool": command.pool })).live().record(&scope, ctx).await?;
            Ok(meeting.id)
        })
        .await?;
    shown(app, ctx, RowId { id, ..at }).await
}

async fn admitted(scope: &Scope, meeting: &meeting::Model, voter: Uuid) -> Outcome<voter::Model> {
    match *meeting.state {
        MeetingState::Open => {}
        MeetingState::Waiting => return Err(closed("A votação ainda não foi aberta. Acompanhe o telão.")),
        MeetingState::Closed | MeetingState::Acclaimed => {
            return Err(closed("A votação já foi encerrada. Acompanhe o resultado no telão."));
        }
    }
    let place = elections::voter_of(scope, meeting.id, voter).await?;
    let mut roll = PoolRoll::new(*meeting.pool, place.iter().map(|place| place.participant_id.to_string()));
    if place.as_ref().is_some_and(|place| place.voted) {
        roll.voted.insert(voter.to_string());
    }
    roll.admit(&voter.to_string(), ElectionState::Ballot).or_refuse()?;
    place.found()
}

fn closed(message: &str) -> crate::Failure {
    Refusal::rule("POLL_CLOSED", "etapas da eleição", message).into()
}

fn read(command: &CastBallot, counts: &[choice::Model], election: &election::Model) -> Outcome<Ballot> {
    let candidates: BTreeSet<String> =
        counts.iter().filter_map(|count| count.candidate_id).map(|id| id.to_string()).collect();
    let mut chosen: Vec<String> = command.choices.iter().map(|choice| choice.id.to_string()).collect();
    if command.blank {
        chosen.push(BLANK.to_owned());
    }
    read_ballot(&chosen, &candidates, &election.rules).or_refuse()
}

async fn add(scope: &Scope, ballot: &Ballot, counts: Vec<choice::Model>) -> Outcome<()> {
    for count in counts {
        let named = match (ballot, count.candidate_id) {
            (Ballot::Blank, candidate) => candidate.is_none(),
            (Ballot::Names(names), Some(candidate)) => names.contains(&candidate.to_string()),
            (Ballot::Names(_), None) => false,
        };
        if named {
            scope.save::<choice::Entity>(choice::Model { votes: count.votes + 1, ..count }).await?;
        }
    }
    Ok(())
}
