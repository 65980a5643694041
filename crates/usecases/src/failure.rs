//! How a use case can end without its result.

use domain::Refusal;
use policy::Denied;
use store::{StoreError, Transient};

/// What came of a use case.
pub type Outcome<T> = Result<T, Failure>;

/// The end of a use case without its result. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// An expected refusal, shown as an outcome.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Not there, or not there for this actor.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("unauthenticated")]
    Unauthenticated,
    /// Unexpected; logged once, shown as `INTERNAL` with the request id.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl Failure {
    /// An unexpected failure.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

/// A trouble of the database that whoever runs the system can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room left to write.
    Full,
    /// It cannot be reached now.
    Unreachable,
}

impl Failure {
    /// The trouble of the database behind it, if it is one that passes or can be mended.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Store(StoreError::Full(_)) => Some(Trouble::Full),
            Self::Store(StoreError::Unreachable(_)) => Some(Trouble::Unreachable),
            _ => None,
        }
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unauthenticated => Self::Unauthenticated,
            Denied::NotFound => Self::NotFound,
            Denied::NotPermitted(refusal) => Self::Refused(refusal),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Transient for Failure {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// Turns a domain's own error into the refusal it stands for.
pub(crate) trait OrRefuse<T> {
    /// The value, or the refusal.
    fn or_refuse(self) -> Outcome<T>;
}

impl<T, E: Into<Refusal>> OrRefuse<T> for Result<T, E> {
    fn or_refuse(self) -> Outcome<T> {
        self.map_err(|error| Failure::Refused(error.into()))
    }
}

/// Turns "nothing there" into [`Failure::NotFound`].
pub(crate) trait Found<T> {
    /// The value, or `NotFound`.
    fn found(self) -> Outcome<T>;
}

impl<T> Found<T> for Option<T> {
    fn found(self) -> Outcome<T> {
        self.ok_or(Failure::NotFound)
    }
}
