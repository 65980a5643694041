//! Polls are written and shown before they open.

use super::{bench, priority};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::voting::{Poll, PollDraft, PollKind, PollOption, SubjectKind, VotingError};
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::voting::{self, poll};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A poll to write.
#[derive(Debug, Clone, Serialize)]
pub struct CreatePoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// How votes are given.
    pub kind: PollKind,
    /// What it decides about.
    pub subject: SubjectKind,
    /// The API's type of the items; none where there are none.
    pub item_kind: Option<String>,
    /// The articles, destaques, proposals, motions or points it decides.
    pub items: Vec<Uuid>,
    /// The question.
    pub question: String,
    /// What can be chosen; empty for in favour, against, abstention. In a vote on priorities the proposals
    /// are the options, whatever is given here.
    pub options: Vec<PollOption>,
    /// How many options one ballot may mark.
    pub max_choices: u32,
    /// The annulled poll that this one replaces.
    pub replaces: Option<RowId>,
}

/// Writes a poll in state DRAFT, bound to the rules of the conference as they are now.
///
/// # Errors
/// Refusals on the question, the options and the items; `NOT_ANNULLED`, `SUBJECT_DIFFERS` for a replacement.
pub async fn create_poll(app: &App, ctx: &Ctx, command: &CreatePoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "voting.create_poll", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        check_items(command)?;
        let mut draft = draft(ctx.new_id(), &conference, command);
        if command.subject == SubjectKind::Priority {
            draft.options = priority::options(&scope, conference.id, &command.items).await?;
        }
        let drafted = Poll::draft(draft).or_refuse()?;
        let drafted = match command.replaces {
            Some(replaced) => replacing(&scope, &conference, drafted, replaced).await?,
            None => drafted,
        };
        let row = row(&scope, ctx, &conference, drafted).await?;
        let row = poll::Model { item_kind: command.item_kind.clone(), items: Doc(command.items.clone()), ..row };
        let row = scope.insert::<poll::Entity>(row).await?;
        let details = json!({ "number": row.number, "kind": row.kind, "subject": row.subject });
        Act::new(Action::ManagePolls, "Poll", row.id)
            .of(conference.id)
            .with(details)
            .live()
            .record(&scope, ctx)
            .await?;
        Ok(row)
    })
    .await
}

fn draft(id: Uuid, conference: &conference::Model, command: &CreatePoll) -> PollDraft {
    PollDraft {
        id,
        kind: command.kind,
        subject: command.subject,
        question: command.question.clone(),
        options: command.options.clone(),
        max_choices: command.max_choices,
        time_zone: bench::zone(conference),
        terms: conference.parameters.voting().terms(command.subject),
    }
}

/// A bloc has items, each once; a matter that is one thing names it.
fn check_items(command: &CreatePoll) -> Outcome<()> {
    let repeated = command.items.iter().enumerate().find(|(index, item)| command.items[..*index].contains(item));
    if let Some((_, item)) = repeated {
        return Err(VotingError::RepeatedItem { item: item.to_string() }).or_refuse();
    }
    let needed = match command.subject {
        SubjectKind::Procedure | SubjectKind::ProgrammeChange | SubjectKind::Reopening | SubjectKind::Rules => 0,
        SubjectKind::RulesBloc | SubjectKind::ProposalBloc => 1,
        SubjectKind::Priority => 2,
        SubjectKind::RulesArticle
        | SubjectKind::RulesDestaque
        | SubjectKind::Proposal
        | SubjectKind::ProposalDestaque
        | SubjectKind::NewProposal
        | SubjectKind::Motion
        | SubjectKind::PointAppeal
        | SubjectKind::ElectionHomologation => 1,
    };
    if command.items.len() >= needed {
        return Ok(());
    }
    let message = "Falta indicar o que esta votação decide. Escolha a matéria e crie a votação de novo.";
    Err(Refusal::invalid("itemIds", "ITEMS_MISSING", message).into())
}

/// The draft as the successor of an annulled poll on the same matter.
async fn replacing(scope: &Scope, conference: &conference::Model, drafted: Poll, replaced: RowId) -> Outcome<Poll> {
    let old = scope.get::<poll::Entity>(replaced.id).await?.found()?;
    if old.conference_id != conference.id {
        return Err(crate::Failure::NotFound);
    }
    let old = old.poll.replacement(drafted.id).or_refuse()?;
    if old.subject != drafted.subject {
        let message = "A votação que substitui outra trata da mesma matéria. Escolha a mesma matéria da anulada.";
        return Err(Refusal::invalid("subject", "SUBJECT_DIFFERS", message).into());
    }
    Ok(Poll { supersedes: old.supersedes, attempt: old.attempt, ..drafted })
}

/// The row of a poll that was just drafted; the conference is locked, so its number is free.
pub(super) async fn row(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    drafted: Poll,
) -> Outcome<poll::Model> {
    Ok(poll::Model {
        tenant_id: scope.tenant_id(),
        id: drafted.id,
        conference_id: conference.id,
        number: voting::next_number(scope, conference.id).await?,
        kind: Coded(drafted.kind),
        subject: Coded(drafted.subject),
        state: Coded(drafted.state),
        item_kind: None,
        items: Doc(Vec::new()),
        poll: Doc(drafted),
        created_at: ctx.now(),
        opened_at: None,
        closes_at: None,
        closed_at: None,
        proclaimed_at: None,
        outcome: None,
        ballots_digest: None,
    })
}

/// A poll to show.
#[derive(Debug, Clone, Serialize)]
pub struct PublishPoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
}

/// Shows a poll with its rule before it opens (*publicar*). Repeating is harmless.
///
/// # Errors
/// `POLL_STATE` once annulled.
pub async fn publish_poll(app: &App, ctx: &Ctx, command: &PublishPoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.publish_poll", &permit, command.key, command, |scope| async move {
        let row = bench::lock_poll(&scope, ctx, Action::ManagePolls, command.poll).await?;
        let next = row.poll.publish().or_refuse()?;
        if !next.changed {
            return Ok(row);
        }
        let row = scope.save::<poll::Entity>(row.holding(next.poll)).await?;
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(row.conference_id);
        act.with(json!({ "state": row.state })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}
