//! Conferences: plan, change, and from one state to the next.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::conferences::Conference;
use crate::types::cycles::{CategoryVoice, RegistrationDays};
use crate::types::enums::{Enumeration, codes};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::{DateTime, NaiveDate, Utc};
use domain::conferences::{ConferenceKind, ConferenceMode};
use domain::people::Category;
use usecases::conferences;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ConferencesMutation;

/// A conference to plan.
#[derive(InputObject)]
pub(crate) struct PlanConferenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The council that will hold it.
    council_id: ID,
    /// A published cycle of this council or of the one above.
    cycle_id: ID,
    /// Edition number, the council's own, for instance 13.
    edition: i32,
    /// Title; null for the usual one.
    title: Option<String>,
    /// Ordinary or extraordinary; null for the cycle's.
    kind: Option<Enumeration<ConferenceKind>>,
    /// Mode; null for the first that the cycle allows.
    mode: Option<Enumeration<ConferenceMode>>,
    /// First day.
    first_day: NaiveDate,
    /// Last day.
    last_day: NaiveDate,
    /// Name of the venue; null while not known.
    venue_name: Option<String>,
    /// Address of the venue; null while not known.
    venue_address: Option<String>,
}

/// A change of a conference; what is null stays.
#[derive(InputObject)]
pub(crate) struct UpdateConferenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version that was read.
    version: i32,
    /// Title.
    title: Option<String>,
    /// Edition number; fixed by the published act.
    edition: Option<i32>,
    /// Ordinary or extraordinary; fixed by the published act.
    kind: Option<Enumeration<ConferenceKind>>,
    /// Mode; fixed by the published act.
    mode: Option<Enumeration<ConferenceMode>>,
    /// First day; fixed by the published act.
    first_day: Option<NaiveDate>,
    /// Last day; fixed by the published act.
    last_day: Option<NaiveDate>,
    /// Name of the venue; fixed by the published act.
    venue_name: Option<String>,
    /// Address of the venue; fixed by the published act.
    venue_address: Option<String>,
    /// Days on which the public page takes registrations.
    registration: Option<RegistrationDays>,
    /// Categories that may be registered at the door.
    walk_ins: Option<Vec<Enumeration<Category>>>,
    /// When delegates can no longer be accredited.
    credentialing_close: Option<DateTime<Utc>>,
    /// From when alternates are admitted in the place of absent titulars.
    alternate_admission_at: Option<DateTime<Utc>>,
    /// Seats of delegates; an even number.
    delegate_count: Option<i32>,
    /// Last moment to hand a motion in and to sign it.
    motions_deadline: Option<DateTime<Utc>>,
    /// Who may speak besides the delegates.
    voice: Option<Vec<CategoryVoice>>,
}

/// The acceptance of what a cycle changed.
#[derive(InputObject)]
pub(crate) struct AcceptCycleDifferencesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The conference's version that was read.
    version: i32,
    /// The published version of the cycle whose differences were read.
    cycle_version: i32,
}

/// The opening of registration.
#[derive(InputObject)]
pub(crate) struct OpenRegistrationInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// The start of a conference.
#[derive(InputObject)]
pub(crate) struct StartConferenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// The end of a conference.
#[derive(InputObject)]
pub(crate) struct CloseConferenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// The cancellation of a conference.
#[derive(InputObject)]
pub(crate) struct CancelConferenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Why; everybody reads it.
    reason: String,
}

outcome! {
    /// What came of planning a conference.
    PlanConferenceOutcome = Conference
}
outcome! {
    /// What came of a change of a conference.
    UpdateConferenceOutcome = Conference
}
outcome! {
    /// What came of accepting what a cycle changed.
    AcceptCycleDifferencesOutcome = Conference
}
outcome! {
    /// What came of a change of state.
    ConferenceStateOutcome = Conference
}

#[Object]
impl ConferencesMutation {
    /// Plans a conference from a published cycle; what the cycle decides is there at once. Days outside the
    /// cycle's window are marked (`windowNotice`), never refused.
    async fn plan_conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PlanConferenceInput,
    ) -> async_graphql::Result<PlanConferenceOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::PlanConference {
            key: input.key,
            council: id::council(&input.council_id)?,
            cycle: id::row("Cycle", &input.cycle_id)?,
            edition: input.edition,
            title: input.title,
            kind: input.kind.map(|kind| kind.0),
            mode: input.mode.map(|mode| mode.0),
            first_day: input.first_day,
            last_day: input.last_day,
            venue_name: input.venue_name,
            venue_address: input.venue_address,
        };
        settle(asking, conferences::plan(app, asking, &command).await, Conference::from)
    }

    /// Changes a conference. What the published act of convocation names changes by a new act only.
    async fn update_conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UpdateConferenceInput,
    ) -> async_graphql::Result<UpdateConferenceOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::UpdateConference {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            title: input.title,
            named: conferences::Named {
                edition: input.edition,
                kind: input.kind.map(|kind| kind.0),
                mode: input.mode.map(|mode| mode.0),
                first_day: input.first_day,
                last_day: input.last_day,
                venue_name: input.venue_name,
                venue_address: input.venue_address,
            },
            own: conferences::OwnParameters {
                registration: input.registration.as_ref().map(Into::into),
                walk_ins: input.walk_ins.as_deref().map(codes),
                credentialing_close: input.credentialing_close,
                alternate_admission_at: input.alternate_admission_at,
                delegate_count: input.delegate_count,
                motions_deadline: input.motions_deadline,
                voice: input.voice.as_deref().map(CategoryVoice::kept),
            },
        };
        settle(asking, conferences::update(app, asking, &command).await, Conference::from)
    }

    /// Accepts what the cycle changed since the conference accepted it (*aceite das mudanças do ciclo*).
    async fn accept_cycle_differences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AcceptCycleDifferencesInput,
    ) -> async_graphql::Result<AcceptCycleDifferencesOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::AcceptDifferences {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            cycle_version: input.cycle_version,
        };
        settle(asking, conferences::accept_differences(app, asking, &command).await, Conference::from)
    }

    /// Opens registration (*abertura das inscrições*) of a convened conference.
    async fn open_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenRegistrationInput,
    ) -> async_graphql::Result<ConferenceStateOutcome> {
        let (app, asking) = asked(ctx);
        let command = change(input.key, &input.conference_id)?;
        settle(asking, conferences::open_registration(app, asking, &command).await, Conference::from)
    }

    /// Starts the conference (*início*).
    async fn start_conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: StartConferenceInput,
    ) -> async_graphql::Result<ConferenceStateOutcome> {
        let (app, asking) = asked(ctx);
        let command = change(input.key, &input.conference_id)?;
        settle(asking, conferences::start(app, asking, &command).await, Conference::from)
    }

    /// Closes the conference (*encerramento*) once nothing is open.
    async fn close_conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseConferenceInput,
    ) -> async_graphql::Result<ConferenceStateOutcome> {
        let (app, asking) = asked(ctx);
        let command = change(input.key, &input.conference_id)?;
        settle(asking, conferences::close(app, asking, &command).await, Conference::from)
    }

    /// Cancels a conference before it starts (*cancelamento*), with a public reason.
    async fn cancel_conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CancelConferenceInput,
    ) -> async_graphql::Result<ConferenceStateOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::CancelConference {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            reason: input.reason,
        };
        settle(asking, conferences::cancel(app, asking, &command).await, Conference::from)
    }
}

fn change(key: Uuid, conference: &ID) -> async_graphql::Result<conferences::ChangeState> {
    Ok(conferences::ChangeState { key, conference: id::row("Conference", conference)? })
}
