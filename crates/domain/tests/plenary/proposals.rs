//! From the groups to the report.

use crate::specimen::{code, id, list, maybe, number, specimen, text};
use domain::Code;
use domain::destaques::{Amendment, DestaqueKind, fallen_reason};
use domain::people::GovernmentLevel;
use domain::proposals::{
    ApprovedProposal, BookProposal, DecidedDestaque, GroupVote, Lineage, ProposalAct, ProposalLabel, ProposalRules,
    ProposalState, count_by_axis_level, decide_proposal, en_bloc, group_results, new_proposal_outcome, rank_for_report,
    surplus,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn rules() -> ProposalRules {
    serde_json::from_value(specimen()["cycle"].clone()).unwrap()
}

fn label(row: &Value) -> ProposalLabel {
    text(row, "id").parse().unwrap()
}

fn in_plenary() -> impl Iterator<Item = &'static Value> {
    list("/proposals").iter().filter(|row| row["groupOutcome"] == "TO_PLENARY")
}

fn destaques_on(proposal: &str) -> Vec<DecidedDestaque> {
    list("/proposalDestaques")
        .iter()
        .filter(|row| row["proposalId"] == proposal || row["mergesProposalId"] == proposal)
        .map(|row| DecidedDestaque {
            id: id(text(row, "id")),
            state: code(row, "outcome"),
            amendment: amendment(row),
            merges_away: row["mergesProposalId"] == proposal,
        })
        .collect()
}

fn amendment(row: &Value) -> Amendment {
    let (before, kind) = (text(row, "before"), code(row, "kind"));
    let wording = maybe(row, "amendment");
    let quoted = wording.as_deref().and_then(|wording| wording.split(['“', '”']).nth(1));
    let proposed = match (kind, quoted) {
        (DestaqueKind::Add, Some(addition)) => Some(Amendment::appending(before, addition)),
        _ => wording.clone(),
    };
    Amendment { kind, before: before.into(), wording, proposed }
}

/// The figures of the specimen by axis and level.
fn expected_counts(name: &str) -> BTreeMap<(u32, GovernmentLevel), u32> {
    let mut counts = BTreeMap::new();
    for (axis, levels) in specimen()["expected"]["proposals"][name].as_object().unwrap() {
        for (level, count) in levels.as_object().unwrap() {
            let level = GovernmentLevel::from_code(level).unwrap();
            counts.insert((axis.parse().unwrap(), level), u32::try_from(count.as_u64().unwrap()).unwrap());
        }
    }
    counts
}

fn approved() -> Vec<ApprovedProposal> {
    in_plenary()
        .filter(|row| {
            let decision = decide_proposal(text(row, "text"), &destaques_on(text(row, "id"))).unwrap();
            ProposalState::InPlenary.after(decision.act).unwrap().is_deliberation()
        })
        .map(|row| ApprovedProposal {
            label: label(row),
            group_votes: Some(number(&row["groupVote"], "for")),
            priority_marks: marks(text(row, "id")),
        })
        .collect()
}

fn marks(proposal: &str) -> Option<u32> {
    let counts = list("/priorityPolls").iter().find_map(|poll| poll["counts"][proposal].as_u64());
    counts.map(|count| u32::try_from(count).unwrap())
}

#[test]
fn labels_say_axis_and_level() {
    for row in list("/proposals") {
        assert_eq!(label(row).to_string(), text(row, "id"));
        assert_eq!((label(row).axis, label(row).level), (number(row, "axis"), code(row, "level")));
        assert_eq!(rules().check_text(text(row, "text")).unwrap(), text(row, "text"));
    }
}

#[test]
fn each_group_sends_what_the_specimen_sent() {
    for group in list("/workingGroups") {
        let rows: Vec<_> = list("/proposals").iter().filter(|row| row["groupId"] == group["id"]).collect();
        let delegates_present = number(group, "delegatesPresent");
        let vote = |row: &&Value| {
            let in_favour = number(&row["groupVote"], "for");
            GroupVote { label: label(row), in_favour, delegates_present }
        };
        let results = group_results(&rows.iter().map(vote).collect::<Vec<_>>(), rules());
        for (row, result) in rows.iter().zip(results) {
            assert_eq!(result.outcome.code(), text(row, "groupOutcome"), "{}: {}", row["id"], result.explanation);
        }
    }
}

#[test]
fn what_nobody_highlighted_goes_en_bloc_axis_by_axis() {
    let book: Vec<BookProposal> = in_plenary()
        .map(|row| {
            let destaques = destaques_on(text(row, "id"));
            BookProposal {
                label: label(row),
                state: ProposalState::InPlenary,
                to_be_merged: destaques.iter().any(|destaque| destaque.merges_away),
                destaques: destaques.iter().map(|destaque| destaque.state).collect(),
            }
        })
        .collect();
    for (axis, poll) in (1..).zip(list("/polls").iter().filter(|poll| poll["subject"] == "PROPOSAL_BLOC")) {
        let labels: Vec<Value> = en_bloc(&book, axis).iter().map(|label| label.to_string().into()).collect();
        assert_eq!(Value::Array(labels), poll["proposalIds"], "axis {axis}");
    }
}

#[test]
fn every_proposal_ends_as_the_plenary_decided_with_its_text() {
    for row in in_plenary() {
        let decision = decide_proposal(text(row, "text"), &destaques_on(text(row, "id"))).unwrap();
        let state = ProposalState::InPlenary.after(decision.act).unwrap();
        assert_eq!(state.code(), text(row, "plenaryOutcome"), "{}", row["id"]);
        assert_eq!(decision.text, maybe(row, "finalText"), "{}", row["id"]);
    }
}

#[test]
fn each_approved_destaque_keeps_before_amendment_and_after() {
    for row in list("/proposalDestaques").iter().filter(|row| row["outcome"] == "APPROVED") {
        let done = amendment(row).apply(Some(text(row, "before"))).unwrap();
        assert_eq!((done.after, done.amendment), (maybe(row, "after"), maybe(row, "amendment")), "{}", row["id"]);
    }
    let fallen = list("/proposalDestaques").iter().find(|row| row["outcome"] == "FALLEN").unwrap();
    assert_eq!(fallen_reason("art. 15, § 2º", "fica aprovado o texto do caderno"), text(fallen, "reason"));
}

#[test]
fn the_merged_proposal_lives_on_in_the_other() {
    let row = list("/proposals").iter().find(|row| row["mergedInto"].is_string()).unwrap();
    let (source, target) = (text(row, "id"), text(row, "mergedInto"));
    let open = |label: &str| (label.parse::<ProposalLabel>().unwrap(), ProposalState::InPlenary);
    Lineage::check(open(source), open(target)).unwrap();
    let lineage = Lineage::of([(id(source), id(target))]).unwrap();
    assert_eq!((lineage.root(id(source)), lineage.origins(id(target))), (id(target), vec![id(source)]));
}

#[test]
fn priorities_are_voted_exactly_where_more_was_approved_than_the_report_takes() {
    let labels: Vec<ProposalLabel> = approved().iter().map(|proposal| proposal.label).collect();
    let polls: Vec<_> = list("/priorityPolls")
        .iter()
        .map(|poll| {
            let candidates = u32::try_from(poll["counts"].as_object().unwrap().len()).unwrap();
            (number(poll, "axis"), code(poll, "level"), candidates, number(poll, "reportLimit"))
        })
        .collect();
    assert_eq!(surplus(&labels, rules()), polls);
}

#[test]
fn priorities_and_the_report_are_the_specimens() {
    let ranked = rank_for_report(&approved(), rules());
    for place in &ranked {
        let row = list("/proposals").iter().find(|row| label(row) == place.label).unwrap();
        assert_eq!(u64::from(place.priority), row["priority"].as_u64().unwrap(), "{}", row["id"]);
        assert_eq!(row["reported"], place.reported, "{}", row["id"]);
    }
    let mut order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in ranked.iter().filter(|place| place.reported) {
        let key = format!("{}-{}", place.label.axis, place.label.level.code());
        order.entry(key).or_default().push(place.label.to_string());
    }
    assert_eq!(serde_json::to_value(order).unwrap(), specimen()["expected"]["proposals"]["reportedOrder"]);
}

#[test]
fn figures_by_axis_and_level_are_the_expected_ones() {
    let submitted = list("/proposals").iter().map(label);
    assert_eq!(count_by_axis_level(submitted), expected_counts("submittedByAxisLevel"));
    assert_eq!(count_by_axis_level(in_plenary().map(label)), expected_counts("toPlenaryByAxisLevel"));
    let deliberations = approved();
    let approved = deliberations.iter().map(|proposal| proposal.label);
    assert_eq!(count_by_axis_level(approved), expected_counts("approvedByAxisLevel"));
    let ranked = rank_for_report(&deliberations, rules());
    let reported = ranked.iter().filter(|place| place.reported).map(|place| place.label);
    assert_eq!(count_by_axis_level(reported), expected_counts("reportedByAxisLevel"));
}

#[test]
fn the_new_proposal_without_an_absolute_majority_is_not_admitted() {
    let row = &list("/newProposals")[0];
    let (act, reason) = new_proposal_outcome(false, text(row, "pollId"), "art. 22, I");
    assert_eq!(reason, text(row, "reason"));
    assert_eq!(ProposalState::Draft.after(act), Ok(code(row, "outcome")));
    assert_eq!(ProposalState::Draft.after(ProposalAct::Admit), Ok(ProposalState::InPlenary));
}
