//! Decisions on a registration: eligibility, category, withdrawal.

use super::desk::holds;
use super::rules::{BEFORE_THE_END, Bound, bound, in_state};
use super::view::{Participant, placement, presence, standing};
use crate::failure::{Found, OrRefuse};
use crate::record::send_mail;
use crate::{Act, App, Ctx, Outcome};
use domain::ids::RowId;
use domain::participants::change::change_placement;
use domain::participants::eligibility::{Decision, REASON_MAX};
use domain::participants::{Declared, Eligibility, Placement, Presence};
use domain::people::{Category, Sector, Segment};
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::participants::{self as people, ChangeKind, participant};
use store::{Coded, Scope, councils, identity as sessions};
use uuid::Uuid;

/// A decision on eligibility.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewEligibility {
    /// Idempotency key.
    pub key: Uuid,
    /// The participant.
    pub participant: RowId,
    /// The version that was read.
    pub version: i32,
    /// Whether the registration is accepted.
    pub accept: bool,
    /// Why; needed to refuse and to reverse a refusal. The person reads it.
    pub reason: Option<String>,
}

/// Accepts or refuses a registration in its category, or reverses an earlier decision (*homologação*).
/// The person hears of it by mail.
///
/// # Errors
/// `REQUIRED` without a reason where one is needed; `SEATS_FULL`; `ELIGIBILITY_UNCHANGED`,
/// `ELIGIBILITY_CHECKED_IN`, `ELIGIBILITY_BY_MANDATE`; `STALE_VERSION`.
pub async fn review(app: &App, ctx: &Ctx, command: &ReviewEligibility) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ManageParticipants, command.participant.tenant, None)?;
    app.act(ctx, "participants.review_eligibility", &permit, command.key, command, |scope| async move {
        let (conference, row) = weighed(&scope, ctx, command.participant, command.version).await?;
        let inside = matches!(presence(&row), Presence::In { .. });
        let decided = standing(&row).review(decision(command), *row.channel, inside).or_refuse()?;
        if decided.state == Eligibility::Eligible {
            seat_left(&scope, &conference, &bound(ctx, &conference)?, placement(&row)?).await?;
        }
        let (before, after) = (row.eligibility.label(), decided.state.label());
        super::note(&scope, ctx, &row, ChangeKind::Eligibility, Some(before), Some(after), decided.reason.as_deref())
            .await?;
        let reviewed = participant::Model {
            eligibility: Coded(decided.state),
            eligibility_reason: decided.reason,
            version: row.version + 1,
            ..row
        };
        let kept = scope.save::<participant::Entity>(reviewed).await?;
        if decided.state == Eligibility::Refused {
            sessions::end_sessions_of(&scope.directory(), kept.id, ctx.now()).await?;
        }
        tell(app, ctx, &scope, &conference, &kept).await?;
        let act = Act::new(Action::ManageParticipants, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "eligibility": kept.eligibility })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

fn decision(command: &ReviewEligibility) -> Decision {
    match command.accept {
        true => Decision::Accept { reason: command.reason.clone() },
        false => Decision::Refuse { reason: command.reason.clone().unwrap_or_default() },
    }
}

/// The participant to decide about, with the conference locked first: seats are weighed against each other.
async fn weighed(
    scope: &Scope,
    ctx: &Ctx,
    id: RowId,
    version: i32,
) -> Outcome<(conference::Model, participant::Model)> {
    let known = scope.get::<participant::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ManageParticipants, id.tenant, Some(known.conference_id))?;
    let conference = scope.lock::<conference::Entity>(known.conference_id).await?.found()?;
    let row = scope.lock::<participant::Entity>(id.id).await?.found()?;
    in_state(&conference, BEFORE_THE_END)?;
    holds(&row)?;
    if row.version != version {
        return Err(Refusal::stale(row.version).into());
    }
    Ok((conference, row))
}

/// Refuses a delegate for whom the pool has no seat left. Delegations were seated by the stage below.
async fn seat_left(scope: &Scope, conference: &conference::Model, bound: &Bound, place: Placement) -> Outcome<()> {
    let (Some(pool), Some(sector)) = (place.pool(), place.sector()) else { return Ok(()) };
    if !bound.rules.takes_a_seat(place.category()) {
        return Ok(());
    }
    let seated: Vec<Category> =
        Category::ALL.iter().copied().filter(|category| bound.rules.takes_a_seat(*category)).collect();
    let taken = people::seats_taken(scope, conference.id, &seated, sector, place.segment()).await?;
    bound.rules.seat_for(pool, u32::try_from(taken).unwrap_or(u32::MAX)).or_refuse()
}

/// Tells the person what was decided, where there is an address.
async fn tell(
    app: &App,
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    row: &participant::Model,
) -> Outcome<()> {
    let Some(address) = &row.email else { return Ok(()) };
    let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
    let answer = match *row.eligibility {
        Eligibility::Refused => {
            mail::EligibilityAnswer::Declined { reason: row.eligibility_reason.clone().unwrap_or_default() }
        }
        _ => mail::EligibilityAnswer::Confirmed { category: *row.category },
    };
    let letter = mail::Template::EligibilityDecided {
        conference: conference.title.clone(),
        name: row.shown_name().to_owned(),
        answer,
        link: format!("{}/c/{}", app.settings.public_url, council.slug),
    };
    send_mail(scope, ctx, address, letter).await
}

/// Another category, sector or segment.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeCategory {
    /// Idempotency key.
    pub key: Uuid,
    /// The participant.
    pub participant: RowId,
    /// The version that was read.
    pub version: i32,
    /// The new category.
    pub category: Category,
    /// Sector, where it does not follow from the category.
    pub sector: Option<Sector>,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Whether a leading post is held in a public body.
    pub leading_post: bool,
    /// Why.
    pub reason: String,
}

/// Changes category, sector or segment (*mudança de categoria*). Eligibility starts again, sessions
/// end; the rolls of votes that took place keep what they were.
///
/// # Errors
/// Refusals on category and segment; `PLACEMENT_UNCHANGED`, `PLACEMENT_CHECKED_IN`,
/// `CREDENTIALING_CLOSED`, `BORN_BY_MANDATE`; `STALE_VERSION`.
pub async fn change_category(app: &App, ctx: &Ctx, command: &ChangeCategory) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ManageParticipants, command.participant.tenant, None)?;
    let declared = Declared {
        category: command.category,
        sector: command.sector,
        segment: command.segment,
        leading_post: command.leading_post,
    };
    app.act(ctx, "participants.change_category", &permit, command.key, command, |scope| async move {
        let (conference, row) = weighed(&scope, ctx, command.participant, command.version).await?;
        let to = declared.check().or_refuse()?;
        let state = bound(ctx, &conference)?.credentialing.state_at(ctx.now());
        let inside = matches!(presence(&row), Presence::In { .. });
        let changed =
            change_placement(placement(&row)?, to, &command.reason, *row.channel, state, inside).or_refuse()?;
        let kept = place(&scope, ctx, row, to, Some(&changed.reason)).await?;
        let (eligibility, eligibility_reason) = (Coded(changed.standing.state), changed.standing.reason);
        let kept = participant::Model { eligibility, eligibility_reason, ..kept };
        let kept = scope.save::<participant::Entity>(kept).await?;
        let act = Act::new(Action::ManageParticipants, "Participant", kept.id).of(kept.conference_id);
        let details = json!({ "from": changed.from.category(), "to": kept.category, "segment": kept.segment });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

/// The row in another place, not saved yet; the change is on record and sessions with the old role end.
pub(super) async fn place(
    scope: &Scope,
    ctx: &Ctx,
    row: participant::Model,
    to: Placement,
    reason: Option<&str>,
) -> Outcome<participant::Model> {
    let (before, after) = (placement(&row)?.label(), to.label());
    super::note(scope, ctx, &row, ChangeKind::Placement, Some(&before), Some(&after), reason).await?;
    sessions::end_sessions_of(&scope.directory(), row.id, ctx.now()).await?;
    Ok(participant::Model {
        category: Coded(to.category()),
        sector: to.sector().map(Coded),
        segment: to.segment().map(Coded),
        version: row.version + 1,
        ..row
    })
}

/// The end of a registration.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawParticipant {
    /// Idempotency key.
    pub key: Uuid,
    /// The participant.
    pub participant: RowId,
    /// The version that was read.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Withdraws a registration (*desistência*): sessions end, contacts and documents are erased (LGPD),
/// and the person may register again. What was voted stays on record.
///
/// # Errors
/// `PLACEMENT_CHECKED_IN` while in the hall; `BORN_BY_MANDATE`; `REQUIRED`; `STALE_VERSION`.
pub async fn withdraw(app: &App, ctx: &Ctx, command: &WithdrawParticipant) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ManageParticipants, command.participant.tenant, None)?;
    let reason = &text::body("reason", &command.reason, REASON_MAX)?;
    app.act(ctx, "participants.withdraw", &permit, command.key, command, |scope| async move {
        let (_, row) = weighed(&scope, ctx, command.participant, command.version).await?;
        may_withdraw(&row)?;
        super::note(&scope, ctx, &row, ChangeKind::Withdrawal, None, None, Some(reason)).await?;
        sessions::end_sessions_of(&scope.directory(), row.id, ctx.now()).await?;
        let kept = scope.save::<participant::Entity>(withdrawn(ctx, row)).await?;
        let act = Act::new(Action::ManageParticipants, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "withdrawn": true })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

fn may_withdraw(row: &participant::Model) -> Result<(), Refusal> {
    if matches!(presence(row), Presence::In { .. }) {
        let message = "A pessoa está no local. Registre a saída ou desfaça a entrada e depois retire a inscrição.";
        return Err(Refusal::rule("WITHDRAWAL_CHECKED_IN", "credenciamento", message));
    }
    if row.mandate_id.is_some() {
        let message = "Quem é do conselho participa pelo mandato. Se o mandato terminou, registre isso no conselho.";
        return Err(Refusal::rule("BORN_BY_MANDATE", "bornDelegates", message));
    }
    Ok(())
}

fn withdrawn(ctx: &Ctx, row: participant::Model) -> participant::Model {
    participant::Model {
        withdrawn_at: Some(ctx.now()),
        eligibility: Coded(Eligibility::Refused),
        eligibility_reason: None,
        cpf: None,
        email: None,
        birth_date: None,
        pin_hash: None,
        group_id: None,
        accessibility_needs: Vec::new().into(),
        diet: None,
        version: row.version + 1,
        ..row
    }
}
