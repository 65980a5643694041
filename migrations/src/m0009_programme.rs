//! Sessions, the speakers' queue, points, announcements, displays.

use crate::table::{TenantTable, create_directory_table};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        programme(manager).await?;
        speaking(manager).await?;
        TenantTable::new("quorum_checks")
            .column(uuid("conference_id"))
            .column(uuid("session_id"))
            .column(text("call"))
            .column(timestamp_with_time_zone("at"))
            .column(json_binary("result"))
            .column(boolean("counted_heads"))
            .column(text_null("note"))
            .belongs_to("conference_id", "conferences")
            .belongs_to("session_id", "programme_sessions")
            .index(&["conference_id", "at"])
            .create(manager)
            .await?;
        TenantTable::new("announcements")
            .column(uuid("conference_id"))
            .column(text("text"))
            .column(timestamp_with_time_zone("shown_from"))
            .column(timestamp_with_time_zone_null("shown_until"))
            .column(timestamp_with_time_zone_null("withdrawn_at"))
            .belongs_to("conference_id", "conferences")
            .index(&["conference_id", "shown_from"])
            .create(manager)
            .await?;
        displays(manager).await
    }
}

async fn programme(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("programmes")
        .column(uuid("conference_id"))
        .column(json_binary("opening_table"))
        .column(json_binary_null("item"))
        .column(timestamp_with_time_zone_null("item_at"))
        .column(json_binary_null("item_before"))
        .column(json_binary_null("defences"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id"])
        .create(manager)
        .await?;
    TenantTable::new("programme_sessions")
        .column(uuid("conference_id"))
        .column(text("title"))
        .column(text("kind"))
        .column(text_null("place"))
        .column(timestamp_with_time_zone("starts_at"))
        .column(timestamp_with_time_zone("ends_at"))
        .column(boolean("counts_for_hours"))
        .column(boolean("counts_for_presence"))
        .column(text("state"))
        .column(timestamp_with_time_zone_null("started_at"))
        .column(timestamp_with_time_zone_null("ended_at"))
        .column(uuid_null("chair_id"))
        .column(uuid_null("secretary_id"))
        .column(uuid_null("rapporteur_id"))
        .column(json_binary_null("keynote"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("chair_id", "participants")
        .belongs_to("secretary_id", "participants")
        .belongs_to("rapporteur_id", "participants")
        .index(&["conference_id", "starts_at"])
        .create(manager)
        .await
}

async fn speaking(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("speech_requests")
        .column(uuid("conference_id"))
        .column(uuid("session_id"))
        .column(uuid("participant_id"))
        .column(text("kind"))
        .column(boolean("is_user"))
        .column(boolean("priority"))
        .column(uuid_null("point_id"))
        .column(text("state"))
        .column(timestamp_with_time_zone("requested_at"))
        .column(timestamp_with_time_zone_null("started_at"))
        .column(integer_null("limit_seconds"))
        .column(timestamp_with_time_zone_null("ended_at"))
        .column(text_null("end"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("session_id", "programme_sessions")
        .belongs_to("participant_id", "participants")
        .index(&["session_id", "state", "requested_at"])
        .create(manager)
        .await?;
    TenantTable::new("points")
        .column(uuid("conference_id"))
        .column(uuid("session_id"))
        .column(uuid("participant_id"))
        .column(text("kind"))
        .column(timestamp_with_time_zone("raised_at"))
        .column(integer_null("article_cited"))
        .column(text("text"))
        .column(boolean("about_the_vote"))
        .column(text("state"))
        .column(text_null("ruling"))
        .column(text_null("ruling_text"))
        .column(timestamp_with_time_zone_null("ruled_at"))
        .column(text_null("appeal"))
        .column(uuid_null("appeal_poll_id"))
        .column(timestamp_with_time_zone_null("settled_at"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("session_id", "programme_sessions")
        .belongs_to("participant_id", "participants")
        .index(&["conference_id", "raised_at"])
        .create(manager)
        .await
}

async fn displays(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("displays")
        .column(uuid("conference_id"))
        .column(text("name"))
        .column(timestamp_with_time_zone("paired_at"))
        .column(timestamp_with_time_zone_null("revoked_at"))
        .belongs_to("conference_id", "conferences")
        .index(&["conference_id", "paired_at"])
        .create(manager)
        .await?;
    let pairings = Table::create()
        .col(uuid("id").primary_key().take())
        .col(text("code").unique_key().take())
        .col(text_null("secret_hash"))
        .col(uuid_null("council_id"))
        .col(uuid_null("conference_id"))
        .col(uuid_null("display_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned();
    create_directory_table(manager, "display_pairings", pairings, "SELECT, INSERT, UPDATE, DELETE").await
}
