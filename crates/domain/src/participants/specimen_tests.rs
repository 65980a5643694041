//! The specimen's 120 participants through the rules of this module.

use super::born::{MandateHolder, RegisteredPerson, born_delegates};
use super::counts::ParticipantCounts;
use super::credentialing::{Attendee, Credentialing, CredentialingError, Presence};
use super::eligibility::{Eligibility, Standing};
use super::identity::KnownPeople;
use super::placement::Declared;
use super::presence::PresenceShare;
use super::registration::{Channel, RegistrationInput};
use super::share::Share;
use super::testing::{code, counted, placement, specimen, specimen_rules};
use super::{Cpf, Email};
use crate::people::{Category, Pool, SeatKind};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

fn people(specimen: &Value) -> &[Value] {
    specimen["participants"].as_array().unwrap()
}

fn instant(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn input(row: &Value) -> RegistrationInput {
    let place = placement(row);
    RegistrationInput {
        name: text(&row["name"]).unwrap(),
        social_name: text(&row["socialName"]),
        birth_date: row["birthDate"].as_str().map(|date| date.parse().unwrap()),
        gender: code(&row["gender"]),
        cpf: text(&row["cpf"]),
        email: text(&row["email"]),
        declared: Declared {
            category: place.category(),
            sector: place.sector(),
            segment: place.segment(),
            leading_post: false,
        },
        organization: text(&row["organization"]),
        reserved_groups: serde_json::from_value(row["reservedGroups"].clone()).unwrap(),
        axis_preferences: serde_json::from_value(row["axisPreferences"].clone()).unwrap(),
        accessibility_needs: serde_json::from_value(row["accessibilityNeeds"].clone()).unwrap(),
        diet: text(&row["diet"]),
    }
}

#[test]
fn every_registration_is_taken_by_its_channel_on_its_day_and_nobody_is_twice() {
    let specimen = specimen();
    let rules = specimen_rules();
    let mut known = KnownPeople::default();
    for (index, row) in people(&specimen).iter().enumerate() {
        let today: NaiveDate = row["registeredAt"].as_str().unwrap()[..10].parse().unwrap();
        let born = row["category"] == "BORN";
        let channel = if born { Channel::ExOfficio } else { code(&row["channel"]).unwrap() };
        let registration = input(row).check(channel, today, &[1, 2, 3, 4, 5]).unwrap();
        assert_eq!(registration.cpf.unwrap().to_string(), row["cpf"].as_str().unwrap());
        rules.takes(channel, registration.placement.category(), today).unwrap();
        known.check(registration.cpf, registration.email.as_ref()).unwrap();
        known.add(index, registration.cpf, registration.email.as_ref());
    }
    let first = &people(&specimen)[0];
    let again = Cpf::parse(first["cpf"].as_str().unwrap()).unwrap();
    assert!(known.check(Some(again), None).is_err());
}

#[test]
fn figures_of_the_report_are_those_expected() {
    let specimen = specimen();
    let rows: Vec<_> = people(&specimen).iter().map(counted).collect();
    let counts = ParticipantCounts::of(&rows);
    let mut shown = serde_json::to_value(&counts).unwrap();
    for beyond in ["registeredByPool", "presentByPool"] {
        shown.as_object_mut().unwrap().remove(beyond);
    }
    assert_eq!(shown, specimen["expected"]["participants"]);
}

#[test]
fn parity_of_seats_and_of_presence_are_those_expected() {
    let specimen = specimen();
    let rows: Vec<_> = people(&specimen).iter().map(counted).collect();
    let counts = ParticipantCounts::of(&rows);
    for (parity, key) in [(counts.parity_of_seats(), "delegateSeats"), (counts.parity_present(), "delegatesPresent")] {
        let shown = json!({
            "GOVERNMENT": parity.government, "CIVIL_SOCIETY": parity.civil_society,
            "USERS": parity.users, "WORKERS": parity.workers, "ENTITIES": parity.entities,
            "onParity": parity.on_parity(),
        });
        assert_eq!(shown, specimen["expected"]["parity"][key], "{key}");
    }
    assert_eq!(counts.parity_present().short_half(), Some((crate::people::Sector::Government, 5)));
}

#[test]
fn the_seats_of_the_cycle_are_exactly_taken() {
    let specimen = specimen();
    let rules = specimen_rules();
    for pool in [Pool::Government, Pool::Users, Pool::Workers, Pool::Entities] {
        let taken = people(&specimen).iter().map(placement);
        let taken = taken.filter(|p| p.pool() == Some(pool) && rules.takes_a_seat(p.category())).count();
        let taken = u32::try_from(taken).unwrap();
        assert!(rules.seat_for(pool, taken - 1).is_ok() && rules.seat_for(pool, taken).is_err());
    }
}

fn holders(specimen: &Value) -> Vec<MandateHolder> {
    let members = specimen["council"]["members"].as_array().unwrap();
    let row_of = |member: &Value| people(specimen).iter().find(|row| row["id"] == member["participantId"]).unwrap();
    members
        .iter()
        .enumerate()
        .map(|(index, member)| MandateHolder {
            member: Uuid::from_u128(index as u128 + 1),
            name: text(&member["name"]).unwrap(),
            cpf: Some(Cpf::parse(row_of(member)["cpf"].as_str().unwrap()).unwrap()),
            email: Some(Email::parse(row_of(member)["email"].as_str().unwrap()).unwrap()),
            sector: code(&member["sector"]).unwrap(),
            segment: code(&member["segment"]),
            kind: code(&member["kind"]).unwrap(),
            organization: text(&member["organization"]),
            from: "2023-08-01".parse().unwrap(),
            until: Some("2025-07-31".parse().unwrap()),
        })
        .collect()
}

#[test]
fn the_council_gives_24_born_delegates_once() {
    let specimen = specimen();
    let holders = holders(&specimen);
    let on = "2025-06-26".parse().unwrap();
    let plan = born_delegates(&holders, on, &specimen_rules(), &[]);
    assert_eq!((plan.create.len(), plan.adopt.len(), plan.incomplete.len()), (24, 0, 0));
    assert_eq!(plan.create.iter().filter(|born| born.holder.kind == SeatKind::Titular).count(), 12);
    let registered: Vec<_> = plan
        .create
        .iter()
        .map(|born| RegisteredPerson {
            participant: Uuid::from_u128(1_000 + born.holder.member.as_u128()),
            member: Some(born.holder.member),
            cpf: None,
            email: None,
            placement: born.placement,
        })
        .collect();
    assert_eq!(born_delegates(&holders, on, &specimen_rules(), &registered), Default::default());
    let after = "2025-08-01".parse().unwrap();
    assert_eq!(born_delegates(&holders, after, &specimen_rules(), &[]), Default::default());
}

#[test]
fn the_entitys_delegate_who_sits_in_the_council_becomes_born_instead_of_being_doubled() {
    let specimen = specimen();
    let holders = holders(&specimen);
    let civil = holders.iter().find(|holder| holder.segment.is_some()).unwrap();
    let registered = RegisteredPerson {
        participant: Uuid::from_u128(77),
        member: None,
        cpf: civil.cpf,
        email: None,
        placement: super::Placement::stored(Category::CivilSociety, None, civil.segment).unwrap(),
    };
    let plan = born_delegates(&holders, "2025-06-26".parse().unwrap(), &specimen_rules(), &[registered]);
    assert_eq!((plan.create.len(), plan.adopt.len()), (23, 1));
    assert_eq!((plan.adopt[0].member, plan.adopt[0].to.category()), (civil.member, Category::Born));
}

#[test]
fn who_holds_two_seats_is_born_once_as_titular() {
    let specimen = specimen();
    let mut holders = holders(&specimen);
    let titular = holders.iter().find(|holder| holder.kind == SeatKind::Titular).unwrap().clone();
    let alternate = holders.iter_mut().find(|holder| holder.kind == SeatKind::Alternate).unwrap();
    alternate.cpf = titular.cpf;
    let lost = alternate.member;
    let plan = born_delegates(&holders, "2025-06-26".parse().unwrap(), &specimen_rules(), &[]);
    assert_eq!(plan.create.len(), 23);
    assert!(plan.create.iter().all(|born| born.holder.member != lost));
}

#[test]
fn everybody_who_came_is_let_in_at_their_minute_and_quorum_bases_are_right() {
    let specimen = specimen();
    let credentialing = Credentialing {
        opened_at: Some("2025-06-26T07:30:00-03:00".parse().unwrap()),
        closed_at: None,
        closes_at: specimen_rules().credentialing_close,
        zone: chrono_tz::America::Sao_Paulo,
    };
    let mut delegates = Vec::new();
    for row in people(&specimen) {
        let standing = Standing { state: Eligibility::Eligible, reason: None };
        let attendee = Attendee { placement: placement(row), standing, presence: Presence::NotArrived };
        let Some(at) = instant(&row["checkInAt"]) else {
            let late: DateTime<Utc> = "2025-06-26T11:00:00-03:00".parse().unwrap();
            let refused = credentialing.check_in(&attendee, "Mesa 1", late);
            assert_eq!(refused.is_err(), attendee.placement.can_vote());
            continue;
        };
        let mut presence = credentialing.check_in(&attendee, "Mesa 1", at).unwrap();
        let inside = Attendee { presence: presence.clone(), ..attendee.clone() };
        assert!(matches!(credentialing.check_in(&inside, "Mesa 2", at), Err(CredentialingError::AlreadyIn { .. })));
        if let Some(left) = instant(&row["checkOutAt"]) {
            presence = presence.check_out(left).unwrap();
        }
        if attendee.placement.can_vote() {
            delegates.push(presence);
        }
    }
    for check in specimen["quorumChecks"].as_array().unwrap() {
        let at = instant(&check["at"]).unwrap();
        let accredited = delegates.iter().filter(|presence| presence.accredited_by(at)).count();
        assert_eq!(accredited as u64, check["accredited"].as_u64().unwrap(), "{}", check["id"]);
    }
    for poll in specimen["polls"].as_array().unwrap() {
        let at = instant(&poll["openedAt"]).unwrap();
        let roll = delegates.iter().filter(|presence| presence.counts_at(at)).count();
        if let Some(expected) = poll["expected"]["rollSize"].as_u64() {
            assert_eq!(roll as u64, expected, "{}", poll["id"]);
        }
    }
}

#[test]
fn presence_is_counted_over_the_four_sessions_that_count() {
    let specimen = specimen();
    let sessions = specimen["programme"]["sessions"].as_array().unwrap();
    let counting: Vec<_> = sessions.iter().filter(|s| s["countsForPresence"] == true).map(|s| &s["id"]).collect();
    let minimum: Share = serde_json::from_value(specimen["cycle"]["election"]["minimumPresence"].clone()).unwrap();
    for row in people(&specimen) {
        let attended: Vec<_> = row["attendedSessions"].as_array().unwrap().iter().collect();
        let share = PresenceShare::over(&counting, &attended);
        assert_eq!((share.attended as usize, share.of), (attended.len(), 4));
        assert_eq!(share.reaches(minimum).is_ok(), attended.len() >= 3);
    }
}
