//! Motions: signatures and admission.

use crate::specimen::{category, code, delegates_present, id, list, moment, number, specimen, text};
use domain::motions::{MotionAct, MotionRules, MotionState, admit, count_signatures, support_base};
use domain::rules::article_citation;
use serde_json::Value;

fn rules() -> MotionRules {
    serde_json::from_value(specimen()["cycle"]["motions"].clone()).unwrap()
}

fn addressees(row: &Value) -> Vec<String> {
    serde_json::from_value(row["addressees"].clone()).unwrap()
}

#[test]
fn every_motion_was_handed_in_within_the_window() {
    for row in list("/motions") {
        rules().check_submission(code(row, "kind"), &addressees(row), moment(row, "submittedAt")).unwrap();
    }
}

#[test]
fn admission_and_its_explanation_are_the_specimens() {
    let rules = rules();
    let present = u32::try_from(delegates_present(rules.deadline.unwrap())).unwrap();
    for row in list("/motions") {
        let signers: Vec<_> = row["signatures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|person| person.as_str().unwrap())
            .map(|person| (id(person), category(person)))
            .collect();
        let base = support_base(rules.base, present, present);
        let admission = admit(count_signatures(&signers), base, &rules, &article_citation(29));
        let expected = &row["expected"];
        assert_eq!(admission.explanation, text(expected, "explanation"));
        assert_eq!(admission.valid_signatures, number(expected, "validSignatures"));
        assert_eq!((admission.base, admission.needed), (number(expected, "base"), number(expected, "needed")));
        assert_eq!(expected["admitted"], admission.admitted);
    }
}

#[test]
fn motions_end_as_the_specimen_says() {
    for row in list("/motions") {
        let expected = &row["expected"];
        let state = if expected["admitted"] == true {
            MotionState::Submitted.after(MotionAct::Admit).and_then(|state| state.after(MotionAct::Approve))
        } else {
            MotionState::Submitted.after(MotionAct::NotAdmit)
        };
        assert_eq!(state, Ok(code(expected, "outcome")), "{}", row["id"]);
    }
}
