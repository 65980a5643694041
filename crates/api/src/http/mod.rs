//! HTTP and WebSocket: the GraphQL endpoints, health, and what stands around them.

mod auth;
pub(crate) use auth::{BROWSER_COOKIE, COOKIE};
pub(crate) use graphql::BrowserSecret;
mod graphql;
mod health;
mod telao;
mod ws;

pub use ws::Sockets;

use crate::{Schema, limits};
use axum::{Router, routing::get};
use std::{sync::Arc, time::Duration};
use tower_http::{limit::RequestBodyLimitLayer, trace::TraceLayer};
use usecases::App;

/// Who may ask the schema for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaAudience {
    /// Anyone.
    Anyone,
    /// Who is signed in.
    SignedIn,
    /// Nobody.
    Nobody,
}

/// What an installation decides about the API.
#[derive(Debug, Clone)]
pub struct ApiOptions {
    /// Who may ask the schema for itself.
    pub schema_audience: SchemaAudience,
    /// Whether browsers get the GraphiQL page.
    pub graphiql: bool,
    /// Largest body of a request, in bytes.
    pub body_limit: usize,
    /// Time after which an operation is given up.
    pub request_timeout: Duration,
    /// The open sockets, to close them when the installation stops.
    pub sockets: Sockets,
}

impl Default for ApiOptions {
    /// As on a developer's machine, with the documented limits.
    fn default() -> Self {
        Self {
            schema_audience: SchemaAudience::Anyone,
            graphiql: true,
            body_limit: limits::BODY,
            request_timeout: limits::TIME,
            sockets: Sockets::default(),
        }
    }
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Served {
    app: App,
    schema: Schema,
    options: Arc<ApiOptions>,
    questions: Arc<ws::Questions>,
}

impl Served {
    /// Whether the schema does not describe itself to an actor.
    fn hides_schema(&self, actor: &policy::Actor) -> bool {
        match self.options.schema_audience {
            SchemaAudience::Anyone => false,
            SchemaAudience::SignedIn => matches!(actor, policy::Actor::Anonymous),
            SchemaAudience::Nobody => true,
        }
    }
}

/// All routes of the API.
pub fn router(app: App, schema: Schema, options: ApiOptions) -> Router {
    let body_limit = options.body_limit;
    let served = Served { app, schema, options: Arc::new(options), questions: Arc::default() };
    Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphql/ws", get(ws::upgrade))
        .merge(telao::routes())
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .with_state(served)
        .layer(RequestBodyLimitLayer::new(body_limit))
        .layer(TraceLayer::new_for_http())
}
