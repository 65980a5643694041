//! What a cycle changed since a conference accepted it, and how the change is accepted.

use super::{CycleParameters, Freedom, Parameter, wording};
use crate::Code;
use crate::people::Level;
use serde_json::Value;

/// A parameter that the cycle has changed (*diferença do ciclo*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The parameter.
    pub parameter: Parameter,
    /// What the conference accepted, in words.
    pub before: String,
    /// What the cycle says now, in words.
    pub after: String,
    /// Whether the conference has a value of its own here, which acceptance keeps.
    pub own: bool,
}

/// What the cycle changed between the version a conference `accepted` and the one now `published`;
/// `held` are the parameters the conference works with, its own ones included.
pub fn differences(accepted: &CycleParameters, published: &CycleParameters, held: &CycleParameters) -> Vec<Difference> {
    let (accepted, published, held) = (kept(accepted), kept(published), kept(held));
    let changed = |parameter: &&Parameter| accepted[parameter.key()] != published[parameter.key()];
    let difference = |parameter: &Parameter| {
        let key = parameter.key();
        Difference {
            parameter: *parameter,
            before: wording::value(*parameter, &accepted[&key]),
            after: wording::value(*parameter, &published[&key]),
            own: is_own(*parameter, &accepted, &held),
        }
    };
    Parameter::ALL.iter().filter(changed).map(difference).collect()
}

/// The parameters of a conference after it accepted what the cycle changed: all of it, except what the
/// conference has set for itself. `None` when the two cannot stand together, which no published cycle does.
pub fn accept(
    accepted: &CycleParameters,
    published: &CycleParameters,
    held: &CycleParameters,
) -> Option<CycleParameters> {
    let (before, after) = (kept(accepted), kept(published));
    let mut merged = kept(held);
    for parameter in Parameter::ALL {
        let key = parameter.key();
        if before[&key] != after[&key] && !is_own(*parameter, &before, &kept(held)) {
            merged[&key] = after[&key].clone();
        }
    }
    serde_json::from_value(merged).ok()
}

fn is_own(parameter: Parameter, accepted: &Value, held: &Value) -> bool {
    let key = parameter.key();
    parameter.freedom(Level::Municipal) != Freedom::Fixed && accepted[&key] != held[&key]
}

fn kept(parameters: &CycleParameters) -> Value {
    serde_json::to_value(parameters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycles::Axis;
    use proptest::prelude::*;

    fn cycle() -> CycleParameters {
        let axis = Axis { number: 1, title: "Eixo".into(), guiding_text: None };
        CycleParameters::by_default("Tema".into(), vec![axis], Vec::new())
    }

    #[test]
    fn a_change_is_shown_in_words_before_and_after() {
        let mut published = cycle();
        published.minimum.min_hours = 12;
        published.report_deadline_on = Some("2027-07-31".parse().unwrap());
        published.late_filing_allowed = false;
        let found = differences(&cycle(), &published, &cycle());
        let shown: Vec<_> = found.iter().map(|d| (d.parameter, d.before.as_str(), d.after.as_str())).collect();
        assert_eq!(
            shown,
            [
                (Parameter::MinHours, "8", "12"),
                (Parameter::ReportDeadlineOn, "não definido", "31/07/2027"),
                (Parameter::LateFilingAllowed, "sim", "não"),
            ]
        );
    }

    #[test]
    fn acceptance_takes_the_cycles_change_and_keeps_what_is_the_conferences_own() {
        let mut held = cycle();
        held.municipal_delegate_count = 40;
        let mut published = cycle();
        published.municipal_delegate_count = 80;
        published.proposal_max_chars = 700;
        let after = accept(&cycle(), &published, &held).unwrap();
        assert_eq!((after.municipal_delegate_count, after.proposal_max_chars), (40, 700));
        assert!(differences(&cycle(), &published, &held)[0].own);
    }

    proptest! {
        #[test]
        fn after_acceptance_nothing_differs_but_the_own(hours in 0_u32..20, chars in 50_usize..900, count in 2_u32..90) {
            let mut held = cycle();
            held.municipal_delegate_count = count;
            let mut published = cycle();
            published.minimum.min_hours = hours;
            published.proposal_max_chars = chars;
            let after = accept(&cycle(), &published, &held).unwrap();
            prop_assert_eq!(differences(&published, &published, &after), vec![]);
            prop_assert_eq!((after.minimum.min_hours, after.proposal_max_chars), (hours, chars));
            prop_assert_eq!(after.municipal_delegate_count, count);
        }
    }
}
