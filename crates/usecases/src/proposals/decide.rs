//! The table puts decisions of the plenary on record that needed no poll.

use super::write::{How, approval, decide};
use crate::groups::standing::{current, lock_conference, meeting};
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use domain::proposals::{BookProposal, ProposalAct, ProposalState, en_bloc};
use domain::voting::SubjectKind;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::proposals::{self, DecisionWay, ProposalFilter, proposal};
use uuid::Uuid;

/// Longest statement, in characters.
const STATEMENT_MAX: usize = 1_000;

/// A decision on one proposal.
#[derive(Debug, Clone, Serialize)]
pub struct RecordDecision {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal.
    pub proposal: RowId,
    /// The version that was read.
    pub version: i32,
    /// Whether the plenary approves it.
    pub approved: bool,
    /// What the chair declared.
    pub statement: String,
}

/// A decision on all that nobody highlighted.
#[derive(Debug, Clone, Serialize)]
pub struct DecideEnBloc {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Only of this axis; none for all axes.
    pub axis: Option<i32>,
}

/// Puts a decision on one proposal on record that the chair declared without objection.
///
/// # Errors
/// `STALE_VERSION`, `PROPOSAL_NOT_NOW`, `PROPOSAL_HIGHLIGHTED` while it has destaques; the statement is required.
pub async fn record_decision(app: &App, ctx: &Ctx, command: &RecordDecision) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::RecordDecision, command.proposal.tenant, None)?;
    let statement = &text::body("statement", &command.statement, STATEMENT_MAX)?;
    app.act(ctx, "proposals.record_decision", &permit, command.key, command, |scope| async move {
        let kept = scope.lock::<proposal::Entity>(command.proposal.id).await?.found()?;
        ctx.permit(Action::RecordDecision, scope.tenant(), Some(kept.conference_id))?;
        let conference = scope.get::<conference::Entity>(kept.conference_id).await?.found()?;
        meeting(&conference)?;
        current(kept.version, command.version)?;
        if kept.highlighted {
            return Err(highlighted(&[kept]).into());
        }
        let act = if command.approved { approval(&kept) } else { ProposalAct::Reject };
        let how = How { way: DecisionWay::Declaration, poll: None, reason: statement.clone() };
        let row = decide(&scope, ctx, kept, act, &how).await?;
        record(&scope, ctx, &row).await?;
        Ok(row)
    })
    .await
}

/// Approves what nobody highlighted, by declaration without objection (*aprovação em bloco*): each proposal
/// gets its own decision.
///
/// # Errors
/// `NOTHING_EN_BLOC`, `AXIS_UNKNOWN`, `CONFERENCE_STATE`.
pub async fn decide_en_bloc(app: &App, ctx: &Ctx, command: &DecideEnBloc) -> Outcome<Vec<proposal::Model>> {
    let permit = ctx.permit(Action::RecordDecision, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "proposals.decide_en_bloc", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        meeting(&conference)?;
        let axis = command.axis.map(|axis| conference.parameters.known_axis(axis)).transpose()?.map(i32::from);
        let filter = ProposalFilter { axis, state: Some(ProposalState::InPlenary), ..ProposalFilter::default() };
        let rows = bloc(proposals::lock_all(&scope, conference.id, &filter).await?);
        if rows.is_empty() {
            let message = "Nenhuma proposta sem destaque aguarda decisão. Siga para as que têm destaque.";
            return Err(Refusal::rule("NOTHING_EN_BLOC", "votação em bloco", message).into());
        }
        let how =
            How { way: DecisionWay::BlocDeclaration, poll: None, reason: without_objection(&conference, rows.len()) };
        let mut decided = Vec::with_capacity(rows.len());
        for row in rows {
            let act = approval(&row);
            decided.push(decide(&scope, ctx, row, act, &how).await?);
        }
        let act = Act::new(Action::RecordDecision, "Conference", conference.id).of(conference.id);
        act.with(json!({ "enBloc": decided.len(), "axis": axis })).live().record(&scope, ctx).await?;
        Ok(decided)
    })
    .await
}

/// Those that nobody highlighted, by the rule of the domain.
pub(super) fn bloc(rows: Vec<proposal::Model>) -> Vec<proposal::Model> {
    let book: Vec<BookProposal> = rows.iter().map(in_book).collect();
    let axes: std::collections::BTreeSet<u32> = book.iter().map(|entry| entry.label.axis).collect();
    let labels: Vec<_> = axes.into_iter().flat_map(|axis| en_bloc(&book, axis)).collect();
    rows.into_iter().filter(|row| labels.contains(&row.label())).collect()
}

fn in_book(row: &proposal::Model) -> BookProposal {
    BookProposal { label: row.label(), state: *row.state, to_be_merged: row.highlighted, destaques: Vec::new() }
}

fn without_objection(conference: &conference::Model, size: usize) -> String {
    let article = article(conference, SubjectKind::ProposalBloc);
    let together = if size == 1 { "1 proposta".to_owned() } else { format!("{size} propostas") };
    format!("Aprovada em bloco com {together} sem destaque, por declaração da mesa sem objeção ({article}).")
}

/// The article that the rules of procedure cite for a matter.
pub(super) fn article(conference: &conference::Model, subject: SubjectKind) -> String {
    let terms = conference.parameters.voting().terms(subject);
    terms.majority_article.unwrap_or_else(|| "regimento interno".into())
}

/// The refusal of a decision on highlighted proposals, which their destaques decide.
pub(super) fn highlighted(rows: &[proposal::Model]) -> Refusal {
    let labels: Vec<String> = rows.iter().map(|row| row.label().to_string()).collect();
    let message = format!("Com destaque: {}. Resolva os destaques; a decisão segue deles.", labels.join(", "));
    Refusal::rule("PROPOSAL_HIGHLIGHTED", "destaques às propostas", message)
}

async fn record(scope: &Scope, ctx: &Ctx, row: &proposal::Model) -> Outcome<()> {
    let act = Act::new(Action::RecordDecision, "Proposal", row.id).of(row.conference_id);
    act.with(json!({ "label": row.label().to_string(), "state": row.state })).live().record(scope, ctx).await
}
