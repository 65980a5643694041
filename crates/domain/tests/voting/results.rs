//! Majorities, ties and what is said about them.

use crate::support::{CLOSED, closed_under, counted, draft, open, rules, time};
use domain::Code;
use domain::voting::{
    Choice, Collected, Counts, DecidedBy, Fraction, Majority, MajorityBase, Outcome, Poll, PollDraft, PollKind,
    PollOption, PollResult, PollTerms, SubjectKind, TieStep, VotingError,
};
use uuid::Uuid;

const USUAL: [TieStep; 2] = [TieStep::RepeatOnce, TieStep::CastingVote];

fn tallied(majority: Majority, tie_rule: &[TieStep], roll: u32, votes: (u32, u32, u32)) -> Poll {
    closed_under(majority, tie_rule, roll).tally(counted(votes.0, votes.1, votes.2)).unwrap().poll
}

fn result(majority: Majority, roll: u32, votes: (u32, u32, u32)) -> PollResult {
    tallied(majority, &USUAL, roll, votes).result.unwrap()
}

fn code<T: std::fmt::Debug>(refused: Result<T, VotingError>) -> &'static str {
    refused.unwrap_err().code()
}

#[test]
fn before_opening_it_is_said_how_many_it_takes() {
    assert_eq!(Majority::Simple.forecast(151).text, "maioria simples: 76 de 151 se todas as pessoas presentes votarem");
    assert_eq!(
        Majority::Absolute.forecast(65).text,
        "maioria absoluta: 33 de 65 pessoas do colégio de votantes, votem ou não"
    );
    assert_eq!(
        Majority::TwoThirds.forecast(63).text,
        "dois terços dos presentes: 42 de 63 pessoas presentes, votem ou não"
    );
}

#[test]
fn the_same_votes_pass_simply_and_miss_the_absolute_majority() {
    assert_eq!(result(Majority::Simple, 65, (32, 20, 8)).outcome, Outcome::Approved);
    assert_eq!(result(Majority::Absolute, 65, (32, 20, 8)).outcome, Outcome::Rejected);
    assert_eq!(result(Majority::Absolute, 65, (33, 20, 8)).outcome, Outcome::Approved);
}

#[test]
fn two_thirds_are_rounded_up() {
    assert_eq!([63, 64, 65, 66].map(|roll| Majority::TwoThirds.minimum(roll)), [42, 43, 44, 44]);
}

#[test]
fn a_fraction_of_the_cycle_is_reached_exactly() {
    let majority = Majority::Fraction { fraction: Fraction::new(3, 5).unwrap(), base: MajorityBase::ValidVotes };
    let reached = result(majority, 65, (36, 24, 2));
    assert_eq!(reached.outcome, Outcome::Approved);
    assert!(
        reached
            .explanation
            .starts_with("Aprovado por 3/5 dos votos válidos: 36 de 60 votos válidos, mínimo 36 (art. 22)."),
        "{}",
        reached.explanation
    );
    assert_eq!(result(majority, 65, (35, 25, 2)).outcome, Outcome::Rejected);
    assert_eq!(code(Fraction::new(3, 2)), "INVALID_FRACTION");
    assert_eq!(code(Fraction::new(0, 2)), "INVALID_FRACTION");
    let stored = serde_json::to_string(&majority).unwrap();
    assert_eq!(serde_json::from_str::<Majority>(&stored).unwrap(), majority);
    assert!(serde_json::from_str::<Majority>(&stored.replace('3', "9")).is_err());
}

#[test]
fn abstentions_count_where_the_rules_count_them() {
    let terms = PollTerms { abstentions_count: true, ..rules().terms(SubjectKind::Proposal) };
    let poll = open(draft(PollKind::RollCall, SubjectKind::Proposal, terms), 10).close(time(CLOSED), None);
    let result = poll.unwrap().poll.tally(counted(4, 3, 2)).unwrap().poll.result.unwrap();
    assert_eq!(result.outcome, Outcome::Rejected);
    assert!(
        result.explanation.contains("4 de 9 votos válidos, contadas as abstenções, mínimo 5"),
        "{}",
        result.explanation
    );
}

#[test]
fn words_agree_with_a_single_vote() {
    assert_eq!(
        result(Majority::Simple, 1, (1, 0, 0)).explanation,
        "Aprovado por maioria simples: 1 de 1 voto válido, mínimo 1 (art. 22). Votos: 1 a favor, 0 contra, \
         0 abstenções, 0 sem votar. Quórum: 1 presente, mínimo 1 (metade mais um de 1 credenciado)."
    );
}

#[test]
fn without_a_valid_vote_nothing_is_approved_and_nothing_is_tied() {
    assert_eq!(result(Majority::Simple, 65, (0, 0, 65)).outcome, Outcome::Rejected);
    assert_eq!(result(Majority::Simple, 65, (0, 0, 0)).outcome, Outcome::Rejected);
}

#[test]
fn equal_votes_under_a_qualified_majority_only_miss_it() {
    assert_eq!(result(Majority::Absolute, 60, (30, 30, 0)).outcome, Outcome::Rejected);
}

#[test]
fn a_tie_is_voted_again_then_decided_by_the_chair() {
    let tied = tallied(Majority::Simple, &USUAL, 65, (31, 31, 2));
    assert_eq!(code(tied.break_tie(Choice::For.code())), "TIE_STEP_NOT_DUE");
    let second = tied.proclaim().unwrap().poll.second_vote(Uuid::from_u128(2), "Segunda votação: aprova?").unwrap();
    let second = second.publish().unwrap().poll.open(crate::support::opening(65), None).unwrap().poll;
    let second = second.close(time(CLOSED), None).unwrap().poll.tally(counted(30, 30, 0)).unwrap().poll;
    assert!(second.explanation().unwrap().ends_with("Decide o voto de qualidade da presidência (art. 23)."));
    assert_eq!(code(second.second_vote(Uuid::from_u128(3), "Terceira?")), "TIE_STEP_NOT_DUE");
    assert_eq!(code(second.proclaim()), "CASTING_VOTE_PENDING");
    let decided = second.break_tie(Choice::Against.code()).unwrap().poll;
    let result = decided.result.as_ref().unwrap();
    assert_eq!((result.outcome, result.decided_by), (Outcome::Rejected, DecidedBy::CastingVote));
    assert_eq!(result.figures.as_ref().unwrap().counts, Counts::usual(30, 30, 0), "the count stays as it was");
    assert!(
        result.explanation.starts_with(
            "Rejeitado pelo voto de qualidade da presidência (art. 23), depois de empate: 30 de 60 votos válidos"
        ),
        "{}",
        result.explanation
    );
    assert!(!decided.break_tie(Choice::Against.code()).unwrap().changed);
    assert_eq!(code(decided.break_tie(Choice::For.code())), "CASTING_VOTE_GIVEN");
    assert!(decided.proclaim().unwrap().changed);
}

#[test]
fn where_the_rules_say_so_a_tie_rejects() {
    for tie_rule in [vec![TieStep::Reject], Vec::new()] {
        let result = tallied(Majority::Simple, &tie_rule, 65, (31, 31, 2)).result.unwrap();
        assert_eq!((result.outcome, result.decided_by), (Outcome::Rejected, DecidedBy::TieRule));
        assert!(result.explanation.starts_with("Empate na maioria simples: 31 de 62"), "{}", result.explanation);
        assert!(result.explanation.ends_with("O empate rejeita a matéria (art. 23)."), "{}", result.explanation);
    }
}

#[test]
fn there_is_nothing_to_break_without_a_tie() {
    let casting = [TieStep::CastingVote];
    let approved = tallied(Majority::Simple, &casting, 65, (33, 31, 1));
    assert_eq!(code(approved.break_tie(Choice::For.code())), "NO_TIE");
    let tied = tallied(Majority::Simple, &casting, 65, (31, 31, 1));
    assert_eq!(code(tied.break_tie(Choice::Abstention.code())), "INVALID_CHOICE");
    let annulled = tied.annul(time(CLOSED), "engano").unwrap().poll;
    assert_eq!(code(annulled.break_tie(Choice::For.code())), "POLL_STATE");
    assert_eq!(code(annulled.second_vote(Uuid::from_u128(2), "De novo?")), "NO_TIE");
}

#[test]
fn of_several_options_the_one_with_the_majority_carries() {
    let mut options = ["Manhã", "Tarde", "Noite"].map(|label| PollOption::new(label, label)).to_vec();
    options.push(PollOption::new(Choice::Abstention.code(), Choice::Abstention.label()));
    let draft = draft(PollKind::RollCall, SubjectKind::Procedure, rules().terms(SubjectKind::Procedure));
    let closed = open(PollDraft { options, ..draft }, 30).close(time(CLOSED), None).unwrap().poll;
    let outcome = |votes: [u32; 3]| {
        let counts: Counts = ["Manhã", "Tarde", "Noite"].map(str::to_owned).into_iter().zip(votes).collect();
        closed.tally(Collected::Counted(counts)).unwrap().poll.result.unwrap()
    };
    let carried = outcome([5, 16, 4]);
    assert_eq!((carried.outcome, carried.winner.as_deref()), (Outcome::Approved, Some("Tarde")));
    assert!(
        carried.explanation.starts_with(
            "Aprovada a opção “Tarde” por maioria simples: 16 de 25 votos válidos, mínimo 13 (art. 22). \
             Votos: 5 em “Manhã”, 16 em “Tarde”"
        ),
        "{}",
        carried.explanation
    );
    let missed = outcome([5, 9, 8]);
    assert_eq!(missed.outcome, Outcome::Rejected);
    assert!(missed.explanation.starts_with("Nenhuma opção alcançou maioria simples; a mais votada teve 9 de 22"));
    assert_eq!(outcome([9, 9, 1]).outcome, Outcome::Tie);
    let tied = Poll { attempt: 2, ..closed.clone() };
    let counts: Counts =
        [("Manhã".to_owned(), 9), ("Noite".to_owned(), 9), ("Tarde".to_owned(), 1)].into_iter().collect();
    let tied = tied.tally(Collected::Counted(counts)).unwrap().poll;
    assert_eq!(code(tied.break_tie("Tarde")), "INVALID_CHOICE");
    let decided = tied.break_tie("Noite").unwrap().poll;
    assert!(
        decided.explanation().unwrap().starts_with(
            "Aprovada a opção “Noite” pelo voto de qualidade da presidência (art. 23), depois de empate: 9 de 19"
        ),
        "{decided:?}"
    );
    assert_eq!(code(decided.break_tie("Manhã")), "CASTING_VOTE_GIVEN");
}
