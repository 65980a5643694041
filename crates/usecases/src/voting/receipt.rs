//! Receipts (*comprovantes*): what a voter keeps, and what anybody can check afterwards.
//!
//! A receipt is a hash of poll, voter, choice, time and a random salt, kept in the ballot's row: it
//! binds the row and tells nothing about the choice. Receipts are not chained while votes come in,
//! for then each vote would wait for the one before it. Closing chains them, in the order of the
//! ballots' ids; the end of the chain is kept with the poll and in the audit log, so that no ballot
//! can be added, changed or taken away later without being seen.

use crate::{App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::ids::RowId;
use policy::Action;
use sha2::{Digest, Sha256};
use store::voting::{self, ballot, poll};
use uuid::Uuid;

/// Characters of a receipt, in groups of four.
const RECEIPT: usize = 20;

/// The receipt of a ballot: 20 characters in groups of four, as `7F3A-…`.
pub(super) fn receipt(poll: Uuid, voter: Uuid, choices: &[String], at: DateTime<Utc>, salt: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(poll.as_bytes());
    hash.update(voter.as_bytes());
    hash.update(at.timestamp_millis().to_be_bytes());
    hash.update(salt.as_bytes());
    for choice in choices {
        hash.update([0]);
        hash.update(choice.as_bytes());
    }
    let code = hex(&hash.finalize()).to_uppercase();
    let groups: Vec<&str> = (0..RECEIPT / 4).map(|group| &code[group * 4..group * 4 + 4]).collect();
    groups.join("-")
}

/// The end of the chain over the ballots of a poll, in the order of their ids.
pub(super) fn digest(poll: Uuid, ballots: &[ballot::Model]) -> String {
    let start = Sha256::digest(poll.as_bytes());
    let link = |chain: &[u8], ballot: &ballot::Model| {
        let mut hash = Sha256::new();
        hash.update(chain);
        hash.update(ballot.receipt.as_bytes());
        hash.finalize()
    };
    hex(&ballots.iter().fold(start, |chain, ballot| link(&chain, ballot)))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a receipt proves.
#[derive(Debug, Clone)]
pub struct CheckedReceipt {
    /// When the vote was cast.
    pub cast_at: DateTime<Utc>,
    /// Whether the kept vote still has this receipt, and all ballots together the digest of the closing.
    pub intact: bool,
    /// Whether the vote is in the tally; not yet while the poll is open.
    pub counted: bool,
}

/// Finds the ballot of a receipt; for everybody, without telling who cast it or how. None when
/// there is no such ballot.
///
/// # Errors
/// Not found when there is no such poll.
pub async fn verify_receipt(app: &App, ctx: &Ctx, id: RowId, code: &str) -> Outcome<Option<CheckedReceipt>> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<poll::Entity>(id.id).await?.found()?;
    let code = code.trim().to_uppercase();
    let Some(found) = voting::ballot_by_receipt(&scope, row.id, &code).await? else { return Ok(None) };
    let own = receipt(row.id, found.participant_id, &found.choices, found.cast_at, &found.salt) == found.receipt;
    let whole = match &row.ballots_digest {
        Some(kept) => *kept == digest(row.id, &voting::ballots(&scope, row.id).await?),
        None => true,
    };
    let counted = row.ballots_digest.is_some() && row.poll.annulment.is_none();
    Ok(Some(CheckedReceipt { cast_at: found.cast_at, intact: own && whole, counted }))
}
