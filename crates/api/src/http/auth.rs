//! Who asks: a bearer token, or the session's cookie.

use super::Served;
use crate::context::PresentedToken;
use axum::http::{HeaderMap, header};
use usecases::{Ctx, Outcome, identity};
use uuid::Uuid;

/// Name of the session's cookie.
pub(crate) const COOKIE: &str = "confere_session";
/// Name of the cookie that binds a sign-in link to the browser that asked for it.
pub(crate) const BROWSER_COOKIE: &str = "confere_browser";

/// The context of a request, from its headers.
pub(super) async fn context(served: &Served, headers: &HeaderMap) -> Outcome<(Ctx, PresentedToken)> {
    let request_id = request_id(served, headers);
    let anonymous = served.app.context(policy::Actor::Anonymous, request_id);
    let Some(token) = bearer(headers).or_else(|| cookie(headers, COOKIE)) else {
        return Ok((anonymous, PresentedToken(None)));
    };
    let actor = identity::actor_of(&served.app, &anonymous, &token).await?;
    Ok((anonymous.with_actor(actor), PresentedToken(Some(token))))
}

/// The id a proxy gave the request, or a new one.
fn request_id(served: &Served, headers: &HeaderMap) -> String {
    let given = headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .filter(|id| id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    given.map_or_else(|| new_id(served).to_string(), str::to_owned)
}

fn new_id(served: &Served) -> Uuid {
    served.app.context(policy::Actor::Anonymous, String::new()).new_id()
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::to_owned)
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
