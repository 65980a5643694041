//! Participants.

use crate::types::participants::{Participant, ParticipantChange};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::participants;

#[derive(Default)]
pub(crate) struct ParticipantsQuery;

#[Object]
impl ParticipantsQuery {
    /// A participant; not found when there is none. For people of the council.
    async fn participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id.")] id: ID,
    ) -> async_graphql::Result<Participant> {
        let (app, asking) = asked(ctx);
        let id = id::row("Participant", &id)?;
        Ok(Participant(participants::get(app, asking, id).await.or_fail(asking)?))
    }

    /// What was decided about a registration, with author and reason, oldest first. For people of the council.
    #[graphql(complexity = "5 + 20 * child_complexity")]
    async fn participant_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The participant.")] participant_id: ID,
    ) -> async_graphql::Result<Vec<ParticipantChange>> {
        let (app, asking) = asked(ctx);
        let id = id::row("Participant", &participant_id)?;
        let rows = participants::changes(app, asking, id).await.or_fail(asking)?;
        Ok(rows.into_iter().map(ParticipantChange::from).collect())
    }
}
