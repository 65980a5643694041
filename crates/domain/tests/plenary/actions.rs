//! Actions to verify.

use crate::specimen::{code, list, maybe, number, specimen, text};
use domain::actions::{AssessmentInput, assess, check_recommendation, count_assessments};
use domain::proposals::ProposalKind;

#[test]
fn every_assessment_of_the_specimen_is_complete_and_counted() {
    let counts = count_assessments(list("/actionsToVerify").iter().map(|row| {
        let given = AssessmentInput {
            assessment: code(row, "assessment"),
            comment: maybe(row, "comment"),
            evidence: maybe(row, "evidence"),
            responsible: maybe(row, "responsible"),
        };
        assert_eq!(assess(&given).as_ref(), Ok(&given), "{}", row["id"]);
        Some(given.assessment)
    }));
    let expected = &specimen()["expected"]["actions"];
    assert_eq!((counts.advanced, counts.partly), (number(expected, "ADVANCED"), number(expected, "PARTLY")));
    assert_eq!((counts.not_advanced, counts.open), (number(expected, "NOT_ADVANCED"), 0));
}

#[test]
fn recommendations_insist_on_actions_that_did_not_advance() {
    let mut found = 0;
    for row in list("/proposals").iter().filter(|row| row["previousActionId"].is_string()) {
        let action = list("/actionsToVerify").iter().find(|action| action["id"] == row["previousActionId"]).unwrap();
        let place = |row| (number(row, "axis"), code(row, "level"));
        check_recommendation(place(action), Some(code(action, "assessment")), place(row)).unwrap();
        assert_eq!(action["nextProposalId"], text(row, "id"));
        assert_eq!(code::<ProposalKind>(row, "kind"), ProposalKind::Recommendation);
        found += 1;
    }
    assert_eq!(found, 3);
}
