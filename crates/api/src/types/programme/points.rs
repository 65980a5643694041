//! Points and checks of the quorum.

use crate::types::enums::{Enumeration, optional};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use domain::programme::{Appeal, PointKind, PointState, Ruling};
use domain::quorum::{QuorumCall, QuorumThreshold};
use usecases::programme::{self, PointRow, QuorumCheckRow};

pub(crate) struct Point {
    row: PointRow,
    raised_by: Option<String>,
}

impl From<PointRow> for Point {
    fn from(row: PointRow) -> Self {
        Self { row, raised_by: None }
    }
}

impl From<(PointRow, String)> for Point {
    fn from((row, name): (PointRow, String)) -> Self {
        Self { row, raised_by: Some(name) }
    }
}

/// A point of order, referral or clarification (*questão de ordem, de encaminhamento, de esclarecimento*).
#[Object]
impl Point {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Point", self.row.tenant_id, self.row.id)
    }

    /// Kind.
    async fn kind(&self) -> Enumeration<PointKind> {
        Enumeration(*self.row.kind)
    }

    /// The session in which it was raised.
    async fn session_id(&self) -> ID {
        id::global("Session", self.row.tenant_id, self.row.session_id)
    }

    /// Name of who raised it, as shown.
    async fn raised_by(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let (app, asking) = asked(ctx);
        match &self.raised_by {
            Some(name) => Ok(name.clone()),
            None => programme::raiser_of(app, asking, &self.row).await.or_fail(asking),
        }
    }

    /// When.
    async fn raised_at(&self) -> DateTime<Utc> {
        self.row.raised_at
    }

    /// Number of the article said to be broken; always there for a point of order.
    async fn article_cited(&self) -> Option<i32> {
        self.row.article_cited
    }

    /// What was said.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// Whether it is about the vote that was open.
    async fn about_the_vote(&self) -> bool {
        self.row.about_the_vote
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<PointState> {
        Enumeration(*self.row.state)
    }

    /// The chair's ruling; null before.
    async fn ruling(&self) -> Option<Enumeration<Ruling>> {
        optional(self.row.ruling)
    }

    /// The ruling in words.
    async fn ruling_text(&self) -> Option<&str> {
        self.row.ruling_text.as_deref()
    }

    /// When it was ruled.
    async fn ruled_at(&self) -> Option<DateTime<Utc>> {
        self.row.ruled_at
    }

    /// What the plenary did with the ruling; null when nobody appealed, and before the vote.
    async fn appeal(&self) -> Option<Enumeration<Appeal>> {
        optional(self.row.appeal)
    }

    /// The poll on the appeal; null when there was none.
    async fn appeal_poll_id(&self) -> Option<ID> {
        self.row.appeal_poll_id.map(|poll| id::global("Poll", self.row.tenant_id, poll))
    }

    /// What counts in the end: the ruling, or its opposite when the plenary overturned it.
    async fn outcome(&self) -> Option<Enumeration<Ruling>> {
        programme::point_as_rule(&self.row).outcome().map(Enumeration)
    }
}

pub(crate) struct QuorumVerification(pub QuorumCheckRow);

/// A check of the quorum (*verificação de quórum*), as recorded.
#[Object]
impl QuorumVerification {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("QuorumVerification", self.0.tenant_id, self.0.id)
    }

    /// The session.
    async fn session_id(&self) -> ID {
        id::global("Session", self.0.tenant_id, self.0.session_id)
    }

    /// First or second call.
    async fn call(&self) -> Enumeration<QuorumCall> {
        Enumeration(*self.0.call)
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// Delegates accredited until then, also those who left.
    async fn accredited(&self) -> u32 {
        self.0.result.accredited
    }

    /// Delegates present.
    async fn present(&self) -> u32 {
        self.0.result.present
    }

    /// Whether people were counted in the hall; otherwise those checked in and not gone counted.
    async fn counted_heads(&self) -> bool {
        self.0.counted_heads
    }

    /// How many must be present.
    async fn needed(&self) -> u32 {
        self.0.result.needed
    }

    /// The part of the accredited that must be present.
    async fn threshold(&self) -> Enumeration<QuorumThreshold> {
        Enumeration(self.0.result.threshold)
    }

    /// Whether they suffice.
    async fn reached(&self) -> bool {
        self.0.result.reached
    }

    /// The rule with its figures, in Portuguese.
    async fn explanation(&self) -> String {
        self.0.result.explanation()
    }

    /// What was announced.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}
