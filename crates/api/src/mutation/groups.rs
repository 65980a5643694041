//! Working groups: planning, assignment, meeting, conclusion.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::groups::{GroupAssignment, WorkingGroup, WorkingGroupList};
use crate::types::proposals::Proposal;
use async_graphql::{Context, ID, InputObject, Object};
use usecases::groups;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct GroupsMutation;

/// A group to plan.
#[derive(InputObject)]
pub(crate) struct CreateGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Number of the axis.
    axis: i32,
    /// Name; null makes one of axis and letter.
    name: Option<String>,
    /// Room.
    room: Option<String>,
    /// Seats in the room; null where it takes everybody.
    capacity: Option<i32>,
}

/// The groups that the cycle foresees.
#[derive(InputObject)]
pub(crate) struct CreateGroupsFromAxesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// A group as it should be from now on.
#[derive(InputObject)]
pub(crate) struct UpdateGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The group.
    working_group_id: ID,
    /// The version that was read.
    version: i32,
    /// Name.
    name: String,
    /// Room; null takes it away.
    room: Option<String>,
    /// Seats in the room; null where it takes everybody.
    capacity: Option<i32>,
    /// The participant who coordinates; null for nobody yet.
    coordinator_id: Option<ID>,
    /// The participant who takes down what is said; null for nobody yet.
    rapporteur_id: Option<ID>,
}

/// An assignment of everybody to groups.
#[derive(InputObject)]
pub(crate) struct AssignGroupsInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Only show the balance that would come out, write nothing.
    dry_run: bool,
    /// Assign those anew who have a group already; by default they stay.
    #[graphql(default)]
    reassign: bool,
}

/// Another group for one person.
#[derive(InputObject)]
pub(crate) struct MoveToGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
    /// The group.
    working_group_id: ID,
}

/// The opening of a group.
#[derive(InputObject)]
pub(crate) struct OpenGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The group.
    working_group_id: ID,
}

/// People who came to a group.
#[derive(InputObject)]
pub(crate) struct RecordGroupAttendanceInput {
    /// Idempotency key.
    key: Uuid,
    /// The group.
    working_group_id: ID,
    /// Participants to put on the list; those who are on it stay.
    participant_ids: Vec<ID>,
    /// Participants to take off the list, who were put there by mistake.
    #[graphql(default)]
    removed_participant_ids: Vec<ID>,
}

/// A group's vote on a proposal.
#[derive(InputObject)]
pub(crate) struct RecordGroupVoteInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal.
    proposal_id: ID,
    /// The version of the proposal that was voted.
    version: i32,
    /// Votes in favour.
    in_favour: i32,
    /// Votes against.
    against: i32,
    /// Abstentions.
    abstention: i32,
}

/// The conclusion of a group.
#[derive(InputObject)]
pub(crate) struct ConcludeGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The group.
    working_group_id: ID,
    /// The version that was read.
    version: i32,
}

/// A concluded group to open again.
#[derive(InputObject)]
pub(crate) struct ReopenGroupInput {
    /// Idempotency key.
    key: Uuid,
    /// The group.
    working_group_id: ID,
    /// The version that was read.
    version: i32,
    /// Why.
    reason: String,
}

outcome! {
    /// What came of an act on a working group.
    WorkingGroupOutcome = WorkingGroup
}
outcome! {
    /// What came of planning the groups of the cycle.
    CreateGroupsFromAxesOutcome = WorkingGroupList
}
outcome! {
    /// What came of an assignment to groups.
    AssignGroupsOutcome = GroupAssignment
}
outcome! {
    /// What came of a group's vote.
    RecordGroupVoteOutcome = Proposal
}

#[Object]
impl GroupsMutation {
    /// Plans a working group (*grupo de trabalho*).
    async fn create_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group.")] input: CreateGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let command = groups::CreateGroup {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            axis: input.axis,
            name: input.name,
            room: input.room,
            capacity: input.capacity,
        };
        settle(asking, groups::create(app, asking, &command).await, WorkingGroup)
    }

    /// Plans the working groups that the cycle foresees for its axes; those that exist stay.
    async fn create_groups_from_axes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] input: CreateGroupsFromAxesInput,
    ) -> async_graphql::Result<CreateGroupsFromAxesOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = groups::CreateGroups { key: input.key, conference };
        settle(asking, groups::create_from_axes(app, asking, &command).await, WorkingGroupList::new)
    }

    /// Changes name, room, coordination and reporting (*coordenação e relatoria*) of a group.
    async fn update_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group as it should be.")] input: UpdateGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let command = groups::UpdateGroup {
            key: input.key,
            group: id::row("WorkingGroup", &input.working_group_id)?,
            version: input.version,
            name: input.name,
            room: input.room,
            capacity: input.capacity,
            coordinator: id::optional_row("Participant", input.coordinator_id.as_ref())?,
            rapporteur: id::optional_row("Participant", input.rapporteur_id.as_ref())?,
        };
        settle(asking, groups::update(app, asking, &command).await, WorkingGroup)
    }

    /// Assigns all eligible participants to groups: balanced by segment first, then by preference.
    async fn assign_groups(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The assignment.")] input: AssignGroupsInput,
    ) -> async_graphql::Result<AssignGroupsOutcome> {
        let (app, asking) = asked(ctx);
        let command = groups::AssignGroups {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            dry_run: input.dry_run,
            reassign: input.reassign,
        };
        settle(asking, groups::assign(app, asking, &command).await, GroupAssignment::from)
    }

    /// Puts one participant into another group, by hand.
    async fn move_to_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who goes where.")] input: MoveToGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let command = groups::MoveToGroup {
            key: input.key,
            participant: id::row("Participant", &input.participant_id)?,
            group: id::row("WorkingGroup", &input.working_group_id)?,
        };
        settle(asking, groups::move_to_group(app, asking, &command).await, WorkingGroup)
    }

    /// Opens a group: from now on attendance, proposals and votes are recorded. Drafts of its axis come to it where
    /// no other group shares the axis.
    async fn open_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group.")] input: OpenGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let group = id::row("WorkingGroup", &input.working_group_id)?;
        let command = groups::OpenGroup { key: input.key, group };
        settle(asking, groups::open(app, asking, &command).await, WorkingGroup)
    }

    /// Takes the attendance of a group (*lista de presença*).
    async fn record_group_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who came.")] input: RecordGroupAttendanceInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let people = |ids: &[ID]| ids.iter().map(|id| id::row("Participant", id)).collect::<Result<Vec<_>, _>>();
        let command = groups::RecordAttendance {
            key: input.key,
            group: id::row("WorkingGroup", &input.working_group_id)?,
            present: people(&input.participant_ids)?,
            absent: people(&input.removed_participant_ids)?,
        };
        settle(asking, groups::record_attendance(app, asking, &command).await, WorkingGroup)
    }

    /// Writes down a group's vote on a proposal, by numbers; once more corrects it.
    async fn record_group_vote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The vote.")] input: RecordGroupVoteInput,
    ) -> async_graphql::Result<RecordGroupVoteOutcome> {
        let (app, asking) = asked(ctx);
        let command = groups::RecordVote {
            key: input.key,
            proposal: id::row("Proposal", &input.proposal_id)?,
            version: input.version,
            in_favour: input.in_favour,
            against: input.against,
            abstention: input.abstention,
        };
        settle(asking, groups::record_vote(app, asking, &command).await, Proposal)
    }

    /// Concludes a group: threshold first, then the limits by rank decide what goes to the plenary.
    async fn conclude_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group.")] input: ConcludeGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let group = id::row("WorkingGroup", &input.working_group_id)?;
        let command = groups::ConcludeGroup { key: input.key, group, version: input.version };
        settle(asking, groups::conclude(app, asking, &command).await, WorkingGroup)
    }

    /// Opens a concluded group again, with the reason, before its proposals are before the plenary.
    async fn reopen_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The group and why.")] input: ReopenGroupInput,
    ) -> async_graphql::Result<WorkingGroupOutcome> {
        let (app, asking) = asked(ctx);
        let group = id::row("WorkingGroup", &input.working_group_id)?;
        let command = groups::ReopenGroup { key: input.key, group, version: input.version, reason: input.reason };
        settle(asking, groups::reopen(app, asking, &command).await, WorkingGroup)
    }
}
