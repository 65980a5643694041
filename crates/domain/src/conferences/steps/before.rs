//! Steps 1 to 6: what is prepared.

use super::facts::StepFacts;
use super::step::{Draft, StepKey};
use crate::conferences::ConferenceState;
use chrono::NaiveDate;

pub(super) fn convocation(facts: &StepFacts) -> Draft {
    let act = &facts.convocation;
    let published = act.published_at.is_some();
    let unsigned = act.unsigned.join(", ");
    Draft::new(StepKey::Convocation, Some(act.due.unwrap_or(facts.days.first)))
        .found(act.drafted, published, act.published_at)
        .turn(true)
        .act_if(!act.drafted, "Redija o ato de convocação a partir do modelo")
        .act_if(!act.unsigned.is_empty(), format!("Colha as assinaturas que faltam no ato: {unsigned}"))
        .act_if(true, "Publique o ato de convocação")
}

pub(super) fn committee(facts: &StepFacts) -> Draft {
    let committee = &facts.committee;
    let complete = committee.members > 0 && committee.broken.is_empty();
    let mut draft = Draft::new(StepKey::Committee, Some(facts.days.first))
        .found(committee.members > 0, complete, committee.changed_at)
        .turn(true)
        .act_if(committee.members == 0, "Nomeie as pessoas da comissão organizadora")
        .act_if(true, "Ajuste a comissão organizadora até cumprir as regras");
    if committee.members > 0 {
        draft.blocking.clone_from(&committee.broken);
    }
    draft
}

pub(super) fn folders(facts: &StepFacts) -> Draft {
    let people = &facts.participants;
    let complete = people.registered > 0 && people.assigned >= people.registered && people.to_review == 0;
    let open = matches!(facts.state, ConferenceState::Registration | ConferenceState::InProgress);
    Draft::new(StepKey::FolderAndGroup, Some(facts.days.first))
        .found(people.assigned > 0 || people.registered > 0, complete, people.assigned_at)
        .turn(facts.state.is_convened())
        .blocked_if(!facts.state.is_convened(), "O ato de convocação ainda não foi publicado.")
        .blocked_if(people.registered > 0 && facts.groups.total == 0, "Ainda não há grupos de trabalho.")
        .act_if(!facts.state.is_convened(), "Publique o ato de convocação")
        .act_if(!open && people.registered == 0, "Abra as inscrições")
        .act_if(people.registered == 0, "Divulgue as inscrições ou importe a lista de participantes")
        .act_if(facts.groups.total == 0, "Crie os grupos de trabalho por eixo")
        .act_if(people.to_review > 0, format!("Analise as inscrições pendentes: {}", people.to_review))
        .act_if(true, format!("Distribua nos grupos quem falta: {}", people.registered.saturating_sub(people.assigned)))
}

pub(super) fn credentialing(facts: &StepFacts, today: NaiveDate) -> Draft {
    let desk = &facts.credentialing;
    let due = desk.closes_on.unwrap_or(facts.days.last);
    let complete = desk.closed_at.is_some() && desk.delegates_present > 0;
    let nobody_yet = desk.opened_at.is_none() || desk.delegates_present == 0;
    let day_has_come = facts.is_running() || (facts.state.is_convened() && facts.days.first <= today);
    Draft::new(StepKey::Credentialing, Some(due))
        .found(desk.opened_at.is_some() || desk.delegates_present > 0, complete, desk.closed_at)
        .turn(day_has_come && (nobody_yet || due < today))
        .blocked_if(!facts.state.is_convened(), "O ato de convocação ainda não foi publicado.")
        .blocked_if(facts.participants.registered == 0, "Ainda não há participantes com inscrição.")
        .act_if(!facts.state.is_convened(), "Publique o ato de convocação")
        .act_if(facts.participants.registered == 0, "Inscreva participantes")
        .act_if(desk.opened_at.is_none(), "Abra o credenciamento")
        .act_if(desk.delegates_present == 0, "Credencie as delegadas e os delegados que chegarem")
        .act_if(true, "Encerre o credenciamento no horário previsto")
}

pub(super) fn rules(facts: &StepFacts) -> Draft {
    let rules = &facts.rules;
    Draft::new(StepKey::Rules, Some(facts.days.first))
        .found(rules.articles > 0, rules.published_at.is_some(), rules.published_at)
        .turn(true)
        .act_if(rules.articles == 0, "Redija a minuta do regimento interno a partir do modelo")
        .act_if(true, "Publique a minuta do regimento interno")
}

/// A first edition has nothing to verify; it is done when the conference has begun. Actions are
/// registered beforehand and assessed once the plenary works by its rules.
pub(super) fn actions(facts: &StepFacts) -> Draft {
    let actions = &facts.actions;
    let first_edition = facts.edition.number() == 1 && actions.total == 0;
    let began = facts.is_running() || facts.state == ConferenceState::Closed;
    let complete = actions.total > 0 && actions.assessed >= actions.total;
    let left = actions.total.saturating_sub(actions.assessed);
    let register_now = actions.total == 0 && !first_edition && facts.state.is_convened();
    let assess_now = began && facts.rules.adopted_at.is_some() || facts.state == ConferenceState::Closed;
    Draft::new(StepKey::Actions, Some(facts.days.last))
        .found(actions.total > 0 || began, complete || (first_edition && began), actions.assessed_at)
        .turn(register_now || assess_now)
        .act_if(first_edition, "Confirme que não há ações de edição anterior a conferir")
        .act_if(actions.total == 0, "Registre as ações decididas na edição anterior")
        .act_if(true, format!("Avalie as ações que faltam: {left} de {}", actions.total))
}
