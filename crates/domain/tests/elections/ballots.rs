//! Ballots: who casts them and what they say.

use super::fixture::*;
use domain::elections::*;
use domain::people::Pool;
use std::collections::BTreeSet;

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn read(choices: &[&str], rules: &ElectionRules) -> Result<Ballot, BallotRefused> {
    let candidates: BTreeSet<_> = words(&["a", "b", "c"]).into_iter().collect();
    read_ballot(&words(choices), &candidates, rules)
}

#[test]
fn a_delegate_votes_once_and_only_in_the_own_pool() {
    let mut roll = PoolRoll::new(Pool::Users, words(&["P1", "P2"]));
    assert_eq!(roll.mark("P1", ElectionState::Ballot), Ok(()));
    assert_eq!(code(roll.mark("P1", ElectionState::Ballot)), "ALREADY_VOTED");
    assert_eq!(code(roll.mark("P9", ElectionState::Ballot)), "NOT_ON_ROLL");
    assert_eq!(roll.admit("P2", ElectionState::Ballot), Ok(()));
}

#[test]
fn no_ballot_is_taken_before_opening_or_after_counting() {
    let roll = PoolRoll::new(Pool::Users, words(&["P1"]));
    for state in [ElectionState::Nominations, ElectionState::Computed, ElectionState::Annulled] {
        assert_eq!(code(roll.admit("P1", state)), "POLL_CLOSED");
    }
}

#[test]
fn blank_stands_alone() {
    assert_eq!(read(&[BLANK], &rules()), Ok(Ballot::Blank));
    assert_eq!(code(read(&[BLANK, "a"], &rules())), "INVALID_CHOICE");
}

#[test]
fn empty_strange_repeated_and_excess_choices_are_invalid() {
    let two = ElectionRules { votes_per_voter: 2, ..rules() };
    for choices in [&[][..], &["x"], &["a", "a"], &["a", "b", "c"]] {
        assert_eq!(code(read(choices, &two)), "INVALID_CHOICE", "{choices:?}");
    }
    assert_eq!(read(&["b", "a"], &two), Ok(Ballot::Names(words(&["a", "b"]))));
}

#[test]
fn approval_takes_any_number_of_names() {
    let approval = ElectionRules { method: ElectionMethod::Approval, ..rules() };
    assert_eq!(read(&["a", "b", "c"], &approval), Ok(Ballot::Names(words(&["a", "b", "c"]))));
}

#[test]
fn every_name_on_a_ballot_counts_and_blanks_stay_apart() {
    let votes = tally(&[Ballot::Blank, Ballot::Names(words(&["a", "b"])), Ballot::Names(words(&["a"]))]);
    assert_eq!((votes.by_participant["a"], votes.by_participant["b"], votes.blank), (2, 1, 1));
}
