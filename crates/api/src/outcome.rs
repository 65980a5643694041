//! Outcomes of mutations: the success type, or one of the typed refusals.

use crate::error::failed;
use async_graphql::{Interface, SimpleObject};
use domain::{Refusal, RefusalKind};
use usecases::{Ctx, Outcome};

macro_rules! refusal_types {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty,)* })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, SimpleObject)]
            pub struct $name {
                /// Machine code, stable, in capitals.
                code: String,
                /// What happened and what to do next, in Portuguese, for people.
                message: String,
                /// The input field it belongs to, from the input object downwards; null when it belongs to none.
                path: Option<Vec<String>>,
                /// The article, law or parameter that decided; null when no rule did.
                rule: Option<String>,
                $($(#[$fmeta])* $field: $type,)*
            }
        )+

        /// An expected "no" (*recusa*): nothing was changed.
        #[derive(Debug, Clone, Interface)]
        #[graphql(
            name = "Refusal",
            field(name = "code", ty = "&String", desc = "Machine code, stable, in capitals."),
            field(name = "message", ty = "&String", desc = "What happened and what to do next, in Portuguese, for people."),
            field(name = "path", ty = "&Option<Vec<String>>", desc = "The input field it belongs to; null when it belongs to none."),
            field(name = "rule", ty = "&Option<String>", desc = "The article, law or parameter that decided; null when no rule did.")
        )]
        pub enum RefusalInterface { $($(#[$meta])* $name($name),)+ }
    };
}

refusal_types! {
    /// A field holds something that cannot be taken as it is.
    InvalidInput {}
    /// A rule of the conference, the cycle or the law says no.
    RuleRefusal {}
    /// Somebody else changed it since it was read.
    StaleVersion {
        /// The version that is current now; read again and compare.
        current_version: i32,
    }
    /// The idempotency key was used before with another content.
    KeyReused {}
    /// The role of whoever asks does not include this act.
    NotPermitted {}
    /// Too much at once; send the same request again later.
    TryAgain {
        /// How long to wait, in milliseconds.
        after_ms: i32,
    }
}

/// A refusal in the type it is shown as.
pub(crate) enum Shown {
    Invalid(InvalidInput),
    Rule(RuleRefusal),
    Stale(StaleVersion),
    KeyReused(KeyReused),
    NotPermitted(NotPermitted),
    TryAgain(TryAgain),
}

impl From<Refusal> for Shown {
    fn from(refusal: Refusal) -> Self {
        let Refusal { kind, code, message, path, rule } = refusal;
        let code = code.to_owned();
        let path = if path.is_empty() { None } else { Some(path) };
        match kind {
            RefusalKind::Invalid => Self::Invalid(InvalidInput { code, message, path, rule }),
            RefusalKind::Rule => Self::Rule(RuleRefusal { code, message, path, rule }),
            RefusalKind::Stale { current } => {
                Self::Stale(StaleVersion { code, message, path, rule, current_version: current })
            }
            RefusalKind::KeyReused => Self::KeyReused(KeyReused { code, message, path, rule }),
            RefusalKind::NotPermitted => Self::NotPermitted(NotPermitted { code, message, path, rule }),
            RefusalKind::TryAgain { after_ms } => {
                let after_ms = i32::try_from(after_ms).unwrap_or(i32::MAX);
                Self::TryAgain(TryAgain { code, message, path, rule, after_ms })
            }
        }
    }
}

/// Declares the union of a mutation: its success type and the refusals.
macro_rules! outcome {
    ($(#[$meta:meta])* $name:ident = $success:ty) => {
        $(#[$meta])*
        #[derive(async_graphql::Union)]
        #[allow(clippy::large_enum_variant)] // Built once a request and moved once.
        pub enum $name {
            /// It was done.
            Done($success),
            /// A field was refused.
            Invalid($crate::outcome::InvalidInput),
            /// A rule said no.
            Rule($crate::outcome::RuleRefusal),
            /// Somebody else was faster.
            Stale($crate::outcome::StaleVersion),
            /// The key was used before.
            KeyReused($crate::outcome::KeyReused),
            /// The role does not include it.
            NotPermitted($crate::outcome::NotPermitted),
            /// Later.
            TryAgain($crate::outcome::TryAgain),
        }

        impl From<$crate::outcome::Shown> for $name {
            fn from(shown: $crate::outcome::Shown) -> Self {
                use $crate::outcome::Shown;
                match shown {
                    Shown::Invalid(refusal) => Self::Invalid(refusal),
                    Shown::Rule(refusal) => Self::Rule(refusal),
                    Shown::Stale(refusal) => Self::Stale(refusal),
                    Shown::KeyReused(refusal) => Self::KeyReused(refusal),
                    Shown::NotPermitted(refusal) => Self::NotPermitted(refusal),
                    Shown::TryAgain(refusal) => Self::TryAgain(refusal),
                }
            }
        }
    };
}
pub(crate) use outcome;

/// Maps the outcome of a use case to the union of its mutation.
pub(crate) fn settle<T, S, U>(ctx: &Ctx, outcome: Outcome<T>, show: impl FnOnce(T) -> S) -> async_graphql::Result<U>
where
    U: From<Shown> + From<S>,
{
    match outcome {
        Ok(value) => Ok(show(value).into()),
        Err(usecases::Failure::Refused(refusal)) => Ok(Shown::from(refusal).into()),
        Err(failure) => Err(failed(ctx, failure)),
    }
}
