//! Sign-in with badge and PIN, in the hall. A badge is locked after wrong PINs, never an address:
//! a hall shares one.

use super::{Session, start_participant_session};
use crate::failure::{Found, OrRefuse};
use crate::{App, Ctx, Failure, Outcome};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::ids::{RowId, TenantId};
use domain::participants::{BadgeCode, Eligibility, LockoutPolicy};
use domain::people::Category;
use policy::Role;
use store::conferences::conference;
use store::identity::{self as people, throttle};
use store::participants::{self, participant};
use store::{Directory, Scope, councils};

/// At which door the badge is shown.
#[derive(Debug, Clone)]
pub enum Door {
    /// A conference.
    Conference(RowId),
    /// A council by its name in addresses, whichever of its conferences the badge is for.
    Council(String),
}

/// A badge with its PIN.
#[derive(Debug, Clone)]
pub struct SignInWithBadge {
    /// Where.
    pub door: Door,
    /// The code as typed or scanned.
    pub badge_code: String,
    /// The PIN as typed.
    pub pin: String,
}

/// Begins a session of a participant.
///
/// # Errors
/// `BADGE_OR_PIN_WRONG`, in the same words and time for an unknown badge, a wrong PIN and a
/// registration that does not hold; `BADGE_LOCKED` after wrong PINs; not found when there is no such place.
pub async fn sign_in_with_badge(app: &App, ctx: &Ctx, command: &SignInWithBadge) -> Outcome<Session> {
    let (tenant, conference) = place(app, ctx, &command.door).await?;
    let code = &BadgeCode::parse(&command.badge_code).or_refuse()?.to_string();
    let pin = identity::pin::Pin::parse(&command.pin).map_err(|_| wrong())?;
    let permit = policy::system(tenant, "identity.sign_in_with_badge");
    let scope = app.db.read(&permit).await?;
    let known = participants::by_badge(&scope, code).await?.filter(|row| may_enter(row, conference));
    drop(scope);
    let hash = known.as_ref().and_then(|row| row.pin_hash.clone());
    let verified = tokio::task::spawn_blocking(move || identity::pin::verify(&pin, hash.as_deref()));
    let right = verified.await.map_err(Failure::internal)?.map_err(Failure::internal)?;
    let admitted = &known.filter(|_| right);
    // A wrong PIN is counted and kept, so the refusal leaves the transaction as its value.
    let outcome = app
        .db
        .transact("identity.sign_in_with_badge", &permit, |scope| async move {
            weigh(ctx, &scope, code, admitted.as_ref()).await
        })
        .await?;
    Ok(outcome?)
}

async fn place(app: &App, ctx: &Ctx, door: &Door) -> Outcome<(TenantId, Option<uuid::Uuid>)> {
    match door {
        Door::Conference(row) => {
            let permit = policy::system(row.tenant, "identity.sign_in_with_badge");
            let conference = app.db.read(&permit).await?.get::<conference::Entity>(row.id).await?.found()?;
            Ok((row.tenant, Some(conference.id)))
        }
        Door::Council(slug) => {
            let directory = app.db.directory(ctx.actor.account()).await?;
            let council = councils::council_by_slug(&directory, slug).await?.found()?;
            Ok((TenantId(council.id), None))
        }
    }
}

fn may_enter(row: &participant::Model, conference: Option<uuid::Uuid>) -> bool {
    let here = conference.is_none_or(|conference| conference == row.conference_id);
    here && row.withdrawn_at.is_none() && *row.eligibility == Eligibility::Eligible
}

/// Counts what was tried. The lock is weighed here, under the badge's own row, so that guesses sent
/// all at once are weighed one after the other.
async fn weigh(
    ctx: &Ctx,
    scope: &Scope,
    code: &str,
    admitted: Option<&participant::Model>,
) -> Outcome<Result<Session, Refusal>> {
    let directory = scope.directory();
    let noted = people::open_throttle(&directory, &subject(scope.tenant(), code), ctx.now()).await?;
    if let Err(locked) = LockoutPolicy::default().may_try(&failures(&noted), ctx.now()) {
        return Ok(Err(locked.into()));
    }
    let Some(row) = admitted else {
        let failures = noted.failures + 1;
        people::set_throttle(&directory, throttle::Model { failures, last_failure_at: ctx.now(), ..noted }).await?;
        return Ok(Err(wrong()));
    };
    people::set_throttle(&directory, throttle::Model { failures: 0, ..noted }).await?;
    let conference = RowId { tenant: scope.tenant(), id: row.conference_id };
    let role = role_of(*row.category);
    Ok(Ok(start_participant_session(ctx, &directory, conference, row.id, role).await?))
}

/// The failures in a row, as the policy counts them: it looks at their number and the last of them.
fn failures(noted: &throttle::Model) -> Vec<DateTime<Utc>> {
    vec![noted.last_failure_at; usize::try_from(noted.failures).unwrap_or_default()]
}

fn subject(tenant: TenantId, code: &str) -> String {
    format!("badge:{tenant}:{code}")
}

/// Forgets the wrong PINs of a badge: it got a new one.
pub(crate) async fn forget_failures(scope: &Scope, ctx: &Ctx, code: &str) -> Outcome<()> {
    let directory: Directory = scope.directory();
    let none = throttle::Model { subject: subject(scope.tenant(), code), failures: 0, last_failure_at: ctx.now() };
    Ok(people::set_throttle(&directory, none).await?)
}

/// The role of a participant in the conference.
pub(crate) fn role_of(category: Category) -> Role {
    match category {
        Category::Born | Category::Government | Category::CivilSociety => Role::Delegate,
        Category::Guest => Role::Guest,
        Category::Observer => Role::Observer,
    }
}

fn wrong() -> Refusal {
    let message = "O código do crachá e a senha não combinam. Confira os dois; se precisar, peça uma senha nova no credenciamento.";
    Refusal::invalid("pin", "BADGE_OR_PIN_WRONG", message)
}
