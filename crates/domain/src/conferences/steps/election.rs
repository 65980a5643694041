//! The two steps without a number: election and motions.

use super::facts::StepFacts;
use super::step::{Draft, StepKey};

pub(super) fn election(facts: &StepFacts) -> Option<Draft> {
    let election = facts.election.as_ref()?;
    let nobody = election.nominations == 0;
    let draft = Draft::new(StepKey::Election, Some(facts.days.last))
        .found(election.opened_at.is_some() || !nobody, election.proclaimed_at.is_some(), election.proclaimed_at)
        .turn(facts.is_running() && facts.rules.adopted_at.is_some())
        .blocked_if(facts.credentialing.delegates_present == 0, "Ainda não há delegadas nem delegados credenciados.")
        .act_if(!facts.is_running(), "Inicie a conferência")
        .act_if(facts.credentialing.delegates_present == 0, "Credencie as delegadas e os delegados")
        .act_if(nobody && election.opened_at.is_none(), "Abra as candidaturas por segmento")
        .act_if(nobody, "Receba as candidaturas de cada segmento")
        .act_if(election.opened_at.is_none(), "Abra a eleição")
        .act_if(true, "Apure a eleição e proclame o resultado");
    Some(draft)
}

/// Motions are taken until the last plenary ends; a conference without one has done this step too.
pub(super) fn motions(facts: &StepFacts) -> Draft {
    let motions = &facts.motions;
    let over = facts.final_plenary.ended_at;
    Draft::new(StepKey::Motions, Some(facts.days.last))
        .found(
            motions.submitted > 0 || motions.pending > 0 || over.is_some(),
            over.is_some() && motions.pending == 0,
            motions.decided_at.or(over),
        )
        .turn(facts.is_running() && motions.pending > 0)
        .act_if(motions.pending > 0, format!("Leia e vote as moções com assinaturas suficientes: {}", motions.pending))
}
