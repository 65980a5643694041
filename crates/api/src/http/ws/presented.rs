//! Who holds a socket: a token of the first message, or the cookie of the same site.

use crate::http::auth::{self, COOKIE};
use axum::http::{HeaderMap, Uri, header};
use serde_json::Value;

/// The session's cookie, unless the page that opened the socket belongs to another site: browsers
/// send cookies along with sockets of any page.
pub(super) fn cookie(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let same_site = match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let origin: Option<Uri> = origin.parse().ok();
            let asked = origin.as_ref().and_then(Uri::authority).map(|authority| authority.as_str());
            asked.is_some() && asked == text(header::HOST)
        }
    };
    if same_site { auth::cookie(headers, COOKIE) } else { None }
}

/// The token in the payload of `connection_init`: `token`, or `authorization` as in HTTP.
pub(super) fn token(payload: Option<&Value>) -> Option<String> {
    let payload = payload?.as_object()?;
    let field = |wanted: &str| {
        let found = payload.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.and_then(|(_, value)| value.as_str()).map(str::trim).filter(|value| !value.is_empty())
    };
    let bearer = |value: &str| value.strip_prefix("Bearer ").unwrap_or(value).to_owned();
    field("token").or_else(|| field("authorization")).map(bearer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn headers(origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "confere.test:8080".parse().unwrap());
        headers.insert(header::COOKIE, format!("{COOKIE}=cfs_abc").parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_cookie_counts_only_for_pages_of_the_same_site() {
        assert_eq!(cookie(&headers(None)).as_deref(), Some("cfs_abc"));
        assert_eq!(cookie(&headers(Some("http://confere.test:8080"))).as_deref(), Some("cfs_abc"));
        for other in ["http://outro.test", "http://confere.test:81", "null"] {
            assert_eq!(cookie(&headers(Some(other))), None, "{other}");
        }
    }

    #[test]
    fn the_token_comes_in_either_form() {
        assert_eq!(token(Some(&json!({ "token": "cfs_a" }))).as_deref(), Some("cfs_a"));
        assert_eq!(token(Some(&json!({ "Authorization": "Bearer cfs_a" }))).as_deref(), Some("cfs_a"));
        assert_eq!(token(Some(&json!({ "authorization": "" }))), None);
        assert_eq!(token(None), None);
    }
}
