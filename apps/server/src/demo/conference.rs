//! The conference of the demonstration, from its plan to the eve of its first day.

use super::{councils::Council, specimen::Specimen, stage::Stage};
use crate::Problem;
use policy::Role;
use serde_json::{Value, json};

/// Plans, convenes and prepares the conference; its global id comes back.
pub(super) async fn convened(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    cycle_id: &str,
) -> Result<String, Problem> {
    let conference = &specimen.rows["conference"];
    let act = &specimen.rows["convocationAct"];
    stage.at(specimen.instant(&json!("2025-04-14T09:00:00-03:00")));
    let plan = json!({
        "councilId": town.id, "cycleId": cycle_id, "edition": conference["edition"], "title": conference["title"],
        "firstDay": specimen.day(&conference["firstDay"]), "lastDay": specimen.day(&conference["lastDay"]),
        "venueName": conference["venue"]["name"], "venueAddress": conference["venue"]["address"],
    });
    let planned = stage.act(town.secretary(), "planConference", "Conference", "id version", plan).await?;
    let id = text(&planned["id"]);
    let own = json!({
        "conferenceId": id, "version": planned["version"], "credentialingClose": specimen.time_enough(),
        "registration": { "from": specimen.day(&json!("2025-05-12")), "to": specimen.day(&json!("2025-06-25")) },
    });
    stage.act(town.secretary(), "updateConference", "Conference", "version", own).await?;
    decree(stage, specimen, town, &id, act).await?;
    committee(stage, specimen, town, &id).await?;
    mobilization(stage, specimen, town, &id).await?;
    stage.at(specimen.instant(&json!("2025-05-12T08:00:00-03:00")));
    stage.act(town.secretary(), "openRegistration", "Conference", "state", json!({ "conferenceId": id })).await?;
    Ok(id)
}

async fn decree(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    conference: &str,
    act: &Value,
) -> Result<(), Problem> {
    stage.at(specimen.instant(&json!("2025-05-06T10:00:00-03:00")));
    let signers: Vec<Value> = act["signers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|signer| json!({ "role": signer["role"], "name": signer["name"], "title": signer["roleLabel"] }))
        .collect();
    let draft = json!({
        "conferenceId": conference, "type": act["type"], "number": act["number"], "date": specimen.day(&act["date"]),
        "text": act["text"], "signers": signers,
    });
    let mut decree = stage.act(town.secretary(), "draftDecree", "Decree", "id version", draft).await?;
    for (token, role) in [(town.secretary(), "MAYOR"), (town.token(Role::President), "COUNCIL_PRESIDENT")] {
        let sign = json!({ "decreeId": decree["id"], "version": decree["version"], "role": role });
        decree = stage.act(token, "signDecree", "Decree", "id version", sign).await?;
    }
    let publish = json!({
        "decreeId": decree["id"], "version": decree["version"], "publishedOn": specimen.day(&act["publishedOn"]),
        "publishedIn": act["publishedIn"],
    });
    stage.act(town.secretary(), "publishDecree", "Decree", "id", publish).await?;
    Ok(())
}

async fn committee(stage: &Stage, specimen: &Specimen, town: &Council, conference: &str) -> Result<(), Problem> {
    let committee = &specimen.rows["organizingCommittee"];
    for member in committee["members"].as_array().into_iter().flatten() {
        let appoint = json!({
            "conferenceId": conference, "name": member["name"], "sector": member["sector"],
            "segment": member["segment"], "task": member["role"], "namedBy": committee["namedBy"],
        });
        stage.act(town.secretary(), "appointCommitteeMember", "CommitteeMember", "id", appoint).await?;
    }
    Ok(())
}

async fn mobilization(stage: &Stage, specimen: &Specimen, town: &Council, conference: &str) -> Result<(), Problem> {
    for event in specimen.list("mobilizationEvents") {
        let scheduled = json!({
            "conferenceId": conference, "title": event["title"], "kind": event["kind"],
            "startsAt": specimen.instant(&event["startsAt"]), "endsAt": specimen.instant(&event["endsAt"]),
            "place": event["place"],
        });
        let scheduled = stage
            .act(town.secretary(), "scheduleMobilizationEvent", "MobilizationEvent", "id version", scheduled)
            .await?;
        stage.at(specimen.instant(&event["endsAt"]));
        let came = &event["attendance"];
        let attendance = json!({
            "mobilizationEventId": scheduled["id"], "version": scheduled["version"], "users": came["USERS"],
            "workers": came["WORKERS"], "entities": came["ENTITIES"], "government": came["GOVERNMENT"],
            "total": came["total"],
        });
        stage.act(town.secretary(), "recordEventAttendance", "MobilizationEvent", "id", attendance).await?;
        for contribution in event["contributions"].as_array().into_iter().flatten() {
            let said = json!({ "mobilizationEventId": scheduled["id"], "text": contribution["text"] });
            stage.act(town.secretary(), "recordContribution", "Contribution", "id", said).await?;
        }
    }
    Ok(())
}

/// Programme, rules, groups and actions to verify, ready on the eve.
pub(super) async fn prepared(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    conference: &str,
) -> Result<(), Problem> {
    stage.at(specimen.instant(&json!("2025-06-20T10:00:00-03:00")));
    let secretary = town.secretary();
    for session in specimen.rows["programme"]["sessions"].as_array().into_iter().flatten() {
        let scheduled = json!({
            "conferenceId": conference, "title": session["title"], "kind": session["kind"], "place": session["place"],
            "startsAt": specimen.instant(&session["startsAt"]), "endsAt": specimen.instant(&session["endsAt"]),
            "countsForHours": session["countsForHours"], "countsForPresence": session["countsForPresence"],
        });
        let row = stage.act(secretary, "scheduleSession", "Session", "id", scheduled).await?;
        keynote(stage, specimen, town, session, &row["id"]).await?;
    }
    let rules = stage
        .act(secretary, "draftRules", "RulesOfProcedure", "version", json!({ "conferenceId": conference }))
        .await?;
    let publish = json!({ "conferenceId": conference, "version": rules["version"] });
    stage.act(secretary, "publishRules", "RulesOfProcedure", "version", publish).await?;
    for action in specimen.list("actionsToVerify") {
        let add = json!({
            "conferenceId": conference, "axis": action["axis"], "level": action["level"],
            "decidedBy": action["decidedBy"], "text": action["text"], "responsible": action["responsible"],
        });
        stage.act(secretary, "addAction", "ActionItem", "id", add).await?;
    }
    stage
        .act(secretary, "createGroupsFromAxes", "WorkingGroupList", "__typename", json!({ "conferenceId": conference }))
        .await?;
    let assign = json!({ "conferenceId": conference, "dryRun": false, "reassign": false });
    stage.act(secretary, "assignGroups", "GroupAssignment", "__typename", assign).await?;
    Ok(())
}

async fn keynote(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    session: &Value,
    id: &Value,
) -> Result<(), Problem> {
    let keynote = &specimen.rows["programme"]["keynote"];
    if keynote["sessionId"] != session["id"] {
        return Ok(());
    }
    let set = json!({
        "sessionId": id, "title": keynote["title"], "speaker": keynote["speaker"],
        "organization": keynote["organization"], "minutes": keynote["minutes"], "summary": keynote["summary"],
    });
    stage.act(town.secretary(), "setKeynote", "Session", "id", set).await?;
    Ok(())
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
