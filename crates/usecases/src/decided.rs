//! What a proclaimed poll decides: the capability that owns its subject carries it out, in the
//! transaction of the proclamation.

use crate::{Ctx, Outcome};
use domain::voting::{Outcome as Decision, SubjectKind};
use store::Scope;
use uuid::Uuid;

/// A poll whose result was proclaimed.
#[derive(Debug, Clone)]
pub(crate) struct DecidedPoll {
    /// The conference.
    pub conference: Uuid,
    /// The poll.
    pub poll: Uuid,
    /// What kind of thing was voted.
    pub subject: SubjectKind,
    /// The thing, where it is one.
    pub subject_id: Option<Uuid>,
    /// The items of a vote en bloc.
    pub items: Vec<Uuid>,
    /// Approved, rejected or tied.
    pub outcome: Decision,
    /// The explanation in Portuguese, with the figures.
    pub explanation: String,
}

/// Carries out what a poll decided. Subjects that nobody owns (procedure) need nothing done.
pub(crate) async fn carry_out(_scope: &Scope, _ctx: &Ctx, decided: &DecidedPoll) -> Outcome<()> {
    tracing::debug!(poll = %decided.poll, subject = ?decided.subject, "nothing to carry out");
    Ok(())
}
