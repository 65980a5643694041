//! Opening an election with its nominations, and annulling one.

use super::locked::{keep, locked};
use super::read::{ElectionView, election as shown};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::conferences::ConferenceState;
use domain::elections::ElectionState;
use domain::ids::RowId;
use domain::people::{Pool, SizeClass};
use domain::seats::{SeatsByPool, check_seats};
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::councils;
use store::elections::{self, MeetingState, election, meeting};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// An election to open.
#[derive(Debug, Clone, Serialize)]
pub struct OpenNominations {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Titular seats, where the cycle's table has no row for the council.
    pub seats: Option<SeatsByPool>,
}

/// An election to annul.
#[derive(Debug, Clone, Serialize)]
pub struct AnnulElection {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
    /// Why.
    pub reason: String,
}

/// Opens nominations (*abertura das candidaturas*): seats and rules are frozen as the conference's parameters have them.
///
/// # Errors
/// `CONFERENCE_NOT_IN_PROGRESS`, `ELECTION_EXISTS`, `NO_NEXT_STAGE`, `SEATS_REQUIRED`, `SEATS_FROM_TABLE`, those of
/// seats that break a rule.
pub async fn open_nominations(app: &App, ctx: &Ctx, command: &OpenNominations) -> Outcome<ElectionView> {
    let at = command.conference;
    let permit = ctx.permit(Action::ManageElection, at.tenant, Some(at.id))?;
    let opened = app
        .act(ctx, "elections.open_nominations", &permit, command.key, command, |scope| async move {
            let conference = scope.lock::<conference::Entity>(at.id).await?.found()?;
            check_time(&scope, &conference).await?;
            let (seats, size_class) = seats(&scope, &conference, command.seats).await?;
            let rules = conference.parameters.election_rules();
            rules.validate().or_refuse()?;
            let number = elections::elections(&scope, at.id).await?.len() + 1;
            let row = election::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                conference_id: at.id,
                number: i32::try_from(number).unwrap_or(i32::MAX),
                state: Coded(ElectionState::Draft.advance(ElectionState::Nominations).or_refuse()?),
                seats: Doc(seats),
                size_class: size_class.map(Coded),
                segment_split: Doc(conference.parameters.seat_rules().segment_split),
                rules: Doc(rules),
                seed: ctx.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect(),
                result: None,
                opened_at: ctx.now(),
                computed_at: None,
                homologation_poll_id: None,
                homologated: None,
                proclaimed_at: None,
                annulled_because: None,
                version: 1,
            };
            let row = scope.insert::<election::Entity>(row).await?;
            let meetings = Pool::ALL.iter().map(|pool| waiting(ctx, &row, *pool)).collect();
            scope.insert_all::<meeting::Entity>(meetings).await?;
            let act = Act::new(Action::ManageElection, "Election", row.id).of(at.id);
            act.with(json!({ "step": row.state, "seats": row.seats })).live().record(&scope, ctx).await?;
            Ok(row.id)
        })
        .await?;
    shown(app, ctx, RowId { id: opened, ..at }).await
}

fn waiting(ctx: &Ctx, election: &election::Model, pool: Pool) -> meeting::Model {
    meeting::Model {
        tenant_id: election.tenant_id,
        id: ctx.new_id(),
        election_id: election.id,
        pool: Coded(pool),
        seats: i32::try_from(election.seats.of(pool)).unwrap_or(i32::MAX),
        state: Coded(MeetingState::Waiting),
        acclaimed: None,
        opened_at: None,
        closed_at: None,
    }
}

async fn check_time(scope: &Scope, conference: &conference::Model) -> Outcome<()> {
    if *conference.state != ConferenceState::InProgress {
        let message = format!(
            "A conferência está {}. As candidaturas abrem com a conferência em andamento.",
            conference.state.label()
        );
        return Err(Refusal::rule("CONFERENCE_NOT_IN_PROGRESS", "etapas da conferência", message).into());
    }
    if conference.parameters.elects_to(*conference.level).is_none() {
        let message = "Esta é a última etapa do ciclo e não elege delegação. Confira as etapas do ciclo.";
        return Err(Refusal::rule("NO_NEXT_STAGE", "stages", message).into());
    }
    if elections::current(scope, conference.id).await?.is_some() {
        let message = "Já há uma eleição nesta conferência. Siga com ela ou, se precisar recomeçar, anule-a antes.";
        return Err(Refusal::rule("ELECTION_EXISTS", "uma eleição por conferência", message).into());
    }
    Ok(())
}

/// The seats of the council's row of the table; given ones only where the table has no row for it.
async fn seats(
    scope: &Scope,
    conference: &conference::Model,
    given: Option<SeatsByPool>,
) -> Outcome<(SeatsByPool, Option<SizeClass>)> {
    let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
    let size_class = council.size_class.map(|size| *size);
    let of_table = size_class.and_then(|size| conference.parameters.seats(size));
    match (of_table, given) {
        (Some(seats), None) => Ok((seats, size_class)),
        (Some(_), Some(_)) => {
            let message =
                "O número de vagas vem da tabela do ciclo, pelo porte do município. Deixe as vagas em branco.";
            Err(Refusal::rule("SEATS_FROM_TABLE", "seatTable", message).at("seats").into())
        }
        (None, None) => {
            let message = "A tabela do ciclo não tem vagas para este conselho. Informe as vagas por segmento.";
            Err(Refusal::rule("SEATS_REQUIRED", "seatTable", message).at("seats").into())
        }
        (None, Some(seats)) => match check_seats(&seats, &conference.parameters.seat_rules()).into_iter().next() {
            Some(broken) => Err(Refusal::from(broken).at("seats").into()),
            None => Ok((seats, None)),
        },
    }
}

/// Annuls an election (*anulação*) that is not proclaimed or was proclaimed wrongly; what was done stays on record.
///
/// # Errors
/// `ELECTION_STATE` when it is annulled already; the reason's own.
pub async fn annul_election(app: &App, ctx: &Ctx, command: &AnnulElection) -> Outcome<ElectionView> {
    let permit = ctx.permit(Action::ManageElection, command.election.tenant, None)?;
    let reason = &text::body("reason", &command.reason, 2_000)?;
    let id = app
        .act(ctx, "elections.annul", &permit, command.key, command, |scope| async move {
            let mut election = locked(&scope, ctx, Action::ManageElection, command.election.id).await?;
            election.state = Coded(election.state.advance(ElectionState::Annulled).or_refuse()?);
            election.annulled_because = Some(reason.clone());
            keep(&scope, ctx, Action::ManageElection, election, json!({ "step": ElectionState::Annulled })).await
        })
        .await?;
    shown(app, ctx, RowId { id, ..command.election }).await
}
