//! Badges.

use crate::outcome::{outcome, settle};
use crate::types::participants::{Badge, IssuedBadges};
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::RowId;
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct BadgesMutation;

/// One badge to print.
#[derive(InputObject)]
pub(crate) struct IssueBadgeInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// For whom.
    participant_id: ID,
}

/// Badges to print.
#[derive(InputObject)]
pub(crate) struct IssueBadgesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// For whom, at most 50 at a time; `participants(filter: {hasBadge: false})` pages through those without one.
    participant_ids: Vec<ID>,
}

outcome! {
    /// What came of issuing a badge.
    IssueBadgeOutcome = Badge
}
outcome! {
    /// What came of issuing badges.
    IssueBadgesOutcome = IssuedBadges
}

#[Object]
impl BadgesMutation {
    /// Issues a badge (*crachá*), or issues it again: the code stays, the PIN is new and shown only in
    /// this answer, and who was signed in with the old one is not any more.
    async fn issue_badge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: IssueBadgeInput,
    ) -> async_graphql::Result<IssueBadgeOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::IssueBadges {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            participants: vec![id::row("Participant", &input.participant_id)?],
        };
        let issued = participants::issue_badges(app, asking, &command).await;
        let one = issued.and_then(|badges| badges.into_iter().next().ok_or(usecases::Failure::NotFound));
        settle(asking, one, Badge)
    }

    /// Issues badges for up to 50 people, all or none, in the order of the request.
    async fn issue_badges(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: IssueBadgesInput,
    ) -> async_graphql::Result<IssueBadgesOutcome> {
        let (app, asking) = asked(ctx);
        let wanted: async_graphql::Result<Vec<RowId>> =
            input.participant_ids.iter().map(|wanted| id::row("Participant", wanted)).collect();
        let command = participants::IssueBadges {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            participants: wanted?,
        };
        settle(asking, participants::issue_badges(app, asking, &command).await, |badges| IssuedBadges {
            badges: badges.into_iter().map(Badge).collect(),
        })
    }
}
