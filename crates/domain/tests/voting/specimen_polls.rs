//! All polls of the specimen, run through their states with the votes as they came.

use crate::specimen::{Specimen, assert_quorum, instant, number};
use chrono::{DateTime, Utc};
use domain::voting::{
    BallotAttempt, Collected, Counts, Majority, Opening, Outcome, Poll, PollDraft, PollKind, PollOption, PollTerms,
    PriorityItem, PriorityVotes, ShowOfCards, SubjectKind, TellerCount, decisions_en_bloc,
};
use domain::{Code, Refusal};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

fn poll_id(row: &Value) -> Uuid {
    Uuid::from_u128(row["id"].as_str().unwrap()[1..].parse().unwrap())
}

fn terms(specimen: &Specimen, row: &Value) -> PollTerms {
    let subject = match row["subject"].as_str().unwrap() {
        "PROCEDURE" => SubjectKind::ProgrammeChange,
        code => SubjectKind::from_code(code).unwrap(),
    };
    let article = format!("art. {}", number(&row["ruleArticle"]));
    PollTerms { majority_article: Some(article), ..specimen.voting_rules().terms(subject) }
}

fn drafted(specimen: &Specimen, row: &Value) -> Poll {
    let terms = terms(specimen, row);
    assert_eq!(terms.majority, serde_json::from_value::<Majority>(row["majority"].clone()).unwrap());
    let draft = PollDraft {
        id: poll_id(row),
        kind: PollKind::from_code(row["kind"].as_str().unwrap()).unwrap(),
        subject: SubjectKind::from_code(row["subject"].as_str().unwrap()).unwrap(),
        question: row["question"].as_str().unwrap().to_owned(),
        options: Vec::new(),
        max_choices: 1,
        time_zone: chrono_tz::America::Sao_Paulo,
        terms,
    };
    Poll::draft(draft).unwrap()
}

fn opened(specimen: &Specimen, poll: &Poll, row: &Value) -> Poll {
    let at = instant(&row["openedAt"]);
    let roll_size = specimen.roll(at);
    let call = specimen.call(&row["sessionId"], at);
    let quorum = specimen.quorum_rule().check(call, specimen.accredited(at), roll_size).unwrap();
    poll.publish().unwrap().poll.open(Opening { at, roll_size, quorum }, None).unwrap().poll
}

fn teller_count(row: &Value) -> TellerCount {
    TellerCount {
        teller: row["teller"].as_str().unwrap().to_owned(),
        round: number(&row["round"]),
        counts: Counts::usual(number(&row["for"]), number(&row["against"]), number(&row["abstention"])),
    }
}

fn shown(poll: &Poll, row: &Value) -> Collected {
    let counts = row["tellerCounts"].as_array().unwrap().iter();
    counts
        .fold(ShowOfCards::default(), |cards, count| cards.record(poll, teller_count(count)).unwrap())
        .collected()
        .unwrap()
}

/// Casts every ballot and every refused attempt in the order of time.
fn cast(specimen: &Specimen, open: &Poll, row: &Value) -> (Collected, usize) {
    let closed = open.close(instant(&row["closedAt"]), None).unwrap().poll;
    let refused = row["refusedAttempts"].as_array().unwrap();
    let mut attempts: Vec<(DateTime<Utc>, &str, &str, Option<&Value>)> = Vec::new();
    for ballot in row["ballots"].as_array().unwrap() {
        attempts.push((instant(&ballot[2]), ballot[0].as_str().unwrap(), ballot[1].as_str().unwrap(), None));
    }
    for attempt in refused {
        let voter = attempt["participantId"].as_str().unwrap();
        attempts.push((instant(&attempt["at"]), voter, attempt["choice"].as_str().unwrap(), Some(attempt)));
    }
    attempts.sort_by_key(|attempt| attempt.0);
    let mut votes: HashMap<&str, (DateTime<Utc>, &str)> = HashMap::new();
    for (at, voter, choice, refusal) in attempts {
        let poll = if at > instant(&row["closedAt"]) { &closed } else { open };
        let on_roll = specimen.presence(voter).is_on_roll(instant(&row["openedAt"]));
        let voted_at = votes.get(voter).map(|vote| vote.0);
        let verdict = poll.accept_ballot(BallotAttempt { at, on_roll, voted_at, choices: &[choice] });
        match (verdict, refusal) {
            (Ok(()), None) => drop(votes.insert(voter, (at, choice))),
            (Err(error), Some(expected)) => {
                let given = Refusal::from(error);
                assert_eq!(given.code, expected["code"]);
                assert_eq!(given.message, expected["message"]);
            }
            (verdict, refusal) => panic!("{voter}: {verdict:?}, expected {refusal:?}"),
        }
    }
    (Collected::Counted(Counts::of_ballots(votes.values().map(|vote| vote.1))), refused.len())
}

/// The poll at the end of its life, and how many attempts were refused.
fn run(specimen: &Specimen, draft: &Poll, row: &Value) -> (Poll, usize) {
    let open = opened(specimen, draft, row);
    let (collected, refused) = match open.kind {
        PollKind::ShowOfCards => (shown(&open, row), 0),
        PollKind::RollCall => cast(specimen, &open, row),
    };
    let closed = open.close(instant(&row["closedAt"]), None).unwrap().poll;
    let tallied = closed.tally(collected).unwrap().poll;
    let last = match row["annulledReason"].as_str() {
        Some(reason) => tallied.annul(instant(&row["closedAt"]), reason),
        None => tallied.proclaim(),
    };
    (last.unwrap().poll, refused)
}

fn assert_result(poll: &Poll, row: &Value) {
    let expected = &row["expected"];
    let result = poll.result.as_ref().unwrap();
    let figures = result.figures.as_ref().unwrap();
    assert_eq!(poll.state.code(), row["state"]);
    assert_eq!(result.outcome.code(), expected["outcome"]);
    assert_eq!(result.roll_size, number(&expected["rollSize"]));
    let counts = Counts::usual(number(&expected["for"]), number(&expected["against"]), number(&expected["abstention"]));
    assert_eq!(figures.counts, counts);
    assert_eq!(figures.valid_votes, number(&expected["validVotes"]));
    assert_eq!(figures.not_voting, number(&expected["notVoting"]));
    assert_eq!(figures.minimum, number(&expected["minimum"]));
    assert_quorum(&result.quorum, &expected["quorum"]);
    assert_eq!(result.quorum.present, number(&expected["quorum"]["present"]));
    assert_eq!(result.explanation, expected["explanation"]);
    assert_eq!(poll.explanation().as_deref(), expected["explanation"].as_str());
}

#[test]
fn every_poll_comes_out_with_its_figures_and_its_sentence() {
    let specimen = Specimen::load();
    let mut outcomes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut refused = 0;
    for row in specimen.rows("polls") {
        let (poll, refused_here) = run(&specimen, &drafted(&specimen, row), row);
        assert_result(&poll, row);
        refused += refused_here;
        *outcomes.entry(poll.result.as_ref().unwrap().outcome.code()).or_default() += 1;
    }
    let expected = specimen.expected("polls");
    assert_eq!(serde_json::to_value(outcomes).unwrap(), expected["byOutcome"]);
    assert_eq!(refused as u64, expected["refusedAttempts"].as_u64().unwrap());
    assert_eq!(specimen.rows("polls").len() as u64, expected["total"].as_u64().unwrap());
}

#[test]
fn the_second_vote_and_the_replacement_refer_to_the_poll_before() {
    let specimen = Specimen::load();
    let row = |id: &str| specimen.row("polls", id);
    let (tied, _) = run(&specimen, &drafted(&specimen, row("V03")), row("V03"));
    let second = tied.second_vote(poll_id(row("V04")), row("V04")["question"].as_str().unwrap()).unwrap();
    assert_eq!((second.repeats, second.attempt), (Some(tied.id), 2));
    assert_result(&run(&specimen, &second, row("V04")).0, row("V04"));

    let (annulled, _) = run(&specimen, &drafted(&specimen, row("V14")), row("V14"));
    assert_eq!(annulled.annulment.as_ref().unwrap().outcome_before, Some(Outcome::Approved));
    let replacement = annulled.replacement(poll_id(row("V15"))).unwrap();
    assert_eq!(replacement.supersedes, Some(annulled.id));
    assert_result(&run(&specimen, &replacement, row("V15")).0, row("V15"));
}

#[test]
fn each_proposal_of_a_bloc_gets_the_decision_of_its_poll() {
    let specimen = Specimen::load();
    let mut decided = 0;
    for row in specimen.rows("polls").iter().filter(|row| row["subject"] == "PROPOSAL_BLOC") {
        let items: Vec<String> = serde_json::from_value(row["proposalIds"].clone()).unwrap();
        let (poll, _) = run(&specimen, &drafted(&specimen, row), row);
        for decision in decisions_en_bloc(&poll, &items).unwrap() {
            assert_eq!(decision.poll, poll.id);
            assert_eq!(decision.outcome.code(), specimen.row("proposals", &decision.item)["plenaryOutcome"]);
            decided += 1;
        }
    }
    assert_eq!(decided, 30);
}

#[test]
fn priorities_come_out_in_the_expected_order() {
    let specimen = Specimen::load();
    assert_eq!(specimen.rows("priorityPolls").len(), 3);
    for row in specimen.rows("priorityPolls") {
        let mut counts: Counts = serde_json::from_value(row["counts"].clone()).unwrap();
        let items: Vec<PriorityItem> = counts.0.keys().map(|code| item(&specimen, code)).collect();
        counts.0.insert("ABSTENTION".to_owned(), number(&row["abstention"]));
        let voters = u32::try_from(counts.total()).unwrap();
        let poll = priority_poll(&specimen, row, &items);
        let closed = opened(&specimen, &poll, row).close(instant(&row["closedAt"]), None).unwrap().poll;
        let limit = number(&row["reportLimit"]);
        let ranked = closed.rank(&items, &PriorityVotes { counts, voters }, limit).unwrap().poll.ranking.unwrap();
        let order: Vec<&str> = ranked.order.iter().map(|item| item.code.as_str()).collect();
        assert_eq!(serde_json::to_value(order).unwrap(), row["expectedOrder"]);
        assert_eq!(ranked.roll_size, number(&row["expectedRollSize"]));
        for placed in &ranked.order {
            let proposal = specimen.row("proposals", &placed.code);
            assert_eq!(placed.place, number(&proposal["priority"]));
            assert_eq!(placed.marks, number(&proposal["priorityVotes"]));
            assert_eq!(placed.goes_up, proposal["reported"].as_bool().unwrap());
        }
    }
}

fn item(specimen: &Specimen, code: &str) -> PriorityItem {
    let proposal = specimen.row("proposals", code);
    let group_votes = number(&proposal["groupVote"]["for"]);
    PriorityItem { code: code.to_owned(), group_votes, number: code[2..].parse().unwrap() }
}

fn priority_poll(specimen: &Specimen, row: &Value, items: &[PriorityItem]) -> Poll {
    let mut options: Vec<PollOption> = items.iter().map(|item| PollOption::new(&item.code, &item.code)).collect();
    options.push(PollOption::new("ABSTENTION", "abstenção"));
    let draft = PollDraft {
        id: Uuid::from_u128(1),
        kind: PollKind::RollCall,
        subject: SubjectKind::Priority,
        question: row["question"].as_str().unwrap().to_owned(),
        options,
        max_choices: 1,
        time_zone: chrono_tz::America::Sao_Paulo,
        terms: specimen.voting_rules().terms(SubjectKind::Priority),
    };
    Poll::draft(draft).unwrap()
}
