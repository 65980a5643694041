//! What a proclaimed poll decided, told to the capability it was about, in the poll's own transaction.

use crate::{Ctx, Outcome};
use domain::voting::{PollResult, SubjectKind};
use store::Scope;
use store::conferences::conference;
use uuid::Uuid;

/// A proclaimed poll.
pub(crate) struct Decided<'a> {
    /// The poll.
    pub poll: Uuid,
    /// What it was about.
    pub subject: SubjectKind,
    /// The article, destaque, proposal, motion or point; all of them for a bloc; none for a matter of procedure.
    pub items: &'a [Uuid],
    /// The result.
    pub result: &'a PollResult,
}

/// Checks that what a poll is about may be voted now, before the poll opens.
///
/// # Errors
/// Refusals of the capability; not found when an item does not exist in this conference.
#[rustfmt::skip] // One capability a line, so that two that are added at once do not meet.
pub(crate) async fn check(
    _scope: &Scope,
    _conference: &conference::Model,
    subject: SubjectKind,
    _items: &[Uuid],
) -> Outcome<()> {
    match subject {
        SubjectKind::Rules | SubjectKind::RulesArticle | SubjectKind::RulesBloc => Ok(()),
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => Ok(()),
        SubjectKind::Proposal | SubjectKind::ProposalBloc | SubjectKind::NewProposal | SubjectKind::Priority => Ok(()),
        SubjectKind::Motion => Ok(()),
        SubjectKind::PointAppeal => Ok(()),
        SubjectKind::ElectionHomologation => Ok(()),
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening => Ok(()),
    }
}

/// Writes the consequences of a proclaimed poll.
///
/// # Errors
/// Refusals of the capability.
#[rustfmt::skip]
pub(crate) async fn record(
    _ctx: &Ctx,
    _scope: &Scope,
    _conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    match decided.subject {
        SubjectKind::Rules | SubjectKind::RulesArticle | SubjectKind::RulesBloc => Ok(()),
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => Ok(()),
        SubjectKind::Proposal | SubjectKind::ProposalBloc | SubjectKind::NewProposal | SubjectKind::Priority => Ok(()),
        SubjectKind::Motion => Ok(()),
        SubjectKind::PointAppeal => Ok(()),
        SubjectKind::ElectionHomologation => Ok(()),
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening => Ok(()),
    }
}
