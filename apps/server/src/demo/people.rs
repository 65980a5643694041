//! Who takes part: members of the council by birth, everybody else by registration; their badges.

use super::{conference::text, councils::Council, specimen::Specimen, stage::Stage};
use crate::Problem;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Badges printed at once.
const SHEET: usize = 20;

/// A participant with the badge that was printed.
#[derive(Debug, Clone)]
pub(super) struct Badge {
    pub(super) participant_id: String,
    pub(super) name: String,
    pub(super) category: String,
    pub(super) code: String,
    pub(super) pin: String,
}

/// Records the mandates of the council; its members are delegates by birth.
pub(super) async fn mandates(stage: &Stage, specimen: &Specimen, town: &Council) -> Result<(), Problem> {
    stage.at(specimen.instant(&json!("2025-04-10T09:00:00-03:00")));
    let council = &specimen.rows["council"];
    for member in council["members"].as_array().into_iter().flatten() {
        let record = json!({
            "councilId": town.id, "seat": member["seat"], "kind": member["kind"], "name": member["name"],
            "sector": member["sector"], "segment": member["segment"], "organization": member["organization"],
            "startsOn": specimen.day(&council["mandate"]["from"]), "endsOn": specimen.day(&council["mandate"]["to"]),
            "email": email_of(specimen, &member["participantId"]),
        });
        stage.act(town.secretary(), "recordMandate", "Mandate", "id", record).await?;
    }
    Ok(())
}

fn email_of(specimen: &Specimen, participant: &Value) -> Value {
    let row = specimen.list("participants").iter().find(|row| &row["id"] == participant);
    row.map_or(Value::Null, |row| row["email"].clone())
}

/// Registers everybody who came in before the day, and accepts them.
pub(super) async fn registered(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    conference: &str,
) -> Result<(), Problem> {
    let before = |row: &&Value| row["category"] != "BORN" && row["channel"] == "ONLINE";
    for row in specimen.list("participants").iter().filter(before) {
        stage.at(specimen.instant(&row["registeredAt"]));
        let register = json!({ "conferenceId": conference, "person": person(row) });
        let fields = "id version eligibility";
        let done = stage.act(town.secretary(), "registerParticipant", "Participant", fields, register).await?;
        if done["eligibility"] == "PENDING" {
            let accept = json!({ "participantId": done["id"], "version": done["version"], "accept": true });
            stage.act(town.secretary(), "reviewEligibility", "Participant", "id", accept).await?;
        }
    }
    Ok(())
}

/// Completes the registrations that the mandates brought: who stands for election needs a date of birth.
pub(super) async fn completed(
    stage: &Stage,
    specimen: &Specimen,
    town: &Council,
    conference: &str,
) -> Result<(), Problem> {
    for born in everybody(stage, town, conference).await?.iter().filter(|person| person["category"] == "BORN") {
        let row = specimen.list("participants").iter().find(|row| row["name"] == born["name"]);
        let row = row.ok_or_else(|| format!("{} is not in the specimen", born["name"]))?;
        let details = json!({
            "name": row["name"], "socialName": row["socialName"], "birthDate": row["birthDate"],
            "gender": row["gender"], "cpf": row["cpf"], "email": row["email"], "organization": row["organization"],
            "reservedGroups": row["reservedGroups"], "axisPreferences": row["axisPreferences"],
            "accessibilityNeeds": row["accessibilityNeeds"], "diet": row["diet"],
        });
        let update = json!({ "participantId": born["id"], "version": born["version"], "details": details });
        stage.act(town.secretary(), "updateParticipant", "Participant", "id", update).await?;
    }
    Ok(())
}

/// A row of the specimen as the API takes it.
pub(super) fn person(row: &Value) -> Value {
    json!({
        "name": row["name"], "socialName": row["socialName"], "birthDate": row["birthDate"], "gender": row["gender"],
        "cpf": row["cpf"], "email": row["email"], "category": row["category"], "sector": row["sector"],
        "segment": row["segment"], "organization": row["organization"], "reservedGroups": row["reservedGroups"],
        "axisPreferences": row["axisPreferences"], "accessibilityNeeds": row["accessibilityNeeds"], "diet": row["diet"],
    })
}

/// Prints the badges of everybody, in sheets.
pub(super) async fn badges(stage: &Stage, town: &Council, conference: &str) -> Result<Vec<Badge>, Problem> {
    let people = everybody(stage, town, conference).await?;
    let mut badges = Vec::with_capacity(people.len());
    for sheet in people.chunks(SHEET) {
        let ids: Vec<_> = sheet.iter().map(|person| person["id"].clone()).collect();
        let issue = json!({ "conferenceId": conference, "participantIds": ids });
        let fields = "badges { badgeCode pin participant { id } }";
        let issued = stage.act(town.secretary(), "issueBadges", "IssuedBadges", fields, issue).await?;
        let by_id: BTreeMap<String, &Value> = sheet.iter().map(|person| (text(&person["id"]), person)).collect();
        for badge in issued["badges"].as_array().into_iter().flatten() {
            let id = text(&badge["participant"]["id"]);
            let person = by_id.get(&id).ok_or("a badge belongs to somebody on the sheet")?;
            badges.push(Badge {
                name: text(&person["name"]),
                category: text(&person["category"]),
                code: text(&badge["badgeCode"]),
                pin: text(&badge["pin"]),
                participant_id: id,
            });
        }
    }
    Ok(badges)
}

async fn everybody(stage: &Stage, town: &Council, conference: &str) -> Result<Vec<Value>, Problem> {
    let query = "query($id: ID!, $after: String) { conference(id: $id) { participants(first: 50, after: $after) { \
                 pageInfo { hasNextPage endCursor } edges { node { id name category version } } } } }";
    let (mut people, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = stage.ask(town.secretary(), query, json!({ "id": conference, "after": after })).await?;
        let page = &answer["conference"]["participants"];
        people.extend(page["edges"].as_array().into_iter().flatten().map(|edge| edge["node"].clone()));
        if page["pageInfo"]["hasNextPage"] != true {
            return Ok(people);
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}
