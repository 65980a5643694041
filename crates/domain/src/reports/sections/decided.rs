//! Earlier deliberations, groups, proposals, motions, votes, delegation.

use super::super::facts::{DelegateFact, ReportFacts};
use super::super::figures::ReportFigures;
use super::super::report::ReportedProposal;
use super::super::wording::{capitalized, counted, listed};
use super::{data, nothing};
use crate::Code;
use crate::people::{GovernmentLevel, SeatKind};
use serde_json::{Value, json};

pub(super) fn actions(facts: &ReportFacts) -> (Value, String) {
    if facts.actions.is_empty() {
        return nothing();
    }
    let mut lines = Vec::new();
    for action in &facts.actions {
        let assessment = action.assessment.as_ref().map_or("sem avaliação", |coded| &coded.label);
        lines.push(format!(
            "- Eixo {} ({}): {} Avaliação: {assessment}.",
            action.axis,
            action.level.label(),
            action.text
        ));
        lines.extend(action.comment.iter().map(|comment| format!("  {comment}")));
        lines.extend(action.evidence.iter().map(|evidence| format!("  Comprovação: {evidence}")));
    }
    (data(&facts.actions), lines.join("\n"))
}

pub(super) fn groups(facts: &ReportFacts) -> (Value, String) {
    if facts.groups.is_empty() {
        return nothing();
    }
    let line = |group: &super::super::facts::GroupFact| {
        let people = counted(group.attendance, "pessoa", "pessoas");
        format!("- {} (eixo {}): {people}, com {} na delegação", group.id, group.axis, group.delegates)
    };
    (data(&facts.groups), facts.groups.iter().map(line).collect::<Vec<_>>().join("\n"))
}

pub(super) fn proposals(
    facts: &ReportFacts,
    figures: &ReportFigures,
    proposals: &[ReportedProposal],
) -> (Value, String) {
    if proposals.is_empty() {
        return nothing();
    }
    let mut lines = Vec::new();
    for axis in &facts.conference.axes {
        for level in GovernmentLevel::ALL {
            let of_place = |one: &&ReportedProposal| one.axis == axis.number && one.level == *level;
            let mut found = proposals.iter().filter(of_place).peekable();
            if found.peek().is_some() {
                lines.push(format!("Eixo {}: {} — {}", axis.number, axis.title, level.label()));
            }
            lines.extend(found.map(|one| format!("{}. {} ({})", one.order, one.text, one.label)));
        }
    }
    (json!({"items": data(&proposals), "figures": data(&figures.proposals)}), lines.join("\n"))
}

pub(super) fn motions(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    if facts.motions.is_empty() {
        return nothing();
    }
    let mut lines = vec![format!(
        "{}; {}; {}",
        counted(figures.motions.submitted, "moção apresentada", "moções apresentadas"),
        counted(figures.motions.below_threshold, "sem o mínimo de assinaturas", "sem o mínimo de assinaturas"),
        counted(figures.motions.approved, "aprovada", "aprovadas")
    )];
    for motion in facts.motions.iter().filter(|motion| motion.approved) {
        lines.push(format!("- {}: {}", capitalized(&motion.kind.label), motion.title));
        lines.push(format!("  {}", motion.text));
        if !motion.addressees.is_empty() {
            lines.push(format!("  A enviar a: {}", listed(&motion.addressees)));
        }
    }
    (json!({"items": data(&facts.motions), "figures": data(&figures.motions)}), lines.join("\n"))
}

pub(super) fn polls(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    if facts.polls.is_empty() {
        return nothing();
    }
    let label = |code: &str| {
        let outcomes = facts.polls.iter().map(|poll| &poll.outcome);
        outcomes.into_iter().find(|outcome| outcome.code == code).map_or(code, |outcome| &outcome.label).to_owned()
    };
    let mut lines = vec![counted(figures.polls.total, "votação", "votações")];
    lines.extend(figures.polls.by_outcome.iter().map(|(code, number)| format!("- {}: {number}", label(code))));
    (data(&figures.polls), lines.join("\n"))
}

pub(super) fn delegation(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    let Some(delegation) = facts.delegation.as_ref().filter(|delegation| !delegation.delegates.is_empty()) else {
        return nothing();
    };
    let mut lines = vec![counted(u64::from(delegation.seats), "vaga de titular", "vagas de titular")];
    for kind in SeatKind::ALL {
        lines.extend(delegation.of_kind(*kind).map(delegate));
    }
    for seat in &delegation.vacant {
        let reason = seat.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        lines.push(format!("- Vaga de {}, {}, sem ocupante{reason}", seat.kind.label(), seat.pool.label()));
    }
    // Documents and contacts go to the next stage with the report's delegation, not with what is shown.
    let mut shown = delegation.clone();
    shown.delegates.iter_mut().for_each(|delegate| delegate.fields.clear());
    (json!({"delegation": data(&shown), "figures": data(&figures.delegation)}), lines.join("\n"))
}

fn delegate(delegate: &DelegateFact) -> String {
    let pool = delegate.pool().map_or_else(|| delegate.sector.label(), Code::label);
    let organization = delegate.organization.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    format!("- {} ({}, {pool}, {}ª posição{organization})", delegate.name, delegate.kind.label(), delegate.order)
}
