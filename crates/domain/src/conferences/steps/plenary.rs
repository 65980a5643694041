//! Steps 12 to 14: groups, what they send, and the final plenary.

use super::facts::StepFacts;
use super::step::{Draft, StepKey};

pub(super) fn working_groups(facts: &StepFacts) -> Draft {
    let groups = &facts.groups;
    let left = groups.total.saturating_sub(groups.concluded);
    Draft::new(StepKey::WorkingGroups, Some(facts.days.last))
        .found(groups.opened > 0 || groups.concluded > 0, groups.total > 0 && left == 0, groups.concluded_at)
        .turn(facts.is_running())
        .blocked_if(groups.total == 0, "Ainda não há grupos de trabalho.")
        .act_if(groups.total == 0, "Crie os grupos de trabalho por eixo")
        .act_if(!facts.is_running(), "Inicie a conferência")
        .act_if(groups.opened == 0, "Abra os grupos de trabalho")
        .act_if(true, format!("Conclua os grupos que faltam: {left} de {}", groups.total))
}

pub(super) fn return_to_plenary(facts: &StepFacts) -> Draft {
    let (groups, proposals) = (&facts.groups, &facts.proposals);
    let groups_left = groups.total.saturating_sub(groups.concluded);
    let complete = proposals.sent > 0 && proposals.to_send == 0 && groups_left == 0;
    Draft::new(StepKey::ReturnToPlenary, Some(facts.final_plenary.planned_on.unwrap_or(facts.days.last)))
        .found(proposals.sent > 0, complete, proposals.sent_at)
        .turn(facts.is_running() && groups.concluded > 0)
        .blocked_if(groups.total == 0 || groups_left > 0, "Ainda há grupos que não concluíram o trabalho.")
        .act_if(
            groups.total == 0 || groups_left > 0,
            format!("Conclua os grupos que faltam: {groups_left} de {}", groups.total),
        )
        .act_if(proposals.to_send > 0, format!("Envie as propostas à plenária final: {}", proposals.to_send))
        .act_if(true, "Registre as propostas aprovadas nos grupos")
}

pub(super) fn deliberation(facts: &StepFacts) -> Draft {
    let proposals = &facts.proposals;
    let all_sent = proposals.sent > 0 && proposals.to_send == 0;
    let open = proposals.undecided + proposals.destaques_pending;
    let complete = all_sent && open == 0 && facts.final_plenary.has_begun();
    let polling = facts.polls_open > 0 && proposals.sent > 0;
    Draft::new(StepKey::Deliberation, Some(facts.days.last))
        .found(facts.final_plenary.has_begun() || proposals.decided_at.is_some(), complete, proposals.decided_at)
        .turn(facts.is_running() && proposals.sent > 0)
        .blocked_if(facts.rules.adopted_at.is_none(), "O regimento interno ainda não foi aprovado.")
        .blocked_if(!all_sent, "As propostas dos grupos ainda não foram enviadas à plenária final.")
        .act_if(facts.rules.adopted_at.is_none(), "Aprove o regimento interno na plenária de abertura")
        .act_if(!all_sent, "Envie as propostas dos grupos à plenária final")
        .act_if(!facts.final_plenary.has_begun(), "Inicie a plenária final")
        .act_if(polling, "Encerre a votação aberta")
        .act_if(
            proposals.destaques_pending > 0,
            format!("Chame os destaques às propostas: {}", proposals.destaques_pending),
        )
        .act_if(true, format!("Vote as propostas que faltam: {} de {}", proposals.undecided, proposals.sent))
}
