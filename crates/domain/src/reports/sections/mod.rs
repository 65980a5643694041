//! Each section's content as data and as Portuguese text.

mod before;
mod decided;
mod hall;

use super::facts::ReportFacts;
use super::figures::ReportFigures;
use super::model::{Binding, FreeTexts, SectionModel};
use super::report::ReportedProposal;
use serde::Serialize;
use serde_json::Value;

/// Content and text of a section; null and empty where there is nothing to report.
pub(super) fn fill(
    section: &SectionModel,
    facts: &ReportFacts,
    figures: &ReportFigures,
    proposals: &[ReportedProposal],
    free_texts: &FreeTexts,
) -> (Value, String) {
    match section.binding {
        Binding::Conference => before::conference(facts, figures),
        Binding::ConvocationAct => before::act(facts),
        Binding::OrganizingCommittee => before::committee(facts, figures),
        Binding::MobilizationEvents => before::mobilization(facts, figures),
        Binding::Participants => hall::participants(facts, figures),
        Binding::Programme => hall::programme(facts, figures),
        Binding::Evaluation => hall::evaluation(figures),
        Binding::RulesOfProcedure => hall::rules(facts),
        Binding::ActionsToVerify => decided::actions(facts),
        Binding::WorkingGroups => decided::groups(facts),
        Binding::Proposals => decided::proposals(facts, figures, proposals),
        Binding::Motions => decided::motions(facts, figures),
        Binding::Polls => decided::polls(facts, figures),
        Binding::Election => decided::delegation(facts, figures),
        Binding::Signatures => before::signatures(facts),
        Binding::FreeText => free(free_texts.get(&section.number)),
    }
}

fn free(text: Option<&String>) -> (Value, String) {
    match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => (Value::from(text.as_str()), text.clone()),
        None => nothing(),
    }
}

fn nothing() -> (Value, String) {
    (Value::Null, String::new())
}

fn data(content: &impl Serialize) -> Value {
    serde_json::to_value(content).expect("facts and figures are plain data with text keys")
}
