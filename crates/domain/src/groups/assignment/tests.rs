use super::*;
use proptest::prelude::*;

fn id(number: usize) -> Uuid {
    Uuid::from_u128(number as u128)
}

fn person(number: usize, stratum: Stratum, preferences: &[u8]) -> Seated {
    Seated { participant: id(number), stratum, preferences: preferences.to_vec(), fixed: None }
}

fn groups(count: u8) -> Vec<AssignedGroup> {
    (1..=count).map(|axis| AssignedGroup { group: id(1_000 + usize::from(axis)), axis, capacity: None }).collect()
}

fn sizes(assignment: &Assignment) -> Vec<u32> {
    assignment.sizes.iter().map(|size| size.people).collect()
}

#[test]
fn wishes_are_fulfilled_when_they_are_balanced_by_themselves() {
    let people: Vec<_> = (0..10).map(|n| person(n, Stratum::Users, &[1 + (n % 2) as u8])).collect();
    let assignment = assign(&people, &groups(2));
    assert_eq!(assignment.satisfaction(), Satisfaction { first: 10, ..Default::default() });
}

#[test]
fn when_everybody_wants_one_axis_the_groups_stay_even_and_the_reason_is_told() {
    let people: Vec<_> = (0..9).map(|n| person(n, Stratum::Users, &[1, 2])).collect();
    let assignment = assign(&people, &groups(3));
    assert_eq!(sizes(&assignment), [3, 3, 3]);
    let reasons: Vec<_> = assignment.places.iter().map(|place| place.why).collect();
    use Why::{Balance, Preference};
    let expected = [[Preference(1); 3], [Preference(2); 3], [Balance; 3]].concat();
    assert_eq!(reasons, expected, "earlier registrations get the better wish");
    assert!(reasons[8].explanation().contains("equilíbrio"));
}

#[test]
fn who_stated_no_wish_makes_room_for_those_who_did() {
    let mut people: Vec<_> = (0..3).map(|n| person(n, Stratum::Users, &[])).collect();
    people.extend((3..6).map(|n| person(n, Stratum::Users, &[2])));
    let assignment = assign(&people, &groups(2));
    assert_eq!(assignment.satisfaction(), Satisfaction { first: 3, undecided: 3, ..Default::default() });
}

#[test]
fn people_already_placed_stay_and_a_newcomer_goes_where_there_is_room() {
    let people: Vec<_> = (0..7).map(|n| person(n, Stratum::Workers, &[1 + (n % 2) as u8])).collect();
    let first = assign(&people, &groups(2));
    let mut again: Vec<_> = people.clone();
    for (known, place) in again.iter_mut().zip(&first.places) {
        known.fixed = Some(place.group);
    }
    again.push(person(7, Stratum::Workers, &[1]));
    let second = assign(&again, &groups(2));
    for (before, after) in first.places.iter().zip(&second.places) {
        assert_eq!((before.participant, before.group), (after.participant, after.group));
        assert_eq!(after.why, Why::Fixed);
    }
    assert_eq!(sizes(&second), [4, 4]);
    assert_eq!(second.places[7].group, groups(2)[1].group);
}

#[test]
fn a_small_room_is_filled_and_not_overfilled() {
    let people: Vec<_> = (0..20).map(|n| person(n, Stratum::Users, &[1])).collect();
    let mut rooms = groups(3);
    rooms[0].capacity = Some(4);
    assert_eq!(sizes(&assign(&people, &rooms)), [4, 8, 8]);
    let tiny: Vec<_> = rooms.iter().map(|room| AssignedGroup { capacity: Some(2), ..*room }).collect();
    let assignment = assign(&people, &tiny);
    assert_eq!((sizes(&assignment), assignment.unplaced.len()), (vec![2, 2, 2], 14));
}

#[test]
fn an_unknown_fixed_group_and_no_groups_at_all_are_survived() {
    let lost = Seated { fixed: Some(id(5)), ..person(1, Stratum::Guests, &[2]) };
    assert_eq!(assign(std::slice::from_ref(&lost), &groups(2)).places[0].why, Why::Preference(1));
    assert_eq!(assign(&[lost], &[]).unplaced, [id(1)]);
}

fn crowd() -> impl Strategy<Value = Vec<Seated>> {
    let one = (0_usize..6, prop::collection::vec(1_u8..6, 0..4));
    prop::collection::vec(one, 0..70).prop_map(|rows| {
        use crate::Code;
        let seated = |(n, (stratum, wishes)): (usize, &(usize, Vec<u8>))| person(n, Stratum::ALL[*stratum], wishes);
        rows.iter().enumerate().map(seated).collect()
    })
}

fn spread(counts: impl Iterator<Item = u32> + Clone) -> u32 {
    counts.clone().max().unwrap_or(0) - counts.min().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nobody_is_lost_or_doubled_and_groups_and_pools_are_even(people in crowd(), count in 1_u8..6) {
        let assignment = assign(&people, &groups(count));
        let placed: Vec<_> = assignment.places.iter().map(|place| place.participant).collect();
        prop_assert_eq!(placed, people.iter().map(|person| person.participant).collect::<Vec<_>>());
        prop_assert!(assignment.unplaced.is_empty());
        prop_assert!(spread(assignment.sizes.iter().map(|size| size.people)) <= 1);
        for stratum in people.iter().map(|person| person.stratum) {
            prop_assert!(spread(assignment.sizes.iter().map(|size| size.by_stratum[&stratum])) <= 1);
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter_and_a_rerun_changes_nothing(people in crowd(), count in 1_u8..6) {
        let first = assign(&people, &groups(count));
        let reversed: Vec<_> = people.iter().rev().cloned().collect();
        prop_assert_eq!(&assign(&reversed, &groups(count)), &first);
        let fixed: Vec<_> = people.iter().zip(&first.places)
            .map(|(person, place)| Seated { fixed: Some(place.group), ..person.clone() })
            .collect();
        prop_assert_eq!(assign(&fixed, &groups(count)).sizes, first.sizes);
    }

    #[test]
    fn with_some_already_placed_and_small_rooms_people_are_conserved(
        people in crowd(), fixed in prop::collection::vec(prop::option::of(0_usize..4), 70), seats in prop::collection::vec(0_u32..30, 4)
    ) {
        let mut rooms = groups(4);
        for (room, seats) in rooms.iter_mut().zip(&seats) {
            room.capacity = Some(*seats);
        }
        let people: Vec<_> = people.into_iter().zip(&fixed)
            .map(|(person, group)| Seated { fixed: group.map(|group| rooms[group].group), ..person })
            .collect();
        let assignment = assign(&people, &rooms);
        prop_assert_eq!(assignment.places.len() + assignment.unplaced.len(), people.len());
        for (index, size) in assignment.sizes.iter().enumerate() {
            let held = people.iter().filter(|person| person.fixed == Some(size.group)).count();
            prop_assert!(size.people <= seats[index].max(u32::try_from(held).unwrap()));
        }
        let total: u32 = assignment.sizes.iter().map(|size| size.people).sum();
        let room: u32 = assignment.sizes.iter().zip(&seats).map(|(size, seats)| seats.saturating_sub(size.people)).sum();
        prop_assert_eq!(total as usize, assignment.places.len());
        prop_assert!(assignment.unplaced.is_empty() || room == 0, "nobody is left out while a room has a seat");
    }
}

#[test]
fn a_hall_of_3000_people_and_30_groups_is_seated_as_evenly() {
    use crate::Code;
    let wish = |number: usize, axes: usize| 1 + u8::try_from(number % axes).unwrap();
    let people: Vec<_> = (0..3_000_usize)
        .map(|n| {
            let drawn = n.wrapping_mul(2_654_435_761) >> 7;
            person(n, Stratum::ALL[drawn % 6], &[wish(drawn / 6, 3), wish(drawn / 18, 15), wish(drawn / 270, 15)])
        })
        .collect();
    let assignment = assign(&people, &groups(30));
    assert!(assignment.sizes.iter().all(|size| size.people == 100));
    // Only three axes are a first wish, and 15 of the 30 are wished at all.
    let tally = assignment.satisfaction();
    assert_eq!((tally.first, tally.listed, tally.other), (300, 1_200, 1_500));
}
