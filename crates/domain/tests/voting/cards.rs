//! Shows of cards: tellers, recounts and declarations.

use crate::support::{CLOSED, closed, counted, draft, open, opened, rules, time};
use domain::voting::{
    Collected, CountStanding, Counts, Declaration, DeclarationKind, Majority, Outcome, Poll, PollKind, PollTerms,
    ShowOfCards, SubjectKind, TellerCount, VotingError,
};

fn count(teller: &str, round: u32, in_favour: u32, against: u32) -> TellerCount {
    TellerCount { teller: teller.to_owned(), round, counts: Counts::usual(in_favour, against, 4) }
}

fn recorded(poll: &Poll, counts: &[TellerCount]) -> ShowOfCards {
    counts.iter().fold(ShowOfCards::default(), |cards, count| cards.record(poll, count.clone()).unwrap())
}

fn code<T: std::fmt::Debug>(refused: Result<T, VotingError>) -> &'static str {
    refused.unwrap_err().code()
}

const CONTRAST: Declaration = Declaration { kind: DeclarationKind::VisualContrast, approved: true };
const NO_OBJECTION: Declaration = Declaration { kind: DeclarationKind::NoObjection, approved: true };

#[test]
fn one_teller_is_not_enough_even_twice() {
    let poll = opened(PollKind::ShowOfCards, 65);
    let cards = recorded(&poll, &[count("T1", 1, 44, 15), count("T1", 1, 44, 15)]);
    assert_eq!(cards.counts.len(), 1, "the same count again is the same count");
    assert_eq!(code(cards.collected()), "TELLERS_MISSING");
    assert_eq!(code(cards.record(&poll, count("T1", 1, 45, 14))), "TELLER_ALREADY_COUNTED");
}

#[test]
fn tellers_who_differ_count_again_and_the_last_round_stands() {
    let poll = opened(PollKind::ShowOfCards, 65);
    let differing = recorded(&poll, &[count("T1", 1, 44, 15), count("T2", 1, 45, 14)]);
    let both = vec!["AGAINST".to_owned(), "FOR".to_owned()];
    assert_eq!(differing.standing(), CountStanding::Recount { round: 1, differing: both });
    assert_eq!(code(differing.collected()), "RECOUNT_NEEDED");
    let half = differing.record(&poll, count("T1", 2, 44, 15)).unwrap();
    assert_eq!(half.standing(), CountStanding::Waiting { round: 2, counted: 1 });
    assert_eq!(code(half.collected()), "TELLERS_MISSING", "an old round does not come back");
    let agreed = half.record(&poll, count("T2", 2, 44, 15)).unwrap();
    assert_eq!(agreed.collected(), Ok(counted(44, 15, 4)));
    assert_eq!(agreed.counts.len(), 4, "every round is kept");
}

#[test]
fn a_third_teller_who_differs_asks_for_a_recount() {
    let poll = opened(PollKind::ShowOfCards, 65);
    let cards = recorded(&poll, &[count("T1", 1, 44, 15), count("T2", 1, 44, 15), count("T3", 1, 43, 15)]);
    assert_eq!(code(cards.collected()), "RECOUNT_NEEDED");
}

#[test]
fn rounds_follow_one_another() {
    let poll = opened(PollKind::ShowOfCards, 65);
    let first = recorded(&poll, &[count("T1", 1, 44, 15)]);
    assert_eq!(code(first.record(&poll, count("T2", 2, 44, 15))), "WRONG_ROUND");
    let agreed = first.record(&poll, count("T2", 1, 44, 15)).unwrap();
    assert_eq!(code(agreed.record(&poll, count("T1", 3, 44, 15))), "WRONG_ROUND");
    let doubted = agreed.record(&poll, count("T1", 2, 43, 16)).unwrap();
    assert_eq!(code(doubted.record(&poll, count("T3", 1, 44, 15))), "WRONG_ROUND");
}

#[test]
fn nobody_counts_more_cards_than_people() {
    let poll = opened(PollKind::ShowOfCards, 63);
    assert_eq!(code(ShowOfCards::default().record(&poll, count("T1", 1, 45, 15))), "COUNT_EXCEEDS_ROLL");
    assert_eq!(code(closed(PollKind::ShowOfCards, 63).tally(counted(45, 15, 4))), "COUNT_EXCEEDS_ROLL");
    let enormous = Counts::usual(u32::MAX, u32::MAX, 2);
    let enormous = TellerCount { teller: "T1".to_owned(), round: 1, counts: enormous };
    assert_eq!(code(ShowOfCards::default().record(&poll, enormous)), "COUNT_EXCEEDS_ROLL");
}

#[test]
fn cards_are_counted_only_in_a_show_of_cards_before_the_tally() {
    let cards = ShowOfCards::default();
    assert_eq!(code(cards.record(&opened(PollKind::RollCall, 65), count("T1", 1, 44, 15))), "POLL_KIND");
    let tallied = closed(PollKind::ShowOfCards, 65).tally(counted(44, 15, 4)).unwrap().poll;
    assert_eq!(code(cards.record(&tallied, count("T1", 1, 44, 15))), "NOT_COUNTING");
}

#[test]
fn visual_contrast_decides_without_numbers() {
    let poll = closed(PollKind::ShowOfCards, 65);
    let cards = ShowOfCards::default().declare(&poll, CONTRAST).unwrap();
    let result = poll.tally(cards.collected().unwrap()).unwrap().poll.result.unwrap();
    assert_eq!((result.outcome, result.figures), (Outcome::Approved, None));
    assert_eq!(
        result.explanation,
        "Aprovado por contraste visual: a mesa declarou maioria a favor, sem contagem (art. 22). \
         Quórum: 65 presentes, mínimo 33 (metade mais um de 65 credenciados)."
    );
}

#[test]
fn once_counted_nothing_is_declared_by_sight() {
    let poll = opened(PollKind::ShowOfCards, 65);
    assert_eq!(code(recorded(&poll, &[count("T1", 1, 44, 15)]).declare(&poll, CONTRAST)), "ALREADY_COUNTED");
    let asked_to_count = ShowOfCards::default().declare(&poll, CONTRAST).unwrap();
    let counting = asked_to_count.record(&poll, count("T1", 1, 44, 15)).unwrap();
    assert_eq!(code(counting.collected()), "TELLERS_MISSING", "a count that began replaces the declaration");
}

#[test]
fn a_qualified_majority_needs_numbers() {
    let terms = PollTerms { majority: Majority::TwoThirds, ..rules().terms(SubjectKind::ProgrammeChange) };
    let poll = open(draft(PollKind::ShowOfCards, SubjectKind::ProgrammeChange, terms), 63);
    assert_eq!(code(ShowOfCards::default().declare(&poll, CONTRAST)), "COUNT_NEEDED");
    let closed = poll.close(time(CLOSED), None).unwrap().poll;
    assert_eq!(code(closed.tally(Collected::Declared(CONTRAST))), "COUNT_NEEDED");
}

#[test]
fn what_nobody_objects_to_is_approved_en_bloc_only() {
    let one = opened(PollKind::ShowOfCards, 65);
    assert_eq!(code(ShowOfCards::default().declare(&one, NO_OBJECTION)), "NO_OBJECTION_ONLY_EN_BLOC");
    let terms = rules().terms(SubjectKind::RulesBloc);
    let bloc = open(draft(PollKind::ShowOfCards, SubjectKind::RulesBloc, terms), 65);
    let against = Declaration { approved: false, ..NO_OBJECTION };
    assert_eq!(code(ShowOfCards::default().declare(&bloc, against)), "NO_OBJECTION_ONLY_EN_BLOC");
    let cards = ShowOfCards::default().declare(&bloc, NO_OBJECTION).unwrap();
    let tallied = bloc.close(time(CLOSED), None).unwrap().poll.tally(cards.collected().unwrap()).unwrap().poll;
    assert!(tallied.explanation().unwrap().starts_with("Aprovado sem objeção"));
}
