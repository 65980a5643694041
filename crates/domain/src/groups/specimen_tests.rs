//! The specimen's five groups and 45 proposals through the rules of this module.

use super::assignment::{AssignedGroup, Seated, Stratum, assign};
use super::attendance::Attendance;
use super::ranking::{VotedProposal, conclude};
use super::rules::GroupRules;
use crate::Code;
use crate::participants::testing::{code, placement, specimen};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

fn rules(specimen: &Value) -> GroupRules {
    let cycle = &specimen["cycle"];
    serde_json::from_value(json!({
        "groupsPerAxis": cycle["groupsPerAxis"],
        "groupThreshold": cycle["groupThreshold"],
        "groupThresholdBase": cycle["groupThresholdBase"],
        "limits": cycle["proposalLimits"]["group"],
    }))
    .unwrap()
}

fn row<'a>(specimen: &'a Value, id: &Value) -> &'a Value {
    specimen["participants"].as_array().unwrap().iter().find(|row| row["id"] == *id).unwrap()
}

fn attendance(specimen: &Value, group: &Value) -> Attendance {
    let present = group["attendance"].as_array().unwrap();
    Attendance::of(present.iter().map(|id| placement(row(specimen, id)).can_vote()))
}

#[test]
fn attendance_of_the_groups_is_as_expected() {
    let specimen = specimen();
    for group in specimen["workingGroups"].as_array().unwrap() {
        let counted = attendance(&specimen, group);
        let expected = &specimen["expected"]["groupAttendance"][group["id"].as_str().unwrap()];
        assert_eq!(serde_json::to_value(counted).unwrap(), *expected);
    }
}

#[test]
fn all_45_proposals_leave_their_groups_as_expected() {
    let specimen = specimen();
    let rules = rules(&specimen);
    let mut checked = 0;
    for group in specimen["workingGroups"].as_array().unwrap() {
        let all = specimen["proposals"].as_array().unwrap();
        let rows: Vec<&Value> = all.iter().filter(|proposal| proposal["groupId"] == group["id"]).collect();
        let proposals: Vec<VotedProposal> = rows
            .iter()
            .enumerate()
            .map(|(index, proposal)| VotedProposal {
                proposal: Uuid::from_u128(index as u128),
                axis: u8::try_from(proposal["axis"].as_u64().unwrap()).unwrap(),
                level: code(&proposal["level"]).unwrap(),
                number: proposal["id"].as_str().unwrap()[2..].parse().unwrap(),
                vote: serde_json::from_value(proposal["groupVote"].clone()).unwrap(),
            })
            .collect();
        let delegates = attendance(&specimen, group).delegates;
        for (ranked, proposal) in conclude(&rules, delegates, &proposals).unwrap().iter().zip(rows) {
            assert_eq!(ranked.outcome.code(), proposal["groupOutcome"], "{}", proposal["id"]);
            checked += 1;
        }
    }
    assert_eq!(checked, 45);
}

#[test]
fn the_120_participants_are_seated_evenly_and_mostly_where_they_wished() {
    let specimen = specimen();
    let people: Vec<Seated> = specimen["participants"]
        .as_array()
        .unwrap()
        .iter()
        .zip(1_u128..)
        .map(|(row, id)| Seated {
            participant: Uuid::from_u128(id),
            stratum: Stratum::of(placement(row)),
            preferences: serde_json::from_value(row["axisPreferences"].clone()).unwrap(),
            fixed: None,
        })
        .collect();
    let groups: Vec<AssignedGroup> =
        (1..=5_u8).map(|axis| AssignedGroup { group: Uuid::from_u128(axis.into()), axis, capacity: None }).collect();
    let assignment = assign(&people, &groups);
    assert!(assignment.unplaced.is_empty());
    assert!(assignment.sizes.iter().all(|size| size.people == 24));
    let mut delegates: BTreeMap<Stratum, Vec<u32>> = BTreeMap::new();
    for size in &assignment.sizes {
        for (stratum, count) in &size.by_stratum {
            delegates.entry(*stratum).or_default().push(*count);
        }
    }
    for (stratum, counts) in delegates {
        assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1, "{stratum:?}: {counts:?}");
    }
    let tally = assignment.satisfaction();
    assert!(tally.first >= 70 && tally.first + tally.listed >= 110, "{tally:?}");
}
