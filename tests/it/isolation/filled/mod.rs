//! No element of a public list holds personal data: a filled conference, asked by nobody and by another council
//! down to the last field, while the rules are read, while the final plenary sits, and after the report.

mod asking;
mod canaries;
mod conference;
mod hall;
mod people;

use super::walk::Schema;
use crate::support::House;
use asking::{Seen, Walk};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use conference::Filled;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use testkit::both_databases;

/// Fields that answer everybody and never held anything here, and why. The list may only shrink.
const EMPTY: &[(&str, &str)] = &[
    ("Conference.motionsSignedByMe", "the own signatures of a delegate; empty for others"),
    ("ElectionResult.notElected", "for the hall and the council"),
    ("ElectionResult.trace", "for the hall and the council: it tells dates of birth"),
    ("Evaluation.comments", "for the council"),
    ("EvaluationByCategory.shown", "figures alone, and two answers of the government would be told apart"),
    ("Poll.counting", "for those who count"),
    ("Poll.myVote", "the own vote of a delegate"),
    ("Poll.partialCounts", "figures alone, which these rules do not show before the end"),
    ("Poll.ranking", "numbers of proposals and figures alone"),
    ("Report.shortcomings", "for the council"),
    ("RulesOfProcedure.adoptedParameters", "names of parameters and figures alone"),
    ("Submission.returnReasons", "the state accepted at once; what it writes is no registration"),
];

/// Everything of the conferences and their councils that an actor may ask.
async fn everything(house: &House, filled: &Filled<'_>, schema: &Schema, token: &str) -> Seen {
    let mut walk = Walk::new(house, schema, token);
    for conference in [&filled.town.conference, &filled.above] {
        walk.down_from("conference", &format!("(id: {conference})"), "Conference").await;
    }
    let own = format!("(conferenceId: {})", filled.town.conference);
    walk.down_from("plenarySnapshot", &own, "PlenarySnapshot").await;
    for slug in ["itamarandiba-mg", "mg"] {
        walk.down_from("council", &format!("(slug: {:?})", slug), "Council").await;
    }
    walk.down_from("conferences", "", "ConferenceListingConnection").await;
    walk.down_from("councils", "", "CouncilConnection").await;
    walk.seen
}

/// Everything that the councils themselves were shown an id of, asked by that id: each as a node, and the first of
/// each type, people one by one, by every root field that takes one.
async fn by_ids(house: &House, schema: &Schema, token: &str, ids: &BTreeMap<String, Vec<String>>) -> Seen {
    let mut walk = Walk::new(house, schema, token);
    let nodes = schema.of("Node")["possibleTypes"].as_array().unwrap();
    for (kind, ids) in ids {
        for id in ids.iter().filter(|_| nodes.iter().any(|node| node["name"] == **kind)) {
            walk.by_id(id, kind).await;
        }
        let asked = if kind == "Participant" { ids.len() } else { 1 };
        for (field, argument, result) in schema.roots_of(kind).iter().filter(|(field, ..)| field != "conference") {
            for id in &ids[..asked] {
                walk.down_from(field, &format!("({argument}: {id:?})"), result).await;
            }
        }
    }
    walk.seen
}

/// The global ids among those shown, by type; questions of a form have an `id` too, "Q1", which is none.
fn by_type(shown: &BTreeSet<String>) -> BTreeMap<String, Vec<String>> {
    let mut ids = BTreeMap::<String, Vec<String>>::new();
    for id in shown {
        let Some(bytes) = URL_SAFE_NO_PAD.decode(id).ok().filter(|bytes| bytes.len() > 32) else { continue };
        let kind = String::from_utf8_lossy(&bytes[32..]).into_owned();
        ids.entry(kind).or_default().push(id.clone());
    }
    ids
}

/// Asks as nobody and as another council, and as the council itself, who finds what was planted.
async fn assert_nothing_leaks(filled: &Filled<'_>, foreign: &str, seen: &mut Seen) {
    let house = filled.house;
    let schema = Schema::read(house, foreign).await;
    let own = everything(house, filled, &schema, filled.own.secretary()).await;
    let mut above = Walk::new(house, &schema, filled.state.secretary());
    above.down_from("council", "(slug: \"mg\")", "Council").await;
    let ids = by_type(&own.ids.union(&above.seen.ids).cloned().collect());
    let mut leaks = BTreeSet::new();
    for token in ["", foreign] {
        let theirs = everything(house, filled, &schema, token).await;
        let by_id = by_ids(house, &schema, token, &ids).await;
        for (query, answer) in theirs.answers.iter().chain(&by_id.answers) {
            let found = filled.canaries.found_in(answer);
            leaks.extend(found.iter().map(|canary| format!("{}: {}\n  {query}", canary.what, canary.value)));
        }
        seen.reached.extend(theirs.reached);
        seen.filled.extend(theirs.filled);
    }
    assert!(
        leaks.is_empty(),
        "personal data outside the council:\n{}",
        leaks.into_iter().collect::<Vec<_>>().join("\n")
    );
    seen.answers.extend(own.answers);
}

both_databases! {
    async fn nobody_outside_reads_personal_data_of_a_conference_in_which_everything_happened(db: TestDatabase) {
        let house = House::open(db).await;
        let mut filled = Filled::convened(&house).await;
        let foreign = house.municipality(&filled.state, "3106200").await;
        let mut seen = Seen::default();
        let (group, contribution) = filled.before().await;
        let (opening, destaque) = filled.opens().await;
        assert_nothing_leaks(&filled, foreign.secretary(), &mut seen).await;

        filled.works(&opening, &destaque, &group, &contribution).await;
        let last = filled.town.session("FINAL_PLENARY", [13, 19]).await;
        filled.town.leads("startSession", "Session", "state", json!({ "sessionId": last })).await;
        let open = filled.sits().await;
        assert_nothing_leaks(&filled, foreign.secretary(), &mut seen).await;

        filled.winds_up(&open, &[&opening, &last]).await;
        filled.elects().await;
        filled.town.leads("closeSession", "Session", "state", json!({ "sessionId": last })).await;
        filled.ends().await;
        assert_nothing_leaks(&filled, foreign.secretary(), &mut seen).await;

        let known: Vec<&str> = EMPTY.iter().map(|(field, _)| *field).collect();
        let empty: Vec<&str> = seen.reached.difference(&seen.filled).map(String::as_str).collect();
        assert_eq!(empty, known, "what was asked and never held anything");
        let inside = |value: &str| seen.answers.iter().any(|(_, answer)| answer.contains(value));
        let lost: Vec<_> = filled.canaries.0.iter().filter(|canary| canary.known_inside && !inside(&canary.value)).collect();
        assert!(lost.is_empty(), "the council itself does not find: {lost:#?}");
    }
}
