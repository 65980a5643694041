//! Laws of the checklist over arbitrary facts.

use super::story::{at, closed, planned};
use super::*;
use crate::Code;
use crate::conferences::ConferenceState;
use proptest::prelude::*;

/// One more fact; every count and moment of [`StepFacts`] has its number.
fn add(facts: &mut StepFacts, which: usize) {
    let now = Some(at("2025-06-26T10:00"));
    let mut counts: [&mut u32; COUNTS] = [
        &mut facts.committee.members,
        &mut facts.participants.registered,
        &mut facts.participants.assigned,
        &mut facts.participants.to_review,
        &mut facts.credentialing.delegates_present,
        &mut facts.rules.articles,
        &mut facts.rules.destaques,
        &mut facts.rules.destaques_pending,
        &mut facts.actions.total,
        &mut facts.actions.assessed,
        &mut facts.opening_table_size,
        &mut facts.points.raised,
        &mut facts.points.pending,
        &mut facts.groups.total,
        &mut facts.groups.opened,
        &mut facts.groups.concluded,
        &mut facts.proposals.to_send,
        &mut facts.proposals.sent,
        &mut facts.proposals.undecided,
        &mut facts.proposals.destaques_pending,
        &mut facts.polls_open,
        &mut facts.motions.submitted,
        &mut facts.motions.pending,
        &mut facts.evaluation.answers,
        &mut facts.report.shortcomings,
    ];
    if let Some(count) = counts.get_mut(which) {
        **count += 1;
        return;
    }
    let election = facts.election.get_or_insert_default();
    let filing = facts.filing.get_or_insert_default();
    let mut moments = [
        &mut facts.convocation.published_at,
        &mut facts.credentialing.opened_at,
        &mut facts.credentialing.closed_at,
        &mut facts.credentialing.quorum_at,
        &mut facts.rules.published_at,
        &mut facts.rules.reading_at,
        &mut facts.rules.adopted_at,
        &mut facts.opening.started_at,
        &mut facts.opening.ended_at,
        &mut facts.opening_plenary.started_at,
        &mut facts.keynote.started_at,
        &mut facts.keynote.ended_at,
        &mut facts.final_plenary.started_at,
        &mut facts.final_plenary.ended_at,
        &mut facts.proposals.decided_at,
        &mut election.opened_at,
        &mut election.proclaimed_at,
        &mut facts.evaluation.published_at,
        &mut facts.evaluation.closed_at,
        &mut facts.report.generated_at,
        &mut facts.report.signed_at,
        &mut filing.first_filed_at,
        &mut filing.filed_at,
    ];
    match moments.get_mut(which.saturating_sub(COUNTS)) {
        Some(moment) => **moment = now,
        None if which == FACTS - 1 => filing.returned_because = Some("motivo".into()),
        None => facts.committee.broken.push("regra".into()),
    }
}

/// How many of the facts are counts; they come first.
const COUNTS: usize = 25;
const FACTS: usize = COUNTS + 25;

fn any_facts() -> impl Strategy<Value = StepFacts> {
    (proptest::collection::vec(0..FACTS, 0..40), 0..ConferenceState::ALL.len(), any::<bool>(), any::<bool>()).prop_map(
        |(added, state, first, complete)| {
            let mut facts = if complete { closed() } else { planned() };
            facts.state = ConferenceState::ALL[state];
            if first {
                facts.edition = crate::conferences::Edition::new(1).unwrap();
            }
            added.into_iter().for_each(|which| add(&mut facts, which));
            facts
        },
    )
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..120).prop_map(|days| NaiveDate::from_ymd_opt(2025, 5, 1).unwrap() + chrono::Days::new(days))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn one_more_fact_never_makes_a_done_step_look_untouched(facts in any_facts(), which in 0..FACTS, today in any_day()) {
        let before = steps(&facts, today);
        let mut more = facts.clone();
        add(&mut more, which);
        for (before, after) in before.iter().zip(steps(&more, today)) {
            prop_assert!(
                before.status != StepStatus::Done || after.status != StepStatus::NotStarted,
                "{:?} by fact {which}", before.key
            );
        }
    }

    #[test]
    fn what_is_done_stays_done_however_late_it_gets(facts in any_facts(), today in any_day()) {
        let later = today + chrono::Days::new(1_000);
        let done = |day| steps(&facts, day).into_iter().filter(|s| s.status == StepStatus::Done).map(|s| s.key).collect::<Vec<_>>();
        prop_assert_eq!(done(today), done(later));
    }

    #[test]
    fn each_status_has_what_a_reader_needs(facts in any_facts(), today in any_day()) {
        for step in steps(&facts, today) {
            match step.status {
                StepStatus::Done => prop_assert!(step.blocking.is_empty() && step.next_action.is_none()),
                StepStatus::Blocked => prop_assert!(!step.blocking.is_empty()),
                StepStatus::Late => prop_assert!(step.due.is_some_and(|due| due < today)),
                StepStatus::NotStarted | StepStatus::InProgress => {}
            }
            prop_assert!(step.status == StepStatus::Done || step.done_at.is_none());
        }
    }

    #[test]
    fn the_next_act_is_one_of_an_unfinished_step(facts in any_facts(), today in any_day()) {
        let steps = steps(&facts, today);
        if let Some(next) = next_act(&steps) {
            prop_assert!(next.status != StepStatus::Done && next.next_action.is_some());
        }
        let done = steps.iter().all(|step| step.next_action.is_none());
        prop_assert_eq!(next_act(&steps).is_none(), done);
    }
}
