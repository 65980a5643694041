//! Motions: handing in, signing, admission.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::motions::{Motion, MotionList};
use async_graphql::{Context, ID, InputObject, Object};
use domain::motions::MotionKind;
use usecases::motions;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct MotionsMutation;

/// A motion to hand in.
#[derive(InputObject)]
pub(crate) struct SubmitMotionInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Kind.
    kind: Enumeration<MotionKind>,
    /// Title.
    title: String,
    /// Text.
    text: String,
    /// To whom it goes; at least one.
    addressees: Vec<String>,
}

/// A signature, or a sheet of them.
#[derive(InputObject)]
pub(crate) struct SignMotionInput {
    /// Idempotency key.
    key: Uuid,
    /// The motion.
    motion_id: ID,
    /// Participants who signed on paper, when the table types a sheet in; a delegate leaves it out and signs alone.
    #[graphql(default)]
    participant_ids: Vec<ID>,
}

/// The own signature to take back.
#[derive(InputObject)]
pub(crate) struct WithdrawSignatureInput {
    /// Idempotency key.
    key: Uuid,
    /// The motion.
    motion_id: ID,
}

/// A motion to take back.
#[derive(InputObject)]
pub(crate) struct WithdrawMotionInput {
    /// Idempotency key.
    key: Uuid,
    /// The motion.
    motion_id: ID,
    /// The version that was read.
    version: i32,
}

/// The end of the window for motions.
#[derive(InputObject)]
pub(crate) struct CloseMotionsInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

outcome! {
    /// What came of an act on a motion.
    MotionOutcome = Motion
}
outcome! {
    /// What came of the admission of motions.
    CloseMotionsOutcome = MotionList
}

#[Object]
impl MotionsMutation {
    /// Hands a motion in (*entrega de moção*): a delegate as such, or the table for one on paper.
    async fn submit_motion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The motion.")] input: SubmitMotionInput,
    ) -> async_graphql::Result<MotionOutcome> {
        let (app, asking) = asked(ctx);
        let command = motions::SubmitMotion {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            kind: input.kind.0,
            title: input.title,
            text: input.text,
            addressees: input.addressees,
        };
        settle(asking, motions::submit(app, asking, &command).await, Motion)
    }

    /// Signs a motion (*assinatura*): a delegate once, as such; or the table types in who signed on paper.
    async fn sign_motion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The signature.")] input: SignMotionInput,
    ) -> async_graphql::Result<MotionOutcome> {
        let (app, asking) = asked(ctx);
        let people = input.participant_ids.iter().map(|id| id::row("Participant", id));
        let command = motions::SignMotion {
            key: input.key,
            motion: id::row("Motion", &input.motion_id)?,
            on_paper: people.collect::<Result<_, _>>()?,
        };
        settle(asking, motions::sign(app, asking, &command).await, Motion)
    }

    /// Takes the own signature back, while signatures are gathered.
    async fn withdraw_signature(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The motion.")] input: WithdrawSignatureInput,
    ) -> async_graphql::Result<MotionOutcome> {
        let (app, asking) = asked(ctx);
        let command = motions::WithdrawSignature { key: input.key, motion: id::row("Motion", &input.motion_id)? };
        settle(asking, motions::withdraw_signature(app, asking, &command).await, Motion)
    }

    /// Takes a motion back before its admission: a delegate only the own one.
    async fn withdraw_motion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The motion.")] input: WithdrawMotionInput,
    ) -> async_graphql::Result<MotionOutcome> {
        let (app, asking) = asked(ctx);
        let motion = id::row("Motion", &input.motion_id)?;
        let command = motions::WithdrawMotion { key: input.key, motion, version: input.version };
        settle(asking, motions::withdraw(app, asking, &command).await, Motion)
    }

    /// Computes the admission of all motions after their window closed: exactly the share of signatures is enough.
    async fn close_motions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] input: CloseMotionsInput,
    ) -> async_graphql::Result<CloseMotionsOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = motions::CloseMotions { key: input.key, conference };
        settle(asking, motions::close_motions(app, asking, &command).await, MotionList::new)
    }
}
