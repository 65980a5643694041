//! Working groups are planned: axis, room, who coordinates and who takes down what is said.

use super::read::{GroupView, view, views};
use super::standing::{current, lock_conference, lock_group, not_over, participants};
use crate::{Act, App, Ctx, Outcome};
use domain::groups::GroupState;
use domain::groups::state::GroupStateError;
use domain::ids::RowId;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::groups::{self, working_group};
use store::{Coded, Scope, conferences::conference};
use uuid::Uuid;

/// Longest name of a group or a room, in characters.
const NAME_MAX: usize = 120;
/// Most groups of one conference.
const GROUPS_MAX: usize = 50;
/// Most seats of a room.
const CAPACITY_MAX: i32 = 10_000;

/// A group to plan.
#[derive(Debug, Clone, Serialize)]
pub struct CreateGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Number of the axis.
    pub axis: i32,
    /// Name; by default made of axis and letter.
    pub name: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// Seats in the room.
    pub capacity: Option<i32>,
}

/// The groups that the cycle foresees.
#[derive(Debug, Clone, Serialize)]
pub struct CreateGroups {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Changes of a group.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The group.
    pub group: RowId,
    /// The version that was read.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Room.
    pub room: Option<String>,
    /// Seats in the room.
    pub capacity: Option<i32>,
    /// The participant who coordinates.
    pub coordinator: Option<RowId>,
    /// The participant who takes down what is said.
    pub rapporteur: Option<RowId>,
}

/// Plans one group (*grupo de trabalho*).
///
/// # Errors
/// `AXIS_UNKNOWN`, `GROUPS_TOO_MANY`, `CONFERENCE_STATE`, refusals on each field.
pub async fn create(app: &App, ctx: &Ctx, command: &CreateGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::ManageGroups, command.conference.tenant, Some(command.conference.id))?;
    let name = &text::optional_line("name", command.name.as_deref(), NAME_MAX)?;
    let room = &text::optional_line("room", command.room.as_deref(), NAME_MAX)?;
    let capacity = seats(command.capacity)?;
    let group = app
        .act(ctx, "groups.create", &permit, command.key, command, |scope| async move {
            let conference = lock_conference(&scope, command.conference.id).await?;
            not_over(&conference)?;
            let axis = i32::from(conference.parameters.known_axis(command.axis)?);
            let known = groups::of_conference(&scope, conference.id).await?;
            let ordinal =
                1 + known.iter().filter(|group| group.axis == axis).map(|group| group.ordinal).max().unwrap_or(0);
            let planned = planned(ctx, &conference, &known, axis, ordinal)?;
            let name = name.clone().unwrap_or(planned.name);
            let group = working_group::Model { name, room: room.clone(), capacity, ..planned };
            let group = scope.insert::<working_group::Entity>(group).await?;
            record(&scope, ctx, &group, "created").await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

/// Plans the groups that the cycle foresees for its axes (`groupsPerAxis`); those that are there stay.
///
/// # Errors
/// `CONFERENCE_STATE`, `GROUPS_TOO_MANY`.
pub async fn create_from_axes(app: &App, ctx: &Ctx, command: &CreateGroups) -> Outcome<Vec<GroupView>> {
    let permit = ctx.permit(Action::ManageGroups, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "groups.create_from_axes", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        not_over(&conference)?;
        let mut known = groups::of_conference(&scope, conference.id).await?;
        for place in conference.parameters.groups().planned(&conference.parameters.axis_numbers()) {
            let (axis, ordinal) = (i32::from(place.axis), i32::from(place.ordinal));
            if known.iter().any(|group| (group.axis, group.ordinal) == (axis, ordinal)) {
                continue;
            }
            let group = planned(ctx, &conference, &known, axis, ordinal)?;
            known.push(scope.insert::<working_group::Entity>(group).await?);
        }
        let act = Act::new(Action::ManageGroups, "Conference", conference.id).of(conference.id);
        act.with(json!({ "groups": known.len() })).live().record(&scope, ctx).await
    })
    .await?;
    views(app, ctx, command.conference).await
}

/// Changes name, room, coordination and reporting of a group that is not concluded.
///
/// # Errors
/// `STALE_VERSION`, `GROUP_CONCLUDED`, refusals on each field; not found for people who are not of the conference.
pub async fn update(app: &App, ctx: &Ctx, command: &UpdateGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::ManageGroups, command.group.tenant, None)?;
    let name = &text::line("name", &command.name, NAME_MAX)?;
    let room = &text::optional_line("room", command.room.as_deref(), NAME_MAX)?;
    let capacity = seats(command.capacity)?;
    let group = app
        .act(ctx, "groups.update", &permit, command.key, command, |scope| async move {
            let (conference, kept) = lock_group(&scope, ctx, Action::ManageGroups, command.group.id).await?;
            current(kept.version, command.version)?;
            not_over(&conference)?;
            if *kept.state == GroupState::Concluded {
                return Err(Refusal::from(GroupStateError::Concluded).into());
            }
            let named: Vec<Uuid> = command.coordinator.iter().chain(&command.rapporteur).map(|row| row.id).collect();
            participants(&scope, conference.id, &named).await?;
            let group = working_group::Model {
                name: name.clone(),
                room: room.clone(),
                capacity,
                coordinator_id: command.coordinator.map(|row| row.id),
                rapporteur_id: command.rapporteur.map(|row| row.id),
                version: kept.version + 1,
                ..kept
            };
            let group = scope.save::<working_group::Entity>(group).await?;
            record(&scope, ctx, &group, "updated").await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

fn planned(
    ctx: &Ctx,
    conference: &conference::Model,
    known: &[working_group::Model],
    axis: i32,
    ordinal: i32,
) -> Result<working_group::Model, Refusal> {
    if known.len() >= GROUPS_MAX {
        let message = format!("Uma conferência tem no máximo {GROUPS_MAX} grupos. Use os que já existem.");
        return Err(Refusal::rule("GROUPS_TOO_MANY", "grupos de trabalho", message));
    }
    let shared = ordinal > 1 || conference.parameters.groups_per_axis > 1;
    let letter = u8::try_from(ordinal - 1).ok().filter(|letter| shared && *letter < 26);
    let letter = letter.map(|letter| char::from(b'A' + letter).to_string()).unwrap_or_default();
    Ok(working_group::Model {
        tenant_id: conference.tenant_id,
        id: ctx.new_id(),
        conference_id: conference.id,
        number: 1 + known.iter().map(|group| group.number).max().unwrap_or(0),
        axis,
        ordinal,
        name: format!("Grupo do eixo {axis}{letter}"),
        room: None,
        capacity: None,
        coordinator_id: None,
        rapporteur_id: None,
        state: Coded(GroupState::Planned),
        opened_at: None,
        concluded_at: None,
        reopened_reason: None,
        version: 1,
    })
}

fn seats(capacity: Option<i32>) -> Result<Option<i32>, Refusal> {
    match capacity {
        Some(seats) if !(1..=CAPACITY_MAX).contains(&seats) => {
            let message = format!(
                "Informe de 1 a {CAPACITY_MAX} lugares, ou deixe em branco se a sala comporta todas as pessoas."
            );
            Err(Refusal::invalid("capacity", "OUT_OF_RANGE", message))
        }
        other => Ok(other),
    }
}

async fn record(scope: &Scope, ctx: &Ctx, group: &working_group::Model, what: &str) -> Outcome<()> {
    let act = Act::new(Action::ManageGroups, "WorkingGroup", group.id).of(group.conference_id);
    act.with(json!({ what: group.number, "axis": group.axis, "version": group.version }))
        .live()
        .record(scope, ctx)
        .await
}
