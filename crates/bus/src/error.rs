//! Why a note did not reach other nodes.

/// A failure of Redis. Local subscribers heard the note all the same.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// The address of Redis cannot be used; only configuration mends it. The text names no password.
    #[error("the address of Redis cannot be used: {0}")]
    Address(String),
    /// Redis could not be reached or refused; it is asked again by itself.
    #[error("Redis did not take the note: {0}")]
    Unreachable(#[from] redis::RedisError),
    /// The note could not be written as JSON.
    #[error("the note could not be written: {0}")]
    Unwritable(#[from] serde_json::Error),
}
