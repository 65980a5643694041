//! Actions to verify in GraphQL.

use super::enums::{Enumeration, optional};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::actions::{Assessment, count_assessments};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use std::sync::Arc;
use usecases::actions::{self, ActionEvidence, ActionView};
use usecases::conferences::Conference as Row;

pub(crate) struct ConferenceActions(pub Arc<Row>);

/// What a conference says of its actions to verify.
#[Object]
impl ConferenceActions {
    /// Actions to verify (*ações a conferir*): what was decided before and what came of it; open to everybody.
    #[graphql(complexity = "5 + 20 * child_complexity")]
    async fn actions(&self, ctx: &Context<'_>) -> async_graphql::Result<Actions> {
        let (app, asking) = asked(ctx);
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        Ok(Actions(actions::actions(app, asking, conference).await.or_fail(asking)?))
    }
}

pub(crate) struct Actions(Vec<ActionView>);

/// The actions of a conference with their counts.
#[Object]
impl Actions {
    /// The actions, in the order of the list.
    async fn items(&self) -> Vec<ActionItem> {
        self.0.iter().cloned().map(ActionItem).collect()
    }

    /// How many there are of each assessment.
    async fn counts(&self) -> ActionCounts {
        let assessments = self.0.iter().map(|view| view.action.assessment.map(|assessment| *assessment));
        let actions::ActionCounts { advanced, partly, not_advanced, open } = count_assessments(assessments);
        ActionCounts { advanced, partly, not_advanced, open }
    }
}

/// How many actions there are of each assessment.
#[derive(SimpleObject)]
pub(crate) struct ActionCounts {
    /// Done (*avançou*).
    advanced: u32,
    /// Done in part (*avançou em parte*).
    partly: u32,
    /// Not done (*não avançou*).
    not_advanced: u32,
    /// Not assessed yet.
    open: u32,
}

pub(crate) struct ActionItem(pub ActionView);

/// An action to verify (*ação a conferir*).
#[Object]
impl ActionItem {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("ActionItem", self.0.action.tenant_id, self.0.action.id)
    }

    /// Position in the list, from 1.
    async fn position(&self) -> i32 {
        self.0.action.position
    }

    /// Axis it is told under.
    async fn axis(&self) -> i32 {
        self.0.action.axis
    }

    /// Level of government it addresses.
    async fn level(&self) -> Enumeration<GovernmentLevel> {
        Enumeration(*self.0.action.level)
    }

    /// The conference that decided it, as people call it.
    async fn decided_by(&self) -> &str {
        &self.0.action.decided_by
    }

    /// What was decided.
    async fn text(&self) -> &str {
        &self.0.action.text
    }

    /// Global id of the deliberation it comes from; null where it was typed in.
    async fn deliberation_id(&self) -> Option<ID> {
        let action = &self.0.action;
        action.deliberation_id.map(|deliberation| id::global("Deliberation", action.tenant_id, deliberation))
    }

    /// What came of it; null while not assessed.
    async fn assessment(&self) -> Option<Enumeration<Assessment>> {
        optional(self.0.action.assessment)
    }

    /// What was done and what is missing.
    async fn comment(&self) -> Option<&str> {
        self.0.action.comment.as_deref()
    }

    /// Where it can be checked, as the assessment says.
    async fn evidence(&self) -> Option<&str> {
        self.0.action.evidence.as_deref()
    }

    /// What was attached, in order of time.
    async fn attachments(&self) -> Vec<EvidenceItem> {
        self.0.evidence.iter().cloned().map(EvidenceItem::from).collect()
    }

    /// Who answers for it.
    async fn responsible(&self) -> Option<&str> {
        self.0.action.responsible.as_deref()
    }

    /// When it was assessed, the last time.
    async fn assessed_at(&self) -> Option<DateTime<Utc>> {
        self.0.action.assessed_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.action.version
    }
}

/// Something that proves what was done (*comprovação*).
#[derive(SimpleObject)]
pub(crate) struct EvidenceItem {
    /// Document, page or act, in words.
    pub description: String,
    /// Where it can be read; null where it is not online.
    pub address: Option<String>,
    /// When it was attached.
    pub at: DateTime<Utc>,
}

impl From<ActionEvidence> for EvidenceItem {
    fn from(row: ActionEvidence) -> Self {
        Self { description: row.description, address: row.address, at: row.attached_at }
    }
}
