//! Opaque tokens: 32 random bytes with a prefix that says what they open.
//!
//! A token is shown once and kept only as its SHA-256. A plain fast hash is right here: nobody can
//! try 2^256 tokens, and a session is looked up by this hash at every request.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// Random bytes in a token.
pub const BYTES: usize = 32;

/// What a token opens. The prefix lets a person, a log filter and a secret scanner recognize it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A session of an account or participant, `cfs_`.
    Session,
    /// A link sent by e-mail to sign in or to confirm an address, `cfl_`.
    Link,
    /// An invitation to a council, `cfi_`.
    Invitation,
    /// A hall display (*telão*), `cfd_`.
    Display,
    /// The browser that asked for a sign-in link, `cfb_`.
    Browser,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Session, Self::Link, Self::Invitation, Self::Display, Self::Browser];

    /// First characters of the text form.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Session => "cfs_",
            Self::Link => "cfl_",
            Self::Invitation => "cfi_",
            Self::Display => "cfd_",
            Self::Browser => "cfb_",
        }
    }
}

/// Text that is no token of ours; says nothing about its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a token of this platform")]
pub struct NotAToken;

/// A token as its owner holds it. Neither `Debug` nor `Display` ever shows it.
#[derive(Clone)]
pub struct Secret {
    kind: Kind,
    bytes: [u8; BYTES],
}

impl Secret {
    /// A token from random bytes, which the caller draws from a cryptographic source.
    pub fn new(kind: Kind, random: [u8; BYTES]) -> Self {
        Self { kind, bytes: random }
    }

    /// Reads the text form, of any kind.
    ///
    /// # Errors
    /// [`NotAToken`] when prefix, length or alphabet are wrong; no database need be asked then.
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        let kind = Kind::ALL.into_iter().find(|kind| text.starts_with(kind.prefix())).ok_or(NotAToken)?;
        let encoded = text.strip_prefix(kind.prefix()).ok_or(NotAToken)?;
        let decoded = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| NotAToken)?;
        Ok(Self { kind, bytes: decoded.try_into().map_err(|_| NotAToken)? })
    }

    /// As [`Secret::parse`], refusing tokens that open something else.
    ///
    /// # Errors
    /// [`NotAToken`], also for a token of another kind.
    pub fn parse_as(kind: Kind, text: &str) -> Result<Self, NotAToken> {
        Self::parse(text).and_then(|secret| if secret.kind == kind { Ok(secret) } else { Err(NotAToken) })
    }

    /// What the token opens.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The text form, to be given to its owner once: prefix and 43 characters of base64url.
    pub fn reveal(&self) -> String {
        format!("{}{}", self.kind.prefix(), URL_SAFE_NO_PAD.encode(self.bytes))
    }

    /// What is kept of the token: [`hash`] of its text form.
    pub fn hash(&self) -> String {
        hash(&self.reveal())
    }

    /// Whether `kept` is this token's hash, in a time that does not depend on where they differ.
    pub fn matches(&self, kept: &str) -> bool {
        self.hash().as_bytes().ct_eq(kept.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({}…)", self.kind.prefix())
    }
}

/// SHA-256 of a token's text form, 64 lower-case hexadecimal digits.
pub fn hash(token: &str) -> String {
    format!("{:x}", Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_text_form_names_the_kind_and_needs_no_escaping_in_a_link() {
        let text = Secret::new(Kind::Invitation, [0xff; BYTES]).reveal();
        assert_eq!(text, format!("cfi_{}8", "_".repeat(42)));
        assert!(Kind::ALL.into_iter().all(|kind| Secret::new(kind, [7; BYTES]).reveal().len() == 47));
    }

    #[test]
    fn hash_is_sha_256_in_hexadecimal() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn debug_does_not_print_the_secret() {
        let secret = Secret::new(Kind::Session, [9; BYTES]);
        assert_eq!(format!("{secret:?}"), "Secret(cfs_…)");
        assert!(!format!("{secret:#?}").contains(&secret.reveal()[4..]));
    }

    #[test]
    fn a_token_of_another_kind_is_refused() {
        let link = Secret::new(Kind::Link, [1; BYTES]).reveal();
        assert!(Secret::parse_as(Kind::Session, &link).is_err());
        assert_eq!(Secret::parse_as(Kind::Link, &link).unwrap().reveal(), link);
    }

    #[test]
    fn text_of_a_wrong_form_is_refused() {
        let good = Secret::new(Kind::Session, [1; BYTES]).reveal();
        for text in
            ["", "cfs_", "cfx_AAAA", &good[..46], &format!("{good}A"), &format!("{good}="), &good.to_uppercase()]
        {
            assert_eq!(Secret::parse(text).unwrap_err(), NotAToken, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_given_out_is_recognized_and_nothing_else_is(mine: [u8; BYTES], other: [u8; BYTES]) {
            let secret = Secret::new(Kind::Session, mine);
            let read = Secret::parse(&secret.reveal()).unwrap();
            prop_assert!(read.matches(&secret.hash()));
            prop_assert_eq!(read.matches(&Secret::new(Kind::Session, other).hash()), mine == other);
            prop_assert!(!read.matches(&Secret::new(Kind::Display, mine).hash()));
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC*|cf[slidb]_[A-Za-z0-9_-]{0,60}") {
            if let Ok(secret) = Secret::parse(&text) {
                prop_assert_eq!(secret.reveal(), text);
            }
        }
    }
}
