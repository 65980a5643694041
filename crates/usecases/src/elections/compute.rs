//! Computing the result from what is kept.

use super::locked::{ElectionStep, keep, locked};
use super::meetings::check_decided;
use super::read::{ElectionView, election as shown};
use crate::{
    App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::elections::{
    Candidate, ElectionInput, ElectionState, NominationState, PoolDecision, PoolVotes, RefusedNomination, compute,
};
use domain::ids::RowId;
use domain::{Code, Refusal};
use policy::Action;
use serde_json::json;
use store::elections::{self, MeetingState, choice, election, meeting, nomination};
use store::participants::participant;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Computes the result (*apuração*), with every step told, and publishes the seed of the lots.
///
/// # Errors
/// `ELECTION_STATE`, `BALLOT_OPEN`, `NOMINATIONS_PENDING`, `ELECTION_UNDECIDED`, `TIE_UNBROKEN`.
pub async fn compute_election(app: &App, ctx: &Ctx, command: &ElectionStep) -> Outcome<ElectionView> {
    let permit = ctx.permit(Action::ManageElection, command.election.tenant, None)?;
    let id = app
        .act(ctx, "elections.compute", &permit, command.key, command, |scope| async move {
            let mut election = locked(&scope, ctx, Action::ManageElection, command.election.id).await?;
            let state = election.state.advance(ElectionState::Computed).or_refuse()?;
            let nominations = elections::nominations(&scope, vec![election.id]).await?;
            check_decided(&nominations)?;
            let meetings = elections::meetings(&scope, vec![election.id]).await?;
            check_closed(&meetings)?;
            let ids = meetings.iter().map(|meeting| meeting.id).collect();
            let choices = elections::choices(&scope, ids).await?;
            let result = compute(&input(&scope, &election, &nominations, &meetings, &choices).await?).or_refuse()?;
            let details = json!({
                "step": state, "titulars": result.titulars.len(), "alternates": result.alternates.len(),
                "vacant": result.vacant.len(),
            });
            election.state = Coded(state);
            election.result = Some(Doc(result));
            election.computed_at = Some(ctx.now());
            keep(&scope, ctx, Action::ManageElection, election, details).await
        })
        .await?;
    shown(app, ctx, RowId { id, ..command.election }).await
}

fn check_closed(meetings: &[meeting::Model]) -> Outcome<()> {
    match meetings.iter().find(|meeting| *meeting.state == MeetingState::Open) {
        None => Ok(()),
        Some(open) => {
            let message = format!("A votação de {} está aberta. Encerre-a e apure depois.", open.pool.label());
            Err(Refusal::rule("BALLOT_OPEN", "etapas da eleição", message).into())
        }
    }
}

/// What the result follows from.
pub(super) async fn input(
    scope: &Scope,
    election: &election::Model,
    nominations: &[nomination::Model],
    meetings: &[meeting::Model],
    choices: &[choice::Model],
) -> Outcome<ElectionInput> {
    let standing = |row: &&nomination::Model| *row.state == NominationState::Accepted;
    let ids = nominations.iter().filter(standing).map(|row| row.participant_id).collect();
    let people = scope.get_many::<participant::Entity>(ids).await?;
    let mut candidates = Vec::with_capacity(people.len());
    for row in nominations.iter().filter(standing) {
        let person = people.iter().find(|person| person.id == row.participant_id).found()?;
        candidates.push(candidate(row, person));
    }
    let decision = |meeting: &meeting::Model| Some((*meeting.pool, decision(meeting, choices)?));
    Ok(ElectionInput {
        size_class: election.size_class.map(|size| *size),
        segment_split: *election.segment_split,
        candidates,
        refused: nominations.iter().filter_map(refused).collect(),
        decisions: meetings.iter().filter_map(decision).collect(),
        seed: Some(election.seed.clone()),
        ..ElectionInput::new(*election.seats, election.rules.0.clone())
    })
}

fn candidate(row: &nomination::Model, person: &participant::Model) -> Candidate {
    Candidate {
        participant_id: person.id.to_string(),
        name: person.shown_name().to_owned(),
        pool: *row.pool,
        // Whoever has none was let in only where age decides nothing.
        birth_date: person.birth_date.unwrap_or_default(),
        reserved_groups: person.reserved_groups.0.clone(),
    }
}

fn refused(row: &nomination::Model) -> Option<RefusedNomination> {
    let by_presence = row.refusal_code.as_deref() == Some("PRESENCE_BELOW_MINIMUM");
    let count = |kept: Option<i32>| kept.and_then(|kept| u32::try_from(kept).ok()).unwrap_or_default();
    (*row.state == NominationState::Refused).then(|| RefusedNomination {
        pool: *row.pool,
        presence: by_presence.then(|| (count(row.attended), count(row.counted))),
    })
}

fn decision(meeting: &meeting::Model, choices: &[choice::Model]) -> Option<PoolDecision> {
    match *meeting.state {
        MeetingState::Waiting | MeetingState::Open => None,
        MeetingState::Acclaimed => {
            let list = meeting.acclaimed.as_ref().map(|list| list.iter().map(Uuid::to_string).collect());
            Some(PoolDecision::Acclaimed(list.unwrap_or_default()))
        }
        MeetingState::Closed => {
            let mut votes = PoolVotes::default();
            for choice in choices.iter().filter(|choice| choice.meeting_id == meeting.id) {
                let count = u32::try_from(choice.votes).unwrap_or_default();
                match choice.candidate_id {
                    Some(candidate) => _ = votes.by_participant.insert(candidate.to_string(), count),
                    None => votes.blank += count,
                }
            }
            Some(PoolDecision::Votes(votes))
        }
    }
}
