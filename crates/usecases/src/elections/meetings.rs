//! The meetings of the pools: opening and closing a ballot, acclaiming.

use super::compute::input;
use super::locked::{ElectionStep, keep, locked};
use super::read::{MeetingView, meeting as shown};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::elections::{ElectionBody, ElectionState, NominationState, PoolDecision, compute};
use domain::ids::RowId;
use domain::people::Pool;
use domain::seats::SeatsByPool;
use domain::{Code, Refusal};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::elections::{self, MeetingState, choice, election, meeting, nomination, voter};
use store::participants;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A step of a pool's meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingStep {
    /// The election, with the idempotency key.
    #[serde(flatten)]
    pub step: ElectionStep,
    /// The pool.
    pub pool: Pool,
}

/// An acclamation.
#[derive(Debug, Clone, Serialize)]
pub struct Acclaim {
    /// The meeting.
    #[serde(flatten)]
    pub meeting: MeetingStep,
    /// The participants of the single list in its order, titulars first; empty acclaims all candidates.
    pub list: Vec<RowId>,
}

/// Opens the ballot of a pool's meeting (*abertura da votação do segmento*): its roll is fixed. With the first
/// ballot nominations end in all pools.
///
/// # Errors
/// `ELECTION_STATE`, `NOMINATIONS_PENDING`, `MEETING_STATE`, `BALLOT_WITHOUT_CANDIDATES`, `BALLOT_WITHOUT_VOTERS`.
pub async fn open_ballot(app: &App, ctx: &Ctx, command: &MeetingStep) -> Outcome<MeetingView> {
    let (election_id, pool) = (command.step.election, command.pool);
    let permit = ctx.permit(Action::ManageElection, election_id.tenant, None)?;
    let id = app
        .act(ctx, "elections.open_ballot", &permit, command.step.key, command, |scope| async move {
            let (election, row, candidates) = begin(&scope, ctx, command).await?;
            if candidates.is_empty() {
                let message = format!("Não há candidatura deferida de {}; não há o que votar.", pool.label());
                return Err(Refusal::rule("BALLOT_WITHOUT_CANDIDATES", "candidaturas deferidas", message).into());
            }
            let roll = roll(&scope, ctx, &election, &row).await?;
            let (voters, meeting_id) = (roll.len(), row.id);
            scope.insert_all::<voter::Entity>(roll).await?;
            scope.insert_all::<choice::Entity>(counts(ctx, &row, &candidates)).await?;
            let opened = meeting::Model { state: Coded(MeetingState::Open), opened_at: Some(ctx.now()), ..row };
            scope.save::<meeting::Entity>(opened).await?;
            let details = json!({ "step": MeetingState::Open, "pool": pool, "voters": voters });
            keep(&scope, ctx, Action::ManageElection, election, details).await?;
            Ok(meeting_id)
        })
        .await?;
    shown(app, ctx, RowId { id, ..election_id }).await
}

/// Locks an election and a meeting of it that has not decided yet, and ends nominations.
async fn begin(
    scope: &Scope,
    ctx: &Ctx,
    command: &MeetingStep,
) -> Outcome<(election::Model, meeting::Model, Vec<nomination::Model>)> {
    let mut election = locked(scope, ctx, Action::ManageElection, command.step.election.id).await?;
    if *election.state != ElectionState::Ballot {
        election.state = Coded(election.state.advance(ElectionState::Ballot).or_refuse()?);
    }
    let nominations = elections::nominations(scope, vec![election.id]).await?;
    check_decided(&nominations)?;
    let row = elections::meeting_of(scope, election.id, command.pool).await?.found()?;
    if *row.state != MeetingState::Waiting {
        let message = format!(
            "A reunião de {} está {}. Siga a partir daí, ou anule a eleição para recomeçar.",
            command.pool.label(),
            row.state.label()
        );
        return Err(Refusal::rule("MEETING_STATE", "etapas da eleição", message).into());
    }
    let standing = nominations
        .into_iter()
        .filter(|one| *one.pool == command.pool && *one.state == NominationState::Accepted)
        .collect();
    Ok((election, row, standing))
}

/// Checks that no nomination waits for a decision.
pub(super) fn check_decided(nominations: &[nomination::Model]) -> Outcome<()> {
    let pending = nominations.iter().filter(|one| *one.state == NominationState::Proposed).count();
    if pending == 0 {
        return Ok(());
    }
    let message =
        format!("Candidaturas sem decisão: {pending}. Julgue-as, ou registre a retirada de quem não aceitou, e siga.");
    Err(Refusal::rule("NOMINATIONS_PENDING", "candidaturas", message).into())
}

async fn roll(
    scope: &Scope,
    ctx: &Ctx,
    election: &election::Model,
    row: &meeting::Model,
) -> Outcome<Vec<voter::Model>> {
    let present = participants::delegates_present(scope, election.conference_id, ctx.now()).await?;
    let whole_plenary = election.rules.body == ElectionBody::Plenary;
    let roll: Vec<_> = present
        .iter()
        .filter(|person| {
            let segment = person.segment.map(|segment| *segment);
            whole_plenary || person.sector.and_then(|sector| Pool::of(*sector, segment)) == Some(*row.pool)
        })
        .map(|person| voter::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            meeting_id: row.id,
            participant_id: person.id,
            voted: false,
        })
        .collect();
    if roll.is_empty() {
        let message =
            format!("Nenhuma delegada ou delegado de {} está presente. Confira o credenciamento.", row.pool.label());
        return Err(Refusal::rule("BALLOT_WITHOUT_VOTERS", "lista de votantes do segmento", message).into());
    }
    Ok(roll)
}

/// A count for each candidate and one for blank ballots, all at zero.
fn counts(ctx: &Ctx, row: &meeting::Model, candidates: &[nomination::Model]) -> Vec<choice::Model> {
    let named = candidates.iter().map(|one| Some(one.participant_id));
    named
        .chain([None])
        .map(|candidate_id| choice::Model {
            tenant_id: row.tenant_id,
            id: ctx.new_id(),
            meeting_id: row.id,
            candidate_id,
            votes: 0,
        })
        .collect()
}

/// Closes the ballot of a meeting (*encerramento da votação*); closing a closed one changes nothing.
///
/// # Errors
/// `MEETING_STATE` when no ballot was opened.
pub async fn close_ballot(app: &App, ctx: &Ctx, command: &MeetingStep) -> Outcome<MeetingView> {
    let (election_id, pool) = (command.step.election, command.pool);
    let permit = ctx.permit(Action::ManageElection, election_id.tenant, None)?;
    let id = app
        .act(ctx, "elections.close_ballot", &permit, command.step.key, command, |scope| async move {
            let election = locked(&scope, ctx, Action::ManageElection, election_id.id).await?;
            let found = elections::meeting_of(&scope, election.id, pool).await?.found()?;
            // Ballots lock the meeting: those before this lock count, those after it find it closed.
            let row = scope.lock::<meeting::Entity>(found.id).await?.found()?;
            match *row.state {
                MeetingState::Closed => return Ok(row.id),
                MeetingState::Open => {}
                MeetingState::Waiting | MeetingState::Acclaimed => {
                    let message =
                        format!("A reunião de {} está {}; não há votação aberta.", pool.label(), row.state.label());
                    return Err(Refusal::rule("MEETING_STATE", "etapas da eleição", message).into());
                }
            }
            let meeting_id = row.id;
            let closed = meeting::Model { state: Coded(MeetingState::Closed), closed_at: Some(ctx.now()), ..row };
            scope.save::<meeting::Entity>(closed).await?;
            let details = json!({ "step": MeetingState::Closed, "pool": pool });
            keep(&scope, ctx, Action::ManageElection, election, details).await?;
            Ok(meeting_id)
        })
        .await?;
    shown(app, ctx, RowId { id, ..election_id }).await
}

/// Records that a meeting acclaimed (*aclamação*): all candidates where they are no more than the seats, or a
/// single list where the rules know one.
///
/// # Errors
/// As [`open_ballot`]; `ACCLAMATION_CONTESTED`, `NOT_A_CANDIDATE`.
pub async fn acclaim(app: &App, ctx: &Ctx, command: &Acclaim) -> Outcome<MeetingView> {
    let step = &command.meeting;
    let (election_id, pool) = (step.step.election, step.pool);
    let permit = ctx.permit(Action::ManageElection, election_id.tenant, None)?;
    let id = app
        .act(ctx, "elections.acclaim", &permit, step.step.key, command, |scope| async move {
            let (election, row, candidates) = begin(&scope, ctx, step).await?;
            let list: Vec<Uuid> = command.list.iter().map(|one| one.id).collect();
            check_acclamation(&scope, &election, pool, &list, candidates).await?;
            let (act, meeting_id) = (Act::new(Action::ManageElection, "ElectionMeeting", row.id), row.id);
            let acclaimed = meeting::Model {
                state: Coded(MeetingState::Acclaimed),
                acclaimed: Some(Doc(list)),
                closed_at: Some(ctx.now()),
                ..row
            };
            scope.save::<meeting::Entity>(acclaimed).await?;
            act.of(election.conference_id).with(json!({ "pool": pool })).record(&scope, ctx).await?;
            let details = json!({ "step": MeetingState::Acclaimed, "pool": pool });
            keep(&scope, ctx, Action::ManageElection, election, details).await?;
            Ok(meeting_id)
        })
        .await?;
    shown(app, ctx, RowId { id, ..election_id }).await
}

/// What the result would refuse later is refused now: the pool alone is computed.
async fn check_acclamation(
    scope: &Scope,
    election: &election::Model,
    pool: Pool,
    list: &[Uuid],
    candidates: Vec<nomination::Model>,
) -> Outcome<()> {
    if candidates.is_empty() {
        let message = format!("Não há candidatura deferida de {}; não há o que aclamar.", pool.label());
        return Err(Refusal::rule("BALLOT_WITHOUT_CANDIDATES", "candidaturas deferidas", message).into());
    }
    let mut alone = input(scope, election, &candidates, &[], &[]).await?;
    alone.seats = SeatsByPool::default();
    *alone.seats.of_mut(pool) = election.seats.of(pool);
    let named = list.iter().map(Uuid::to_string).collect();
    alone.decisions.insert(pool, PoolDecision::Acclaimed(named));
    compute(&alone).or_refuse().map(|_| ())
}
