//! Decisions on a registration.

use super::ParticipantOutcome;
use crate::outcome::settle;
use crate::types::enums::Enumeration;
use crate::types::participants::Participant;
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use domain::people::{Category, Sector, Segment};
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ReviewMutation;

/// A decision on eligibility.
#[derive(InputObject)]
pub(crate) struct ReviewEligibilityInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
    /// The version that was read.
    version: i32,
    /// Whether the registration is accepted.
    accept: bool,
    /// Why; needed to refuse and to reverse a refusal. The person reads it.
    reason: Option<String>,
}

/// Another category, sector or segment.
#[derive(InputObject)]
pub(crate) struct ChangeCategoryInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
    /// The version that was read.
    version: i32,
    /// The new category.
    category: Enumeration<Category>,
    /// Sector, where it does not follow from the category.
    sector: Option<Enumeration<Sector>>,
    /// Segment, for civil society.
    segment: Option<Enumeration<Segment>>,
    /// Whether a leading, commissioned or trust post is held in a public body.
    #[graphql(default)]
    leading_post: bool,
    /// Why; stays on record with the author.
    reason: String,
}

/// The end of a registration.
#[derive(InputObject)]
pub(crate) struct WithdrawParticipantInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
    /// The version that was read.
    version: i32,
    /// Why; stays on record with the author.
    reason: String,
}

#[Object]
impl ReviewMutation {
    /// Accepts or refuses a registration in its category, or reverses an earlier decision (*homologação*).
    /// The person hears of it by e-mail.
    async fn review_eligibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ReviewEligibilityInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::ReviewEligibility {
            key: input.key,
            participant: id::row("Participant", &input.participant_id)?,
            version: input.version,
            accept: input.accept,
            reason: input.reason,
        };
        settle(asking, participants::review(app, asking, &command).await, Participant)
    }

    /// Changes category, sector or segment (*mudança de categoria*). Eligibility starts again and sessions
    /// end; the rolls of votes that took place stay as they were.
    async fn change_category(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ChangeCategoryInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::ChangeCategory {
            key: input.key,
            participant: id::row("Participant", &input.participant_id)?,
            version: input.version,
            category: input.category.0,
            sector: input.sector.map(|sector| sector.0),
            segment: input.segment.map(|segment| segment.0),
            leading_post: input.leading_post,
            reason: input.reason,
        };
        settle(asking, participants::change_category(app, asking, &command).await, Participant)
    }

    /// Withdraws a registration (*desistência*): documents and contacts are erased and the person may
    /// register again. What was voted stays on record.
    async fn withdraw_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: WithdrawParticipantInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::WithdrawParticipant {
            key: input.key,
            participant: id::row("Participant", &input.participant_id)?,
            version: input.version,
            reason: input.reason,
        };
        settle(asking, participants::withdraw(app, asking, &command).await, Participant)
    }
}
