//! What registration and credentialing keep beside the participants themselves.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("participant_changes")
            .column(uuid("conference_id"))
            .column(uuid("participant_id"))
            .column(text("kind"))
            .column(text_null("before"))
            .column(text_null("after"))
            .column(text_null("reason"))
            .column(text("actor"))
            .column(timestamp_with_time_zone("at"))
            .belongs_to("conference_id", "conferences")
            .belongs_to("participant_id", "participants")
            .index(&["participant_id", "at"])
            .append_only()
            .create(manager)
            .await?;
        TenantTable::new("session_attendance")
            .column(uuid("conference_id"))
            .column(uuid("session_id"))
            .column(uuid("participant_id"))
            .column(timestamp_with_time_zone("at"))
            .belongs_to("conference_id", "conferences")
            .belongs_to("participant_id", "participants")
            .unique(&["session_id", "participant_id"])
            .index(&["conference_id", "participant_id"])
            .create(manager)
            .await?;
        TenantTable::new("consent_texts")
            .column(uuid("conference_id"))
            .column(text("version"))
            .column(text("body"))
            .column(integer("retention_days"))
            .column(timestamp_with_time_zone("published_at"))
            .belongs_to("conference_id", "conferences")
            .unique(&["conference_id", "version"])
            .append_only()
            .create(manager)
            .await
    }
}
