//! What holds for any numbers and any order of acts.

use crate::support::{CLOSED, after_opening, closed_under, counted, draft, opening, rules, time};
use domain::Code;
use domain::voting::{
    Choice, Counts, DecidedBy, Fraction, Majority, MajorityBase, Outcome, Poll, PollKind, PollState, PriorityItem,
    SubjectKind, TieStep, Transition, VotingError, rank_priorities,
};
use proptest::prelude::*;

fn majority() -> impl Strategy<Value = Majority> {
    let base = prop_oneof![Just(MajorityBase::ValidVotes), Just(MajorityBase::Roll)];
    let fraction = (1_u32..20, 0_u32..20, base).prop_map(|(numerator, more, base)| Majority::Fraction {
        fraction: Fraction::new(numerator, numerator + more).unwrap(),
        base,
    });
    prop_oneof![Just(Majority::Simple), Just(Majority::Absolute), Just(Majority::TwoThirds), fraction]
}

fn tie_rule() -> impl Strategy<Value = Vec<TieStep>> {
    let step = prop_oneof![Just(TieStep::RepeatOnce), Just(TieStep::CastingVote), Just(TieStep::Reject)];
    proptest::collection::vec(step, 0..4)
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Publish,
    Open(u32),
    Extend(i64),
    Close(i64),
    Tally(u32, u32, u32),
    BreakTie(Choice),
    Proclaim,
    Annul,
}

fn act() -> impl Strategy<Value = Act> {
    let choice = prop_oneof![Just(Choice::For), Just(Choice::Against), Just(Choice::Abstention)];
    prop_oneof![
        4 => Just(Act::Publish),
        4 => (0_u32..9).prop_map(Act::Open),
        2 => (0_i64..300).prop_map(Act::Extend),
        4 => (0_i64..300).prop_map(Act::Close),
        4 => (0_u32..4, 0_u32..4, 0_u32..3).prop_map(|(a, b, c)| Act::Tally(a, b, c)),
        3 => choice.prop_map(Act::BreakTie),
        3 => Just(Act::Proclaim),
        1 => Just(Act::Annul),
    ]
}

fn perform(poll: &Poll, act: Act) -> Result<Transition, VotingError> {
    match act {
        Act::Publish => poll.publish(),
        Act::Open(roll) => poll.open(opening(roll.max(1)), None),
        Act::Extend(seconds) => poll.extend(after_opening(10), after_opening(seconds)),
        Act::Close(seconds) => poll.close(after_opening(seconds), None),
        Act::Tally(a, b, c) => poll.tally(counted(a, b, c)),
        Act::BreakTie(choice) => poll.break_tie(choice.code()),
        Act::Proclaim => poll.proclaim(),
        Act::Annul => poll.annul(time(CLOSED), "engano na pergunta"),
    }
}

proptest! {
    #[test]
    fn every_person_on_the_roll_is_counted_once(
        majority in majority(), tie_rule in tie_rule(),
        a in 0_u32..200, b in 0_u32..200, c in 0_u32..200, absent in 0_u32..200,
    ) {
        prop_assume!(a + b + c + absent > 0);
        let roll = a + b + c + absent;
        let poll = closed_under(majority, &tie_rule, roll).tally(counted(a, b, c)).unwrap().poll;
        let figures = poll.result.as_ref().unwrap().figures.as_ref().unwrap();
        prop_assert_eq!(figures.counts.total() + u64::from(figures.not_voting), u64::from(roll));
        prop_assert_eq!(figures.valid_votes, a + b);
    }

    #[test]
    fn approved_means_the_minimum_was_reached_and_only_that(
        majority in majority(), tie_rule in tie_rule(), a in 0_u32..60, b in 0_u32..60, c in 0_u32..60,
    ) {
        let poll = closed_under(majority, &tie_rule, a + b + c + 1).tally(counted(a, b, c)).unwrap().poll;
        let result = poll.result.unwrap();
        let minimum = result.figures.unwrap().minimum;
        prop_assert_eq!(result.outcome == Outcome::Approved, a >= minimum);
        prop_assert!(result.outcome != Outcome::Tie || a == b);
        prop_assert!(result.decided_by != DecidedBy::TieRule || result.outcome == Outcome::Rejected);
    }

    #[test]
    fn one_more_in_favour_never_loses_a_poll(
        majority in majority(), a in 0_u32..60, b in 0_u32..60, c in 0_u32..60,
    ) {
        let approved = |a: u32| {
            let poll = closed_under(majority, &[], 181).tally(counted(a, b, c)).unwrap().poll;
            poll.result.unwrap().outcome == Outcome::Approved
        };
        prop_assert!(!approved(a) || approved(a + 1));
    }

    #[test]
    fn the_minimum_grows_with_its_base_and_can_be_met(majority in majority(), base in 1_u32..=u32::MAX, more: u32) {
        prop_assert!(majority.minimum(base) <= majority.minimum(base.saturating_add(more)));
        prop_assert!((1..=base).contains(&majority.minimum(base)));
    }

    #[test]
    fn no_order_of_acts_takes_an_illegal_step(acts in proptest::collection::vec(act(), 1..40)) {
        let terms = rules().terms(SubjectKind::Motion);
        let mut poll = Poll::draft(draft(PollKind::RollCall, SubjectKind::Motion, terms)).unwrap();
        for act in acts {
            let Ok(step) = perform(&poll, act) else { continue };
            let next = step.poll;
            prop_assert_eq!(step.changed, next != poll);
            prop_assert!(next.state == poll.state || poll.state.can_become(next.state), "{:?}", act);
            if poll.state == PollState::Proclaimed {
                prop_assert!(matches!(next.state, PollState::Proclaimed | PollState::Annulled));
                prop_assert!(next.state == PollState::Annulled || !step.changed);
            }
            prop_assert!(poll.state != PollState::Annulled || !step.changed);
            poll = next;
        }
    }

    #[test]
    fn an_act_repeated_at_once_changes_nothing(acts in proptest::collection::vec(act(), 1..40)) {
        let terms = rules().terms(SubjectKind::Motion);
        let mut poll = Poll::draft(draft(PollKind::RollCall, SubjectKind::Motion, terms)).unwrap();
        for act in acts {
            let Ok(step) = perform(&poll, act) else { continue };
            let again = perform(&step.poll, act).unwrap();
            prop_assert!(!again.changed, "{:?}", act);
            prop_assert_eq!(&again.poll, &step.poll);
            poll = step.poll;
        }
    }

    #[test]
    fn a_poll_is_stored_and_read_back_as_it_was(acts in proptest::collection::vec(act(), 1..12)) {
        let terms = rules().terms(SubjectKind::Motion);
        let mut poll = Poll::draft(draft(PollKind::RollCall, SubjectKind::Motion, terms)).unwrap();
        for act in acts {
            poll = perform(&poll, act).map(|step| step.poll).unwrap_or(poll);
        }
        let stored = serde_json::to_string(&poll).unwrap();
        prop_assert_eq!(serde_json::from_str::<Poll>(&stored).unwrap(), poll);
    }

    #[test]
    fn a_ranking_keeps_every_item_and_does_not_depend_on_their_order(
        votes in proptest::collection::vec((0_u32..4, 0_u32..4), 1..12), limit in 0_u32..14, turn in 0_usize..12,
    ) {
        let mut items: Vec<PriorityItem> = (1_u32..).zip(&votes)
            .map(|(number, (_, group_votes))| PriorityItem { code: format!("P{number:02}"), group_votes: *group_votes, number })
            .collect();
        let marks: Counts = items.iter().zip(&votes).map(|(item, (marks, _))| (item.code.clone(), *marks)).collect();
        let order = rank_priorities(&items, &marks, limit);
        let cut = turn % items.len();
        items.rotate_left(cut);
        prop_assert_eq!(&rank_priorities(&items, &marks, limit), &order);
        prop_assert_eq!(order.len(), items.len());
        prop_assert_eq!(order.iter().filter(|item| item.goes_up).count(), items.len().min(limit as usize));
        prop_assert!(order.windows(2).all(|pair| pair[0].marks >= pair[1].marks));
    }
}
