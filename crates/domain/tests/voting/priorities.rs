//! Priorities among approved proposals.

use crate::support::{CLOSED, counted, draft, open, rules, time};
use domain::voting::{
    Counts, Poll, PollDraft, PollKind, PollOption, PriorityItem, PriorityVotes, SubjectKind, rank_priorities,
};

fn item(code: &str, group_votes: u32, number: u32) -> PriorityItem {
    PriorityItem { code: code.to_owned(), group_votes, number }
}

fn marks(votes: &[(&str, u32)]) -> Counts {
    votes.iter().map(|(code, votes)| ((*code).to_owned(), *votes)).collect()
}

fn closed(max_choices: u32) -> Poll {
    let options = ["A", "B", "C", "ABSTENTION"].map(|code| PollOption::new(code, code)).to_vec();
    let draft = draft(PollKind::RollCall, SubjectKind::Priority, rules().terms(SubjectKind::Priority));
    open(PollDraft { options, max_choices, ..draft }, 20).close(time(CLOSED), None).unwrap().poll
}

fn items() -> Vec<PriorityItem> {
    vec![item("A", 5, 1), item("B", 5, 2), item("C", 5, 3)]
}

#[test]
fn marks_decide_then_the_group_then_the_number() {
    let items = [item("A", 5, 4), item("B", 9, 3), item("C", 5, 2), item("D", 1, 1)];
    let order = rank_priorities(&items, &marks(&[("A", 10), ("B", 10), ("C", 10), ("D", 11)]), 2);
    let codes: Vec<&str> = order.iter().map(|item| item.code.as_str()).collect();
    assert_eq!(codes, ["D", "B", "C", "A"]);
    assert_eq!(order.iter().map(|item| item.goes_up).collect::<Vec<_>>(), [true, true, false, false]);
    assert!(order[1].explanation.contains("decidido pelos 9 votos no grupo"), "{}", order[1].explanation);
    assert!(order[2].explanation.contains("decidido pelo número 2"), "{}", order[2].explanation);
    assert_eq!(
        order[3].explanation,
        "4º lugar, 10 marcas (empate em marcas e em votos no grupo, decidido pelo número 4): além do limite de 2; \
         permanece como deliberação da Conferência."
    );
}

#[test]
fn marks_fit_the_ballots_that_were_cast() {
    let rank = |votes: &[(&str, u32)], voters: u32| {
        closed(2).rank(&items(), &PriorityVotes { counts: marks(votes), voters }, 1)
    };
    let code = |votes: &[(&str, u32)], voters: u32| rank(votes, voters).unwrap_err().code();
    let ranking = rank(&[("A", 8), ("B", 10), ("C", 3), ("ABSTENTION", 2)], 13).unwrap().poll.ranking.unwrap();
    assert_eq!((ranking.abstention, ranking.not_voting), (2, 7));
    assert_eq!(code(&[("A", 8), ("B", 10), ("C", 5), ("ABSTENTION", 2)], 13), "MARKS_EXCEED_VOTERS");
    assert_eq!(code(&[("A", 12), ("ABSTENTION", 2)], 13), "MARKS_EXCEED_VOTERS");
    assert_eq!(code(&[("A", 8)], 13), "MARKS_EXCEED_VOTERS");
    assert_eq!(code(&[("A", 21)], 21), "COUNT_EXCEEDS_ROLL");
    assert_eq!(code(&[("Z", 1)], 1), "INVALID_CHOICE");
}

#[test]
fn a_priority_poll_is_ranked_and_other_polls_are_not() {
    assert_eq!(closed(1).tally(counted(1, 0, 0)).unwrap_err().code(), "PRIORITY_IS_RANKED");
    let votes = PriorityVotes::default();
    let other = crate::support::closed(PollKind::RollCall, 20);
    assert_eq!(other.rank(&items(), &votes, 1).unwrap_err().code(), "NOT_PRIORITY");
    assert_eq!(closed(1).rank(&items()[..2], &votes, 1).unwrap_err().code(), "ITEMS_DIFFER");
    let by_cards = draft(PollKind::ShowOfCards, SubjectKind::Priority, rules().terms(SubjectKind::Priority));
    assert_eq!(Poll::draft(by_cards).unwrap_err().code(), "POLL_KIND");
}

#[test]
fn ranking_twice_keeps_the_first_order_and_it_can_be_proclaimed() {
    let votes = |a: u32, b: u32| PriorityVotes { counts: marks(&[("A", a), ("B", b)]), voters: a + b };
    let first = closed(1).rank(&items(), &votes(3, 9), 1).unwrap().poll;
    let second = first.rank(&items(), &votes(9, 3), 1).unwrap();
    assert_eq!((second.changed, &second.poll), (false, &first));
    let proclaimed = first.proclaim().unwrap().poll;
    assert!(proclaimed.explanation().unwrap().starts_with("B: 1º lugar, 9 marcas: segue como prioridade."));
}
