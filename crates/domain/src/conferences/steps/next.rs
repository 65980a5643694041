//! The one next act of the whole conference.

use super::step::{Step, StepKey, StepStatus};

/// The step whose next action comes first: one whose turn has come, in the order of the process.
/// Ceremonies that are late give way to what still has to be decided. `None` when nothing is left
/// to do, or the conference was cancelled.
pub fn next_act(steps: &[Step]) -> Option<&Step> {
    let rank = |step: &&Step| {
        let ceremony = matches!(step.key, StepKey::OpeningTable | StepKey::Keynote);
        match (step.is_due_now, ceremony && step.status == StepStatus::Late) {
            (true, false) => 0_u8,
            (true, true) => 1,
            (false, _) => 2,
        }
    };
    steps.iter().filter(|step| step.next_action.is_some()).min_by_key(rank)
}

/// How many steps are done, out of how many.
pub fn summary(steps: &[Step]) -> (usize, usize) {
    (steps.iter().filter(|step| step.status == StepStatus::Done).count(), steps.len())
}
