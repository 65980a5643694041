//! Nominations: presenting one, agreeing to stand, giving up.

use super::locked::locked;
use super::read::{NominationView, nomination as shown};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::elections::{ElectionState, Ineligible, NominationRefused, NominationState};
use domain::ids::RowId;
use domain::people::Pool;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::elections::{self, election, nomination};
use store::participants::participant;
use store::{Coded, Scope};
use uuid::Uuid;

/// A nomination to present.
#[derive(Debug, Clone, Serialize)]
pub struct Nominate {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
    /// Who would be elected; none for the participant who asks.
    pub participant: Option<RowId>,
    /// Where they stand; none for their own pool.
    pub pool: Option<Pool>,
    /// Whether the person agreed before the table, which records it for them.
    pub consented: bool,
}

/// A step of a nomination.
#[derive(Debug, Clone, Serialize)]
pub struct NominationStep {
    /// Idempotency key.
    pub key: Uuid,
    /// The nomination.
    pub nomination: RowId,
    /// Why, if said.
    pub reason: Option<String>,
}

/// Presents a nomination (*candidatura*): one's own, somebody else's, or at the table.
///
/// Whether the person is eligible is judged later, so that a refusal stands in the minutes with its reason.
///
/// # Errors
/// `NOMINATIONS_NOT_OPEN`, `ALREADY_NOMINATED`, `POOL_REQUIRED`.
pub async fn nominate(app: &App, ctx: &Ctx, command: &Nominate) -> Outcome<NominationView> {
    let tenant = command.election.tenant;
    let permit = ctx.permit(Action::Nominate, tenant, None)?;
    let id = app
        .act(ctx, "elections.nominate", &permit, command.key, command, |scope| async move {
            let election = locked(&scope, ctx, Action::Nominate, command.election.id).await?;
            let nominee = nominee(&scope, ctx, command, &election).await?;
            let others = elections::nominations(&scope, vec![election.id]).await?;
            admit(&election, &nominee, &others)?;
            let row = row(ctx, command, &election, &nominee, others.len())?;
            let row = scope.insert::<nomination::Entity>(row).await?;
            record(&scope, ctx, &election, &row).await
        })
        .await?;
    shown(app, ctx, RowId { tenant, id }).await
}

async fn nominee(
    scope: &Scope,
    ctx: &Ctx,
    command: &Nominate,
    election: &election::Model,
) -> Outcome<participant::Model> {
    let wanted = match command.participant {
        Some(named) if named.tenant == scope.tenant() => named.id,
        Some(_) => return Err(crate::Failure::NotFound),
        None => ctx.actor.participant().ok_or_else(|| {
            Refusal::invalid("participantId", "PARTICIPANT_REQUIRED", "Informe quem é a pessoa indicada.")
        })?,
    };
    let person = scope.get::<participant::Entity>(wanted).await?.found()?;
    if person.conference_id == election.conference_id { Ok(person) } else { Err(crate::Failure::NotFound) }
}

fn admit(election: &election::Model, nominee: &participant::Model, others: &[nomination::Model]) -> Outcome<()> {
    let refuse = |cause| Err(NominationRefused { cause, article: None }).or_refuse();
    if *election.state != ElectionState::Nominations {
        return refuse(Ineligible::NotOpen { state: *election.state });
    }
    let stands = |other: &nomination::Model| {
        other.participant_id == nominee.id
            && matches!(*other.state, NominationState::Proposed | NominationState::Accepted)
    };
    if others.iter().any(stands) { refuse(Ineligible::AlreadyNominated) } else { Ok(()) }
}

fn row(
    ctx: &Ctx,
    command: &Nominate,
    election: &election::Model,
    nominee: &participant::Model,
    earlier: usize,
) -> Outcome<nomination::Model> {
    let own = nominee.sector.and_then(|sector| Pool::of(*sector, nominee.segment.map(|segment| *segment)));
    let pool = command.pool.or(own).ok_or_else(|| {
        let message = "A pessoa não tem segmento no cadastro. Informe em qual segmento é a candidatura.";
        Refusal::invalid("pool", "POOL_REQUIRED", message)
    })?;
    let nominated_by = ctx.actor.participant();
    let agrees = match nominated_by {
        Some(participant) => participant == nominee.id,
        None => command.consented,
    };
    Ok(nomination::Model {
        tenant_id: election.tenant_id,
        id: ctx.new_id(),
        election_id: election.id,
        number: i32::try_from(earlier + 1).unwrap_or(i32::MAX),
        participant_id: nominee.id,
        pool: Coded(pool),
        state: Coded(NominationState::Proposed),
        reason: None,
        refusal_code: None,
        nominated_by,
        consented_at: agrees.then(|| ctx.now()),
        attended: None,
        counted: None,
        proposed_at: ctx.now(),
        decided_at: None,
    })
}

/// The person agrees to stand (*aceite da candidatura*); the table may record it for them.
///
/// # Errors
/// `NOMINATIONS_NOT_OPEN`, `NOMINATION_STATE`, `NOT_PERMITTED` for another participant.
pub async fn accept_nomination(app: &App, ctx: &Ctx, command: &NominationStep) -> Outcome<NominationView> {
    step(app, ctx, "elections.accept_nomination", command, |election, mut row| {
        // Whoever agrees can still be accepted; the judgement itself comes later.
        row.state.advance(NominationState::Accepted, *election.state).or_refuse()?;
        row.consented_at = row.consented_at.or(Some(ctx.now()));
        Ok(row)
    })
    .await
}

/// The person gives up (*retirada da candidatura*), while nominations are open.
///
/// # Errors
/// As [`accept_nomination`]; the reason's own.
pub async fn withdraw_nomination(app: &App, ctx: &Ctx, command: &NominationStep) -> Outcome<NominationView> {
    let reason = &text::optional_line("reason", command.reason.as_deref(), 500)?;
    step(app, ctx, "elections.withdraw_nomination", command, |election, mut row| {
        row.state = Coded(row.state.advance(NominationState::Withdrawn, *election.state).or_refuse()?);
        row.reason = Some(reason.clone().unwrap_or_else(|| "Retirou a candidatura.".into()));
        row.decided_at = Some(ctx.now());
        Ok(row)
    })
    .await
}

async fn step(
    app: &App,
    ctx: &Ctx,
    operation: &'static str,
    command: &NominationStep,
    change: impl Fn(&election::Model, nomination::Model) -> Outcome<nomination::Model> + Sync,
) -> Outcome<NominationView> {
    let at = command.nomination;
    let permit = ctx.permit(Action::Nominate, at.tenant, None)?;
    let change = &change;
    let id = app
        .act(ctx, operation, &permit, command.key, command, |scope| async move {
            let found = scope.get::<nomination::Entity>(at.id).await?.found()?;
            let election = locked(&scope, ctx, Action::Nominate, found.election_id).await?;
            let row = scope.lock::<nomination::Entity>(at.id).await?.found()?;
            if ctx.actor.participant().is_some_and(|asking| asking != row.participant_id) {
                return Err(Refusal::not_permitted("a pessoa indicada, a secretaria executiva, a mesa diretora").into());
            }
            let row = scope.save::<nomination::Entity>(change(&election, row)?).await?;
            record(&scope, ctx, &election, &row).await
        })
        .await?;
    shown(app, ctx, RowId { id, ..at }).await
}

async fn record(scope: &Scope, ctx: &Ctx, election: &election::Model, row: &nomination::Model) -> Outcome<Uuid> {
    let details = json!({ "state": row.state, "pool": row.pool, "consented": row.consented_at.is_some() });
    let act = Act::new(Action::Nominate, "Nomination", row.id).of(election.conference_id);
    act.with(details).live().record(scope, ctx).await?;
    Ok(row.id)
}
