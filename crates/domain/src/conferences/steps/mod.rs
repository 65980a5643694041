//! The checklist of the steps (mission.md): derived from facts only, never ticked by hand.
//!
//! A step is *done* when its facts say so, *late* when its day has passed, *blocked* when its turn
//! has come and something stands in the way, *in progress* when some of its facts exist. A step
//! that is done has facts, so one more fact may reopen it but never makes it look untouched.

mod after;
mod before;
mod election;
mod facts;
mod hall;
mod next;
mod plenary;
mod step;

pub use facts::{
    ActionFacts, CommitteeFacts, ConvocationFacts, CredentialingFacts, ElectionFacts, EvaluationFacts, FilingFacts,
    GroupFacts, MotionFacts, ParticipantFacts, PointFacts, ProposalFacts, ReportFacts, RulesFacts, SessionFacts,
    StepFacts,
};
pub use next::{next_act, summary};
pub use step::{Step, StepKey, StepStatus};

#[cfg(test)]
mod laws;
#[cfg(test)]
mod story;

use chrono::NaiveDate;

/// All steps in the order of the process, on a day of the council's calendar.
/// Without an election (the last stage) or without a parent to file to, those steps are left out.
pub fn steps(facts: &StepFacts, today: NaiveDate) -> Vec<Step> {
    let mut drafts = vec![
        before::convocation(facts),
        before::committee(facts),
        before::folders(facts),
        before::credentialing(facts, today),
        before::rules(facts),
        before::actions(facts),
        hall::opening_table(facts, today),
        hall::rules_adoption(facts),
        hall::destaques(facts),
        hall::points(facts),
        hall::keynote(facts),
        plenary::working_groups(facts),
        plenary::return_to_plenary(facts),
        plenary::deliberation(facts),
    ];
    drafts.extend(election::election(facts));
    drafts.push(election::motions(facts));
    drafts.push(after::evaluation(facts));
    drafts.push(after::report(facts));
    drafts.extend(after::filing(facts));
    drafts.into_iter().map(|draft| draft.settle(facts.state, today)).collect()
}
