//! The screen's side: asking, waiting for the table, and opening with a given code.

use super::{code, typed};
use crate::identity::{Session, start_display_session};
use crate::{App, Ctx, Failure, Outcome};
use chrono::{DateTime, Duration, Utc};
use domain::Refusal;
use domain::ids::{RowId, TenantId};
use identity::token::{Kind, Secret, hash};
use store::Directory;
use store::displays::{self, pairing};
use uuid::Uuid;

/// How long a screen may wait for the table.
const WAITING: Duration = Duration::minutes(10);
/// Letters and digits of a code that the table confirms.
const SHORT: usize = 6;

/// A screen that waits for the table.
#[derive(Debug, Clone)]
pub struct PairingRequested {
    /// To be shown large, and typed by the table.
    pub code: String,
    /// To be kept by the screen.
    pub secret: String,
    /// Until when the table can confirm.
    pub expires_at: DateTime<Utc>,
}

/// A screen asks to become a display; anybody may ask.
///
/// # Errors
/// When the database fails.
pub async fn request(app: &App, ctx: &Ctx) -> Outcome<PairingRequested> {
    let secret = &Secret::new(Kind::Browser, ctx.bytes());
    let row = app
        .db
        .transact_directory(None, |directory| async move {
            displays::forget_expired(&directory, ctx.now()).await?;
            let row = pairing::Model {
                id: ctx.new_id(),
                code: code::<SHORT>(ctx),
                secret_hash: Some(secret.hash()),
                council_id: None,
                conference_id: None,
                display_id: None,
                created_at: ctx.now(),
                expires_at: ctx.now() + WAITING,
            };
            Ok::<_, Failure>(directory.insert::<pairing::Entity>(row).await?)
        })
        .await?;
    Ok(PairingRequested { code: row.code, secret: secret.reveal(), expires_at: row.expires_at })
}

/// The session of a display that just began.
#[derive(Debug, Clone)]
pub struct DisplaySession {
    /// The session.
    pub session: Session,
    /// The conference it shows.
    pub conference: RowId,
}

/// A waiting screen asks whether the table confirmed; nothing while it did not.
///
/// # Errors
/// `PAIRING_EXPIRED`.
pub async fn redeem(app: &App, ctx: &Ctx, secret: &str) -> Outcome<Option<DisplaySession>> {
    let hash = &hash(secret);
    app.db
        .transact_directory(None, |directory| async move {
            let waiting = displays::lock_by_secret(&directory, hash, ctx.now()).await?.ok_or_else(expired)?;
            let Some((conference, display)) = confirmed(&waiting) else { return Ok(None) };
            let session = begin(ctx, &directory, conference, display).await?;
            // Redeemed once: the screen has its token now.
            directory.save::<pairing::Entity>(pairing::Model { expires_at: ctx.now(), ..waiting }).await?;
            Ok(Some(session))
        })
        .await
}

/// A screen opens with a code that the table gave out.
///
/// # Errors
/// `DISPLAY_CODE_UNKNOWN`.
pub async fn open(app: &App, ctx: &Ctx, code: &str) -> Outcome<DisplaySession> {
    let code = &typed(code);
    app.db
        .transact_directory(None, |directory| async move {
            let found = displays::lock_by_code(&directory, code, ctx.now()).await?;
            let invitation = found.filter(|row| row.secret_hash.is_none()).ok_or_else(unknown)?;
            let (conference, display) = confirmed(&invitation).ok_or_else(unknown)?;
            begin(ctx, &directory, conference, display).await
        })
        .await
}

async fn begin(ctx: &Ctx, directory: &Directory, conference: RowId, display: Uuid) -> Outcome<DisplaySession> {
    let session = start_display_session(ctx, directory, conference, display).await?;
    Ok(DisplaySession { session, conference })
}

fn confirmed(row: &pairing::Model) -> Option<(RowId, Uuid)> {
    Some((RowId { tenant: TenantId(row.council_id?), id: row.conference_id? }, row.display_id?))
}

fn expired() -> Refusal {
    Refusal::invalid("secret", "PAIRING_EXPIRED", "O código venceu ou já foi usado. Peça um novo código na tela.")
}

fn unknown() -> Refusal {
    Refusal::invalid("code", "DISPLAY_CODE_UNKNOWN", "Este código de telão não vale. Peça outro à mesa.")
}
