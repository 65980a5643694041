//! Elections, nominations, ballots, delegations.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("elections")
            .column(uuid("conference_id"))
            .column(integer("number"))
            .column(text("state"))
            .column(json_binary("seats"))
            .column(text_null("size_class"))
            .column(json_binary("segment_split"))
            .column(json_binary("rules"))
            .column(text("seed"))
            .column(json_binary_null("result"))
            .column(timestamp_with_time_zone("opened_at"))
            .column(timestamp_with_time_zone_null("computed_at"))
            .column(uuid_null("homologation_poll_id"))
            .column(boolean_null("homologated"))
            .column(timestamp_with_time_zone_null("proclaimed_at"))
            .column(text_null("annulled_because"))
            .column(integer("version"))
            .belongs_to("conference_id", "conferences")
            .unique(&["conference_id", "number"])
            .create(manager)
            .await?;
        TenantTable::new("nominations")
            .column(uuid("election_id"))
            .column(integer("number"))
            .column(uuid("participant_id"))
            .column(text("pool"))
            .column(text("state"))
            .column(text_null("reason"))
            .column(text_null("refusal_code"))
            .column(uuid_null("nominated_by"))
            .column(timestamp_with_time_zone_null("consented_at"))
            .column(integer_null("attended"))
            .column(integer_null("counted"))
            .column(timestamp_with_time_zone("proposed_at"))
            .column(timestamp_with_time_zone_null("decided_at"))
            .belongs_to("election_id", "elections")
            .belongs_to("participant_id", "participants")
            .unique(&["election_id", "number"])
            .create(manager)
            .await?;
        ballots(manager).await?;
        delegations(manager).await
    }
}

/// Who has voted stands in one table, what was chosen in another, as counts: nothing links the two.
async fn ballots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("election_meetings")
        .column(uuid("election_id"))
        .column(text("pool"))
        .column(integer("seats"))
        .column(text("state"))
        .column(json_binary_null("acclaimed"))
        .column(timestamp_with_time_zone_null("opened_at"))
        .column(timestamp_with_time_zone_null("closed_at"))
        .belongs_to("election_id", "elections")
        .unique(&["election_id", "pool"])
        .create(manager)
        .await?;
    TenantTable::new("election_voters")
        .column(uuid("meeting_id"))
        .column(uuid("participant_id"))
        .column(boolean("voted"))
        .belongs_to("meeting_id", "election_meetings")
        .belongs_to("participant_id", "participants")
        .unique(&["meeting_id", "participant_id"])
        .create(manager)
        .await?;
    TenantTable::new("election_choices")
        .column(uuid("meeting_id"))
        .column(uuid_null("candidate_id"))
        .column(integer("votes"))
        .belongs_to("meeting_id", "election_meetings")
        .unique(&["meeting_id", "candidate_id"])
        .create(manager)
        .await
}

async fn delegations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("delegation_places")
        .column(uuid("election_id"))
        .column(uuid("participant_id"))
        .column(text("name"))
        .column(text("pool"))
        .column(text("kind"))
        .column(integer("place"))
        .column(integer_null("votes"))
        .column(text_null("departed"))
        .column(uuid_null("stands_for"))
        .belongs_to("election_id", "elections")
        .belongs_to("participant_id", "participants")
        .unique(&["election_id", "participant_id"])
        .create(manager)
        .await?;
    TenantTable::new("delegation_departures")
        .column(uuid("election_id"))
        .column(integer("number"))
        .column(uuid("leaving_id"))
        .column(text("cause"))
        .column(uuid_null("entering_id"))
        .column(json_binary("chain"))
        .column(text("sentence"))
        .column(text_null("reason"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("election_id", "elections")
        .unique(&["election_id", "number"])
        .create(manager)
        .await
}
