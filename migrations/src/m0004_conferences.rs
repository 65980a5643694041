//! Cycles, conferences and their participants: what every later capability refers to.

use crate::table::TenantTable;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("cycles")
            .column(text("name"))
            .column(text("level"))
            .column(text("state"))
            .column(json_binary("parameters"))
            .column(integer("version"))
            .column(timestamp_with_time_zone("created_at"))
            .column(timestamp_with_time_zone_null("published_at"))
            .column(integer("published_version"))
            .column(json_binary_null("published_parameters"))
            .column(uuid_null("inherits_tenant_id"))
            .column(uuid_null("inherits_id"))
            .column(integer_null("inherits_version"))
            .index(&["state", "created_at"])
            .create(manager)
            .await?;
        TenantTable::new("conferences")
            .column(uuid("cycle_tenant_id"))
            .column(uuid("cycle_id"))
            .column(integer("cycle_version"))
            .column(json_binary("parameters"))
            .column(integer("edition"))
            .column(text("title"))
            .column(text("level"))
            .column(text("kind"))
            .column(text("mode"))
            .column(text("state"))
            .column(text("theme"))
            .column(date_null("first_day"))
            .column(date_null("last_day"))
            .column(text_null("venue_name"))
            .column(text_null("venue_address"))
            .column(text("time_zone"))
            .column(timestamp_with_time_zone_null("credentialing_opened_at"))
            .column(timestamp_with_time_zone_null("credentialing_closes_at"))
            .column(timestamp_with_time_zone_null("credentialing_closed_at"))
            .column(text_null("state_reason"))
            .column(timestamp_with_time_zone("created_at"))
            .column(integer("version"))
            .index(&["edition"])
            .index(&["created_at"])
            .create(manager)
            .await?;
        participants(manager).await
    }
}

async fn participants(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new("participants")
        .column(uuid("conference_id"))
        .column(integer("number"))
        .column(text("name"))
        .column(text("search_name"))
        .column(text_null("social_name"))
        .column(text_null("gender"))
        .column(date_null("birth_date"))
        .column(text_null("cpf"))
        .column(text_null("email"))
        .column(text("category"))
        .column(text_null("sector"))
        .column(text_null("segment"))
        .column(text_null("organization"))
        .column(uuid_null("mandate_id"))
        .column(json_binary("reserved_groups"))
        .column(json_binary("axis_preferences"))
        .column(uuid_null("group_id"))
        .column(text("channel"))
        .column(text("eligibility"))
        .column(text_null("eligibility_reason"))
        .column(text_null("badge_code"))
        .column(text_null("pin_hash"))
        .column(timestamp_with_time_zone("registered_at"))
        .column(json_binary_null("consent"))
        .column(timestamp_with_time_zone_null("check_in_at"))
        .column(text_null("check_in_desk"))
        .column(timestamp_with_time_zone_null("check_out_at"))
        .column(json_binary("accessibility_needs"))
        .column(text_null("diet"))
        .column(integer("version"))
        .belongs_to("conference_id", "conferences")
        .unique(&["conference_id", "number"])
        .unique(&["conference_id", "cpf"])
        .unique(&["conference_id", "email"])
        .unique(&["badge_code"])
        .index(&["conference_id", "search_name"])
        .index(&["conference_id", "category", "check_in_at"])
        .create(manager)
        .await
}
