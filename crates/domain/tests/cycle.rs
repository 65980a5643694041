//! The specimen's cycle reads as typed parameters, and each capability gets its rules from them.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, reason = "a specimen that cannot be read fails the test")]

use domain::cycles::CycleParameters;
use domain::people::{Level, Pool, SizeClass};
use serde_json::Value;

fn specimen() -> Value {
    serde_json::from_str(include_str!("../specimen/municipal-conference.json")).unwrap()
}

fn parameters() -> CycleParameters {
    serde_json::from_value(specimen()["cycle"].clone()).unwrap()
}

#[test]
fn what_is_written_is_read_again_unchanged() {
    let written = serde_json::to_value(parameters()).unwrap();
    assert_eq!(serde_json::from_value::<CycleParameters>(written.clone()).unwrap(), parameters());
    for key in ["axes", "quorum", "tieRule", "proposalLimits", "election", "minHours"] {
        assert_eq!(written[key], specimen()["cycle"][key], "{key}");
    }
}

#[test]
fn each_capability_reads_its_rules() {
    let parameters = parameters();
    assert_eq!(parameters.elects_to(Level::Municipal), Some(Level::State));
    assert_eq!(parameters.elects_to(Level::National), None);
    assert_eq!(parameters.axis_numbers(), [1, 2, 3, 4, 5]);
    assert_eq!(parameters.seats(SizeClass::Small2).unwrap().total(), 4);
    let first_day = "2025-06-26".parse().unwrap();
    let participation = parameters.participation(first_day, chrono_tz::America::Sao_Paulo).unwrap();
    assert_eq!(participation.delegate_seats[&Pool::Government], 36);
    let rules = parameters.report_rules(
        Level::Municipal,
        Some(SizeClass::Small2),
        "2025-06-27".parse().unwrap(),
        chrono_tz::America::Sao_Paulo,
    );
    assert_eq!(rules.deadline.last_day, "2025-07-17".parse().unwrap());
    assert_eq!(rules.quota.unwrap().seats[&Pool::Users], 1);
    assert_eq!(parameters.committee_rule().min_size, 4);
    assert_eq!(parameters.groups().groups_per_axis, 1);
}

#[test]
fn what_a_conference_has_not_set_follows_from_its_days() {
    let mut parameters = parameters();
    parameters.registration_window = None;
    parameters.credentialing_close = None;
    let rules = parameters.participation("2025-06-26".parse().unwrap(), chrono_tz::America::Rio_Branco).unwrap();
    assert_eq!(rules.registration_window.to, "2025-06-25".parse().unwrap());
    assert_eq!(
        rules.credentialing_close,
        "2025-06-26T12:00:00-05:00".parse::<chrono::DateTime<chrono::Utc>>().unwrap()
    );
}
