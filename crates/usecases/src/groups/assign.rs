//! Participants are assigned to groups: balanced by segment, by preference as far as that allows.

use super::read::{GroupView, view};
use super::standing::{lock_conference, lock_group, not_over, participants};
use crate::{Act, App, Ctx, Failure, Outcome};
use domain::Refusal;
use domain::groups::assignment::{AssignedGroup, Assignment, Seated, Stratum};
use domain::groups::state::GroupStateError;
use domain::groups::{self as rules, GroupState};
use domain::ids::RowId;
use domain::participants::Placement;
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use store::Scope;
use store::groups::{self, working_group};
use store::participants::participant;
use uuid::Uuid;

/// An assignment of everybody.
#[derive(Debug, Clone, Serialize)]
pub struct AssignGroups {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Only show what would come out.
    pub dry_run: bool,
    /// Assign those anew who have a group; else they stay.
    pub reassign: bool,
}

/// Another group for one person.
#[derive(Debug, Clone, Serialize)]
pub struct MoveToGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The person.
    pub participant: RowId,
    /// The group.
    pub group: RowId,
}

/// What an assignment looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// The groups, by number.
    pub groups: Vec<GroupBalance>,
    /// People who got their first wish.
    pub first: u32,
    /// People who got a later wish.
    pub listed: u32,
    /// People with wishes, none of which could be fulfilled.
    pub other: u32,
    /// People without wishes.
    pub undecided: u32,
    /// People who were in a group already.
    pub fixed: u32,
    /// People for whom no room has a seat left.
    pub unplaced: u32,
}

/// Who would be in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupBalance {
    /// The group's tenant and row.
    pub tenant: Uuid,
    /// The group.
    pub group: Uuid,
    /// What people call it.
    pub label: String,
    /// Number of its axis.
    pub axis: u8,
    /// Everybody.
    pub people: u32,
    /// By kind.
    pub by_stratum: BTreeMap<Stratum, u32>,
}

/// Assigns all eligible participants to groups (*distribuição pelos grupos*), or shows how it would come out.
///
/// # Errors
/// `GROUPS_MISSING` without groups, `CONFERENCE_STATE`.
pub async fn assign(app: &App, ctx: &Ctx, command: &AssignGroups) -> Outcome<Balance> {
    let permit = ctx.permit(Action::AssignGroups, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "groups.assign", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        not_over(&conference)?;
        let groups = groups::of_conference(&scope, conference.id).await?;
        if groups.is_empty() {
            let message = "Crie os grupos de trabalho antes de distribuir as pessoas.";
            return Err(Refusal::rule("GROUPS_MISSING", "grupos de trabalho", message).into());
        }
        let people = groups::assignable(&scope, conference.id).await?;
        let seated = people.iter().map(|person| seat(person, command.reassign)).collect::<Outcome<Vec<_>>>()?;
        let rooms: Vec<AssignedGroup> = groups.iter().map(room).collect();
        let assignment = rules::assign(&seated, &rooms);
        if !command.dry_run {
            write(&scope, &assignment, &people).await?;
            let act = Act::new(Action::AssignGroups, "Conference", conference.id).of(conference.id);
            let details = json!({ "placed": assignment.places.len(), "unplaced": assignment.unplaced.len() });
            act.with(details).record(&scope, ctx).await?;
        }
        Ok(balance(&assignment, &groups, command.dry_run))
    })
    .await
}

/// Puts one person into another group, by hand.
///
/// # Errors
/// `GROUP_FULL`, `GROUP_CONCLUDED`, `CONFERENCE_STATE`.
pub async fn move_to_group(app: &App, ctx: &Ctx, command: &MoveToGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::AssignGroups, command.group.tenant, None)?;
    let group = app
        .act(ctx, "groups.move_to_group", &permit, command.key, command, |scope| async move {
            let (conference, group) = lock_group(&scope, ctx, Action::AssignGroups, command.group.id).await?;
            not_over(&conference)?;
            if *group.state == GroupState::Concluded {
                return Err(Refusal::from(GroupStateError::Concluded).into());
            }
            let person = participants(&scope, conference.id, &[command.participant.id]).await?.remove(0);
            if person.group_id != Some(group.id) {
                room_left(&scope, &group).await?;
                groups::put_into(&scope, group.id, &[person.id]).await?;
            }
            let act = Act::new(Action::AssignGroups, "Participant", person.id).of(conference.id);
            act.with(json!({ "from": person.group_id, "to": group.id })).record(&scope, ctx).await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

async fn room_left(scope: &Scope, group: &working_group::Model) -> Outcome<()> {
    let Some(capacity) = group.capacity else { return Ok(()) };
    let counts = groups::assigned_counts(scope, group.conference_id).await?;
    let people: i64 = counts.iter().filter(|(of, ..)| *of == group.id).map(|(.., people)| people).sum();
    if people < i64::from(capacity) {
        return Ok(());
    }
    let message = format!("A sala do grupo tem {capacity} lugares, todos ocupados. Escolha outro grupo ou outra sala.");
    Err(Refusal::rule("GROUP_FULL", "lotação da sala", message).into())
}

fn seat(person: &participant::Model, reassign: bool) -> Outcome<Seated> {
    let placement =
        Placement::stored(*person.category, person.sector.map(|sector| *sector), person.segment.map(|s| *s));
    Ok(Seated {
        participant: person.id,
        stratum: Stratum::of(placement.map_err(Failure::internal)?),
        preferences: person.axis_preferences.iter().filter_map(|axis| u8::try_from(*axis).ok()).collect(),
        fixed: if reassign { None } else { person.group_id },
    })
}

fn room(group: &working_group::Model) -> AssignedGroup {
    AssignedGroup {
        group: group.id,
        axis: u8::try_from(group.axis).unwrap_or_default(),
        capacity: group.capacity.and_then(|seats| u32::try_from(seats).ok()),
    }
}

async fn write(scope: &Scope, assignment: &Assignment, people: &[participant::Model]) -> Outcome<()> {
    let present: BTreeMap<Uuid, Option<Uuid>> = people.iter().map(|person| (person.id, person.group_id)).collect();
    let mut moved: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for place in &assignment.places {
        if present.get(&place.participant) != Some(&Some(place.group)) {
            moved.entry(place.group).or_default().push(place.participant);
        }
    }
    for (group, people) in moved {
        groups::put_into(scope, group, &people).await?;
    }
    Ok(())
}

fn balance(assignment: &Assignment, groups: &[working_group::Model], dry_run: bool) -> Balance {
    let tally = assignment.satisfaction();
    let sized = groups.iter().zip(&assignment.sizes).map(|(group, size)| GroupBalance {
        tenant: group.tenant_id,
        group: group.id,
        label: group.label(),
        axis: size.axis,
        people: size.people,
        by_stratum: size.by_stratum.clone(),
    });
    Balance {
        dry_run,
        groups: sized.collect(),
        first: tally.first,
        listed: tally.listed,
        other: tally.other,
        undecided: tally.undecided,
        fixed: tally.fixed,
        unplaced: u32::try_from(assignment.unplaced.len()).unwrap_or(u32::MAX),
    }
}
