//! The one vocabulary of expected "no".
//!
//! A refusal is an outcome, not a failure: it names the field and the rule, says in pt-BR what
//! happened and what to do next, and leaves everything as it was.

/// Why something was refused, as far as a program must tell the cases apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalKind {
    /// A field holds something that cannot be taken as it is.
    Invalid,
    /// A rule of the conference, the cycle or the law says no.
    Rule,
    /// Somebody else changed it since it was read; the current version number is given.
    Stale {
        /// The version now stored.
        current: i32,
    },
    /// The idempotency key was used before with another content.
    KeyReused,
    /// The actor belongs here, but their role does not do this.
    NotPermitted,
    /// Too much at once; the same request may be sent again after some milliseconds.
    TryAgain {
        /// How long to wait, in milliseconds.
        after_ms: u32,
    },
}

/// An expected refusal, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// Which of the few kinds a client treats differently.
    pub kind: RefusalKind,
    /// Machine code, `SCREAMING_SNAKE_CASE`, stable.
    pub code: &'static str,
    /// Plain pt-BR, without blame, with what to do next.
    pub message: String,
    /// The input field it belongs to, as in the API (`["input", "cpf"]` is given as `["cpf"]`).
    pub path: Vec<String>,
    /// The article, law or parameter that decided.
    pub rule: Option<String>,
}

impl Refusal {
    /// A field that cannot be taken as it is.
    pub fn invalid(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { kind: RefusalKind::Invalid, code, message: message.into(), path: vec![field.to_owned()], rule: None }
    }

    /// A rule that says no; `rule` names the article or the cycle's parameter.
    pub fn rule(code: &'static str, rule: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind: RefusalKind::Rule, code, message: message.into(), path: Vec::new(), rule: Some(rule.into()) }
    }

    /// A version that is no longer the current one.
    pub fn stale(current: i32) -> Self {
        Self {
            kind: RefusalKind::Stale { current },
            code: "STALE_VERSION",
            message:
                "Outra pessoa alterou este conteúdo enquanto você editava. Compare as duas versões e salve de novo."
                    .into(),
            path: vec!["version".into()],
            rule: None,
        }
    }

    /// A key that was already used for something else.
    pub fn key_reused() -> Self {
        Self {
            kind: RefusalKind::KeyReused,
            code: "KEY_REUSED",
            message: "Esta chave já foi usada em outro pedido. Gere uma chave nova e envie outra vez.".into(),
            path: vec!["key".into()],
            rule: None,
        }
    }

    /// The role does not include this act; `who` says which roles do.
    pub fn not_permitted(who: &str) -> Self {
        Self {
            kind: RefusalKind::NotPermitted,
            code: "NOT_PERMITTED",
            message: format!("Seu papel não inclui este ato. Quem pode fazê-lo: {who}."),
            path: Vec::new(),
            rule: Some("matriz de papéis".into()),
        }
    }

    /// The same refusal, tied to an input field.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.path = vec![field.to_owned()];
        self
    }
}
