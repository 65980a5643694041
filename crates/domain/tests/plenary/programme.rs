//! Sessions, tables, speeches and points.

use crate::specimen::{code, id, list, maybe, moment, number, specimen, text};
use domain::people::Category;
use domain::programme::{
    CountedSession, DirectingTable, HoursMinimum, Keynote, Point, PointKind, Ruling, SessionKind, SpeechKind,
    SpeechRules, TableMember, VoiceMatrix, check_keynote, check_only_plenary, check_opening_table, check_point,
    check_schedule, count_hours,
};

#[test]
fn minutes_days_and_shifts_are_the_expected_ones() {
    let counted: Vec<CountedSession> = list("/programme/sessions")
        .iter()
        .filter(|row| row["countsForHours"] == true)
        .map(|row| CountedSession { from: moment(row, "startsAt"), to: moment(row, "endsAt") })
        .collect();
    let zone = text(&specimen()["municipality"], "timeZone").parse().unwrap();
    let hours = count_hours(&counted, zone);
    assert_eq!(hours.minutes, number(&specimen()["expected"], "totalMinutes"));
    assert_eq!((hours.days.len(), hours.shifts.len()), (2, 4));
    let minimum: HoursMinimum = serde_json::from_value(specimen()["cycle"].clone()).unwrap();
    assert!(hours.shortcomings(minimum).is_empty());
}

#[test]
fn every_session_has_a_known_kind_and_no_two_plenaries_overlap() {
    let sessions = list("/programme/sessions");
    for row in sessions {
        let kind: SessionKind = code(row, "kind");
        check_schedule(moment(row, "startsAt"), moment(row, "endsAt")).unwrap();
        let beside: Vec<SessionKind> = sessions
            .iter()
            .filter(|other| other["id"] != row["id"])
            .filter(|other| moment(other, "startsAt") < moment(row, "endsAt"))
            .filter(|other| moment(other, "endsAt") > moment(row, "startsAt"))
            .map(|other| code(other, "kind"))
            .collect();
        check_only_plenary(kind, &beside).unwrap();
    }
}

#[test]
fn tables_and_keynote_hold() {
    let members: Vec<TableMember> = list("/programme/openingTable")
        .iter()
        .map(|row| TableMember {
            order: number(row, "order"),
            name: text(row, "name").into(),
            role: text(row, "role").into(),
            participant: maybe(row, "participantId").map(|participant| id(&participant)),
        })
        .collect();
    check_opening_table(&members).unwrap();
    for row in list("/programme/directingTables") {
        let person = |field| id(text(row, field));
        let table = DirectingTable {
            chair: person("chairId"),
            secretary: person("secretaryId"),
            rapporteur: person("rapporteurId"),
        };
        table.check().unwrap();
    }
    let row = &specimen()["programme"]["keynote"];
    let keynote = Keynote {
        title: text(row, "title").into(),
        speaker: text(row, "speaker").into(),
        minutes: number(row, "minutes"),
    };
    check_keynote(&keynote, 60).unwrap();
}

#[test]
fn time_limits_come_from_the_cycle_and_the_plenary_shortens_the_defences() {
    let mut rules: SpeechRules = serde_json::from_value(specimen()["cycle"]["speech"].clone()).unwrap();
    assert_eq!((rules.limit(SpeechKind::DefenceFor), rules.limit(SpeechKind::Order)), (180, 60));
    rules.defence_seconds = number(&specimen()["expected"]["adoptedParameters"], "defenceSeconds");
    assert_eq!(rules.limit(SpeechKind::DefenceAgainst), 120);
}

#[test]
fn guests_have_voice_and_observers_only_in_the_groups() {
    let voice = &specimen()["cycle"]["voice"];
    let voice = VoiceMatrix::new(voice["GUEST"] == true, voice["OBSERVER"] == true);
    assert!(voice.allows(Category::Guest, SessionKind::OpeningPlenary));
    assert!(!voice.allows(Category::Observer, SessionKind::OpeningPlenary));
    assert!(voice.allows(Category::Observer, SessionKind::WorkingGroups));
}

#[test]
fn the_three_points_end_as_ruled_and_the_appeal_keeps_the_ruling() {
    for row in list("/points") {
        let kind: PointKind = code(row, "kind");
        check_point(kind, Some(number(row, "articleCited")), false, false).unwrap();
        let ruling: Ruling = code(row, "ruling");
        let mut point = Point::raised(kind).rule(ruling).unwrap();
        if let Some(poll) = maybe(row, "appealPollId") {
            let poll = list("/polls").iter().find(|other| text(other, "id") == poll).unwrap();
            point = point.lodge_appeal().unwrap().settle_appeal(poll["expected"]["outcome"] == "APPROVED").unwrap();
        }
        assert_eq!(point.outcome(), Some(ruling), "{}", row["id"]);
    }
}
