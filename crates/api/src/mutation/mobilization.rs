//! Mobilization: events, attendance, contributions.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::mobilization::{Contribution, MobilizationEvent};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::{DateTime, Utc};
use domain::mobilization::EventKind;
use domain::people::GovernmentLevel;
use usecases::mobilization;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct MobilizationMutation;

/// An event to schedule or correct.
#[derive(InputObject)]
pub(crate) struct ScheduleMobilizationEventInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The event to correct; null for a new one.
    mobilization_event_id: Option<ID>,
    /// The version that was read, when correcting.
    version: Option<i32>,
    /// Title.
    title: String,
    /// Kind.
    kind: Enumeration<EventKind>,
    /// Begin.
    starts_at: DateTime<Utc>,
    /// End, at most a week later.
    ends_at: DateTime<Utc>,
    /// Where, as people say it.
    place: String,
}

/// The attendance of an event, by group.
#[derive(InputObject)]
pub(crate) struct RecordEventAttendanceInput {
    /// Idempotency key.
    key: Uuid,
    /// The event.
    mobilization_event_id: ID,
    /// The version that was read.
    version: i32,
    /// Of the government.
    government: i32,
    /// Users.
    users: i32,
    /// Workers.
    workers: i32,
    /// Of entities.
    entities: i32,
    /// The total on the paper list, which then has to match; null to derive it.
    total: Option<i32>,
}

/// A contribution to take down.
#[derive(InputObject)]
pub(crate) struct RecordContributionInput {
    /// Idempotency key.
    key: Uuid,
    /// The event.
    mobilization_event_id: ID,
    /// The words, without the person.
    text: String,
    /// Number of the axis it seems to belong to; null when nobody said so.
    axis: Option<i32>,
}

/// A draft to make of a contribution.
#[derive(InputObject)]
pub(crate) struct TurnContributionIntoProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The contribution.
    contribution_id: ID,
    /// Number of the axis; null for the contribution's own.
    axis: Option<i32>,
    /// Level of government it addresses.
    level: Enumeration<GovernmentLevel>,
    /// Another wording; null keeps the words that were said.
    text: Option<String>,
}

outcome! {
    /// What came of a change of an event.
    MobilizationEventOutcome = MobilizationEvent
}
outcome! {
    /// What came of a change of a contribution.
    ContributionOutcome = Contribution
}

#[Object]
impl MobilizationMutation {
    /// Schedules an event before the conference (*evento de mobilização*), or corrects one.
    async fn schedule_mobilization_event(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ScheduleMobilizationEventInput,
    ) -> async_graphql::Result<MobilizationEventOutcome> {
        let (app, asking) = asked(ctx);
        let event = id::optional_row("MobilizationEvent", input.mobilization_event_id.as_ref())?;
        let command = mobilization::ScheduleEvent {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            event: event.map(|event| (event, input.version.unwrap_or_default())),
            title: input.title,
            kind: input.kind.0,
            starts_at: input.starts_at,
            ends_at: input.ends_at,
            place: input.place,
        };
        settle(asking, mobilization::schedule_event(app, asking, &command).await, MobilizationEvent)
    }

    /// Records who came to an event, as figures by group; recording again corrects.
    async fn record_event_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RecordEventAttendanceInput,
    ) -> async_graphql::Result<MobilizationEventOutcome> {
        let (app, asking) = asked(ctx);
        let command = mobilization::RecordAttendance {
            key: input.key,
            event: id::row("MobilizationEvent", &input.mobilization_event_id)?,
            version: input.version,
            government: input.government,
            users: input.users,
            workers: input.workers,
            entities: input.entities,
            total: input.total,
        };
        settle(asking, mobilization::record_attendance(app, asking, &command).await, MobilizationEvent)
    }

    /// Takes down what somebody said at an event (*contribuição*), without the person.
    async fn record_contribution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RecordContributionInput,
    ) -> async_graphql::Result<ContributionOutcome> {
        let (app, asking) = asked(ctx);
        let command = mobilization::RecordContribution {
            key: input.key,
            event: id::row("MobilizationEvent", &input.mobilization_event_id)?,
            text: input.text,
            axis: input.axis,
        };
        settle(asking, mobilization::record_contribution(app, asking, &command).await, Contribution)
    }

    /// Makes a draft proposal of a contribution, once; it waits for the working group of its axis.
    async fn turn_contribution_into_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: TurnContributionIntoProposalInput,
    ) -> async_graphql::Result<ContributionOutcome> {
        let (app, asking) = asked(ctx);
        let command = mobilization::TurnIntoProposal {
            key: input.key,
            contribution: id::row("Contribution", &input.contribution_id)?,
            axis: input.axis,
            level: input.level.0,
            text: input.text,
        };
        settle(asking, mobilization::turn_into_proposal(app, asking, &command).await, Contribution)
    }
}
