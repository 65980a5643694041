//! Who speaks and who waits, and announcements.

use crate::types::enums::{Enumeration, optional};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::people::{Category, Segment};
use domain::programme::{SpeechEnd, SpeechKind};
use tokio::sync::OnceCell;
use usecases::programme::{self, AnnouncementRow, Defending, SpeakerView, SpeechRequestRow, SpeechState};

pub(crate) struct SpeechRequest {
    row: SpeechRequestRow,
    view: OnceCell<SpeakerView>,
}

impl From<SpeechRequestRow> for SpeechRequest {
    fn from(row: SpeechRequestRow) -> Self {
        Self { row, view: OnceCell::new() }
    }
}

impl From<SpeakerView> for SpeechRequest {
    fn from(view: SpeakerView) -> Self {
        Self { row: view.row.clone(), view: OnceCell::new_with(Some(view)) }
    }
}

impl SpeechRequest {
    async fn view(&self, ctx: &Context<'_>) -> async_graphql::Result<&SpeakerView> {
        let (app, asking) = asked(ctx);
        let read = || async { programme::speaker_of(app, asking, &self.row).await.or_fail(asking) };
        self.view.get_or_try_init(read).await
    }
}

/// A request to speak (*inscrição*) and what became of it. Public: it is done in the plenary.
#[Object]
impl SpeechRequest {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("SpeechRequest", self.row.tenant_id, self.row.id)
    }

    /// Name of the person, as shown.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<&str> {
        Ok(&self.view(ctx).await?.name)
    }

    /// Category of the person.
    async fn category(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Enumeration<Category>>> {
        Ok(self.view(ctx).await?.category.map(Enumeration))
    }

    /// Segment of the person; null for the government, guests and observers.
    async fn segment(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Enumeration<Segment>>> {
        Ok(self.view(ctx).await?.segment.map(Enumeration))
    }

    /// What for.
    async fn kind(&self) -> Enumeration<SpeechKind> {
        Enumeration(*self.row.kind)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<SpeechState> {
        Enumeration(*self.row.state)
    }

    /// When the person asked.
    async fn requested_at(&self) -> DateTime<Utc> {
        self.row.requested_at
    }

    /// When the floor was given; null before.
    async fn started_at(&self) -> Option<DateTime<Utc>> {
        self.row.started_at
    }

    /// Seconds given; null before.
    async fn limit_seconds(&self) -> Option<i32> {
        self.row.limit_seconds
    }

    /// Until when the speech may last; null before it began.
    async fn until(&self) -> Option<DateTime<Utc>> {
        let limit = chrono::TimeDelta::seconds(i64::from(self.row.limit_seconds?));
        Some(self.row.started_at? + limit)
    }

    /// When the speech ended; null before.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.row.ended_at
    }

    /// How it ended; null before.
    async fn end(&self) -> Option<Enumeration<SpeechEnd>> {
        optional(self.row.end)
    }
}

/// Defences on the text under debate (*defesas a favor e contra*).
#[derive(SimpleObject)]
pub(crate) struct Defences {
    /// Defences made for.
    made_for: u32,
    /// Defences made against.
    made_against: u32,
    /// Pairs open; each further one needs the plenary to be asked.
    open_pairs: u32,
    /// Pairs the rules allow on one text.
    max_pairs: u32,
}

impl From<Defending> for Defences {
    fn from(kept: Defending) -> Self {
        let Defending { made_for, made_against, open_pairs, max_pairs } = kept;
        Self { made_for, made_against, open_pairs, max_pairs }
    }
}

pub(crate) struct Announcement(pub AnnouncementRow);

/// Something the table tells everybody (*aviso*).
#[Object]
impl Announcement {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Announcement", self.0.tenant_id, self.0.id)
    }

    /// One line.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// From when it is shown.
    async fn from(&self) -> DateTime<Utc> {
        self.0.shown_from
    }

    /// When it disappears by itself; null when it does not.
    async fn until(&self) -> Option<DateTime<Utc>> {
        self.0.shown_until
    }

    /// When the table took it away; null while it did not.
    async fn withdrawn_at(&self) -> Option<DateTime<Utc>> {
        self.0.withdrawn_at
    }
}
