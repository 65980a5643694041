//! The demonstration: a state with three municipalities, one of which holds the specimen conference.
//!
//! Everything is done through the schema, as its people would; only the clock is moved, so that what
//! takes weeks is done at once. All people, acts and figures are invented.

mod clock;
mod conference;
mod councils;
mod cycle;
mod people;
mod plenary;
mod specimen;
mod stage;

use crate::Problem;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use councils::Council;
use people::Badge;
use policy::Role;
use serde_json::{Value, json};
use specimen::Specimen;
use stage::Stage;
use store::Database;
use usecases::Settings;

/// Itamarandiba-MG, whose conference the specimen is, and two neighbours.
const TOWNS: [(&str, &str); 3] = [
    ("3132503", "cmas@itamarandiba.example.org"),
    ("3113503", "cmas@carbonita.example.org"),
    ("3169703", "cmas@turmalina.example.org"),
];
const WEEKS_BEFORE: i64 = 12;

/// Up to which moment the demonstration is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The evening before the first day.
    Eve,
    /// The opening plenary, with a roll call open.
    Plenary,
}

/// Fills an empty database and says, as JSON, what scripts need to go on.
///
/// # Errors
/// When the database has councils already, or anything is refused.
pub(crate) async fn fill(
    db: Database,
    settings: Settings,
    moment: Moment,
    now: DateTime<Utc>,
) -> Result<Value, Problem> {
    let address = settings.public_url.clone();
    let specimen = Specimen::today(now);
    // Sessions begin twelve weeks before today and are to be good for some time from now on.
    let settings = Settings { session_days: 400, ..settings };
    let stage = Stage::new(db, settings, now - chrono::Duration::weeks(WEEKS_BEFORE))?;
    let national = councils::national(&stage).await.map_err(only_empty)?;
    let state =
        councils::under(&stage, &national, "ceas@mg.example.org", json!({ "level": "STATE", "uf": "MG" })).await?;
    let mut towns = Vec::new();
    for (ibge_code, email) in TOWNS {
        let place = json!({ "level": "MUNICIPAL", "ibgeCode": ibge_code });
        towns.push(councils::under(&stage, &state, email, place).await?);
    }
    let town = &towns[0];
    let cycle = cycle::published(&stage, &specimen, &state).await?;
    let cycle_id = global("Cycle", cycle.tenant.0, cycle.id);
    people::mandates(&stage, &specimen, town).await?;
    let conference = conference::convened(&stage, &specimen, town, &cycle_id).await?;
    people::registered(&stage, &specimen, town, &conference).await?;
    people::completed(&stage, &specimen, town, &conference).await?;
    conference::prepared(&stage, &specimen, town, &conference).await?;
    let state_conference = state_conference(&stage, &specimen, &state, &cycle_id).await?;
    stage.at(now);
    let badges = people::badges(&stage, town, &conference).await?;
    let poll = match moment {
        Moment::Eve => None,
        Moment::Plenary => Some(plenary::opened(&stage, town, &conference, &badges).await?),
    };
    let (display_code, display_token) = display(&stage, town, &conference).await?;
    let in_hall = in_hall(&stage, &conference, &badges).await?;
    stage.deliver().await?;
    Ok(json!({
        "address": address, "cycleId": cycle_id, "conferenceId": conference, "stateConferenceId": state_conference,
        "pollId": poll, "displayCode": display_code, "displayToken": display_token,
        "councils": {
            "national": council(&national), "state": council(&state), "municipality": council(town),
            "neighbours": towns[1..].iter().map(council).collect::<Vec<_>>(),
        },
        "tokens": in_hall, "badges": badges.iter().filter(|badge| plenary::is_delegate(badge)).map(shown).collect::<Vec<_>>(),
        "others": badges.iter().filter(|badge| !plenary::is_delegate(badge)).map(shown).collect::<Vec<_>>(),
    }))
}

fn only_empty(problem: Problem) -> Problem {
    if problem.to_string().contains("já está cadastrado") {
        return "the database has councils already; the demonstration fills an empty one only".into();
    }
    problem
}

fn global(kind: &str, tenant: uuid::Uuid, id: uuid::Uuid) -> String {
    URL_SAFE_NO_PAD.encode([tenant.as_bytes().as_slice(), id.as_bytes(), kind.as_bytes()].concat())
}

fn council(council: &Council) -> Value {
    json!({ "id": council.id, "slug": council.slug, "tokens": council.tokens })
}

fn shown(badge: &Badge) -> Value {
    json!({
        "participantId": badge.participant_id, "name": badge.name, "category": badge.category, "badgeCode": badge.code,
        "pin": badge.pin,
    })
}

/// The state's own conference, planned, so that delegates are accredited to it.
async fn state_conference(
    stage: &Stage,
    specimen: &Specimen,
    state: &Council,
    cycle_id: &str,
) -> Result<String, Problem> {
    let window = &specimen.rows["cycle"]["windows"][1];
    let first = specimen.day(&window["from"]) + chrono::Duration::days(40);
    let plan = json!({
        "councilId": state.id, "cycleId": cycle_id, "edition": 15, "firstDay": first,
        "lastDay": first + chrono::Duration::days(2), "venueName": "Centro de Convenções (fictício)",
    });
    Ok(conference::text(&stage.act(state.secretary(), "planConference", "Conference", "id", plan).await?["id"]))
}

/// A code with which a display opens, and the token of one that did.
async fn display(stage: &Stage, town: &Council, conference: &str) -> Result<(String, String), Problem> {
    let invite = |name: &str| json!({ "conferenceId": conference, "name": name });
    let table = town.token(Role::Table);
    let fields = "code";
    let first = stage.act(table, "inviteDisplay", "DisplayInvitation", fields, invite("Telão do auditório")).await?;
    let second = stage.act(table, "inviteDisplay", "DisplayInvitation", fields, invite("Telão da praça")).await?;
    let open = json!({ "code": second["code"] });
    let opened = stage.act_without_key("", "openDisplay", "DisplayPairing", "token", open).await?;
    Ok((conference::text(&first["code"]), conference::text(&opened["token"])))
}

/// One person of each role in the hall, signed in with badge and PIN.
async fn in_hall(stage: &Stage, conference: &str, badges: &[Badge]) -> Result<Value, Problem> {
    let mut tokens = serde_json::Map::new();
    for (role, category) in [("delegate", "CIVIL_SOCIETY"), ("guest", "GUEST"), ("observer", "OBSERVER")] {
        let Some(badge) = badges.iter().find(|badge| badge.category == category) else { continue };
        let sign_in = json!({ "conferenceId": conference, "badgeCode": badge.code, "pin": badge.pin });
        let signed = stage.act_without_key("", "signInWithBadge", "SignedIn", "token", sign_in).await?;
        tokens.insert(role.to_owned(), signed["token"].clone());
    }
    Ok(Value::Object(tokens))
}
