//! Accounts and sessions, councils with their members, invitations and mandates.

use crate::table::{SWEPT, TenantTable, create_directory_table};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ALL_RIGHTS: &str = "SELECT, INSERT, UPDATE, DELETE";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        identity(manager).await?;
        councils(manager).await?;
        TenantTable::new("memberships")
            .column(uuid("account_id"))
            .column(text("role"))
            .column(timestamp_with_time_zone("since"))
            .unique(&["account_id", "role"])
            .also_visible("account_id = NULLIF(current_setting('confere.account', true), '')::uuid")
            .create(manager)
            .await?;
        TenantTable::new("invitations")
            .column(text("email"))
            .column(text("name"))
            .column(text("role"))
            .column(text("token_hash"))
            .column(text("state"))
            .column(timestamp_with_time_zone("sent_at"))
            .column(timestamp_with_time_zone("expires_at"))
            .unique(&["token_hash"])
            .index(&["state", "sent_at"])
            .create(manager)
            .await?;
        TenantTable::new("mandates")
            .column(integer("seat"))
            .column(text("kind"))
            .column(text("name"))
            .column(text_null("email"))
            .column(text("sector"))
            .column(text_null("segment"))
            .column(text("organization"))
            .column(date("starts_on"))
            .column(date("ends_on"))
            .column(integer("version"))
            .index(&["seat", "kind", "starts_on"])
            .create(manager)
            .await?;
        by_column(manager, "memberships", "account_id").await
    }
}

async fn identity(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let accounts = Table::create()
        .col(uuid("id").primary_key().take())
        .col(text("email").unique_key().take())
        .col(text("name"))
        .col(boolean("operator"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned();
    create_directory_table(manager, "accounts", accounts, ALL_RIGHTS).await?;
    let sessions = Table::create()
        .col(uuid("id").primary_key().take())
        .col(text("token_hash").unique_key().take())
        .col(text("kind"))
        .col(uuid_null("account_id"))
        .col(uuid_null("tenant_id"))
        .col(uuid_null("conference_id"))
        .col(uuid_null("subject_id"))
        .col(text_null("role"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .to_owned();
    create_directory_table(manager, "sessions", sessions, ALL_RIGHTS).await?;
    by_column(manager, "sessions", "subject_id").await?;
    let links = Table::create()
        .col(uuid("id").primary_key().take())
        .col(text("token_hash").unique_key().take())
        .col(text("browser_hash"))
        .col(text("email"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("redeemed_at"))
        .to_owned();
    create_directory_table(manager, "sign_in_links", links, ALL_RIGHTS).await?;
    by_column(manager, "sign_in_links", "email").await?;
    let throttles = Table::create()
        .col(text("subject").primary_key().take())
        .col(integer("failures"))
        .col(timestamp_with_time_zone("last_failure_at"))
        .to_owned();
    create_directory_table(manager, "throttles", throttles, ALL_RIGHTS).await
}

async fn councils(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let councils = Table::create()
        .col(uuid("id").primary_key().take())
        .col(uuid_null("parent_id"))
        .col(text("level"))
        .col(text("status"))
        .col(text("name"))
        .col(text("search_name"))
        .col(text("acronym"))
        .col(text("slug").unique_key().take())
        .col(text_null("uf"))
        .col(text_null("ibge_code").unique_key().take())
        .col(text("time_zone"))
        .col(integer_null("population"))
        .col(text_null("size_class"))
        .col(text("email"))
        .col(text("created_by_law"))
        .col(text_null("status_reason"))
        .col(timestamp_with_time_zone("signed_up_at"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(integer("version"))
        .to_owned();
    create_directory_table(manager, "councils", councils, "SELECT, INSERT, UPDATE").await?;
    by_column(manager, "councils", "parent_id").await?;
    TenantTable::new("sign_ups")
        .column(text("person_name"))
        .column(text("person_email"))
        .column(text("person_role"))
        .column(text("token_hash"))
        .column(timestamp_with_time_zone("expires_at"))
        .column(timestamp_with_time_zone_null("confirmed_at"))
        .unique(&["token_hash"])
        .also_visible(SWEPT)
        .create(manager)
        .await
}

async fn by_column(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    let index = Index::create().name(format!("ix_{table}_{column}")).table(table).col(column).to_owned();
    manager.create_index(index).await
}
