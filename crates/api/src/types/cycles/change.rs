//! What a mutation wants changed in the parameters of a cycle.

use super::format::{CycleAxis, CycleFormat, CycleSizes, CycleWindow};
use super::models::{CycleEvaluation, CycleReport, CycleRules};
use super::people::{CycleCommittee, CycleParticipation, CycleQuotas};
use super::plenary::{CycleQuorum, CycleSpeech, CycleVoting};
use super::work::{CycleElection, CycleGroups, CycleLimits, CycleMotions};
use crate::types::enums::Enumeration;
use async_graphql::InputObject;
use domain::conferences::ConferenceKind;
use domain::cycles::CycleParameters;
use domain::{Refusal, text};
use serde::Serialize;
use usecases::cycles::CycleChange;

/// Parameters of a cycle, by group. What is null stays as it is: in a new cycle, as in the cycle it is based
/// on or by default; a group that is given replaces the whole group.
#[derive(Debug, Clone, Default, Serialize, InputObject)]
pub(crate) struct CycleParametersInput {
    /// Theme (*tema*).
    theme: Option<String>,
    /// Motto (*lema*), which a state may add.
    motto: Option<String>,
    /// Ordinary or extraordinary.
    kind: Option<Enumeration<ConferenceKind>>,
    /// Axes (*eixos*), numbered from 1.
    axes: Option<Vec<CycleAxis>>,
    /// When each stage meets.
    schedule: Option<Vec<CycleWindow>>,
    /// The form a conference must have.
    format: Option<CycleFormat>,
    /// How municipalities are classed.
    sizes: Option<CycleSizes>,
    /// Seats of delegates to the next stage.
    quotas: Option<CycleQuotas>,
    /// The organizing committee.
    committee: Option<CycleCommittee>,
    /// Who takes part.
    participation: Option<CycleParticipation>,
    /// Quorum.
    quorum: Option<CycleQuorum>,
    /// Times of speech.
    speech: Option<CycleSpeech>,
    /// Votes.
    voting: Option<CycleVoting>,
    /// Working groups.
    groups: Option<CycleGroups>,
    /// Limits of proposals.
    limits: Option<CycleLimits>,
    /// Motions.
    motions: Option<CycleMotions>,
    /// Election to the next stage.
    election: Option<CycleElection>,
    /// Form of the evaluation.
    evaluation_form: Option<CycleEvaluation>,
    /// Model of the final report.
    report_model: Option<CycleReport>,
    /// Model of the rules of procedure.
    rules_model: Option<CycleRules>,
}

impl CycleChange for CycleParametersInput {
    fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        self.apply_words(parameters)?;
        let below = |group: &'static str| move |refusal: Refusal| inside(refusal, group);
        macro_rules! apply {
            ($($group:ident = $name:literal),+ $(,)?) => {
                $(if let Some(given) = &self.$group {
                    given.apply(parameters).map_err(below($name))?;
                })+
            };
        }
        apply!(
            format = "format",
            sizes = "sizes",
            quotas = "quotas",
            committee = "committee",
            participation = "participation",
            quorum = "quorum",
            speech = "speech",
            voting = "voting",
            groups = "groups",
            limits = "limits",
            motions = "motions",
            election = "election",
            evaluation_form = "evaluationForm",
            report_model = "reportModel",
            rules_model = "rulesModel",
        );
        Ok(())
    }
}

impl CycleParametersInput {
    fn apply_words(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        if let Some(theme) = &self.theme {
            parameters.theme = text::line("theme", theme, 500)?;
        }
        if let Some(motto) = &self.motto {
            parameters.motto = text::optional_line("motto", Some(motto), 500)?;
        }
        if let Some(kind) = self.kind {
            parameters.kind = kind.0;
        }
        if let Some(axes) = &self.axes {
            parameters.axes = axes.iter().map(CycleAxis::parsed).collect::<Result<_, _>>()?;
        }
        if let Some(windows) = &self.schedule {
            parameters.windows = windows.iter().map(CycleWindow::parsed).collect();
        }
        Ok(())
    }
}

/// A refusal of a field within a group.
fn inside(mut refusal: Refusal, group: &str) -> Refusal {
    refusal.path.insert(0, group.to_owned());
    refusal
}
