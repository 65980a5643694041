//! Steps 7 to 11: from the ceremony to the keynote.

use super::facts::StepFacts;
use super::step::{Draft, StepKey};
use crate::conferences::ConferenceState;
use chrono::NaiveDate;

const NOT_STARTED: &str = "A conferência ainda não foi iniciada.";

pub(super) fn opening_table(facts: &StepFacts, today: NaiveDate) -> Draft {
    let session = &facts.opening;
    let started = session.has_begun() || facts.opening_table_size > 0 || session.planned_on.is_some();
    let waiting = !facts.is_running() && facts.state != ConferenceState::Closed;
    Draft::new(StepKey::OpeningTable, Some(session.planned_on.unwrap_or(facts.days.first)))
        .found(started, session.ended_at.is_some(), session.ended_at)
        .turn(facts.is_running() || (facts.state.is_convened() && facts.days.first <= today))
        .act_if(session.planned_on.is_none() && !session.has_begun(), "Inclua a sessão de abertura na programação")
        .act_if(facts.opening_table_size == 0, "Componha a mesa de abertura")
        .act_if(waiting, "Inicie a conferência")
        .act_if(!session.has_begun(), "Inicie a sessão de abertura")
        .act_if(true, "Encerre a sessão de abertura")
}

pub(super) fn rules_adoption(facts: &StepFacts) -> Draft {
    let rules = &facts.rules;
    let quorum = facts.credentialing.quorum_at.is_some();
    Draft::new(StepKey::RulesAdoption, Some(facts.opening_plenary.planned_on.unwrap_or(facts.days.first)))
        .found(rules.reading_at.is_some(), rules.adopted_at.is_some(), rules.adopted_at)
        .turn(facts.is_running())
        .blocked_if(!facts.is_running(), NOT_STARTED)
        .blocked_if(rules.published_at.is_none(), "A minuta do regimento interno ainda não foi publicada.")
        .blocked_if(!quorum, "Ainda não foi verificado quórum.")
        .blocked_if(rules.destaques_pending > 0, format!("Há destaques sem decisão: {}.", rules.destaques_pending))
        .act_if(rules.published_at.is_none(), "Publique a minuta do regimento interno")
        .act_if(!facts.is_running(), "Inicie a conferência")
        .act_if(!quorum, "Verifique o quórum da plenária de abertura")
        .act_if(rules.reading_at.is_none(), "Inicie a leitura do regimento interno")
        .act_if(rules.destaques_pending > 0, "Vote os destaques que faltam")
        .act_if(true, "Ponha o regimento interno em votação")
}

/// Done once the rules are adopted and no destaque is open, also when nobody raised one.
pub(super) fn destaques(facts: &StepFacts) -> Draft {
    let rules = &facts.rules;
    let complete = rules.adopted_at.is_some() && rules.destaques_pending == 0;
    let settled_at = rules.destaque_settled_at.or(rules.adopted_at);
    Draft::new(StepKey::Destaques, Some(facts.opening_plenary.planned_on.unwrap_or(facts.days.first)))
        .found(rules.destaques > 0 || rules.reading_at.is_some() || rules.adopted_at.is_some(), complete, settled_at)
        .turn(facts.is_running() && rules.reading_at.is_some())
        .blocked_if(rules.reading_at.is_none(), "A leitura do regimento interno ainda não começou.")
        .blocked_if(rules.destaques_pending > 0 && facts.polls_open > 0, "Há uma votação aberta.")
        .act_if(
            rules.destaques_pending > 0 && facts.polls_open > 0,
            "Encerre a votação aberta antes de chamar o próximo destaque",
        )
        .act_if(rules.destaques_pending > 0, format!("Chame os destaques que faltam: {}", rules.destaques_pending))
}

/// Points may come until the last plenary; done when it ended and none waits for a ruling.
pub(super) fn points(facts: &StepFacts) -> Draft {
    let points = &facts.points;
    let over = facts.final_plenary.ended_at;
    let plenaries_began = facts.opening_plenary.has_begun() || facts.final_plenary.has_begun();
    Draft::new(StepKey::Points, Some(facts.days.last))
        .found(points.raised > 0 || plenaries_began, over.is_some() && points.pending == 0, points.ruled_at.max(over))
        .turn(facts.is_running() && points.pending > 0)
        .act_if(points.pending > 0, format!("Decida as questões que aguardam a mesa: {}", points.pending))
}

pub(super) fn keynote(facts: &StepFacts) -> Draft {
    let session = &facts.keynote;
    let planned = session.planned_on.is_some() || session.has_begun();
    Draft::new(StepKey::Keynote, Some(session.planned_on.unwrap_or(facts.days.last)))
        .found(planned || facts.keynote_speaker, session.ended_at.is_some(), session.ended_at)
        .turn(facts.is_running())
        .blocked_if(!facts.is_running(), NOT_STARTED)
        .act_if(!planned, "Inclua a palestra na programação")
        .act_if(!facts.keynote_speaker, "Informe quem fará a palestra e o tema")
        .act_if(!facts.is_running(), "Inicie a conferência")
        .act_if(!session.has_begun(), "Inicie a palestra")
        .act_if(true, "Encerre a palestra")
}
