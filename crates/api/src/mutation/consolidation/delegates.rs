//! Accrediting delegates.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::consolidation::{Accreditation, AccreditationList};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::consolidation::{self, AccreditationRow};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct AccreditationMutation;

/// The accreditation of a delegate.
#[derive(InputObject)]
pub(crate) struct AccreditDelegateInput {
    /// Idempotency key.
    key: Uuid,
    /// The delegate on the list.
    accreditation_id: ID,
}

/// The refusal of an accreditation.
#[derive(InputObject)]
pub(crate) struct RefuseAccreditationInput {
    /// Idempotency key.
    key: Uuid,
    /// The delegate on the list.
    accreditation_id: ID,
    /// Why.
    reason: String,
}

/// A seat that goes to an alternate.
#[derive(InputObject)]
pub(crate) struct SubstituteAccreditedInput {
    /// Idempotency key.
    key: Uuid,
    /// Who gives the seat up.
    accreditation_id: ID,
}

/// A seat that goes back.
#[derive(InputObject)]
pub(crate) struct ReinstateAccreditedInput {
    /// Idempotency key.
    key: Uuid,
    /// Who takes the seat back.
    accreditation_id: ID,
}

outcome! {
    /// What came of a decision on a delegate.
    AccreditationOutcome = Accreditation
}
outcome! {
    /// What came of a change of who holds a seat.
    AccreditationListOutcome = AccreditationList
}

#[Object]
impl AccreditationMutation {
    /// Accredits a delegate that an accepted report brings (*credenciar*), within the seats of the place.
    async fn accredit_delegate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AccreditDelegateInput,
    ) -> async_graphql::Result<AccreditationOutcome> {
        let (app, asking) = asked(ctx);
        let accreditation = id::row("Accreditation", &input.accreditation_id)?;
        let command = consolidation::DecideAccreditation { key: input.key, accreditation, reason: None };
        settle(asking, consolidation::accredit(app, asking, &command).await, shown)
    }

    /// Refuses a delegate's accreditation (*não credenciar*), with the reason.
    async fn refuse_accreditation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RefuseAccreditationInput,
    ) -> async_graphql::Result<AccreditationOutcome> {
        let (app, asking) = asked(ctx);
        let accreditation = id::row("Accreditation", &input.accreditation_id)?;
        let reason = Some(input.reason);
        let command = consolidation::DecideAccreditation { key: input.key, accreditation, reason };
        settle(asking, consolidation::refuse(app, asking, &command).await, shown)
    }

    /// Gives the seat of a delegate to the right alternate of the place (*substituição*), never across sectors.
    async fn substitute_accredited(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SubstituteAccreditedInput,
    ) -> async_graphql::Result<AccreditationListOutcome> {
        let (app, asking) = asked(ctx);
        let accreditation = id::row("Accreditation", &input.accreditation_id)?;
        let command = consolidation::ReplaceAccredited { key: input.key, accreditation };
        settle(asking, consolidation::substitute(app, asking, &command).await, listed)
    }

    /// Gives a seat back to the delegate who gave it up.
    async fn reinstate_accredited(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ReinstateAccreditedInput,
    ) -> async_graphql::Result<AccreditationListOutcome> {
        let (app, asking) = asked(ctx);
        let accreditation = id::row("Accreditation", &input.accreditation_id)?;
        let command = consolidation::ReplaceAccredited { key: input.key, accreditation };
        settle(asking, consolidation::reinstate(app, asking, &command).await, listed)
    }
}

/// Who may accredit may see documents and contacts.
fn shown(row: AccreditationRow) -> Accreditation {
    Accreditation::new(row, true)
}

fn listed(rows: Vec<AccreditationRow>) -> AccreditationList {
    AccreditationList { delegates: rows.into_iter().map(shown).collect() }
}
