//! Who is asking, in GraphQL.

use super::enums::Enumeration;
use crate::types::{councils::Council, participants::Participant};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject, dataloader::DataLoader};
use chrono::{DateTime, Utc};
use domain::ids::TenantId;
use policy::{Actor, Role};
use usecases::identity;

pub(crate) struct Viewer(pub Actor);

/// Whoever is signed in.
#[Object]
impl Viewer {
    /// Name of the account; null for participants and displays.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let (app, asking) = asked(ctx);
        Ok(identity::me(app, asking).await.or_fail(asking)?.map(|account| account.name))
    }

    /// E-mail of the account; null for participants and displays.
    async fn email(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let (app, asking) = asked(ctx);
        Ok(identity::me(app, asking).await.or_fail(asking)?.map(|account| account.email))
    }

    /// The roles held, in councils or in one conference.
    async fn roles(&self) -> Vec<HeldRole> {
        let held = |tenant: TenantId, role| HeldRole { tenant, role };
        match &self.0 {
            Actor::Anonymous => Vec::new(),
            Actor::Account { memberships, .. } => memberships.iter().map(|m| held(m.tenant, m.role)).collect(),
            Actor::Participant { tenant, role, .. } => vec![held(*tenant, *role)],
            Actor::Display { tenant, .. } => vec![held(*tenant, Role::Display)],
        }
    }

    /// The conference a participant or display is bound to; null for accounts.
    async fn conference_id(&self) -> Option<ID> {
        match &self.0 {
            Actor::Participant { tenant, conference, .. } | Actor::Display { tenant, conference, .. } => {
                Some(id::global("Conference", tenant.0, *conference))
            }
            _ => None,
        }
    }

    /// The participant who signed in with a badge; null for others.
    async fn participant_id(&self) -> Option<ID> {
        match &self.0 {
            Actor::Participant { tenant, id, .. } => Some(id::global("Participant", tenant.0, *id)),
            _ => None,
        }
    }

    /// The own registration of the participant who signed in: category, group, badge, presence; null for others.
    async fn registration(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Participant>> {
        let (app, asking) = asked(ctx);
        Ok(usecases::participants::me(app, asking).await.or_fail(asking)?.map(Participant))
    }
}

pub(crate) struct HeldRole {
    tenant: TenantId,
    role: Role,
}

/// A role held in a council.
#[Object]
impl HeldRole {
    /// The council.
    async fn council(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Council>> {
        let loader = ctx.data_unchecked::<DataLoader<crate::loaders::CouncilLoader>>();
        let council = loader.load_one(self.tenant.0).await;
        council.map(|found| found.map(Council)).map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// The role.
    async fn role(&self) -> Enumeration<Role> {
        Enumeration(self.role)
    }
}

/// A link was asked for. The answer is the same whether the address is known or not.
#[derive(SimpleObject)]
pub(crate) struct SignInLinkRequested {
    /// What the asking browser must send back with the link's token. Browsers get it as a cookie too.
    pub browser_secret: String,
}

/// A session began.
#[derive(SimpleObject)]
pub(crate) struct SignedIn {
    /// The token, for `Authorization: Bearer`. Browsers get it as a cookie too.
    pub token: String,
    /// Until when the session lasts at most.
    pub expires_at: DateTime<Utc>,
}

/// The session ended.
#[derive(SimpleObject)]
pub(crate) struct SignedOut {
    /// Whether there was a session to end.
    pub ended: bool,
}
