//! Badges (*crachás*): a code that may be read by anybody, and a PIN that is shown once.

use super::desk::holds;
use super::view::Participant;
use crate::failure::Found;
use crate::identity::forget_failures;
use crate::{Act, App, Ctx, Failure, Outcome};
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::{BadgeCode, Eligibility, Pin};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashSet;
use store::participants::{self as people, participant};
use store::{Scope, identity as sessions};
use uuid::Uuid;

/// Most badges of one request.
pub const BADGES_MAX: usize = 50;

/// Badges to print.
#[derive(Debug, Clone, Serialize)]
pub struct IssueBadges {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// For whom; at most [`BADGES_MAX`].
    pub participants: Vec<RowId>,
}

/// A badge that was issued.
#[derive(Debug, Clone)]
pub struct IssuedBadge {
    /// For whom.
    pub participant: Participant,
    /// Six digits, in the answer to the request that made them; none when the request is repeated.
    pub pin: Option<String>,
}

/// What is kept of an answer: no PIN.
#[derive(Serialize, Deserialize)]
struct Issued {
    /// Names the attempt whose PINs are in force.
    attempt: Uuid,
    badges: Vec<Participant>,
}

/// A PIN with what is kept of it.
struct NewPin {
    pin: Pin,
    hash: String,
}

/// Issues badges, or issues them again: the code stays, the PIN is a new one, and who was signed in
/// with the old one is not any more. The answer keeps the order of the request.
///
/// # Errors
/// `TOO_MANY`, `REQUIRED`; `NOT_ELIGIBLE`, `REGISTRATION_WITHDRAWN`; not found. All or none are issued.
pub async fn issue_badges(app: &App, ctx: &Ctx, command: &IssueBadges) -> Outcome<Vec<IssuedBadge>> {
    let permit = ctx.permit(Action::CheckIn, command.conference.tenant, Some(command.conference.id))?;
    check_number(command.participants.len())?;
    let pins = &new_pins(ctx, command.participants.len()).await?;
    let attempt = ctx.new_id();
    let issued = app
        .act(ctx, "participants.issue_badges", &permit, command.key, command, |scope| async move {
            let mut badges = Vec::with_capacity(pins.len());
            let mut codes = free_codes(&scope, ctx, pins.len()).await?;
            for (wanted, new) in command.participants.iter().zip(pins) {
                let row = scope.lock::<participant::Entity>(wanted.id).await?.found()?;
                if row.conference_id != command.conference.id {
                    return Err(Failure::NotFound);
                }
                let code = row.badge_code.clone().map_or_else(|| codes.pop().found(), Ok)?;
                badges.push(Participant::seen_by(ctx, give(&scope, ctx, row, code, &new.hash).await?));
            }
            let act = Act::new(Action::CheckIn, "Conference", command.conference.id).of(command.conference.id);
            act.with(json!({ "badges": badges.len() })).record(&scope, ctx).await?;
            Ok(Issued { attempt, badges })
        })
        .await?;
    let fresh = issued.attempt == attempt;
    let shown = |(participant, new): (Participant, &NewPin)| IssuedBadge {
        participant,
        pin: fresh.then(|| new.pin.reveal().to_owned()),
    };
    Ok(issued.badges.into_iter().zip(pins).map(shown).collect())
}

fn check_number(count: usize) -> Result<(), Refusal> {
    match count {
        0 => Err(Refusal::invalid("participantIds", "REQUIRED", "Escolha ao menos uma pessoa.")),
        1..=BADGES_MAX => Ok(()),
        _ => {
            let message = format!("Peça até {BADGES_MAX} crachás de cada vez; a lista segue na página seguinte.");
            Err(Refusal::invalid("participantIds", "TOO_MANY", message))
        }
    }
}

async fn give(
    scope: &Scope,
    ctx: &Ctx,
    row: participant::Model,
    code: String,
    hash: &str,
) -> Outcome<participant::Model> {
    holds(&row)?;
    if *row.eligibility != Eligibility::Eligible {
        let message = "A inscrição ainda não foi homologada. O crachá sai depois da decisão da comissão organizadora.";
        return Err(Refusal::rule("NOT_ELIGIBLE", "homologação das inscrições", message).into());
    }
    forget_failures(scope, ctx, &code).await?;
    sessions::end_sessions_of(&scope.directory(), row.id, ctx.now()).await?;
    let version = row.version + 1;
    let badged = participant::Model { badge_code: Some(code), pin_hash: Some(hash.to_owned()), version, ..row };
    Ok(scope.save::<participant::Entity>(badged).await?)
}

/// Codes that the council has not given yet.
async fn free_codes(scope: &Scope, ctx: &Ctx, count: usize) -> Outcome<Vec<String>> {
    let mut free = HashSet::new();
    while free.len() < count {
        let drawn: HashSet<String> =
            (free.len()..count).map(|_| BadgeCode::from_random(ctx.bytes()).to_string()).collect();
        let taken = people::badge_codes_taken(scope, drawn.iter().cloned().collect()).await?;
        free.extend(drawn.into_iter().filter(|code| !taken.contains(code)));
    }
    Ok(free.into_iter().collect())
}

/// New PINs with their hashes; hashing takes a core some milliseconds each, so it is done beside the requests.
async fn new_pins(ctx: &Ctx, count: usize) -> Outcome<Vec<NewPin>> {
    let drawn: Vec<(Pin, [u8; identity::pin::SALT])> =
        (0..count).map(|_| (Pin::from_random(ctx.bytes()), ctx.bytes())).collect();
    let hashed = tokio::task::spawn_blocking(move || drawn.into_iter().map(hashed).collect::<Result<Vec<_>, _>>());
    hashed.await.map_err(Failure::internal)?.map_err(Failure::internal)
}

fn hashed((pin, salt): (Pin, [u8; identity::pin::SALT])) -> Result<NewPin, identity::pin::PinError> {
    let hash = identity::pin::hash(&identity::pin::Pin::parse(pin.reveal())?, salt)?;
    Ok(NewPin { pin, hash })
}
