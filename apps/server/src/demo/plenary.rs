//! The morning of the first day: the hall is full and a roll call is open.

use super::{councils::Council, people::Badge, stage::Stage};
use crate::Problem;
use policy::Role;
use serde_json::{Value, json};

const DELEGATES: [&str; 3] = ["BORN", "GOVERNMENT", "CIVIL_SOCIETY"];

/// Whether a badge is a delegate's.
pub(super) fn is_delegate(badge: &Badge) -> bool {
    DELEGATES.contains(&badge.category.as_str())
}

/// Starts the conference, checks all delegates in and opens a roll call; the poll's id.
pub(super) async fn opened(
    stage: &Stage,
    town: &Council,
    conference: &str,
    badges: &[Badge],
) -> Result<String, Problem> {
    let here = || json!({ "conferenceId": conference });
    stage.act(town.secretary(), "startConference", "Conference", "state", here()).await?;
    let desk = town.token(Role::Credentialing);
    stage.act(desk, "openCredentialing", "Conference", "id", here()).await?;
    for badge in badges.iter().filter(|badge| is_delegate(badge)) {
        let check_in = json!({ "conferenceId": conference, "badgeCode": badge.code, "desk": "mesa 1" });
        stage.act(desk, "checkIn", "Participant", "id", check_in).await?;
    }
    let table = town.token(Role::Table);
    let session = session_of(stage, town, conference, "OPENING_PLENARY").await?;
    stage.act(table, "startSession", "Session", "state", json!({ "sessionId": session })).await?;
    let quorum = json!({ "sessionId": session, "call": "FIRST" });
    stage.act(table, "verifyQuorum", "QuorumVerification", "reached", quorum).await?;
    let poll = json!({
        "conferenceId": conference, "kind": "ROLL_CALL", "subject": "PROCEDURE",
        "question": "A plenária concorda em ler o regimento por capítulos, com destaques ao fim de cada um?",
    });
    let poll = stage.act(table, "createPoll", "Poll", "id", poll).await?["id"].clone();
    stage.act(table, "publishPoll", "Poll", "state", json!({ "pollId": poll })).await?;
    stage.act(table, "openPoll", "Poll", "state", json!({ "pollId": poll })).await?;
    Ok(super::conference::text(&poll))
}

/// The first session of a kind.
async fn session_of(stage: &Stage, town: &Council, conference: &str, kind: &str) -> Result<Value, Problem> {
    let query = "query($id: ID!) { conference(id: $id) { programme { sessions { id kind } } } }";
    let answer = stage.ask(town.secretary(), query, json!({ "id": conference })).await?;
    let sessions = answer["conference"]["programme"]["sessions"].as_array().cloned().unwrap_or_default();
    let found = sessions.into_iter().find(|session| session["kind"] == kind);
    Ok(found.ok_or_else(|| format!("the programme has no session of kind {kind}"))?["id"].clone())
}
