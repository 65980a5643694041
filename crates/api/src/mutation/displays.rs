//! Displays: the screen asks or opens, the table confirms, gives codes out and revokes.

use crate::context::asked;
use crate::error::OrFail;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::displays::{Display, DisplayInvitation, DisplayPairing, PairingRequest};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::displays;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct DisplaysMutation;

/// A waiting screen to confirm.
#[derive(InputObject)]
pub(crate) struct PairDisplayInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The code on the screen.
    code: String,
    /// How the table calls it, for instance "Telão do palco".
    name: String,
}

/// A display to give a code for.
#[derive(InputObject)]
pub(crate) struct InviteDisplayInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// How the table calls it.
    name: String,
}

/// A display to revoke.
#[derive(InputObject)]
pub(crate) struct RevokeDisplayInput {
    /// Idempotency key.
    key: Uuid,
    /// The display.
    display_id: ID,
}

/// A waiting screen that asks whether the table confirmed.
#[derive(InputObject)]
pub(crate) struct RedeemPairingInput {
    /// The secret of `requestPairing`.
    secret: String,
}

/// A screen that opens with a code.
#[derive(InputObject)]
pub(crate) struct OpenDisplayInput {
    /// The code that the table gave out.
    code: String,
}

outcome! {
    /// What came of an act on a display.
    DisplayOutcome = Display
}
outcome! {
    /// What came of giving a code out.
    InviteDisplayOutcome = DisplayInvitation
}
outcome! {
    /// What a screen became.
    DisplayPairingOutcome = DisplayPairing
}

#[Object]
impl DisplaysMutation {
    /// A screen asks to become a display (*telão*): it shows the code and waits. Anybody may ask.
    async fn request_pairing(&self, ctx: &Context<'_>) -> async_graphql::Result<PairingRequest> {
        let (app, asking) = asked(ctx);
        Ok(displays::request(app, asking).await.or_fail(asking)?.into())
    }

    /// A waiting screen asks whether the table confirmed; once it did, the token is given, once.
    async fn redeem_pairing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RedeemPairingInput,
    ) -> async_graphql::Result<DisplayPairingOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, displays::redeem(app, asking, &input.secret).await, DisplayPairing::from)
    }

    /// Opens a screen as a display with a code that the table gave out.
    async fn open_display(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenDisplayInput,
    ) -> async_graphql::Result<DisplayPairingOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, displays::open(app, asking, &input.code).await.map(Some), DisplayPairing::from)
    }

    /// Confirms a waiting screen as a display of the conference (*parear o telão*).
    async fn pair_display(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PairDisplayInput,
    ) -> async_graphql::Result<DisplayOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = displays::PairDisplay { key: input.key, conference, code: input.code, name: input.name };
        settle(asking, displays::pair(app, asking, &command).await, Display)
    }

    /// Gives out a code with which a screen opens as a display at once, until revoked.
    async fn invite_display(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: InviteDisplayInput,
    ) -> async_graphql::Result<InviteDisplayOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = displays::InviteDisplay { key: input.key, conference, name: input.name };
        settle(asking, displays::invite(app, asking, &command).await, DisplayInvitation::from)
    }

    /// Takes a display's right to show away (*desligar o telão*): it goes dark within ten seconds.
    /// Repeating is harmless.
    async fn revoke_display(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RevokeDisplayInput,
    ) -> async_graphql::Result<DisplayOutcome> {
        let (app, asking) = asked(ctx);
        let command = displays::RevokeDisplay { key: input.key, display: id::row("Display", &input.display_id)? };
        settle(asking, displays::revoke(app, asking, &command).await, Display)
    }
}
