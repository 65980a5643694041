//! Mobilization events and what people said there.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("mobilization_events")
            .column(uuid("conference_id"))
            .column(text("title"))
            .column(text("kind"))
            .column(timestamp_with_time_zone("starts_at"))
            .column(timestamp_with_time_zone("ends_at"))
            .column(text("place"))
            .column(integer_null("government"))
            .column(integer_null("users"))
            .column(integer_null("workers"))
            .column(integer_null("entities"))
            .column(integer("contributions"))
            .column(timestamp_with_time_zone("created_at"))
            .column(integer("version"))
            .belongs_to("conference_id", "conferences")
            .index(&["conference_id", "starts_at"])
            .create(manager)
            .await?;
        TenantTable::new("contributions")
            .column(uuid("conference_id"))
            .column(uuid("event_id"))
            .column(text("text"))
            .column(integer_null("axis"))
            .column(uuid_null("proposal_id"))
            .column(timestamp_with_time_zone("recorded_at"))
            .belongs_to("conference_id", "conferences")
            .belongs_to("event_id", "mobilization_events")
            .index(&["event_id", "recorded_at"])
            .index(&["conference_id", "recorded_at"])
            .create(manager)
            .await
    }
}
