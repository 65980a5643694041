//! What a proclaimed poll decided, told to the capability it was about, in the poll's own transaction.

use crate::{Ctx, Failure, Outcome};
use domain::voting::{PollResult, SubjectKind};
use domain::{Refusal, text};
use store::Scope;
use store::conferences::conference;
use uuid::Uuid;

/// A proclaimed poll.
pub(crate) struct Decided<'a> {
    /// The poll.
    pub poll: Uuid,
    /// As people call it, for instance "V03".
    pub label: &'a str,
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
    scope: &Scope,
    conference: &conference::Model,
    subject: SubjectKind,
    items: &[Uuid],
) -> Outcome<()> {
    match subject {
        SubjectKind::Rules | SubjectKind::RulesArticle | SubjectKind::RulesBloc => crate::rules::check(scope, conference, subject, items).await,
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => crate::destaques::check(scope, conference, subject, items).await,
        SubjectKind::Proposal | SubjectKind::ProposalBloc | SubjectKind::NewProposal | SubjectKind::Priority => crate::proposals::decided::check(scope, conference, subject, items).await,
        SubjectKind::Motion => crate::motions::decided::check(scope, conference, items).await,
        SubjectKind::PointAppeal => crate::programme::check_appeal(scope, conference, items).await,
        SubjectKind::ElectionHomologation => crate::elections::check_homologation(scope, conference, items).await.map(drop),
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening => Ok(()),
    }
}

/// Writes the consequences of a proclaimed poll.
///
/// # Errors
/// Refusals of the capability.
#[rustfmt::skip]
pub(crate) async fn record(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    match decided.subject {
        SubjectKind::Rules | SubjectKind::RulesArticle | SubjectKind::RulesBloc => crate::rules::record(ctx, scope, conference, decided).await,
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => crate::destaques::record(ctx, scope, conference, decided).await,
        SubjectKind::Proposal | SubjectKind::ProposalBloc | SubjectKind::NewProposal => crate::proposals::decided::record(ctx, scope, conference, decided).await,
        // The order of a vote on priorities is no result; voting hands it over when it proclaims it.
        SubjectKind::Priority => Ok(()),
        SubjectKind::Motion => crate::motions::decided::record(ctx, scope, conference, decided).await,
        SubjectKind::PointAppeal => crate::programme::record_appeal(ctx, scope, conference, decided).await,
        SubjectKind::ElectionHomologation => crate::elections::homologation_decided(ctx, scope, conference, decided).await,
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening => Ok(()),
    }
}

/// Takes back that a vote on these is going on: the poll was annulled before it was proclaimed, or ended in a
/// tie that is voted again.
///
/// # Errors
/// When the database fails.
pub(crate) async fn release(scope: &Scope, subject: SubjectKind, items: &[Uuid]) -> Outcome<()> {
    match subject {
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => crate::destaques::release(scope, items).await,
        _ => Ok(()),
    }
}

/// A proclaimed poll that is being annulled.
pub(crate) struct Annulled<'a> {
    /// What it decided.
    pub decided: Decided<'a>,
    /// Why, as everybody reads it.
    pub reason: &'a str,
}

impl Annulled<'_> {
    /// What histories say of it.
    pub fn note(&self) -> String {
        format!("Votação {} anulada: {}", self.decided.label, text::sentence(self.reason))
    }
}

/// Takes back what a proclaimed poll decided: text, decision and order are again what they were before it.
/// Refused when something was decided on top of it since, for that would be left in the air.
///
/// # Errors
/// `DECISION_BUILT_UPON`; not found.
#[rustfmt::skip]
pub(crate) async fn take_back(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    match annulled.decided.subject {
        SubjectKind::Rules | SubjectKind::RulesArticle | SubjectKind::RulesBloc => crate::rules::take_back(scope, conference, annulled).await,
        SubjectKind::RulesDestaque | SubjectKind::ProposalDestaque => crate::destaques::take_back(ctx, scope, conference, annulled).await,
        SubjectKind::Proposal | SubjectKind::ProposalBloc | SubjectKind::NewProposal => crate::proposals::decided::take_back(ctx, scope, conference, annulled).await,
        // As above: voting takes an order back itself.
        SubjectKind::Priority => Ok(()),
        SubjectKind::Motion => crate::motions::decided::take_back(ctx, scope, conference, annulled).await,
        SubjectKind::PointAppeal => crate::programme::reopen_appeal(scope, conference, annulled).await,
        SubjectKind::ElectionHomologation => crate::elections::homologation_annulled(ctx, scope, conference, annulled).await,
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening => Ok(()),
    }
}

/// The refusal of an annulment on which something else stands; `next` says what comes first.
pub(crate) fn built_upon(next: &str) -> Failure {
    let message = format!("Outra decisão já se apoia nesta votação. {next}");
    Refusal::rule("DECISION_BUILT_UPON", "regimento interno: anulação de votação", message).into()
}
