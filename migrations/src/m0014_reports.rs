//! Reports, letters, inboxes, the pool of proposals.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        reports(manager).await?;
        letters(manager).await?;
        inbox(manager).await?;
        accreditations(manager).await?;
        pool(manager).await?;
        clusters(manager).await?;
        book(manager).await
    }
}

async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("reports")
        .column(uuid("conference_id"))
        .column(integer("current"))
        .column(timestamp_with_time_zone("created_at"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id"])
        .create(manager)
        .await?;
    TenantTable::new("report_versions")
        .column(uuid("report_id"))
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(text("state"))
        .column(json_binary("facts"))
        .column(json_binary("free_texts"))
        .column(json_binary("content"))
        .column(text("content_hash"))
        .column(integer("errors"))
        .column(json_binary("signatures"))
        .column(json_binary_null("filing"))
        .column(json_binary("return_reasons"))
        .column(uuid_null("letter_id"))
        .column(text_null("letter_hash"))
        .column(json_binary_null("receipt"))
        .column(timestamp_with_time_zone("generated_at"))
        .column(timestamp_with_time_zone_null("signed_at"))
        .column(timestamp_with_time_zone_null("filed_at"))
        .column(timestamp_with_time_zone_null("answered_at"))
        .column(integer("version"))
        .belongs_to("report_id", "reports")
        .belongs_to("conference_id", "conferences")
        .unique(&["report_id", "number"])
        .index(&["conference_id", "number"])
        .create(manager)
        .await
}

/// What was sent and what arrived. A letter has the same id on both sides, so that it arrives once.
async fn letters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("letters")
        .column(text("direction"))
        .column(text("kind"))
        .column(uuid("peer_id"))
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(text("schema"))
        .column(text("hash"))
        .column(text("text"))
        .column(timestamp_with_time_zone("at"))
        .unique(&["direction", "hash"])
        .index(&["conference_id", "at"])
        .append_only()
        .create(manager)
        .await
}

async fn inbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("inbox_entries")
        .column(uuid("cycle_tenant_id"))
        .column(uuid("cycle_id"))
        .column(uuid("sender_id"))
        .column(uuid("conference_id"))
        .column(text("place"))
        .column(text("title"))
        .column(text("state"))
        .column(integer("number"))
        .column(uuid("letter_id"))
        .column(text("letter_hash"))
        .column(text("protocol"))
        .column(timestamp_with_time_zone("first_received_at"))
        .column(timestamp_with_time_zone("received_at"))
        .column(timestamp_with_time_zone("filed_at"))
        .column(boolean("late"))
        .column(date("deadline"))
        .column(json_binary("reasons"))
        .column(integer("proposals"))
        .column(integer("delegates"))
        .column(timestamp_with_time_zone_null("decided_at"))
        .column(text_null("decided_by"))
        .column(integer("version"))
        .belongs_to("letter_id", "letters")
        .unique(&["cycle_id", "sender_id"])
        .index(&["cycle_id", "received_at"])
        .create(manager)
        .await
}

async fn accreditations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("accreditations")
        .column(uuid("entry_id"))
        .column(uuid("cycle_id"))
        .column(uuid("sender_id"))
        .column(text("place"))
        .column(integer("position"))
        .column(text("sort_key"))
        .column(text("search_name"))
        .column(json_binary("delegate"))
        .column(text("pool"))
        .column(text("state"))
        .column(integer_null("replaces"))
        .column(text("decision"))
        .column(text_null("reason"))
        .column(timestamp_with_time_zone_null("decided_at"))
        .column(uuid_null("participant_id"))
        .column(integer("version"))
        .belongs_to("entry_id", "inbox_entries")
        .belongs_to("participant_id", "participants")
        .unique(&["entry_id", "position"])
        .index(&["cycle_id", "sort_key"])
        .create(manager)
        .await
}

async fn pool(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("pools")
        .column(integer("operations"))
        .column(uuid_null("book_conference_id"))
        .column(timestamp_with_time_zone_null("book_published_at"))
        .create(manager)
        .await?;
    TenantTable::new("pool_items")
        .column(uuid("cycle_id"))
        .column(integer("axis"))
        .column(text("level"))
        .column(text("text"))
        .column(text("search_text"))
        .column(text("sort_key"))
        .column(json_binary("lineage"))
        .column(integer("towns"))
        .column(json_binary("sources"))
        .column(uuid_null("merged_into"))
        .column(uuid_null("conference_id"))
        .column(text_null("proposal"))
        .unique(&["cycle_id", "conference_id", "proposal"])
        .index(&["cycle_id", "axis", "level", "sort_key"])
        .index(&["cycle_id", "sort_key"])
        .create(manager)
        .await?;
    TenantTable::new("pool_operations")
        .column(uuid("cycle_id"))
        .column(integer("number"))
        .column(json_binary("record"))
        .column(timestamp_with_time_zone_null("undone_at"))
        .unique(&["cycle_id", "number"])
        .create(manager)
        .await
}

async fn clusters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("cluster_runs")
        .column(uuid("cycle_id"))
        .column(text("state"))
        .column(integer("threshold"))
        .column(integer("steps"))
        .column(integer("steps_done"))
        .column(integer("items"))
        .column(integer("clusters"))
        .column(timestamp_with_time_zone("requested_at"))
        .column(timestamp_with_time_zone("alive_at"))
        .column(timestamp_with_time_zone_null("finished_at"))
        .index(&["cycle_id", "requested_at"])
        .create(manager)
        .await?;
    TenantTable::new("clusters")
        .column(uuid("run_id"))
        .column(integer("place"))
        .column(integer("axis"))
        .column(text("level"))
        .column(json_binary("items"))
        .column(integer("score"))
        .belongs_to("run_id", "cluster_runs")
        .unique(&["run_id", "place"])
        .create(manager)
        .await
}

async fn book(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("book_entries")
        .column(uuid("conference_id"))
        .column(uuid("cycle_id"))
        .column(integer("place"))
        .column(text("number"))
        .column(integer("axis"))
        .column(text("level"))
        .column(uuid("item_id"))
        .column(text("text"))
        .column(integer("towns"))
        .column(json_binary("lineage"))
        .column(uuid_null("proposal_id"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id", "place"])
        .unique(&["conference_id", "item_id"])
        .create(manager)
        .await
}
