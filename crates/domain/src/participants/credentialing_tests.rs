use super::*;
use crate::people::{Category, Segment};

fn at(time: &str) -> DateTime<Utc> {
    format!("2025-06-26T{time}-03:00").parse().unwrap()
}

fn desk_open() -> Credentialing {
    Credentialing {
        opened_at: Some(at("07:30:00")),
        closed_at: None,
        closes_at: at("10:00:00"),
        zone: chrono_tz::America::Sao_Paulo,
    }
}

fn person(placement: Placement, state: Eligibility) -> Attendee {
    Attendee { placement, standing: Standing { state, reason: None }, presence: Presence::NotArrived }
}

fn delegate() -> Attendee {
    let placement = Placement::stored(Category::CivilSociety, None, Some(Segment::Users)).unwrap();
    person(placement, Eligibility::Eligible)
}

fn let_in(attendee: &Attendee, time: &str) -> Attendee {
    Attendee { presence: desk_open().check_in(attendee, "Mesa 1", at(time)).unwrap(), ..attendee.clone() }
}

#[test]
fn a_second_entry_tells_when_and_where_the_first_was() {
    let inside = let_in(&delegate(), "09:02:20");
    let refusal = Refusal::from(desk_open().check_in(&inside, "Mesa 2", at("09:03:00")).unwrap_err());
    assert_eq!(refusal.code, "ALREADY_IN");
    assert!(refusal.message.contains("26/06 às 09h02") && refusal.message.contains("Mesa 1"), "{}", refusal.message);
}

#[test]
fn the_desk_lets_nobody_in_before_it_opens() {
    let early = desk_open().check_in(&delegate(), "Mesa 1", at("07:29:59"));
    assert_eq!(early, Err(CredentialingError::NotOpen));
}

#[test]
fn a_refused_registration_is_told_its_reason() {
    let standing = Standing { state: Eligibility::Refused, reason: Some("Sem vínculo com o segmento.".into()) };
    let refused = Attendee { standing, ..delegate() };
    let error = desk_open().check_in(&refused, "Mesa 1", at("09:00:00")).unwrap_err();
    assert!(error.to_string().contains("Sem vínculo com o segmento."));
    let waiting = person(delegate().placement, Eligibility::Pending);
    let error = desk_open().check_in(&waiting, "Mesa 1", at("09:00:00")).unwrap_err();
    assert_eq!(error, CredentialingError::NotEligible { why: None });
}

#[test]
fn closing_time_binds_new_delegates_but_not_observers_nor_those_who_come_back() {
    let late = desk_open().check_in(&delegate(), "Mesa 1", at("10:00:00")).unwrap_err();
    assert_eq!(late, CredentialingError::ClosedAt { at: at("10:00:00").with_timezone(&desk_open().zone) });
    let observer = person(Placement::OBSERVER, Eligibility::Eligible);
    assert!(desk_open().check_in(&observer, "Mesa 1", at("13:24:13")).is_ok());

    let inside = let_in(&delegate(), "09:59:59");
    let outside = Attendee { presence: inside.presence.check_out(at("12:20:00")).unwrap(), ..inside };
    assert!(desk_open().check_in(&outside, "Mesa 1", at("13:30:00")).is_ok());
    let before_leaving = desk_open().check_in(&outside, "Mesa 1", at("12:19:00"));
    assert_eq!(before_leaving, Err(CredentialingError::BackInTime));
}

#[test]
fn closing_early_counts_and_closing_late_does_not_extend_the_time_set() {
    let early = desk_open().close(at("09:30:00")).unwrap();
    assert_eq!(early.state_at(at("09:30:00")), CredentialingState::Closed);
    let late = desk_open().close(at("10:30:00")).unwrap();
    assert_eq!(late.state_at(at("10:15:00")), CredentialingState::Closed);
    assert_eq!(desk_open().state_at(at("09:59:59")), CredentialingState::Open);
    assert_eq!(desk_open().state_at(at("10:00:00")), CredentialingState::Closed);
    assert!(early.close(at("09:31:00")).is_err() && early.open(at("09:31:00")).is_err());
}

#[test]
fn an_entry_is_undone_only_while_no_roll_rests_on_it() {
    let inside = let_in(&delegate(), "09:00:00").presence;
    assert_eq!(inside.undo_check_in(false), Ok(Presence::NotArrived));
    assert_eq!(inside.undo_check_in(true), Err(CredentialingError::OnARoll));
    assert_eq!(Presence::NotArrived.undo_check_in(false), Err(CredentialingError::NotIn));
}

#[test]
fn presence_counts_from_entry_to_exit_and_accreditation_stays() {
    let outside = let_in(&delegate(), "09:00:00").presence.check_out(at("12:00:00")).unwrap();
    assert!(!outside.counts_at(at("08:59:59")) && outside.counts_at(at("09:00:00")));
    assert!(outside.counts_at(at("11:59:59")) && !outside.counts_at(at("12:00:00")));
    assert!(outside.accredited_by(at("15:00:00")));
    assert!(outside.check_out(at("12:01:00")).is_err());
}
