//! Councils in GraphQL.

mod people;

pub(crate) use people::{AuditEntry, Invitation, Mandate, Member, Membership};

use crate::connection::{Connection, PageArgs, connection};
use crate::loaders::{CouncilLoader, MunicipalityLoader};
use crate::types::conferences::Conference;
use crate::types::enums::{Enumeration, optional};
use crate::types::monitoring::{Deliberation, page_of};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, connection as relay, dataloader::DataLoader};
use chrono::{DateTime, Utc};
use domain::ids::TenantId;
use domain::monitoring::DeliberationState;
use domain::people::{Level, SizeClass};
use usecases::conferences;
use usecases::councils::{self, CouncilFilter, CouncilStatus};

/// A council of social assistance (*conselho*): CMAS, CEAS, CAS-DF or CNAS.
pub struct Council(pub councils::Council);

/// A council of social assistance (*conselho*): CMAS, CEAS, CAS-DF or CNAS.
#[Object]
impl Council {
    /// Global id.
    pub(crate) async fn id(&self) -> ID {
        id::global("Council", self.0.id, self.0.id)
    }

    /// Level of the council.
    async fn level(&self) -> Enumeration<Level> {
        Enumeration(*self.0.level)
    }

    /// Where the sign-up stands.
    async fn status(&self) -> Enumeration<CouncilStatus> {
        Enumeration(*self.0.status)
    }

    /// Why it was declined; null otherwise.
    async fn status_reason(&self) -> Option<&str> {
        self.0.status_reason.as_deref()
    }

    /// Full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// For instance CMAS.
    async fn acronym(&self) -> &str {
        &self.0.acronym
    }

    /// Name in addresses.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// State, two letters; null for the national council.
    async fn uf(&self) -> Option<&str> {
        self.0.uf.as_deref()
    }

    /// The municipality, for a municipal council.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        let Some(code) = &self.0.ibge_code else { return Ok(None) };
        let found = ctx.data_unchecked::<DataLoader<MunicipalityLoader>>().load_one(code.clone()).await;
        found.map(|found| found.map(Municipality)).map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// IANA time zone in which its dates and deadlines count.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }

    /// Inhabitants of the municipality, as used for the size class.
    async fn population(&self) -> Option<i32> {
        self.0.population
    }

    /// Size class of the municipality (*porte*).
    async fn size_class(&self) -> Option<Enumeration<SizeClass>> {
        optional(self.0.size_class)
    }

    /// Institutional e-mail.
    async fn email(&self) -> &str {
        &self.0.email
    }

    /// The law that created it.
    async fn created_by_law(&self) -> &str {
        &self.0.created_by_law
    }

    /// When it signed up.
    async fn signed_up_at(&self) -> DateTime<Utc> {
        self.0.signed_up_at
    }

    /// When the parent council decided; null before.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The council above, to which reports are filed; null for the national council.
    async fn parent(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Council>> {
        let Some(parent) = self.0.parent_id else { return Ok(None) };
        let loader = ctx.data_unchecked::<DataLoader<CouncilLoader>>();
        let council = loader.load_one(parent).await;
        council.map(|found| found.map(Council)).map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// The councils under this one, whatever their status, by slug. For people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn children(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only with this status.")] status: Option<Enumeration<CouncilStatus>>,
        #[graphql(desc = "Name contains this; accents and case do not matter.")] search: Option<String>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Council>> {
        let (app, asking) = asked(ctx);
        let size = crate::connection::size(first)?;
        let filter = CouncilFilter { status: status.map(|s| s.0), search, ..CouncilFilter::default() };
        let rows = councils::children(app, asking, TenantId(self.0.id), filter, after.as_deref(), size + 1);
        Ok(by_slug(rows.await.or_fail(asking)?, size, after.is_some()))
    }

    /// The inbox (*caixa de entrada*): what the councils below filed in a cycle, who is late, who has
    /// not filed. For people of this council.
    #[graphql(complexity = "10 + child_complexity")]
    async fn inbox(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which places are wanted; all when it is not given.")] filter: Option<
            super::consolidation::InboxFilterInput,
        >,
    ) -> async_graphql::Result<super::consolidation::Inbox> {
        super::consolidation::open(ctx, TenantId(self.0.id), filter).await
    }

    /// Deliberations of the council's conferences and what is done about them, by label; open to everybody.
    #[graphql(complexity = "5 + first.or(last).unwrap_or(20) as usize * child_complexity")]
    async fn deliberations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in this state.")] state: Option<Enumeration<DeliberationState>>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end, at most 50.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Connection<Deliberation>> {
        let args = PageArgs { first, after, last, before };
        page_of(ctx, TenantId(self.0.id), None, state, args).await
    }

    /// People with a role in the council. For people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Member>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let rows = councils::members(app, asking, TenantId(self.0.id), &page).await.or_fail(asking)?;
        Ok(connection(rows, Member))
    }

    /// Invitations to roles in the council. For people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Invitation>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let rows = councils::invitations(app, asking, TenantId(self.0.id), &page).await.or_fail(asking)?;
        Ok(connection(rows, Invitation))
    }

    /// Mandates of the members of the council, by seat. For people of this council.
    #[graphql(complexity = "20 + 60 * child_complexity")]
    async fn mandates(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Mandate>> {
        let (app, asking) = asked(ctx);
        let rows = councils::mandates(app, asking, TenantId(self.0.id)).await.or_fail(asking)?;
        Ok(rows.into_iter().map(Mandate).collect())
    }

    /// The conferences of the council, oldest first.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn conferences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Conference>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let rows = conferences::of_council(app, asking, TenantId(self.0.id), &page).await.or_fail(asking)?;
        Ok(connection(rows, Conference::from))
    }

    /// The audit log of the council (*trilha de auditoria*), oldest first, of one subject (`Type:<uuid>`) if given.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn audit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only about this subject, as `Type:<uuid>`.")] subject: Option<String>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end, at most 50.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Connection<AuditEntry>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs { first, after, last, before }.request()?;
        let rows = councils::audit_page(app, asking, TenantId(self.0.id), None, subject, &page);
        Ok(connection(rows.await.or_fail(asking)?, AuditEntry::from))
    }
}

/// A page of councils by slug, read with one row too many.
pub(crate) fn by_slug(mut rows: Vec<councils::Council>, size: u64, has_previous: bool) -> Connection<Council> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let mut page = Connection::new(has_previous, more);
    page.edges.extend(rows.into_iter().map(|row| relay::Edge::new(row.slug.clone(), Council(row))));
    page
}

pub(crate) struct Municipality(pub councils::Municipality);

/// A municipality of the IBGE list (*município*).
#[Object]
impl Municipality {
    /// IBGE code, 7 digits.
    async fn ibge_code(&self) -> &str {
        &self.0.ibge_code
    }

    /// Official name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// State, two letters.
    async fn uf(&self) -> &str {
        &self.0.uf
    }

    /// Inhabitants, Census 2022.
    async fn population(&self) -> i32 {
        self.0.population
    }

    /// IANA time zone.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }
}
