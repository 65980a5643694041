//! Steps 15 to 17: evaluation, report, filing.

use super::facts::StepFacts;
use super::step::{Draft, StepKey};
use crate::conferences::ConferenceState;

/// Done when there are answers and the form, or the conference, is closed.
pub(super) fn evaluation(facts: &StepFacts) -> Draft {
    let evaluation = &facts.evaluation;
    let closed = evaluation.closed_at.is_some() || facts.state == ConferenceState::Closed;
    Draft::new(StepKey::Evaluation, Some(facts.days.last))
        .found(
            evaluation.published_at.is_some() || evaluation.answers > 0,
            closed && evaluation.answers > 0,
            evaluation.closed_at,
        )
        .turn(facts.is_running() && (evaluation.published_at.is_none() || evaluation.answers == 0))
        .act_if(evaluation.published_at.is_none(), "Publique o formulário de avaliação")
        .act_if(evaluation.answers == 0, "Convide as pessoas presentes a responder à avaliação")
        .act_if(true, "Encerre a avaliação quando todas as pessoas tiverem respondido")
}

pub(super) fn report(facts: &StepFacts) -> Draft {
    let report = &facts.report;
    let closed = facts.state == ConferenceState::Closed;
    let plenary_runs = facts.final_plenary.has_begun() && facts.final_plenary.ended_at.is_none();
    let due = facts.filing.as_ref().and_then(|filing| filing.deadline);
    Draft::new(StepKey::Report, due)
        .found(report.generated_at.is_some(), report.signed_at.is_some(), report.signed_at)
        .turn(closed || facts.is_running())
        .blocked_if(!closed, "A conferência ainda não foi encerrada.")
        .blocked_if(report.shortcomings > 0, format!("O relatório tem pendências: {}.", report.shortcomings))
        .act_if(!closed && !facts.is_running(), "Realize a conferência")
        .act_if(!closed && plenary_runs, "Encerre a plenária final")
        .act_if(!closed, "Encerre a conferência")
        .act_if(report.generated_at.is_none(), "Gere o relatório final")
        .act_if(report.shortcomings > 0, "Resolva as pendências apontadas no relatório")
        .act_if(true, "Assine o relatório final")
}

/// Done when the current version is filed and did not come back.
pub(super) fn filing(facts: &StepFacts) -> Option<Draft> {
    let filing = facts.filing.as_ref()?;
    let returned = filing.returned_because.as_deref();
    let signed = facts.report.signed_at.is_some();
    let draft = Draft::new(StepKey::Filing, filing.deadline)
        .found(
            filing.first_filed_at.is_some() || filing.filed_at.is_some(),
            filing.filed_at.is_some() && returned.is_none(),
            filing.filed_at,
        )
        .turn(facts.state == ConferenceState::Closed)
        .blocked_if(!signed, "O relatório final ainda não foi assinado.")
        .blocked_if(returned.is_some(), format!("O relatório foi devolvido: {}", returned.unwrap_or_default()))
        .act_if(returned.is_some(), "Corrija o relatório devolvido e envie a nova versão")
        .act_if(!signed, "Assine o relatório final")
        .act_if(true, "Envie o relatório final ao conselho responsável");
    Some(draft)
}
