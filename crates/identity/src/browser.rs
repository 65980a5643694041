//! The browser that asked for a sign-in link: only it can redeem the link.
//!
//! It keeps a secret in an `HttpOnly` cookie; the link keeps that secret's hash. Whoever reads the
//! mail elsewhere, or makes another person ask, gets no session.

use crate::token::{BYTES, Kind, Secret};

/// A secret for a browser that asks, from random bytes of the caller.
pub fn secret(random: [u8; BYTES]) -> Secret {
    Secret::new(Kind::Browser, random)
}

/// Whether a browser that shows `cookie` is the one whose secret's hash is `kept`.
///
/// A browser without the cookie, or with text that is no such secret, is not.
pub fn asked(cookie: Option<&str>, kept: &str) -> bool {
    cookie.and_then(|text| Secret::parse_as(Kind::Browser, text).ok()).is_some_and(|secret| secret.matches(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_browser_that_asked_redeems() {
        let mine = secret([1; BYTES]);
        assert!(asked(Some(&mine.reveal()), &mine.hash()));
        assert!(!asked(Some(&secret([2; BYTES]).reveal()), &mine.hash()));
        assert!(!asked(None, &mine.hash()));
        assert!(!asked(Some("cfb_"), &mine.hash()));
    }

    #[test]
    fn a_session_with_the_same_bytes_is_no_browser() {
        let session = Secret::new(Kind::Session, [1; BYTES]);
        assert!(!asked(Some(&session.reveal()), &session.hash()));
    }
}
