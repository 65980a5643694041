//! Announcements on the display and the phones.

use crate::{Act, App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::ids::RowId;
use domain::programme::{Announcement, announcement as admit, current_announcement};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::programme::announcement;
use uuid::Uuid;

/// Something to tell everybody.
#[derive(Debug, Clone, Serialize)]
pub struct Announce {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// One line.
    pub text: String,
    /// From when; none for now.
    pub from: Option<DateTime<Utc>>,
    /// When it disappears by itself.
    pub until: Option<DateTime<Utc>>,
}

/// Tells everybody something (*dar um aviso*); it replaces the one before.
///
/// # Errors
/// `ANNOUNCEMENT_OVER`, `CONFERENCE_OVER`, refusals of the text.
pub async fn announce(app: &App, ctx: &Ctx, command: &Announce) -> Outcome<announcement::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::Announce, conference.tenant, Some(conference.id))?;
    let told = &admit(&command.text, command.from.unwrap_or_else(|| ctx.now()), command.until)?;
    app.act(ctx, "programme.announce", &permit, command.key, command, |scope| async move {
        super::open_conference(&scope, conference.id).await?;
        let row = announcement::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            text: told.text.clone(),
            shown_from: told.from,
            shown_until: told.until,
            withdrawn_at: None,
        };
        let row = scope.insert::<announcement::Entity>(row).await?;
        let act = Act::new(Action::Announce, "Announcement", row.id).of(conference.id);
        act.with(json!({ "until": row.shown_until })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// An announcement to take away.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawAnnouncement {
    /// Idempotency key.
    pub key: Uuid,
    /// The announcement.
    pub announcement: RowId,
}

/// Takes an announcement away (*retirar o aviso*). Repeating is harmless.
///
/// # Errors
/// Not found when there is none.
pub async fn withdraw_announcement(
    app: &App,
    ctx: &Ctx,
    command: &WithdrawAnnouncement,
) -> Outcome<announcement::Model> {
    let permit = ctx.permit(Action::Announce, command.announcement.tenant, None)?;
    app.act(ctx, "programme.withdraw_announcement", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<announcement::Entity>(command.announcement.id).await?.found()?;
        ctx.permit(Action::Announce, command.announcement.tenant, Some(row.conference_id))?;
        if row.withdrawn_at.is_some() {
            return Ok(row);
        }
        let row = announcement::Model { withdrawn_at: Some(ctx.now()), ..row };
        let row = scope.save::<announcement::Entity>(row).await?;
        let act = Act::new(Action::Announce, "Announcement", row.id).of(row.conference_id);
        act.with(json!({ "withdrawn": true })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// The announcement to show at an instant, if there is one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn shown(scope: &Scope, conference: Uuid, at: DateTime<Utc>) -> Outcome<Option<announcement::Model>> {
    let rows = store::programme::announcements(scope, conference).await?;
    let of = |row: &announcement::Model| Announcement {
        text: row.text.clone(),
        from: row.shown_from,
        until: row.shown_until,
    };
    // Newest first; of two from the same moment the rule takes the last.
    let all: Vec<_> = rows.iter().rev().map(of).collect();
    let current = current_announcement(&all, at);
    Ok(rows.into_iter().find(|row| current.is_some_and(|current| *current == of(row))))
}
