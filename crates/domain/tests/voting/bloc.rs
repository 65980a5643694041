//! Decisions en bloc.

use crate::support::{CLOSED, counted, draft, open, rules, time};
use domain::voting::{Outcome, Poll, PollKind, SubjectKind, decisions_en_bloc};

fn tallied(votes: (u32, u32)) -> Poll {
    let terms = rules().terms(SubjectKind::ProposalBloc);
    let poll = open(draft(PollKind::ShowOfCards, SubjectKind::ProposalBloc, terms), 65);
    poll.close(time(CLOSED), None).unwrap().poll.tally(counted(votes.0, votes.1, 0)).unwrap().poll
}

fn items(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn a_rejected_bloc_rejects_each_item() {
    let poll = tallied((20, 40)).proclaim().unwrap().poll;
    let decisions = decisions_en_bloc(&poll, &items(&["1M1", "1M3"])).unwrap();
    assert_eq!(decisions.len(), 2);
    assert!(decisions.iter().all(|decision| decision.outcome == Outcome::Rejected && decision.poll == poll.id));
    assert!(decisions[1].reason.starts_with("Votação em bloco de 2 itens sem destaque. Rejeitado por falta de"));
}

#[test]
fn nothing_is_recorded_before_proclamation_after_annulment_or_on_a_tie() {
    let one = items(&["1M1"]);
    let code = |poll: &Poll| decisions_en_bloc(poll, &one).unwrap_err().code();
    assert_eq!(code(&tallied((40, 20))), "POLL_STATE");
    assert_eq!(code(&tallied((40, 20)).annul(time(CLOSED), "engano").unwrap().poll), "POLL_STATE");
    assert_eq!(code(&tallied((30, 30)).proclaim().unwrap().poll), "BLOC_UNDECIDED");
}

#[test]
fn a_bloc_has_items_and_each_once() {
    let poll = tallied((40, 20)).proclaim().unwrap().poll;
    assert_eq!(decisions_en_bloc(&poll, &[]).unwrap_err().code(), "EMPTY_BLOC");
    assert_eq!(decisions_en_bloc(&poll, &items(&["1M1", "1M1"])).unwrap_err().code(), "REPEATED_ITEM");
    let single = crate::support::opened(PollKind::ShowOfCards, 3);
    assert_eq!(decisions_en_bloc(&single, &items(&["1M1"])).unwrap_err().code(), "NOT_A_BLOC");
}
