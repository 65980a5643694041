use crate::facts::{facts, quota};
use crate::specimen;
use domain::consolidation::{AccreditationState, Roster, SubstitutionScope, check_quota};

#[test]
fn the_specimen_delegation_fits_its_seats_and_is_accredited() {
    let specimen = specimen();
    let delegation = facts(&specimen).delegation.unwrap();
    assert_eq!(check_quota(&delegation, &quota(&specimen), 1), []);
    let roster = Roster::accredit(&delegation, &quota(&specimen), 1).unwrap();
    let seated = roster.delegates.iter().filter(|one| one.state == AccreditationState::Seated).count();
    assert_eq!((roster.delegates.len(), seated), (7, 4));
}

#[test]
fn the_seat_of_the_user_goes_to_the_user_alternate_and_that_of_the_worker_to_nobody() {
    let specimen = specimen();
    let delegation = facts(&specimen).delegation.unwrap();
    let roster = Roster::accredit(&delegation, &quota(&specimen), 1).unwrap();
    let position = |name: &str| roster.delegates.iter().position(|one| one.delegate.name == name).unwrap();
    let scope = SubstitutionScope::SameSegmentAndTown;
    let after = roster.substituted(position("Otaviano Jatobá Gameleira"), scope).unwrap();
    let taker = after.delegates.iter().find(|one| one.replaces.is_some()).unwrap();
    assert_eq!(taker.delegate.name, "Sebastiana Mulungu Gameleira");
    assert!(roster.substituted(position("Olímpia Ipê Taquara"), scope).is_err());
}
