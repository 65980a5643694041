//! Convocation acts, committees, accepted versions of cycles, and the public list of conferences.

use crate::table::{TenantTable, create_directory_table};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("convocation_acts")
            .column(uuid("conference_id"))
            .column(integer("ordinal"))
            .column(text("kind"))
            .column(text_null("number"))
            .column(date_null("date"))
            .column(text("place"))
            .column(text("text"))
            .column(json_binary("signers"))
            .column(json_binary("names"))
            .column(date_null("published_on"))
            .column(text_null("published_in"))
            .column(timestamp_with_time_zone_null("published_at"))
            .column(timestamp_with_time_zone("created_at"))
            .column(integer("version"))
            .belongs_to("conference_id", "conferences")
            .unique(&["conference_id", "ordinal"])
            .create(manager)
            .await?;
        TenantTable::new("committee_members")
            .column(uuid("conference_id"))
            .column(text("name"))
            .column(text("sector"))
            .column(text_null("segment"))
            .column(text_null("task"))
            .column(text_null("named_by"))
            .column(timestamp_with_time_zone("appointed_at"))
            .column(timestamp_with_time_zone_null("dismissed_at"))
            .column(text_null("dismissal_reason"))
            .belongs_to("conference_id", "conferences")
            .index(&["conference_id", "appointed_at"])
            .create(manager)
            .await?;
        TenantTable::new("cycle_acceptances")
            .column(uuid("conference_id"))
            .column(integer("cycle_version"))
            .column(json_binary("parameters"))
            .column(timestamp_with_time_zone("accepted_at"))
            .column(text("actor"))
            .belongs_to("conference_id", "conferences")
            .unique(&["conference_id", "cycle_version"])
            .append_only()
            .create(manager)
            .await?;
        directory(manager).await
    }
}

async fn directory(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let listings = Table::create()
        .col(uuid("id").primary_key().take())
        .col(uuid("council_id"))
        .col(uuid_null("parent_council_id"))
        .col(uuid("cycle_root_id"))
        .col(text("level"))
        .col(text_null("uf"))
        .col(text("title"))
        .col(text("search_title"))
        .col(integer("edition"))
        .col(text("theme"))
        .col(text("mode"))
        .col(text("state"))
        .col(date("first_day"))
        .col(date("last_day"))
        .to_owned();
    create_directory_table(manager, "conference_directory", listings, "SELECT, INSERT, UPDATE").await?;
    for columns in [&["first_day", "id"], &["parent_council_id", "first_day"], &["council_id", "first_day"]] {
        let mut index = Index::create();
        index.name(format!("ix_conference_directory_{}", columns.join("_"))).table("conference_directory");
        for column in columns {
            index.col(*column);
        }
        manager.create_index(index.to_owned()).await?;
    }
    Ok(())
}
