//! The report itself: the cycle's sections filled with what happened.

use super::facts::{ActFact, ConferenceFact, DelegationFact, PlaceFact, ProposalFact, ReportFacts};
use super::figures::{ReportFigures, figures};
use super::model::{Binding, FreeTexts, ReportModel};
use super::{ReportRefused, content_hash, sections};
use crate::people::GovernmentLevel;
use crate::reports::wording::Coded;
use serde_json::Value;

/// Final report (*relatório final*): what a council signs and files. Nothing in it is typed twice.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Where.
    pub place: PlaceFact,
    /// Name of the council that held the conference.
    pub council_name: String,
    /// Name of its president.
    pub president: Option<String>,
    /// The conference.
    pub conference: ConferenceFact,
    /// Act that convened it.
    pub convocation_act: Option<ActFact>,
    /// Day on which the rules of procedure were adopted.
    pub rules_adopted_on: Option<chrono::NaiveDate>,
    /// Members of the organizing committee.
    pub committee_size: u64,
    /// Earlier deliberations that nobody assessed.
    pub actions_not_assessed: u64,
    /// All figures.
    pub figures: ReportFigures,
    /// Proposals reported, by axis, level and priority.
    pub proposals: Vec<ReportedProposal>,
    /// Delegation to the next stage.
    pub delegation: Option<DelegationFact>,
    /// The sections of the cycle's model, in order.
    pub sections: Vec<ReportSection>,
}

/// A proposal as reported.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReportedProposal {
    /// Identifier in the sender's tenant, by which its lineage is followed.
    pub id: String,
    /// What people call it: `1M2`.
    pub label: String,
    /// Axis.
    pub axis: u32,
    /// Level of government addressed.
    pub level: GovernmentLevel,
    /// Place among those of its axis and level, from 1.
    pub order: u32,
    /// New proposal or recommendation.
    pub kind: Coded,
    /// Text as approved.
    pub text: String,
}

/// A section as filled.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ReportSection {
    /// Its number in the model.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Where its content comes from.
    pub binding: Binding,
    /// Whether the report needs it.
    pub required: bool,
    /// Content as data; null when there is none.
    pub content: Value,
    /// Content as people read it, in Portuguese; empty when there is none.
    pub text: String,
}

impl ReportSection {
    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.content.is_null()
    }
}

impl Report {
    /// Hash of the whole content: what a signature is bound to.
    ///
    /// # Errors
    /// [`ReportRefused::Canonical`] when a figure or text has no canonical form.
    pub fn content_hash(&self) -> Result<String, ReportRefused> {
        let value = serde_json::to_value(self).expect("a report is plain data with text keys");
        Ok(content_hash(&value)?)
    }

    /// The section that is filled from `binding`, if the model has one.
    pub fn section(&self, binding: Binding) -> Option<&ReportSection> {
        self.sections.iter().find(|section| section.binding == binding)
    }
}

/// Fills the model's sections from facts; free texts go into the free sections of that number.
pub fn build(model: &ReportModel, facts: &ReportFacts, free_texts: &FreeTexts) -> Report {
    let figures = figures(facts);
    let proposals = numbered(&reported(facts));
    let sections = model
        .sections
        .iter()
        .map(|section| {
            let (content, text) = sections::fill(section, facts, &figures, &proposals, free_texts);
            ReportSection {
                number: section.number,
                title: section.title.clone(),
                binding: section.binding,
                required: section.required,
                content,
                text,
            }
        })
        .collect();
    Report {
        place: facts.place.clone(),
        council_name: facts.council.name.clone(),
        president: facts.council.president.clone(),
        conference: facts.conference.clone(),
        convocation_act: facts.convocation_act.clone(),
        rules_adopted_on: facts.rules.as_ref().and_then(|rules| rules.adopted_on),
        committee_size: facts.committee.as_ref().map_or(0, |committee| committee.members.len() as u64),
        actions_not_assessed: facts.actions.iter().filter(|action| action.assessment.is_none()).count() as u64,
        figures,
        proposals,
        delegation: facts.delegation.clone(),
        sections,
    }
}

/// Proposals that go into the report, by axis, level and priority; those without one come last, by label.
pub(super) fn reported(facts: &ReportFacts) -> Vec<&ProposalFact> {
    let mut proposals: Vec<&ProposalFact> = facts.proposals.iter().filter(|proposal| proposal.reported).collect();
    proposals.sort_by_key(|one| (one.axis, one.level, one.priority.unwrap_or(u32::MAX), one.label.clone()));
    proposals
}

fn numbered(proposals: &[&ProposalFact]) -> Vec<ReportedProposal> {
    let mut order = 0;
    let mut place = None;
    proposals
        .iter()
        .map(|proposal| {
            order = if place == Some((proposal.axis, proposal.level)) { order + 1 } else { 1 };
            place = Some((proposal.axis, proposal.level));
            ReportedProposal {
                id: proposal.id.clone(),
                label: proposal.label.clone(),
                axis: proposal.axis,
                level: proposal.level,
                order,
                kind: proposal.kind.clone(),
                text: proposal.text.clone(),
            }
        })
        .collect()
}
