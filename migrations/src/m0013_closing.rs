//! Actions to verify, evaluations, monitoring.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        deliberations(manager).await?;
        actions(manager).await?;
        evaluations(manager).await
    }
}

async fn deliberations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("deliberations")
        .column(uuid("conference_id"))
        .column(uuid("proposal_id"))
        .column(text("label"))
        .column(integer("axis"))
        .column(text("level"))
        .column(text("text"))
        .column(text("state"))
        .column(text_null("responsible"))
        .column(date_null("deadline"))
        .column(integer("progress"))
        .column(json_binary("entries"))
        .column(timestamp_with_time_zone("opened_at"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .unique(&["proposal_id"])
        .index(&["conference_id", "label"])
        .create(manager)
        .await
}

async fn actions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("actions")
        .column(uuid("conference_id"))
        .column(integer("position"))
        .column(integer("axis"))
        .column(text("level"))
        .column(text("decided_by"))
        .column(text("text"))
        .column(uuid_null("deliberation_id"))
        .column(text_null("assessment"))
        .column(text_null("comment"))
        .column(text_null("evidence"))
        .column(text_null("responsible"))
        .column(timestamp_with_time_zone_null("assessed_at"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .belongs_to("deliberation_id", "deliberations")
        .unique(&["conference_id", "position"])
        .create(manager)
        .await?;
    TenantTable::new("action_evidence")
        .column(uuid("action_id"))
        .column(text("description"))
        .column(text_null("address"))
        .column(timestamp_with_time_zone("attached_at"))
        .belongs_to("action_id", "actions")
        .index(&["action_id", "attached_at"])
        .create(manager)
        .await
}

/// Who has answered stands in one table, the answers in another, many to a row: nothing links the two.
async fn evaluations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("evaluations")
        .column(uuid("conference_id"))
        .column(json_binary("form"))
        .column(text("comment_seed"))
        .column(timestamp_with_time_zone("published_at"))
        .column(timestamp_with_time_zone_null("closed_at"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id"])
        .create(manager)
        .await?;
    TenantTable::new("evaluation_respondents")
        .column(uuid("evaluation_id"))
        .column(uuid("participant_id"))
        .belongs_to("evaluation_id", "evaluations")
        .belongs_to("participant_id", "participants")
        .unique(&["evaluation_id", "participant_id"])
        .create(manager)
        .await?;
    TenantTable::new("evaluation_boxes")
        .column(uuid("evaluation_id"))
        .column(integer("number"))
        .column(json_binary("answers"))
        .belongs_to("evaluation_id", "evaluations")
        .unique(&["evaluation_id", "number"])
        .create(manager)
        .await
}
