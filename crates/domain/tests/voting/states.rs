//! Which step follows which, and that a step taken twice is taken once.

use crate::support::{CLOSED, OPENED, after_opening, closed, counted, draft, opened, opening, rules, time};
use domain::quorum::{QuorumCall, QuorumRule};
use domain::voting::{Opening, Outcome, Poll, PollKind, PollOption, PollState, SubjectKind, VotingError};
use domain::{Refusal, RefusalKind};
use uuid::Uuid;

fn published() -> Poll {
    let draft = draft(PollKind::RollCall, SubjectKind::Motion, rules().terms(SubjectKind::Motion));
    Poll::draft(draft).unwrap().publish().unwrap().poll
}

fn code<T: std::fmt::Debug>(refused: Result<T, VotingError>) -> &'static str {
    refused.unwrap_err().code()
}

#[test]
fn opening_without_quorum_says_the_numbers_and_what_to_do() {
    let quorum = QuorumRule::default().check(QuorumCall::First, 59, 27).unwrap();
    let refused = published().open(Opening { at: time(OPENED), roll_size: 27, quorum }, None).unwrap_err();
    let refusal = Refusal::from(refused);
    assert_eq!((refusal.kind, refusal.code), (RefusalKind::Rule, "QUORUM_NOT_REACHED"));
    assert!(refusal.message.contains("27 presentes, mínimo 30 (metade mais um de 59 credenciados)"));
    assert!(refusal.message.contains("segunda convocação"));
}

#[test]
fn nothing_opens_without_anybody_on_the_roll() {
    let opening = Opening { roll_size: 0, ..opening(3) };
    assert_eq!(code(published().open(opening, None)), "EMPTY_ROLL");
}

#[test]
fn a_draft_is_not_opened_and_a_closed_poll_not_reopened() {
    let draft = draft(PollKind::RollCall, SubjectKind::Motion, rules().terms(SubjectKind::Motion));
    assert_eq!(code(Poll::draft(draft).unwrap().open(opening(3), None)), "POLL_STATE");
    let refused = closed(PollKind::RollCall, 3).open(opening(3), None).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Não é possível abrir esta votação: ela está encerrada. Para votar de novo, anule-a com o motivo e crie outra."
    );
}

#[test]
fn a_second_opening_keeps_the_roll_of_the_first() {
    let again = opened(PollKind::RollCall, 65).open(opening(60), None).unwrap();
    assert!(!again.changed);
    assert_eq!(again.poll.opening.unwrap().roll_size, 65);
}

#[test]
fn of_two_who_close_the_first_counts() {
    let first = opened(PollKind::RollCall, 65).close(after_opening(60), None).unwrap();
    let second = first.poll.close(after_opening(61), None).unwrap();
    assert_eq!((first.changed, second.changed), (true, false));
    assert_eq!(second.poll.closed_at, Some(after_opening(60)));
}

#[test]
fn a_poll_with_a_closing_time_ended_then_however_late_it_is_closed() {
    let open = published().open(opening(3), Some(after_opening(60))).unwrap().poll;
    assert_eq!(open.close(after_opening(90), None).unwrap().poll.closed_at, Some(after_opening(60)));
    assert_eq!(open.close(after_opening(30), None).unwrap().poll.closed_at, Some(after_opening(30)));
}

#[test]
fn time_is_added_never_taken_away_and_not_after_it_ran_out() {
    let open = published().open(opening(3), Some(after_opening(60))).unwrap().poll;
    let longer = open.extend(after_opening(50), after_opening(120)).unwrap();
    assert_eq!((longer.changed, longer.poll.closes_at), (true, Some(after_opening(120))));
    assert!(!longer.poll.extend(after_opening(51), after_opening(120)).unwrap().changed);
    assert_eq!(code(open.extend(after_opening(10), after_opening(30))), "EXTENSION_NOT_LATER");
    assert_eq!(code(open.extend(after_opening(61), after_opening(90))), "POLL_CLOSED");
    assert_eq!(code(published().open(opening(3), Some(time(OPENED)))), "CLOSING_NOT_AHEAD");
}

#[test]
fn an_annulled_poll_keeps_everything_and_goes_nowhere() {
    let tallied = closed(PollKind::RollCall, 65).tally(counted(40, 12, 5)).unwrap().poll;
    let annulled = tallied.annul(time(CLOSED), "o texto no telão era outro").unwrap().poll;
    assert_eq!(annulled.result.as_ref().unwrap().figures, tallied.result.as_ref().unwrap().figures);
    assert_eq!(annulled.annulment.as_ref().unwrap().from, PollState::Tallied);
    assert_eq!(
        annulled.explanation().unwrap(),
        "Votação anulada: o texto no telão era outro. Os votos colhidos ficam guardados e não produzem efeito."
    );
    let again = annulled.annul(time(CLOSED), "outro motivo").unwrap();
    assert_eq!((again.changed, &again.poll), (false, &annulled));
    let refused = [
        annulled.publish(),
        annulled.open(opening(3), None),
        annulled.extend(time(CLOSED), after_opening(900)),
        annulled.close(time(CLOSED), None),
        annulled.tally(counted(1, 0, 0)),
        annulled.proclaim(),
    ];
    assert!(refused.into_iter().all(|refused| code(refused) == "POLL_STATE"));
}

#[test]
fn a_proclaimed_poll_can_still_be_annulled_with_a_reason() {
    let tallied = closed(PollKind::RollCall, 65).tally(counted(40, 12, 5)).unwrap().poll;
    let proclaimed = tallied.proclaim().unwrap().poll;
    assert_eq!(code(proclaimed.annul(time(CLOSED), "  ")), "REQUIRED");
    let annulled = proclaimed.annul(time(CLOSED), "quórum contado errado").unwrap().poll;
    assert_eq!(annulled.result.unwrap().outcome, Outcome::Annulled);
}

#[test]
fn only_an_annulled_poll_is_replaced() {
    assert_eq!(code(opened(PollKind::RollCall, 3).replacement(Uuid::from_u128(2))), "NOT_ANNULLED");
}

#[test]
fn a_poll_that_nobody_could_answer_is_not_written() {
    let written = |options: Vec<PollOption>, max_choices: u32| {
        let draft = draft(PollKind::RollCall, SubjectKind::Procedure, rules().terms(SubjectKind::Procedure));
        Poll::draft(domain::voting::PollDraft { options, max_choices, ..draft })
    };
    let option = |code: &str| PollOption::new(code, code);
    assert_eq!(code(written(vec![option("A"), option("ABSTENTION")], 1)), "TOO_FEW_OPTIONS");
    assert_eq!(code(written(vec![option("A"), option("A")], 1)), "DUPLICATE_OPTION");
    assert_eq!(code(written(vec![option("A"), option("B")], 3)), "INVALID_MAX_CHOICES");
    assert_eq!(code(written(vec![option("A"), option("B")], 0)), "INVALID_MAX_CHOICES");
}

#[test]
fn counts_stay_hidden_while_the_poll_is_open_unless_the_rules_show_them() {
    let mut open = opened(PollKind::RollCall, 3);
    assert!(!open.shows_counts());
    open.terms.show_partial_results = true;
    assert!(open.shows_counts());
    assert!(open.publishes_choices() && !opened(PollKind::ShowOfCards, 3).publishes_choices());
}
