//! Credentialing: opening and closing, entries and exits, alternates.

use super::ParticipantOutcome;
use crate::outcome::{outcome, settle};
use crate::types::conferences::Conference;
use crate::types::participants::Participant;
use crate::{context::asked, error::coded, id};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::participants::{self, Whom};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct CredentialingMutation;

/// The opening of credentialing.
#[derive(InputObject)]
pub(crate) struct OpenCredentialingInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// The closing of credentialing.
#[derive(InputObject)]
pub(crate) struct CloseCredentialingInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// An entry: a participant from the list, or a badge at the door of a conference.
#[derive(InputObject)]
pub(crate) struct CheckInInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant; leave out when a badge is given.
    participant_id: Option<ID>,
    /// The conference; needed with a badge.
    conference_id: Option<ID>,
    /// The code on the badge, as scanned or typed.
    badge_code: Option<String>,
    /// Name of the desk or laptop; whoever tries again learns it.
    desk: String,
}

/// An entry to take back.
#[derive(InputObject)]
pub(crate) struct UndoCheckInInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
}

/// An exit.
#[derive(InputObject)]
pub(crate) struct CheckOutInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
}

/// The admission of an alternate.
#[derive(InputObject)]
pub(crate) struct AdmitAlternateInput {
    /// Idempotency key.
    key: Uuid,
    /// Who votes from now on; must be in the hall.
    alternate_id: ID,
    /// The absent titular in whose place.
    titular_id: ID,
}

outcome! {
    /// What came of opening or closing credentialing.
    CredentialingOutcome = Conference
}

#[Object]
impl CredentialingMutation {
    /// Opens credentialing (*credenciamento*). It closes by itself at the time the cycle sets.
    async fn open_credentialing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenCredentialingInput,
    ) -> async_graphql::Result<CredentialingOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = participants::MoveCredentialing { key: input.key, conference };
        settle(asking, participants::open_credentialing(app, asking, &command).await, Conference::from)
    }

    /// Closes credentialing before its time: no more delegates are accredited; guests and observers still enter.
    async fn close_credentialing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseCredentialingInput,
    ) -> async_graphql::Result<CredentialingOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = participants::MoveCredentialing { key: input.key, conference };
        settle(asking, participants::close_credentialing(app, asking, &command).await, Conference::from)
    }

    /// Lets a person in. Whoever is inside already is refused with the time and the desk, and nothing changes.
    async fn check_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CheckInInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::CheckIn { key: input.key, whom: whom(&input)?, desk: input.desk };
        settle(asking, participants::check_in(app, asking, &command).await, Participant)
    }

    /// Takes back an entry made by mistake, unless a vote has counted the person.
    async fn undo_check_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UndoCheckInInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let participant = id::row("Participant", &input.participant_id)?;
        let command = participants::AtTheDoor { key: input.key, participant };
        settle(asking, participants::undo_check_in(app, asking, &command).await, Participant)
    }

    /// Records that a person left; the rolls of later votes do not count them.
    async fn check_out(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CheckOutInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let participant = id::row("Participant", &input.participant_id)?;
        let command = participants::AtTheDoor { key: input.key, participant };
        settle(asking, participants::check_out(app, asking, &command).await, Participant)
    }

    /// Admits an alternate (*suplente*) of a delegation in the place of an absent titular of the same segment.
    async fn admit_alternate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AdmitAlternateInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::AdmitAlternate {
            key: input.key,
            alternate: id::row("Participant", &input.alternate_id)?,
            titular: id::row("Participant", &input.titular_id)?,
        };
        settle(asking, participants::admit(app, asking, &command).await, Participant)
    }
}

fn whom(input: &CheckInInput) -> async_graphql::Result<Whom> {
    match (&input.participant_id, &input.conference_id, &input.badge_code) {
        (Some(participant), _, None) => Ok(Whom::Participant(id::row("Participant", participant)?)),
        (None, Some(conference), Some(code)) => {
            Ok(Whom::Badge { conference: id::row("Conference", conference)?, code: code.clone() })
        }
        _ => Err(coded("INPUT_INVALID", "Informe a pessoa (participantId), ou a conferência com o código do crachá.")),
    }
}
