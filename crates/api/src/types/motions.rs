//! Motions in GraphQL.

use super::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::motions::{MotionKind, MotionState};
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::motions::{self, MotionView};

pub(crate) struct ConferenceMotions(pub Arc<Row>);

/// The motions of a conference.
#[Object]
impl ConferenceMotions {
    /// Motions (*moções*), by number, with their signatures counted; who signed is never shown.
    #[graphql(complexity = "5 + 20 * child_complexity")]
    async fn motions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Motion>> {
        let (app, asking) = asked(ctx);
        let views = motions::of_conference(app, asking, self.row()).await.or_fail(asking)?;
        Ok(views.into_iter().map(Motion).collect())
    }

    /// Global ids of the motions that the participant who asks has signed; empty for everybody else.
    async fn motions_signed_by_me(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ID>> {
        let (app, asking) = asked(ctx);
        let signed = motions::signed_by_me(app, asking, self.row()).await.or_fail(asking)?;
        Ok(signed.into_iter().map(|motion| id::global("Motion", self.0.tenant_id, motion)).collect())
    }
}

impl ConferenceMotions {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

pub(crate) struct Motion(pub MotionView);

/// A motion (*moção*): a position on a matter, which goes to its addressees and is no proposal.
#[Object]
impl Motion {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Motion", self.0.motion.tenant_id, self.0.motion.id)
    }

    /// What people call it: `MO1`.
    async fn label(&self) -> String {
        self.0.motion.label()
    }

    /// Kind.
    async fn kind(&self) -> Enumeration<MotionKind> {
        Enumeration(*self.0.motion.kind)
    }

    /// Title.
    async fn title(&self) -> &str {
        &self.0.motion.title
    }

    /// Text.
    async fn text(&self) -> &str {
        &self.0.motion.text
    }

    /// To whom it goes.
    async fn addressees(&self) -> &[String] {
        &self.0.motion.addressees
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<MotionState> {
        Enumeration(*self.0.motion.state)
    }

    /// Signatures of delegates, which count.
    async fn signatures(&self) -> i32 {
        i32::try_from(self.0.signatures.valid).unwrap_or(i32::MAX)
    }

    /// Signatures of people without a vote, taken on paper; they do not count.
    async fn signatures_without_vote(&self) -> i32 {
        i32::try_from(self.0.signatures.without_vote).unwrap_or(i32::MAX)
    }

    /// Whether there are enough signatures: as computed after the window closed, until then as it would come out now.
    async fn admission(&self) -> MotionAdmission {
        let admission = &self.0.admission;
        let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        MotionAdmission {
            computed: self.0.motion.admission.is_some(),
            base: count(admission.base),
            needed: count(admission.needed),
            admitted: admission.admitted,
            explanation: admission.explanation.clone(),
        }
    }

    /// Global id of the poll that decided; null before.
    async fn poll_id(&self) -> Option<ID> {
        self.0.motion.poll_id.map(|poll| id::global("Poll", self.0.motion.tenant_id, poll))
    }

    /// The result of the vote in words; null before.
    async fn decision_reason(&self) -> Option<&str> {
        self.0.motion.decision_reason.as_deref()
    }

    /// When it was handed in.
    async fn submitted_at(&self) -> DateTime<Utc> {
        self.0.motion.submitted_at
    }

    /// When the plenary voted on it; null before.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.motion.decided_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.motion.version
    }
}

/// The admission of a motion by its signatures (*admissão*).
#[derive(SimpleObject)]
pub(crate) struct MotionAdmission {
    /// Whether it is on record; false while signatures are gathered.
    computed: bool,
    /// Delegates of whom the share is taken.
    base: i32,
    /// The least number of signatures.
    needed: i32,
    /// Whether there are enough.
    admitted: bool,
    /// The reason in Portuguese, with figures and rule.
    explanation: String,
}

/// The motions of a conference after their admission was computed.
#[derive(SimpleObject)]
pub(crate) struct MotionList {
    /// All motions, by number.
    motions: Vec<Motion>,
}

impl MotionList {
    pub(crate) fn new(views: Vec<MotionView>) -> Self {
        Self { motions: views.into_iter().map(Motion).collect() }
    }
}

/// A motion as the plenary hears it.
#[derive(SimpleObject)]
pub(crate) struct PlainMotion {
    /// Global id of the motion.
    id: ID,
    /// What people call it: `MO1`.
    label: String,
    /// Kind.
    kind: Enumeration<MotionKind>,
    /// Title.
    title: String,
    /// Text.
    text: String,
    /// To whom it goes.
    addressees: Vec<String>,
}

impl From<motions::Motion> for PlainMotion {
    fn from(row: motions::Motion) -> Self {
        Self {
            id: id::global("Motion", row.tenant_id, row.id),
            label: row.label(),
            kind: Enumeration(*row.kind),
            title: row.title,
            text: row.text,
            addressees: row.addressees.0,
        }
    }
}
