//! Cycles: draft, table of seats, publication.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::cycles::{Cycle, CycleParametersInput, CycleQuotas};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::cycles;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct CyclesMutation;

/// A cycle to begin.
#[derive(InputObject)]
pub(crate) struct CreateCycleInput {
    /// Idempotency key.
    key: Uuid,
    /// The council, national or a state's.
    council_id: ID,
    /// Name, for instance "14º ciclo".
    name: String,
    /// The published cycle whose parameters it begins with, for instance the national one; null for the defaults.
    based_on_id: Option<ID>,
    /// What differs from those; theme, axes and schedule are enough.
    parameters: Option<CycleParametersInput>,
}

/// A change of a draft.
#[derive(InputObject)]
pub(crate) struct UpdateCycleInput {
    /// Idempotency key.
    key: Uuid,
    /// The cycle.
    cycle_id: ID,
    /// The version that was read.
    version: i32,
    /// Another name; null keeps it.
    name: Option<String>,
    /// What to change.
    parameters: Option<CycleParametersInput>,
}

/// A table of seats to the next stage.
#[derive(InputObject)]
pub(crate) struct SetQuotasInput {
    /// Idempotency key.
    key: Uuid,
    /// The cycle.
    cycle_id: ID,
    /// The version that was read.
    version: i32,
    /// The table, and how its civil part is split.
    quotas: CycleQuotas,
}

/// The publication of a cycle.
#[derive(InputObject)]
pub(crate) struct PublishCycleInput {
    /// Idempotency key.
    key: Uuid,
    /// The cycle.
    cycle_id: ID,
    /// The version that was read, which is the one that is published.
    version: i32,
}

outcome! {
    /// What came of beginning a cycle.
    CreateCycleOutcome = Cycle
}
outcome! {
    /// What came of a change of a cycle.
    UpdateCycleOutcome = Cycle
}
outcome! {
    /// What came of setting the table of seats.
    SetQuotasOutcome = Cycle
}
outcome! {
    /// What came of a publication.
    PublishCycleOutcome = Cycle
}

#[Object]
impl CyclesMutation {
    /// Begins a cycle (*ciclo conferencial*) as a draft.
    async fn create_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CreateCycleInput,
    ) -> async_graphql::Result<CreateCycleOutcome> {
        let (app, asking) = asked(ctx);
        let command = cycles::CreateCycle {
            key: input.key,
            council: id::council(&input.council_id)?,
            name: input.name,
            based_on: id::optional_row("Cycle", input.based_on_id.as_ref())?,
            change: input.parameters.unwrap_or_default(),
        };
        settle(asking, cycles::create(app, asking, &command).await, Cycle)
    }

    /// Changes the draft of a cycle; what was published stays as it is until it is published again.
    async fn update_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UpdateCycleInput,
    ) -> async_graphql::Result<UpdateCycleOutcome> {
        let (app, asking) = asked(ctx);
        let command = cycles::UpdateCycle {
            key: input.key,
            cycle: id::row("Cycle", &input.cycle_id)?,
            version: input.version,
            name: input.name,
            change: input.parameters.unwrap_or_default(),
        };
        settle(asking, cycles::update(app, asking, &command).await, Cycle)
    }

    /// Sets the table of seats to the next stage (*quadro de vagas*) of a cycle's draft.
    async fn set_quotas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SetQuotasInput,
    ) -> async_graphql::Result<SetQuotasOutcome> {
        let (app, asking) = asked(ctx);
        let command = cycles::SetQuotas {
            key: input.key,
            cycle: id::row("Cycle", &input.cycle_id)?,
            version: input.version,
            change: input.quotas,
        };
        settle(asking, cycles::set_quotas(app, asking, &command).await, Cycle)
    }

    /// Publishes a cycle (*publicação*). Publishing again raises the published version; conferences
    /// convened from an earlier one see what changed and accept it.
    async fn publish_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishCycleInput,
    ) -> async_graphql::Result<PublishCycleOutcome> {
        let (app, asking) = asked(ctx);
        let command =
            cycles::PublishCycle { key: input.key, cycle: id::row("Cycle", &input.cycle_id)?, version: input.version };
        settle(asking, cycles::publish(app, asking, &command).await, Cycle)
    }
}
