//! The page of the hall's display (*telão*): plain HTML and script, embedded.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};

/// Only what this server itself gives runs on the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; \
                      img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page, with or without a code, and its files.
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/telao", get(page))
        .route("/telao/{code}", get(page))
        .route("/arquivos/telao.css", get(|| file("text/css; charset=utf-8", include_str!("telao.css"))))
        .route("/arquivos/telao.js", get(|| file("text/javascript; charset=utf-8", include_str!("telao.js"))))
}

async fn page() -> Response {
    file("text/html; charset=utf-8", include_str!("telao.html")).await
}

async fn file(kind: &'static str, content: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, content).into_response()
}
