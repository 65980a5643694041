//! A conference from its plan to the filed report, as its checklist shows it.

use super::*;
use crate::conferences::{ConferenceDays, ConferenceState, Edition};
use chrono::{DateTime, Utc};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00-03:00").parse().unwrap()
}

pub(super) fn planned() -> StepFacts {
    let days = ConferenceDays::new(day("2025-06-26"), day("2025-06-27")).unwrap();
    StepFacts::planned(Edition::new(13).unwrap(), days)
}

fn step(facts: &StepFacts, key: StepKey, today: &str) -> Step {
    steps(facts, day(today)).into_iter().find(|step| step.key == key).unwrap()
}

fn next(facts: &StepFacts, today: &str) -> String {
    let steps = steps(facts, day(today));
    next_act(&steps).and_then(|step| step.next_action.clone()).unwrap_or_default()
}

fn convened() -> StepFacts {
    let mut facts = planned();
    facts.state = ConferenceState::Convened;
    facts.convocation.drafted = true;
    facts.convocation.published_at = Some(at("2025-05-06T09:00"));
    facts
}

/// Everything that was prepared up to the evening before.
fn prepared() -> StepFacts {
    let mut facts = convened();
    facts.state = ConferenceState::Registration;
    facts.committee.members = 8;
    facts.committee.changed_at = Some(at("2025-05-08T09:00"));
    facts.groups.total = 5;
    facts.participants.registered = 114;
    facts.participants.assigned = 114;
    facts.rules.articles = 32;
    facts.rules.published_at = Some(at("2025-06-10T09:00"));
    facts.actions.total = 8;
    facts.opening.planned_on = Some(day("2025-06-26"));
    facts.opening_table_size = 7;
    facts.opening_plenary.planned_on = Some(day("2025-06-26"));
    facts.keynote.planned_on = Some(day("2025-06-26"));
    facts.keynote_speaker = true;
    facts.final_plenary.planned_on = Some(day("2025-06-27"));
    facts
}

/// The morning of the first day, the ceremony over.
fn opened() -> StepFacts {
    let mut facts = prepared();
    facts.state = ConferenceState::InProgress;
    facts.credentialing.opened_at = Some(at("2025-06-26T07:30"));
    facts.credentialing.delegates_present = 59;
    facts.opening.started_at = Some(at("2025-06-26T08:30"));
    facts.opening.ended_at = Some(at("2025-06-26T09:15"));
    facts
}

/// The rules adopted, the keynote heard, the actions assessed.
fn at_work() -> StepFacts {
    let mut facts = opened();
    facts.credentialing.quorum_at = Some(at("2025-06-26T09:45"));
    facts.opening_plenary.started_at = Some(at("2025-06-26T09:15"));
    facts.rules.reading_at = Some(at("2025-06-26T09:50"));
    facts.rules.destaques = 5;
    facts.rules.destaque_settled_at = Some(at("2025-06-26T11:00"));
    facts.rules.adopted_at = Some(at("2025-06-26T11:10"));
    facts.keynote.started_at = Some(at("2025-06-26T11:15"));
    facts.keynote.ended_at = Some(at("2025-06-26T12:15"));
    facts.actions.assessed = 8;
    facts
}

fn decided() -> StepFacts {
    let mut facts = at_work();
    facts.credentialing.closed_at = Some(at("2025-06-26T10:00"));
    facts.groups.opened = 5;
    facts.groups.concluded = 5;
    facts.proposals.sent = 37;
    facts.proposals.sent_at = Some(at("2025-06-26T18:00"));
    facts.proposals.decided_at = Some(at("2025-06-27T12:00"));
    facts.final_plenary.started_at = Some(at("2025-06-27T08:30"));
    facts.election =
        Some(ElectionFacts { nominations: 9, opened_at: None, proclaimed_at: Some(at("2025-06-27T15:00")) });
    facts.evaluation.published_at = Some(at("2025-06-27T15:15"));
    facts.evaluation.answers = 60;
    facts
}

pub(super) fn closed() -> StepFacts {
    let mut facts = decided();
    facts.state = ConferenceState::Closed;
    facts.final_plenary.ended_at = Some(at("2025-06-27T15:15"));
    facts.filing = Some(FilingFacts { deadline: Some(day("2025-07-17")), ..FilingFacts::default() });
    facts
}

#[test]
fn the_list_has_seventeen_numbers_in_order_and_two_steps_without() {
    let steps = steps(&planned(), day("2025-05-01"));
    assert_eq!(steps.iter().filter_map(|step| step.number).collect::<Vec<_>>(), (1..=17).collect::<Vec<u8>>());
    let unnumbered: Vec<_> = steps.iter().filter(|step| step.number.is_none()).map(|step| step.key).collect();
    assert_eq!(unnumbered, [StepKey::Election, StepKey::Motions]);
}

#[test]
fn the_last_stage_neither_elects_nor_files() {
    let facts = StepFacts { election: None, filing: None, ..planned() };
    assert!(steps(&facts, day("2025-05-01")).iter().all(|s| !matches!(s.key, StepKey::Election | StepKey::Filing)));
}

#[test]
fn a_plan_starts_with_the_act_and_names_the_missing_signatures() {
    let mut facts = planned();
    assert_eq!(next(&facts, "2025-05-01"), "Redija o ato de convocação a partir do modelo");
    facts.convocation.drafted = true;
    facts.convocation.unsigned = vec!["prefeita ou prefeito".into()];
    assert_eq!(next(&facts, "2025-05-01"), "Colha as assinaturas que faltam no ato: prefeita ou prefeito");
    assert_eq!(step(&facts, StepKey::Convocation, "2025-05-01").status, StepStatus::InProgress);
}

#[test]
fn a_committee_off_parity_is_blocked_with_the_reason() {
    let mut facts = convened();
    facts.committee.members = 3;
    facts.committee.broken = vec!["Não há paridade: faltam ao menos 1 do governo.".into()];
    let committee = step(&facts, StepKey::Committee, "2025-05-10");
    assert_eq!((committee.status, committee.blocking), (StepStatus::Blocked, facts.committee.broken.clone()));
    assert!(next(&facts, "2025-05-10").starts_with("Ajuste a comissão"));
}

#[test]
fn what_was_not_prepared_by_the_first_day_is_late() {
    assert_eq!(step(&convened(), StepKey::Rules, "2025-06-26").status, StepStatus::NotStarted);
    assert_eq!(step(&convened(), StepKey::Rules, "2025-06-27").status, StepStatus::Late);
}

#[test]
fn on_the_morning_of_the_first_day_the_desk_opens_first() {
    assert_eq!(next(&prepared(), "2025-06-26"), "Abra o credenciamento");
    let mut facts = prepared();
    facts.credentialing.opened_at = Some(at("2025-06-26T07:30"));
    facts.credentialing.delegates_present = 59;
    assert_eq!(next(&facts, "2025-06-26"), "Inicie a conferência");
}

#[test]
fn the_opening_plenary_waits_for_its_quorum() {
    let adoption = step(&opened(), StepKey::RulesAdoption, "2025-06-26");
    assert_eq!(adoption.status, StepStatus::Blocked);
    assert_eq!(adoption.blocking, ["Ainda não foi verificado quórum."]);
    assert_eq!(next(&opened(), "2025-06-26"), "Verifique o quórum da plenária de abertura");
}

#[test]
fn pending_destaques_hold_the_adoption() {
    let mut facts = at_work();
    facts.rules.adopted_at = None;
    facts.rules.destaques_pending = 3;
    let adoption = step(&facts, StepKey::RulesAdoption, "2025-06-26");
    assert_eq!(adoption.blocking, ["Há destaques sem decisão: 3."]);
    assert_eq!(adoption.next_action.as_deref(), Some("Vote os destaques que faltam"));
    assert_eq!(step(&facts, StepKey::Destaques, "2025-06-26").status, StepStatus::InProgress);
}

#[test]
fn groups_are_counted_and_hold_the_return_to_the_plenary() {
    let mut facts = at_work();
    facts.groups.opened = 5;
    facts.groups.concluded = 2;
    assert_eq!(next(&facts, "2025-06-26"), "Conclua os grupos que faltam: 3 de 5");
    assert_eq!(step(&facts, StepKey::ReturnToPlenary, "2025-06-26").status, StepStatus::Blocked);
}

#[test]
fn an_open_poll_is_closed_before_the_next_proposal() {
    let mut facts = decided();
    facts.proposals.undecided = 4;
    facts.polls_open = 1;
    assert_eq!(next(&facts, "2025-06-27"), "Encerre a votação aberta");
    facts.polls_open = 0;
    assert_eq!(next(&facts, "2025-06-27"), "Vote as propostas que faltam: 4 de 37");
}

#[test]
fn when_all_is_decided_the_conference_is_closed() {
    let mut facts = decided();
    assert_eq!(next(&facts, "2025-06-27"), "Encerre a plenária final");
    facts.final_plenary.ended_at = Some(at("2025-06-27T15:15"));
    assert_eq!(next(&facts, "2025-06-27"), "Encerre a conferência");
}

#[test]
fn after_the_end_only_the_report_is_left_until_it_is_filed() {
    let mut facts = closed();
    assert_eq!(summary(&steps(&facts, day("2025-06-30"))), (17, 19));
    assert_eq!(next(&facts, "2025-06-30"), "Gere o relatório final");
    facts.report.generated_at = Some(at("2025-07-01T10:00"));
    facts.report.signed_at = Some(at("2025-07-02T10:00"));
    assert_eq!(next(&facts, "2025-07-02"), "Envie o relatório final ao conselho responsável");
    assert_eq!(step(&facts, StepKey::Filing, "2025-07-17").status, StepStatus::NotStarted);
    assert_eq!(step(&facts, StepKey::Filing, "2025-07-18").status, StepStatus::Late);
}

#[test]
fn a_returned_report_reopens_the_filing_with_the_reason() {
    let mut facts = closed();
    facts.report.signed_at = Some(at("2025-07-02T10:00"));
    facts.filing = Some(FilingFacts {
        deadline: Some(day("2025-07-17")),
        filed_at: Some(at("2025-07-03T10:00")),
        first_filed_at: Some(at("2025-07-03T10:00")),
        returned_because: None,
    });
    let filed = step(&facts, StepKey::Filing, "2025-07-04");
    assert_eq!((filed.status, filed.done_at), (StepStatus::Done, Some(at("2025-07-03T10:00"))));
    assert_eq!(next(&facts, "2025-07-04"), "");
    if let Some(filing) = &mut facts.filing {
        filing.returned_because = Some("falta a ata da eleição".into());
    }
    let returned = step(&facts, StepKey::Filing, "2025-07-04");
    assert_eq!(returned.status, StepStatus::Blocked);
    assert!(returned.blocking[0].contains("falta a ata da eleição"));
    assert!(next(&facts, "2025-07-04").starts_with("Corrija o relatório"));
}

#[test]
fn what_did_not_happen_in_the_hall_is_explained_and_not_asked_for_any_more() {
    let mut facts = closed();
    facts.keynote = SessionFacts::default();
    let keynote = step(&facts, StepKey::Keynote, "2025-07-01");
    assert_eq!((keynote.status, keynote.next_action), (StepStatus::Blocked, None));
    assert!(keynote.blocking[0].contains("Explique o motivo no relatório"));
}

#[test]
fn a_late_ceremony_does_not_hide_what_has_to_be_decided() {
    let mut facts = at_work();
    facts.keynote.started_at = None;
    facts.keynote.ended_at = None;
    facts.credentialing.closed_at = Some(at("2025-06-26T10:00"));
    assert_eq!(next(&facts, "2025-06-26"), "Inicie a palestra");
    assert_eq!(next(&facts, "2025-06-27"), "Abra os grupos de trabalho");
}

#[test]
fn a_first_edition_has_no_actions_to_verify() {
    let mut facts = opened();
    facts.actions = ActionFacts::default();
    assert_eq!(step(&facts, StepKey::Actions, "2025-06-26").status, StepStatus::InProgress);
    facts.edition = Edition::new(1).unwrap();
    assert_eq!(step(&facts, StepKey::Actions, "2025-06-26").status, StepStatus::Done);
}

#[test]
fn a_cancelled_conference_asks_for_nothing() {
    let mut facts = convened();
    facts.state = ConferenceState::Cancelled;
    let steps = steps(&facts, day("2025-06-30"));
    assert_eq!(next_act(&steps), None);
    assert!(steps.iter().all(|step| step.status != StepStatus::Late));
}
