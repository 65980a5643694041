//! The specimen conference: what council, committee, programme and mobilization must add up to.

#![allow(clippy::unwrap_used, reason = "a specimen that cannot be read fails the test")]

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::Code;
use domain::conferences::act::{ConvocationAct, ConvocationActType, Publication, SignerRole, check_type};
use domain::conferences::{
    ConferenceDays, ConferenceKind, ConferenceMode, CountedSession, Edition, MinimumLength, NumeralStyle,
    ReportDeadline, ReportDeadlineRule, Window, WindowPosition, appoint, check_mode, committee_parity, length,
};
use domain::councils::{
    Counts, Fraction, Mandate, MandateInput, ParityRule, SectorShare, SizeClasses, SizeLimit, admit, composition,
    parity,
};
use domain::mobilization::{
    Attendance, AttendanceInput, EventKind, MobilizationEvent, MobilizationEventInput, record_contribution, summary,
};
use domain::people::{Category, Pool, SeatKind, Sector, Segment, SizeClass};
use serde_json::Value;

fn specimen() -> Value {
    serde_json::from_str(include_str!("../specimen/municipal-conference.json")).unwrap()
}

fn code<T: Code>(value: &Value) -> T {
    T::from_code(value.as_str().unwrap()).unwrap()
}

fn segment(value: &Value) -> Option<Segment> {
    value.as_str().map(|code| Segment::from_code(code).unwrap())
}

fn date(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}

fn at(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn count(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn days(specimen: &Value) -> ConferenceDays {
    let conference = &specimen["conference"];
    ConferenceDays::new(date(&conference["firstDay"]), date(&conference["lastDay"])).unwrap()
}

fn zone(specimen: &Value) -> Tz {
    text(&specimen["municipality"]["timeZone"]).parse().unwrap()
}

fn assert_segments(expected: &Value, counts: Counts) {
    assert_eq!(counts.users, count(&expected["USERS"]));
    assert_eq!(counts.workers, count(&expected["WORKERS"]));
    assert_eq!(counts.entities, count(&expected["ENTITIES"]));
}

#[test]
fn the_size_class_follows_from_the_cycles_table() {
    let specimen = specimen();
    let table: Vec<SizeLimit> = rows(&specimen["cycle"]["sizeClasses"])
        .iter()
        .map(|row| SizeLimit {
            class: code(&row["id"]),
            max_population: row["maxPopulation"].as_u64().map(|max| u32::try_from(max).unwrap()),
        })
        .collect();
    let table = SizeClasses::new(&table).unwrap();
    assert_eq!(table, SizeClasses::pnas_2004());
    let municipality = &specimen["municipality"];
    assert_eq!(table.class_of(count(&municipality["population"])), code::<SizeClass>(&municipality["sizeClass"]));
}

#[test]
fn all_mandates_of_the_council_fit_and_it_is_on_parity() {
    let specimen = specimen();
    let council = &specimen["council"];
    let mut mandates: Vec<Mandate> = Vec::new();
    for member in rows(&council["members"]) {
        let mandate = Mandate::parse(MandateInput {
            name: text(&member["name"]),
            seat: member["seat"].as_i64().unwrap(),
            kind: code::<SeatKind>(&member["kind"]),
            sector: code(&member["sector"]),
            segment: segment(&member["segment"]),
            organization: text(&member["organization"]),
            from: date(&council["mandate"]["from"]),
            to: date(&council["mandate"]["to"]),
        })
        .unwrap();
        assert_eq!(admit(&mandates, &mandate), Ok(()));
        mandates.push(mandate);
    }
    let expected = &specimen["expected"]["parity"]["council"];
    let found = composition(&mandates, days(&specimen).first);
    assert_eq!(found.parity.counts.government, count(&expected["titulars"]["GOVERNMENT"]));
    assert_eq!(found.parity.counts.civil_society(), count(&expected["titulars"]["CIVIL_SOCIETY"]));
    assert_segments(&expected["segments"], found.parity.counts);
    assert_eq!(found.parity.on_parity, expected["onParity"].as_bool().unwrap());
    assert_eq!((found.titulars, found.alternates, found.issues.len()), (12, 12, 0));
}

#[test]
fn the_committee_is_on_parity_by_the_cycles_rule() {
    let specimen = specimen();
    let cycle = &specimen["cycle"];
    assert_eq!(cycle["committeeParity"]["GOVERNMENT"].as_f64(), Some(0.5));
    let share = SectorShare::of_government(Fraction { numerator: 1, denominator: 2 }).unwrap();
    let rule = ParityRule::committee(share, count(&cycle["committeeMinSize"]));
    let mut members = Vec::new();
    for row in rows(&specimen["organizingCommittee"]["members"]) {
        let task = row["role"].as_str();
        members.push(
            appoint(&members, &text(&row["name"]), code(&row["sector"]), segment(&row["segment"]), task).unwrap(),
        );
    }
    let expected = &specimen["expected"]["parity"]["committee"];
    let report = committee_parity(&members, &rule);
    assert_eq!(report.counts.government, count(&expected["GOVERNMENT"]));
    assert_eq!(report.counts.civil_society(), count(&expected["CIVIL_SOCIETY"]));
    assert!(report.on_parity && report.is_satisfied());

    members.pop();
    let off = committee_parity(&members, &rule);
    assert!(!off.on_parity);
    assert!(off.explanation.contains("committeeParity"), "{}", off.explanation);
}

#[test]
fn parity_of_the_delegates_seats_holds_and_that_of_the_hall_does_not() {
    let specimen = specimen();
    let delegates =
        || rows(&specimen["participants"]).iter().filter(|row| code::<Category>(&row["category"]).is_delegate());
    let pool = |row: &Value| Pool::of(code::<Sector>(&row["sector"]), segment(&row["segment"])).unwrap();
    let present = |row: &&Value| !row["checkInAt"].is_null();
    for (expected, found) in [
        ("delegateSeats", Counts::of(delegates().map(pool))),
        ("delegatesPresent", Counts::of(delegates().filter(present).map(pool))),
    ] {
        let expected = &specimen["expected"]["parity"][expected];
        let report = parity(found, &ParityRule::COUNCIL);
        assert_eq!(found.government, count(&expected["GOVERNMENT"]));
        assert_eq!(found.civil_society(), count(&expected["CIVIL_SOCIETY"]));
        assert_segments(expected, found);
        assert_eq!(report.on_parity, expected["onParity"].as_bool().unwrap());
    }
}

#[test]
fn the_sessions_add_up_to_the_expected_minutes_and_reach_the_minimum() {
    let specimen = specimen();
    let sessions: Vec<CountedSession> = rows(&specimen["programme"]["sessions"])
        .iter()
        .map(|row| CountedSession {
            starts_at: at(&row["startsAt"]),
            ends_at: at(&row["endsAt"]),
            counts: row["countsForHours"].as_bool().unwrap(),
        })
        .collect();
    let cycle = &specimen["cycle"];
    let minimum = MinimumLength {
        hours: count(&cycle["minHours"]),
        days: count(&cycle["minDays"]),
        shifts: count(&cycle["minShifts"]),
    };
    let report = length(&sessions, zone(&specimen), &minimum);
    assert_eq!(report.length.minutes, count(&specimen["expected"]["totalMinutes"]));
    assert!(
        (f64::from(report.length.minutes) / 60.0 - specimen["expected"]["totalHours"].as_f64().unwrap()).abs() < 1e-9
    );
    assert_eq!((report.length.days, report.length.shifts, report.short), (2, 4, vec![]));
}

#[test]
fn the_days_lie_in_the_window_and_the_deadline_follows() {
    let specimen = specimen();
    let cycle = &specimen["cycle"];
    let window = &cycle["windows"][0];
    let window = Window { from: date(&window["from"]), to: date(&window["to"]), extended_to: None };
    assert_eq!(window.position(days(&specimen)), WindowPosition::Within);
    let rule = ReportDeadlineRule::DaysAfter(u16::try_from(count(&cycle["reportDeadlineDays"])).unwrap());
    let deadline = ReportDeadline::new(rule, days(&specimen).last, zone(&specimen));
    assert_eq!(deadline.date, date(&specimen["expected"]["reportDeadline"]));
}

#[test]
fn edition_kind_and_mode_are_those_of_the_conference() {
    let specimen = specimen();
    let conference = &specimen["conference"];
    let edition = Edition::new(conference["edition"].as_i64().unwrap()).unwrap();
    assert!(text(&conference["title"]).starts_with(&edition.display(NumeralStyle::Arabic)));
    assert_eq!(edition.display(NumeralStyle::Roman), "XIII");
    assert_eq!(code::<ConferenceKind>(&conference["kind"]), ConferenceKind::Ordinary);
    let allowed: Vec<ConferenceMode> = rows(&specimen["cycle"]["modesAllowed"]).iter().map(code).collect();
    assert_eq!(check_mode(code(&conference["mode"]), &allowed), Ok(()));
}

#[test]
fn the_joint_decree_is_signed_by_both_and_published() {
    let specimen = specimen();
    let (row, cycle) = (&specimen["convocationAct"], &specimen["cycle"]);
    let required: Vec<SignerRole> = rows(&cycle["requiredSigners"]).iter().map(code).collect();
    let allowed: Vec<ConvocationActType> = rows(&cycle["convocationActTypes"]).iter().map(code).collect();
    let kind: ConvocationActType = code(&row["type"]);
    assert_eq!(check_type(kind, &allowed), Ok(()));
    let signers: Vec<_> = rows(&row["signers"])
        .iter()
        .map(|signer| (code(&signer["role"]), text(&signer["name"]), text(&signer["roleLabel"])))
        .collect();
    let mut act = ConvocationAct::draft(kind, "Itamarandiba", &text(&row["text"]), signers, &required).unwrap();
    act.identify(&text(&row["number"]), date(&row["date"])).unwrap();
    let publication = Publication { on: date(&row["publishedOn"]), medium: text(&row["publishedIn"]) };
    for role in &required {
        assert!(act.publish(publication.clone(), &required).is_err());
        act.sign(*role, "2025-05-05T15:00:00-03:00".parse().unwrap()).unwrap();
    }
    assert_eq!(act.publish(publication, &required), Ok(()));
}

#[test]
fn mobilization_adds_up_to_the_expected_summary() {
    let specimen = specimen();
    let axes: Vec<u16> =
        rows(&specimen["cycle"]["axes"]).iter().map(|axis| u16::try_from(count(&axis["number"])).unwrap()).collect();
    let mut events = Vec::new();
    for row in rows(&specimen["mobilizationEvents"]) {
        let input = MobilizationEventInput {
            title: text(&row["title"]),
            kind: code::<EventKind>(&row["kind"]),
            starts_at: at(&row["startsAt"]),
            ends_at: at(&row["endsAt"]),
            place: text(&row["place"]),
            elects_delegates: row["electsDelegates"].as_bool().unwrap(),
        };
        MobilizationEvent::parse(input, false).unwrap();
        let present = &row["attendance"];
        let attendance = AttendanceInput {
            government: present["GOVERNMENT"].as_i64().unwrap(),
            users: present["USERS"].as_i64().unwrap(),
            workers: present["WORKERS"].as_i64().unwrap(),
            entities: present["ENTITIES"].as_i64().unwrap(),
            total: present["total"].as_i64(),
        };
        for contribution in rows(&row["contributions"]) {
            record_contribution(&text(&contribution["text"]), None, &axes).unwrap();
        }
        let contributions = u32::try_from(rows(&row["contributions"]).len()).unwrap();
        events.push((Attendance::parse(&attendance).unwrap(), contributions));
    }
    let found = summary(events.iter().map(|(attendance, contributions)| (Some(attendance), *contributions)));
    let expected = &specimen["expected"]["mobilization"];
    assert_eq!(found.events, count(&expected["events"]));
    assert_eq!(found.attendance, u64::from(count(&expected["attendance"])));
    assert_eq!(found.contributions, count(&expected["contributions"]));
}
