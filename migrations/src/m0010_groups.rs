//! Working groups, proposals, motions.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        groups(manager).await?;
        proposals(manager).await?;
        what_became_of_proposals(manager).await?;
        motions(manager).await
    }
}

async fn groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("working_groups")
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(integer("axis"))
        .column(integer("ordinal"))
        .column(text("name"))
        .column(text_null("room"))
        .column(integer_null("capacity"))
        .column(uuid_null("coordinator_id"))
        .column(uuid_null("rapporteur_id"))
        .column(text("state"))
        .column(timestamp_with_time_zone_null("opened_at"))
        .column(timestamp_with_time_zone_null("concluded_at"))
        .column(text_null("reopened_reason"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("coordinator_id", "participants")
        .belongs_to("rapporteur_id", "participants")
        .unique(&["conference_id", "number"])
        .create(manager)
        .await?;
    TenantTable::new("group_attendance")
        .column(uuid("conference_id"))
        .column(uuid("group_id"))
        .column(uuid("participant_id"))
        .column(boolean("delegate"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("group_id", "working_groups")
        .belongs_to("participant_id", "participants")
        .unique(&["conference_id", "participant_id"])
        .index(&["group_id"])
        .create(manager)
        .await
}

async fn proposals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("proposals")
        .column(uuid("conference_id"))
        .column(uuid_null("group_id"))
        .column(integer("axis"))
        .column(text("level"))
        .column(integer("number"))
        .column(big_integer("position"))
        .column(text("kind"))
        .column(text("origin"))
        .column(text("state"))
        .column(text("text"))
        .column(text("search_text"))
        .column(text_null("book_text"))
        .column(boolean("highlighted"))
        .column(uuid_null("author_id"))
        .column(integer_null("votes_for"))
        .column(integer_null("votes_against"))
        .column(integer_null("abstentions"))
        .column(text_null("group_outcome"))
        .column(boolean("group_consensus"))
        .column(integer_null("group_rank"))
        .column(text_null("group_reason"))
        .column(timestamp_with_time_zone_null("published_at"))
        .column(uuid_null("merged_into"))
        .column(integer_null("priority_marks"))
        .column(timestamp_with_time_zone("created_at"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("group_id", "working_groups")
        .belongs_to("author_id", "participants")
        .belongs_to("merged_into", "proposals")
        .unique(&["conference_id", "axis", "level", "number"])
        .index(&["conference_id", "position"])
        .index(&["group_id"])
        .index(&["merged_into"])
        .create(manager)
        .await
}

async fn what_became_of_proposals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("proposal_versions")
        .column(uuid("proposal_id"))
        .column(integer("number"))
        .column(text_null("text"))
        .column(text("author"))
        .column(timestamp_with_time_zone("at"))
        .column(text("reason"))
        .column(uuid_null("destaque_id"))
        .column(uuid_null("poll_id"))
        .belongs_to("proposal_id", "proposals")
        .unique(&["proposal_id", "number"])
        .append_only()
        .create(manager)
        .await?;
    TenantTable::new("proposal_origins")
        .column(uuid("proposal_id"))
        .column(text("kind"))
        .column(uuid("source_id"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("proposal_id", "proposals")
        .unique(&["proposal_id", "kind", "source_id"])
        .index(&["kind", "source_id"])
        .append_only()
        .create(manager)
        .await?;
    TenantTable::new("proposal_decisions")
        .column(uuid("conference_id"))
        .column(uuid("proposal_id"))
        .column(text("act"))
        .column(text("way"))
        .column(uuid_null("poll_id"))
        .column(text("reason"))
        .column(text("author"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("proposal_id", "proposals")
        .index(&["proposal_id", "at"])
        .index(&["conference_id", "at"])
        .append_only()
        .create(manager)
        .await
}

async fn motions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("motions")
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(text("kind"))
        .column(text("title"))
        .column(text("text"))
        .column(json_binary("addressees"))
        .column(uuid_null("author_id"))
        .column(text("state"))
        .column(json_binary_null("admission"))
        .column(uuid_null("poll_id"))
        .column(text_null("decision_reason"))
        .column(timestamp_with_time_zone("submitted_at"))
        .column(timestamp_with_time_zone_null("decided_at"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("author_id", "participants")
        .unique(&["conference_id", "number"])
        .create(manager)
        .await?;
    TenantTable::new("motion_signatures")
        .column(uuid("conference_id"))
        .column(uuid("motion_id"))
        .column(uuid("participant_id"))
        .column(boolean("delegate"))
        .column(boolean("on_paper"))
        .column(timestamp_with_time_zone("at"))
        .belongs_to("motion_id", "motions")
        .belongs_to("participant_id", "participants")
        .unique(&["motion_id", "participant_id"])
        .index(&["conference_id"])
        .create(manager)
        .await
}
