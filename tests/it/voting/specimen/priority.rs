//! The specimen's votes on priorities: the order that comes out, and what is written to the proposals.

use super::{Played, instant};
use crate::support::{global, key, proposal_model};
use domain::people::GovernmentLevel;
use domain::proposals::ProposalState;
use serde_json::{Value, json};
use store::proposals::proposal;
use testkit::both_databases;

/// An approved proposal of the specimen, as its group and the plenary leave it.
fn approved(played: &Played, code: &str) -> proposal::Model {
    let rows = played.specimen["proposals"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == code).unwrap();
    let level = [GovernmentLevel::Municipal, GovernmentLevel::State, GovernmentLevel::Union];
    let level = level[["M", "E", "U"].iter().position(|letter| &code[1..2] == *letter).unwrap()];
    let (axis, number): (i32, i32) = (code[..1].parse().unwrap(), code[2..].parse().unwrap());
    let ctx = played.hall.house.system();
    let text = row["text"].as_str().unwrap_or("texto").to_owned();
    let (hall, place) = (played.hall.hall.row, (axis, level, number));
    let blank = proposal_model(ctx.now(), ctx.new_id(), hall, place, ProposalState::Approved, text);
    let votes_for = row["groupVote"]["for"].as_i64().and_then(|votes| i32::try_from(votes).ok());
    proposal::Model { votes_for, ..blank }
}

/// The choices of the ballots, from the counts.
fn choices(row: &Value) -> Vec<String> {
    let times = |code: &str, votes: &Value| vec![code.to_owned(); usize::try_from(votes.as_u64().unwrap()).unwrap()];
    let counted = row["counts"].as_object().unwrap().iter();
    let mut choices: Vec<String> = counted.flat_map(|(code, votes)| times(code, votes)).collect();
    choices.extend(times("ABSTENTION", &row["abstention"]));
    choices
}

both_databases! {
    async fn priorities_come_out_in_the_expected_order_and_are_written_to_the_proposals(db: TestDatabase) {
        let played = Played::begin(db).await;
        let rows = played.rows("priorityPolls");
        for row in &rows {
            played.at(instant(&row["openedAt"]));
            let models: Vec<_> = row["counts"].as_object().unwrap().keys().map(|code| approved(&played, code)).collect();
            let items: Vec<String> = models.iter().map(|row| global("Proposal", played.hall.town.tenant, row.id)).collect();
            let insert = |scope: store::Scope| {
                let models = models.clone();
                async move { scope.insert_all::<proposal::Entity>(models).await }
            };
            let permit = policy::system(played.hall.town.tenant, "test");
            played.hall.house.store.transact("test.proposals", &permit, insert).await.unwrap();
            let input = json!({ "key": key(), "conferenceId": played.hall.hall.id, "kind": "ROLL_CALL",
                "subject": "PRIORITY", "question": row["question"], "itemIds": items });
            let poll = played.hall.table("createPoll", input).await.done();
            let poll = poll["id"].as_str().unwrap().to_owned();
            played.hall.on("publishPoll", &poll).await.done();
            let open = played.hall.on("openPoll", &poll).await.done();
            assert_eq!(open["rollSize"], row["expectedRollSize"]);
            let voters = played.present(instant(&row["openedAt"]));
            for (voter, choice) in voters.iter().zip(choices(row)) {
                played.vote(&poll, voter, &choice).await.done();
            }
            played.close(&poll, instant(&row["closedAt"])).await;
            played.hall.on("proclaimPoll", &poll).await.done();
            let ranking = "ranking { limit rollSize abstention order { code place marks goesUp } }";
            let ranking = played.hall.see("", &poll, ranking).await["ranking"].clone();
            let order = ranking["order"].as_array().unwrap();
            let codes: Vec<&Value> = order.iter().map(|item| &item["code"]).collect();
            assert_eq!(json!(codes), row["expectedOrder"]);
            assert_eq!((&ranking["limit"], &ranking["abstention"]), (&row["reportLimit"], &row["abstention"]));
            for item in order {
                let proposal = played.specimen["proposals"].as_array().unwrap().iter().find(|row| row["id"] == item["code"]).unwrap();
                assert_eq!((&item["place"], &item["goesUp"]), (&proposal["priority"], &proposal["reported"]));
                let kept = models.iter().find(|model| item["code"] == model.label().to_string()).unwrap();
                let scope = played.hall.house.store.read(&permit).await.unwrap();
                let kept = scope.get::<proposal::Entity>(kept.id).await.unwrap().unwrap();
                assert_eq!(json!(kept.priority_marks), item["marks"]);
            }
        }
    }
}
