//! Health for load balancers: alive, and ready for traffic.

use super::Served;
use axum::{extract::State, http::StatusCode};

/// The process answers.
pub(super) async fn livez() -> &'static str {
    "ok"
}

/// The database answers too.
pub(super) async fn readyz(State(served): State<Served>) -> (StatusCode, &'static str) {
    match served.app.ready().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "banco de dados fora do ar")
        }
    }
}
