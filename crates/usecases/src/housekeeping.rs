//! Housekeeping: what is kept only for a while is forgotten when its time is over.

use crate::{App, Outcome};
use chrono::Duration;
use policy::Actor;
use store::{idempotency, outbox};

/// A key is remembered longer than any phone keeps trying.
const KEYS_KEPT: Duration = Duration::days(30);
/// Entries of the outbox are kept after they are done for who looks into what happened; they are empty then.
const ENTRIES_KEPT: Duration = Duration::days(7);
const EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);

/// What was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// Idempotency keys.
    pub keys: u64,
    /// Entries of outboxes.
    pub entries: u64,
}

/// Forgets what is older than its time. Repeating is harmless; several nodes may do it.
///
/// # Errors
/// When the database fails.
pub async fn tidy(app: &App) -> Outcome<Forgotten> {
    let now = app.context(Actor::Anonymous, "housekeeping".into()).now();
    let forgotten = app.db.sweep(|sweep| async move {
        Ok::<_, crate::Failure>(Forgotten {
            keys: idempotency::purge(&sweep, now - KEYS_KEPT).await?,
            entries: outbox::purge(&sweep, now - ENTRIES_KEPT).await?,
        })
    });
    forgotten.await
}

/// Tidies every hour until `stop` resolves.
pub async fn run(app: &App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        match tidy(app).await {
            Ok(forgotten) => tracing::debug!(?forgotten, "tidied"),
            Err(error) => tracing::warn!(%error, "what is over could not be forgotten; it is tried again in an hour"),
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
