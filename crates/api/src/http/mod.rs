//! HTTP: the GraphQL endpoint, health, and what stands around them.

mod auth;
pub(crate) use auth::{BROWSER_COOKIE, COOKIE};
pub(crate) use graphql::BrowserSecret;
mod graphql;
mod health;

use crate::{Schema, limits};
use axum::{Router, routing::get};
use std::sync::Arc;
use tower_http::{limit::RequestBodyLimitLayer, trace::TraceLayer};
use usecases::App;

/// What an installation decides about the API.
#[derive(Debug, Clone)]
pub struct ApiOptions {
    /// In production anonymous actors get neither introspection nor suggestions.
    pub production: bool,
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Served {
    app: App,
    schema: Schema,
    options: Arc<ApiOptions>,
}

/// All routes of the API.
pub fn router(app: App, schema: Schema, options: ApiOptions) -> Router {
    let served = Served { app, schema, options: Arc::new(options) };
    Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .with_state(served)
        .layer(RequestBodyLimitLayer::new(limits::BODY))
        .layer(TraceLayer::new_for_http())
}
