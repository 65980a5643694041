//! A state's cycle under the national one: what is fixed stays, what may be tightened is not loosened.

use super::{CycleParameters, Freedom, Parameter, StageWindow};
use crate::people::{GovernmentLevel, Level};
use crate::proposals::LevelLimits;
use crate::{Code, Refusal};

/// Everything in a state's parameters that the cycle above does not let it do, each with the parameter's name.
pub fn loosened(above: &CycleParameters, own: &CycleParameters) -> Vec<Refusal> {
    let as_kept = |parameters: &CycleParameters| serde_json::to_value(parameters).unwrap_or_default();
    let (theirs, ours) = (as_kept(above), as_kept(own));
    let refused = |parameter: &Parameter| match parameter.freedom(Level::State) {
        Freedom::Free => None,
        Freedom::Fixed => (theirs[parameter.key()] != ours[parameter.key()]).then(|| fixed(*parameter)),
        Freedom::Tighten => (!is_tighter(*parameter, above, own)).then(|| looser(*parameter)),
    };
    Parameter::ALL.iter().filter_map(refused).collect()
}

fn is_tighter(parameter: Parameter, above: &CycleParameters, own: &CycleParameters) -> bool {
    match parameter {
        Parameter::Windows => above.windows.iter().all(|window| own.windows.iter().any(|kept| extends(window, kept))),
        Parameter::ModesAllowed => own.modes_allowed.iter().all(|mode| above.modes_allowed.contains(mode)),
        Parameter::MinHours => own.minimum.min_hours >= above.minimum.min_hours,
        Parameter::MinDays => own.minimum.min_days >= above.minimum.min_days,
        Parameter::MinShifts => own.minimum.min_shifts >= above.minimum.min_shifts,
        Parameter::CommitteeMinSize => own.committee_min_size >= above.committee_min_size,
        Parameter::ProposalLimits => {
            let (theirs, ours) = (&above.proposal_limits, &own.proposal_limits);
            within(ours.group, theirs.group)
                && within(ours.plenary, theirs.plenary)
                && within(ours.report, theirs.report)
        }
        Parameter::Election => {
            let (theirs, ours) = (&above.election, &own.election);
            ours.reserved_share >= theirs.reserved_share
                && ours.minimum_presence >= theirs.minimum_presence
                && theirs.reserved_groups.iter().all(|group| ours.reserved_groups.contains(group))
        }
        _ => true,
    }
}

/// A stage keeps its days; a state may only extend the last one.
fn extends(above: &StageWindow, own: &StageWindow) -> bool {
    let kept = above.extensions.iter().all(|day| own.extensions.contains(day));
    (above.stage, above.from, above.to) == (own.stage, own.from, own.to) && kept
}

fn within(own: LevelLimits, above: LevelLimits) -> bool {
    GovernmentLevel::ALL.iter().all(|level| own.of(*level) <= above.of(*level))
}

fn fixed(parameter: Parameter) -> Refusal {
    let message = format!("O ciclo do conselho acima fixa: {}. Deixe como ele publicou.", parameter.label());
    Refusal::rule("CYCLE_FIXED", parameter.key(), message).at(&parameter.key())
}

fn looser(parameter: Parameter) -> Refusal {
    let message = format!(
        "O ciclo do conselho acima só deixa tornar mais exigente: {}. Ajuste para não ficar abaixo do que ele pede.",
        parameter.label()
    );
    Refusal::rule("CYCLE_LOOSER", parameter.key(), message).at(&parameter.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conferences::ConferenceMode;
    use crate::cycles::Axis;
    use proptest::prelude::*;

    fn national() -> CycleParameters {
        let axis = Axis { number: 1, title: "Eixo".into(), guiding_text: None };
        let window = StageWindow {
            stage: Level::Municipal,
            from: "2027-03-01".parse().unwrap(),
            to: "2027-07-11".parse().unwrap(),
            extensions: Vec::new(),
        };
        CycleParameters::by_default("Tema".into(), vec![axis], vec![window])
    }

    fn codes(own: &CycleParameters) -> Vec<(&'static str, String)> {
        loosened(&national(), own).into_iter().map(|refusal| (refusal.code, refusal.rule.unwrap())).collect()
    }

    #[test]
    fn what_is_fixed_is_refused_by_name() {
        let mut own = national();
        own.theme = "Outro".into();
        own.kind = crate::conferences::ConferenceKind::Extraordinary;
        assert_eq!(codes(&own), [("CYCLE_FIXED", "theme".to_owned()), ("CYCLE_FIXED", "kind".to_owned())]);
    }

    #[test]
    fn more_is_taken_and_less_is_refused() {
        let mut own = national();
        own.minimum.min_hours = 12;
        own.windows[0].extensions.push("2027-07-20".parse().unwrap());
        own.proposal_limits.group.union = 1;
        own.motto = Some("Lema".into());
        assert_eq!(codes(&own), []);
        own.minimum.min_hours = 4;
        own.windows[0].from = "2027-02-01".parse().unwrap();
        own.proposal_limits.group.union = 9;
        own.modes_allowed.push(ConferenceMode::Virtual);
        let found: Vec<String> = codes(&own).into_iter().map(|(_, rule)| rule).collect();
        assert_eq!(found, ["windows", "modesAllowed", "minHours", "proposalLimits"]);
    }

    proptest! {
        #[test]
        fn a_minimum_is_refused_exactly_when_it_is_below(hours in 0_u32..40, size in 0_u32..20) {
            let mut own = national();
            own.minimum.min_hours = hours;
            own.committee_min_size = size;
            let expected = usize::from(hours < 8) + usize::from(size < 4);
            prop_assert_eq!(codes(&own).len(), expected);
        }
    }
}
