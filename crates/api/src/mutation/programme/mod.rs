//! The programme: its sessions and tables; and in [`speaking`], who speaks.

mod inputs;
mod speaking;

pub(crate) use speaking::SpeakingMutation;

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::programme::{Announcement, OpeningTable, QuorumVerification, Session};
use async_graphql::{Context, Object};
use inputs::{
    AnnounceInput, CancelSessionInput, CloseSessionInput, InterruptSessionInput, ScheduleSessionInput,
    SetDirectingTableInput, SetKeynoteInput, SetOpeningTableInput, StartSessionInput, UpdateSessionInput,
    VerifyQuorumInput, WithdrawAnnouncementInput,
};
use usecases::programme;

#[derive(Default)]
pub(crate) struct ProgrammeMutation;

outcome! {
    /// What came of an act on a session.
    SessionOutcome = Session
}
outcome! {
    /// What came of composing the opening table.
    OpeningTableOutcome = OpeningTable
}
outcome! {
    /// What came of a check of the quorum.
    VerifyQuorumOutcome = QuorumVerification
}
outcome! {
    /// What came of an announcement.
    AnnouncementOutcome = Announcement
}

#[Object]
impl ProgrammeMutation {
    /// Puts a session into the programme.
    async fn schedule_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ScheduleSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::schedule(app, asking, &input.command()?).await, Session::from)
    }

    /// Changes a session of the programme.
    async fn update_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UpdateSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::update(app, asking, &input.command()?).await, Session::from)
    }

    /// Takes a session that has not begun out of the programme; answers what it was.
    async fn cancel_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CancelSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::CancelSession { key: input.key, session: id::row("Session", &input.session_id)? };
        settle(asking, programme::cancel(app, asking, &command).await, Session::from)
    }

    /// Composes the opening table (*mesa de abertura*), in the order of being called.
    async fn set_opening_table(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SetOpeningTableInput,
    ) -> async_graphql::Result<OpeningTableOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::set_opening_table(app, asking, &input.command()?).await, OpeningTable)
    }

    /// Names the keynote of a session (*palestra magna*), and later what was said in it.
    async fn set_keynote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SetKeynoteInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::set_keynote(app, asking, &input.command()?).await, Session::from)
    }

    /// Says who directs a session (*mesa diretora*); may change while it runs.
    async fn set_directing_table(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SetDirectingTableInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::set_directing_table(app, asking, &input.command()?).await, Session::from)
    }

    /// Opens a session, or goes on with one that was suspended (*abrir, reabrir a sessão*).
    async fn start_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: StartSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::RunSession { key: input.key, session: id::row("Session", &input.session_id)? };
        settle(asking, programme::start_session(app, asking, &command).await, Session::from)
    }

    /// Suspends a session, to go on later, maybe another day (*suspender a sessão*).
    async fn interrupt_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: InterruptSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::RunSession { key: input.key, session: id::row("Session", &input.session_id)? };
        settle(asking, programme::interrupt_session(app, asking, &command).await, Session::from)
    }

    /// Closes a session (*encerrar a sessão*); who still waits to speak leaves the queue.
    async fn close_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseSessionInput,
    ) -> async_graphql::Result<SessionOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::RunSession { key: input.key, session: id::row("Session", &input.session_id)? };
        settle(asking, programme::end_session(app, asking, &command).await, Session::from)
    }

    /// Checks the quorum of a session and records it (*verificação de quórum*).
    async fn verify_quorum(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: VerifyQuorumInput,
    ) -> async_graphql::Result<VerifyQuorumOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::verify_quorum(app, asking, &input.command()?).await, QuorumVerification)
    }

    /// Tells everybody something on the display and the phones (*aviso*); it replaces the one before.
    async fn announce(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AnnounceInput,
    ) -> async_graphql::Result<AnnouncementOutcome> {
        let (app, asking) = asked(ctx);
        settle(asking, programme::announce(app, asking, &input.command()?).await, Announcement)
    }

    /// Takes an announcement away. Repeating is harmless.
    async fn withdraw_announcement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: WithdrawAnnouncementInput,
    ) -> async_graphql::Result<AnnouncementOutcome> {
        let (app, asking) = asked(ctx);
        let announcement = id::row("Announcement", &input.announcement_id)?;
        let command = programme::WithdrawAnnouncement { key: input.key, announcement };
        settle(asking, programme::withdraw_announcement(app, asking, &command).await, Announcement)
    }
}
