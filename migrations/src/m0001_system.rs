//! What every capability stands on: outbox, sequences, audit log, idempotency keys.

use crate::table::{SWEPT, TenantTable, grant};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The application looks whether it stands on its own schema before it serves.
        grant(manager, crate::APPLIED, "SELECT").await?;
        TenantTable::new("outbox")
            .column(text("topic"))
            .column(uuid_null("conference_id"))
            .column(big_integer_null("sequence"))
            .column(json_binary("payload"))
            .column(timestamp_with_time_zone("created_at"))
            .column(timestamp_with_time_zone("available_at"))
            .column(integer("attempts"))
            .column(timestamp_with_time_zone_null("done_at"))
            .column(text_null("last_error"))
            .also_visible(SWEPT)
            .create(manager)
            .await?;
        manager
            .create_index(
                Index::create().name("ix_outbox_pending").table("outbox").col("done_at").col("available_at").to_owned(),
            )
            .await?;
        TenantTable::new("sequences").column(big_integer("value")).also_visible(SWEPT).create(manager).await?;
        TenantTable::new("audit_log")
            .column(uuid_null("conference_id"))
            .column(timestamp_with_time_zone("at"))
            .column(text("actor"))
            .column(text("action"))
            .column(text("subject"))
            .column(json_binary("details"))
            .column(text("request_id"))
            .index(&["conference_id", "at"])
            .index(&["subject"])
            .append_only()
            .create(manager)
            .await?;
        TenantTable::new("idempotency_keys")
            .column(uuid("key"))
            .column(text("actor"))
            .column(text("operation"))
            .column(text("request_hash"))
            .column(json_binary_null("answer"))
            .column(timestamp_with_time_zone("created_at"))
            .unique(&["actor", "key"])
            .index(&["created_at"])
            .also_visible(SWEPT)
            .create(manager)
            .await
    }
}
