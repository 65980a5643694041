//! The checklist of a conference, and what its cycle changed.

use crate::types::enums::Enumeration;
use async_graphql::SimpleObject;
use chrono::{DateTime, NaiveDate, Utc};
use domain::Code;
use domain::conferences::steps::{Step, StepKey, StepStatus};
use domain::cycles::{Difference, Parameter};
use usecases::conferences;

/// A step of the conference (*passo*), derived from facts.
#[derive(SimpleObject)]
pub(crate) struct ConferenceStep {
    /// 1 to 17; null for election and motions, which have no number.
    number: Option<i32>,
    /// Which step.
    key: Enumeration<StepKey>,
    /// Title in Portuguese.
    title: &'static str,
    /// How it stands.
    status: Enumeration<StepStatus>,
    /// Last day on which it is in time; null: whenever it fits.
    due: Option<NaiveDate>,
    /// What stands in the way or is not in order; empty when nothing is.
    blocking: Vec<String>,
    /// What to do now; null when nothing is to be done.
    next_action: Option<String>,
    /// When its last fact came about; null unless done.
    done_at: Option<DateTime<Utc>>,
}

impl From<Step> for ConferenceStep {
    fn from(step: Step) -> Self {
        Self {
            number: step.number.map(i32::from),
            key: Enumeration(step.key),
            title: step.title,
            status: Enumeration(step.status),
            due: step.due,
            blocking: step.blocking,
            next_action: step.next_action,
            done_at: step.done_at,
        }
    }
}

/// A parameter that the cycle changed (*diferença do ciclo*).
#[derive(SimpleObject)]
pub(crate) struct CycleDifference {
    /// The parameter.
    parameter: Enumeration<Parameter>,
    /// Its name in Portuguese.
    label: &'static str,
    /// What the conference accepted, in words.
    before: String,
    /// What the cycle says now, in words.
    after: String,
    /// Whether the conference has a value of its own here, which acceptance keeps.
    kept_own: bool,
}

/// What a cycle changed since the conference accepted it.
#[derive(SimpleObject)]
pub(crate) struct CycleDifferences {
    /// The version the conference works with.
    accepted_version: i32,
    /// The version that is published; `acceptCycleDifferences` names it.
    published_version: i32,
    /// Parameter by parameter; empty when the conference is up to date.
    differences: Vec<CycleDifference>,
}

impl From<conferences::CycleDifferences> for CycleDifferences {
    fn from(found: conferences::CycleDifferences) -> Self {
        let shown = |difference: Difference| CycleDifference {
            parameter: Enumeration(difference.parameter),
            label: difference.parameter.label(),
            before: difference.before,
            after: difference.after,
            kept_own: difference.own,
        };
        Self {
            accepted_version: found.accepted_version,
            published_version: found.published_version,
            differences: found.differences.into_iter().map(shown).collect(),
        }
    }
}
