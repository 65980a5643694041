//! Rules of procedure with their articles and published versions; destaques on articles and proposals.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rules(manager).await?;
        destaques(manager).await
    }
}

async fn rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("rules_documents")
        .column(uuid("conference_id"))
        .column(text("state"))
        .column(json_binary("chapters"))
        .column(integer("published_version"))
        .column(timestamp_with_time_zone_null("published_at"))
        .column(integer("reading_round"))
        .column(integer_null("reading_article"))
        .column(text("destaque_window"))
        .column(timestamp_with_time_zone_null("reading_started_at"))
        .column(timestamp_with_time_zone_null("reading_ended_at"))
        .column(uuid_null("approval_poll_id"))
        .column(timestamp_with_time_zone_null("adopted_at"))
        .column(json_binary("adopted_parameters"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id"])
        .create(manager)
        .await?;
    TenantTable::new("rules_articles")
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(integer("chapter"))
        .column(text("text"))
        .column(text_null("current_text"))
        .column(json_binary("history"))
        .column(uuid_null("decision_poll_id"))
        .column(text_null("decision"))
        .column(text_null("outcome"))
        .column(text_null("adopted_text"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .index(&["conference_id", "number"])
        .create(manager)
        .await?;
    TenantTable::new("rules_versions")
        .column(uuid("conference_id"))
        .column(integer("version"))
        .column(json_binary("content"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id", "version"])
        .append_only()
        .create(manager)
        .await
}

async fn destaques(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("destaques")
        .column(uuid("conference_id"))
        .column(text("target"))
        .column(uuid("subject_id"))
        .column(text("subject_label"))
        .column(integer("subject_order"))
        .column(uuid_null("merges_id"))
        .column(text_null("merges_label"))
        .column(integer("reading_round"))
        .column(integer("number"))
        .column(text("kind"))
        .column(text("state"))
        .column(uuid("author_id"))
        .column(timestamp_with_time_zone("raised_at"))
        .column(text("before_text"))
        .column(text_null("before_merged"))
        .column(text_null("wording"))
        .column(text_null("proposed"))
        .column(text_null("after_text"))
        .column(text_null("reason"))
        .column(uuid_null("pointless_by"))
        .column(json_binary("polls"))
        .column(timestamp_with_time_zone_null("settled_at"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("author_id", "participants")
        .unique(&["conference_id", "target", "number"])
        .index(&["conference_id", "raised_at"])
        .index(&["subject_id"])
        .create(manager)
        .await
}
