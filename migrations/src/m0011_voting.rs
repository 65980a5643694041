//! Polls, rolls, ballots, counts.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("polls")
            .column(uuid("conference_id"))
            .column(integer("number"))
            .column(text("kind"))
            .column(text("subject"))
            .column(text("state"))
            .column(text_null("item_kind"))
            .column(json_binary("items"))
            .column(json_binary("poll"))
            .column(timestamp_with_time_zone("created_at"))
            .column(timestamp_with_time_zone_null("opened_at"))
            .column(timestamp_with_time_zone_null("closes_at"))
            .column(timestamp_with_time_zone_null("closed_at"))
            .column(timestamp_with_time_zone_null("proclaimed_at"))
            .column(text_null("outcome"))
            .column(text_null("ballots_digest"))
            .belongs_to("conference_id", "conferences")
            .unique(&["conference_id", "number"])
            .index(&["conference_id", "state", "closed_at"])
            .create(manager)
            .await?;
        roll_and_ballots(manager).await?;
        cards(manager).await
    }
}

async fn roll_and_ballots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("poll_roll")
        .column(uuid("poll_id"))
        .column(uuid("participant_id"))
        .belongs_to("poll_id", "polls")
        .belongs_to("participant_id", "participants")
        .unique(&["poll_id", "participant_id"])
        .index(&["participant_id"])
        .append_only()
        .create(manager)
        .await?;
    TenantTable::new("ballots")
        .column(uuid("poll_id"))
        .column(uuid("participant_id"))
        .column(json_binary("choices"))
        .column(timestamp_with_time_zone("cast_at"))
        .column(text("salt"))
        .column(text("receipt"))
        .belongs_to("poll_id", "polls")
        .belongs_to("participant_id", "participants")
        .unique(&["poll_id", "participant_id"])
        .unique(&["poll_id", "receipt"])
        .append_only()
        .create(manager)
        .await?;
    TenantTable::new("refused_ballots")
        .column(uuid("poll_id"))
        .column(uuid("participant_id"))
        .column(text("code"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("poll_id", "polls")
        .unique(&["poll_id", "participant_id", "code"])
        .append_only()
        .create(manager)
        .await
}

async fn cards(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("teller_counts")
        .column(uuid("poll_id"))
        .column(integer("round"))
        .column(text("teller"))
        .column(json_binary("counts"))
        .column(text("recorded_by"))
        .column(timestamp_with_time_zone("recorded_at"))
        .belongs_to("poll_id", "polls")
        .unique(&["poll_id", "round", "teller"])
        .append_only()
        .create(manager)
        .await?;
    TenantTable::new("declarations")
        .column(uuid("poll_id"))
        .column(text("kind"))
        .column(boolean("approved"))
        .column(text("declared_by"))
        .column(timestamp_with_time_zone("declared_at"))
        .belongs_to("poll_id", "polls")
        .index(&["poll_id", "declared_at"])
        .append_only()
        .create(manager)
        .await
}
