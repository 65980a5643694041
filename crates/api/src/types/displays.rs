//! Hall displays in GraphQL.

use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::displays::{self, Display as DisplayRow};

pub(crate) struct Display(pub DisplayRow);

/// A display of the hall (*telão*): reads one conference and nothing else.
#[Object]
impl Display {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Display", self.0.tenant_id, self.0.id)
    }

    /// How the table calls it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// When it was paired, or its code given out.
    async fn paired_at(&self) -> DateTime<Utc> {
        self.0.paired_at
    }

    /// When the table took its right to show away; null while it shows.
    async fn revoked_at(&self) -> Option<DateTime<Utc>> {
        self.0.revoked_at
    }
}

/// A display with the code that opens it.
#[derive(SimpleObject)]
pub(crate) struct DisplayInvitation {
    /// The display.
    display: Display,
    /// The code: `/telao/<code>` opens it, on any screen, until it is revoked.
    code: String,
}

impl From<displays::Invited> for DisplayInvitation {
    fn from(invited: displays::Invited) -> Self {
        Self { display: Display(invited.display), code: invited.code }
    }
}

/// A screen that waits for the table.
#[derive(SimpleObject)]
pub(crate) struct PairingRequest {
    /// Six letters and digits, to be shown large; the table types them.
    code: String,
    /// To be kept by the screen and sent with `redeemPairing`.
    secret: String,
    /// Until when the table can confirm.
    expires_at: DateTime<Utc>,
}

impl From<displays::PairingRequested> for PairingRequest {
    fn from(asked: displays::PairingRequested) -> Self {
        Self { code: asked.code, secret: asked.secret, expires_at: asked.expires_at }
    }
}

/// What a screen became.
#[derive(SimpleObject)]
pub(crate) struct DisplayPairing {
    /// Whether it is a display now; ask again every 2 seconds while it is not.
    paired: bool,
    /// The display's token, for `connection_init`; null while it is none.
    token: Option<String>,
    /// The conference it shows; null while it shows none.
    conference_id: Option<ID>,
    /// Until when the token lasts at most; null while there is none.
    expires_at: Option<DateTime<Utc>>,
}

impl From<Option<displays::DisplaySession>> for DisplayPairing {
    fn from(session: Option<displays::DisplaySession>) -> Self {
        let Some(displays::DisplaySession { session, conference }) = session else {
            return Self { paired: false, token: None, conference_id: None, expires_at: None };
        };
        Self {
            paired: true,
            token: Some(session.token),
            conference_id: Some(id::global("Conference", conference.tenant.0, conference.id)),
            expires_at: Some(session.expires_at),
        }
    }
}

pub(crate) struct ConferenceDisplays(pub Arc<Row>);

/// The displays of a conference.
#[Object]
impl ConferenceDisplays {
    /// The displays (*telões*), oldest first, revoked ones too. For the people of the council.
    #[graphql(complexity = "5 + 5 * child_complexity")]
    async fn displays(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Display>> {
        let (app, asking) = asked(ctx);
        let rows = displays::list(app, asking, &self.0).await.or_fail(asking)?;
        Ok(rows.into_iter().map(Display).collect())
    }
}
