//! A group meets: it opens, its attendance is taken, its votes are written down.

use super::read::{GroupView, view};
use super::standing::{current, lock_group, meeting, participants};
use crate::proposals::drafts;
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::groups::GroupVote;
use domain::groups::attendance::{Attending, attend};
use domain::ids::RowId;
use domain::proposals::{ProposalRefusal, ProposalState};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::groups::{self, attendance, working_group};
use store::participants::participant;
use store::proposals::proposal;
use store::{Coded, Scope};
use uuid::Uuid;

/// Most people on one call of an attendance list.
const LIST_MAX: usize = 500;

/// The opening of a group.
#[derive(Debug, Clone, Serialize)]
pub struct OpenGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The group.
    pub group: RowId,
}

/// People who came, and people who were listed by mistake.
#[derive(Debug, Clone, Serialize)]
pub struct RecordAttendance {
    /// Idempotency key.
    pub key: Uuid,
    /// The group.
    pub group: RowId,
    /// People to put on the list.
    pub present: Vec<RowId>,
    /// People to take off the list.
    pub absent: Vec<RowId>,
}

/// A group's vote on one proposal.
#[derive(Debug, Clone, Serialize)]
pub struct RecordVote {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal.
    pub proposal: RowId,
    /// The version that was read: the text that was voted.
    pub version: i32,
    /// In favour.
    pub in_favour: i32,
    /// Against.
    pub against: i32,
    /// Abstentions.
    pub abstention: i32,
}

/// Opens a group (*abertura do grupo*). Drafts of its axis come to it where no other group shares the axis.
///
/// # Errors
/// `GROUP_ALREADY_OPEN`, `GROUP_CONCLUDED`, `CONFERENCE_STATE`.
pub async fn open(app: &App, ctx: &Ctx, command: &OpenGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::LeadGroup, command.group.tenant, None)?;
    let group = app
        .act(ctx, "groups.open", &permit, command.key, command, |scope| async move {
            let (conference, kept) = lock_group(&scope, ctx, Action::LeadGroup, command.group.id).await?;
            meeting(&conference)?;
            let state = Coded(kept.state.open().or_refuse()?);
            let opened = working_group::Model { state, opened_at: Some(ctx.now()), version: kept.version + 1, ..kept };
            let group = scope.save::<working_group::Entity>(opened).await?;
            let known = groups::of_conference(&scope, conference.id).await?;
            let alone = known.iter().filter(|other| other.axis == group.axis).count() == 1;
            let brought = if alone { drafts::bring_to_group(&scope, &group).await? } else { 0 };
            let act = Act::new(Action::LeadGroup, "WorkingGroup", group.id).of(conference.id);
            act.with(json!({ "opened": group.number, "drafts": brought })).live().record(&scope, ctx).await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

/// Takes attendance (*lista de presença*). People who are on this list already stay on it.
///
/// # Errors
/// `NOT_CHECKED_IN`, `IN_ANOTHER_GROUP` with the place in the list, `GROUP_NOT_OPEN`, `GROUP_CONCLUDED`.
pub async fn record_attendance(app: &App, ctx: &Ctx, command: &RecordAttendance) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::LeadGroup, command.group.tenant, None)?;
    if command.present.len() + command.absent.len() > LIST_MAX {
        let message = format!("Registre no máximo {LIST_MAX} pessoas de cada vez.");
        return Err(Refusal::invalid("participantIds", "TOO_MANY", message).into());
    }
    let group = app
        .act(ctx, "groups.record_attendance", &permit, command.key, command, |scope| async move {
            let (conference, group) = lock_group(&scope, ctx, Action::LeadGroup, command.group.id).await?;
            meeting(&conference)?;
            group.state.records().or_refuse()?;
            let absent = command.absent.iter().map(|row| row.id).collect();
            let removed = groups::unlist(&scope, group.id, absent).await?;
            let ids: Vec<Uuid> = command.present.iter().map(|row| row.id).collect();
            let people = participants(&scope, conference.id, &ids).await?;
            let listed = groups::listed(&scope, conference.id, ids).await?;
            let mut added = 0_u32;
            for (index, person) in people.iter().enumerate() {
                let listed_in =
                    listed.iter().find(|entry| entry.participant_id == person.id).map(|entry| entry.group_id);
                if listed_in != Some(group.id) {
                    let listing = list(&scope, ctx, &group, person, listed_in).await;
                    added += u32::from(listing.map_err(|failure| at_place(failure, index))?);
                }
            }
            let act = Act::new(Action::LeadGroup, "WorkingGroup", group.id).of(conference.id);
            act.with(json!({ "present": added, "removed": removed })).live().record(&scope, ctx).await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

/// Puts one person on the list; false when the same call named the person before.
async fn list(
    scope: &Scope,
    ctx: &Ctx,
    group: &working_group::Model,
    person: &participant::Model,
    listed_in: Option<Uuid>,
) -> Outcome<bool> {
    let now = ctx.now();
    let delegate = person.category.is_delegate() && person.holds_seat;
    let attending =
        |listed_in| Attending { participant: person.id, delegate, checked_in: is_in(person, now), listed_in };
    attend(group.id, &attending(listed_in)).or_refuse()?;
    let entry = attendance::Model {
        tenant_id: group.tenant_id,
        id: ctx.new_id(),
        conference_id: group.conference_id,
        group_id: group.id,
        participant_id: person.id,
        delegate,
        at: now,
    };
    if scope.insert_new::<attendance::Entity>(entry).await? {
        return Ok(true);
    }
    // Somebody put the person on a list meanwhile.
    let listed = groups::listed(scope, group.conference_id, vec![person.id]).await?;
    match listed.first().map(|entry| entry.group_id) {
        Some(other) if other != group.id => attend(group.id, &attending(Some(other))).or_refuse().map(|()| false),
        _ => Ok(false),
    }
}

fn is_in(person: &participant::Model, at: DateTime<Utc>) -> bool {
    person.check_in_at.is_some_and(|came| came <= at) && person.check_out_at.is_none_or(|left| left > at)
}

/// Says which entry of the input a refusal is about.
fn at_place(failure: crate::Failure, index: usize) -> crate::Failure {
    match failure {
        crate::Failure::Refused(mut refusal) => {
            refusal.path = vec!["participantIds".into(), index.to_string()];
            crate::Failure::Refused(refusal)
        }
        other => other,
    }
}

/// Writes down a group's vote on a proposal (*votação no grupo*); once more corrects it.
///
/// # Errors
/// `TOO_MANY_VOTES`, `PROPOSAL_NOT_NOW`, `STALE_VERSION`, `GROUP_NOT_OPEN`, `GROUP_CONCLUDED`.
pub async fn record_vote(app: &App, ctx: &Ctx, command: &RecordVote) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::LeadGroup, command.proposal.tenant, None)?;
    let count = |field, number: i32| {
        u32::try_from(number).map_err(|_| Refusal::invalid(field, "OUT_OF_RANGE", "Informe um número a partir de 0."))
    };
    let vote = GroupVote {
        in_favour: count("inFavour", command.in_favour)?,
        against: count("against", command.against)?,
        abstention: count("abstention", command.abstention)?,
    };
    app.act(ctx, "groups.record_vote", &permit, command.key, command, |scope| async move {
        let read = scope.get::<proposal::Entity>(command.proposal.id).await?.found()?;
        ctx.permit(Action::LeadGroup, scope.tenant(), Some(read.conference_id))?;
        let Some(group) = read.group_id else { return Err(not_in_group(&read).into()) };
        let (conference, group) = lock_group(&scope, ctx, Action::LeadGroup, group).await?;
        meeting(&conference)?;
        group.state.records().or_refuse()?;
        let kept = scope.lock::<proposal::Entity>(read.id).await?.found()?;
        current(kept.version, command.version)?;
        if *kept.state != ProposalState::InGroup {
            return Err(not_in_group(&kept).into());
        }
        vote.check(delegates_in(&scope, &group).await?).or_refuse()?;
        let voted = proposal::Model {
            votes_for: Some(command.in_favour),
            votes_against: Some(command.against),
            abstentions: Some(command.abstention),
            version: kept.version + 1,
            ..kept
        };
        let voted = scope.save::<proposal::Entity>(voted).await?;
        let act = Act::new(Action::LeadGroup, "Proposal", voted.id).of(conference.id);
        act.with(json!({ "vote": vote })).live().record(&scope, ctx).await?;
        Ok(voted)
    })
    .await
}

fn not_in_group(row: &proposal::Model) -> Refusal {
    ProposalRefusal::NotNow(*row.state).into()
}

/// Delegates on a group's list.
pub(super) async fn delegates_in(scope: &Scope, group: &working_group::Model) -> Outcome<u32> {
    let counts = groups::attendance_counts(scope, group.conference_id).await?;
    let delegates = counts.iter().find(|(of, delegate, _)| *of == group.id && *delegate);
    Ok(delegates.map_or(0, |(.., people)| u32::try_from(*people).unwrap_or(u32::MAX)))
}
