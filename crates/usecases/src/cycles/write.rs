//! Creating and changing the draft of a cycle.

use super::read::published;
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::cycles::CycleParameters;
use domain::ids::{RowId, TenantId};
use domain::people::Level;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::cycles::{CycleState, cycle};
use store::{Coded, Doc, Scope, councils};
use uuid::Uuid;

/// Longest name of a cycle.
const NAME_MAX: usize = 200;

/// What somebody wants changed in the parameters of a cycle.
pub trait CycleChange: Serialize + Send + Sync {
    /// Changes them.
    ///
    /// # Errors
    /// What cannot be taken as it is, on its field.
    fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal>;
}

/// A cycle to begin.
#[derive(Debug, Clone, Serialize)]
pub struct CreateCycle<C> {
    /// Idempotency key.
    pub key: Uuid,
    /// The council, national or a state's.
    pub council: TenantId,
    /// Name, for instance "14º ciclo".
    pub name: String,
    /// The cycle whose published parameters it begins with; none for the defaults.
    pub based_on: Option<RowId>,
    /// What differs from those.
    pub change: C,
}

/// Begins a cycle as a draft. One that is based on a cycle of the council above inherits from it: when it
/// is published, it may only tighten what that one lets it.
///
/// # Errors
/// `LEVEL_NOT_OPEN` for municipal councils; refusals on each field; not found when the other cycle is not published.
pub async fn create<C: CycleChange>(app: &App, ctx: &Ctx, command: &CreateCycle<C>) -> Outcome<cycle::Model> {
    let permit = ctx.permit(Action::ManageCycle, command.council, None)?;
    let name = &text::line("name", &command.name, NAME_MAX)?;
    let base = match command.based_on {
        Some(id) => Some(published(app, id).await?),
        None => None,
    };
    let base = &base;
    app.act(ctx, "cycles.create", &permit, command.key, command, |scope| async move {
        let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
        if *council.level == Level::Municipal {
            return Err(level_not_open().into());
        }
        let inherits = base.as_ref().filter(|base| Some(base.tenant_id) == council.parent_id);
        let mut parameters = base
            .as_ref()
            .and_then(|base| base.published_parameters.clone())
            .map_or_else(|| CycleParameters::by_default(String::new(), Vec::new(), Vec::new()), |kept| kept.0);
        command.change.apply(&mut parameters)?;
        let row = cycle::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            name: name.clone(),
            level: council.level,
            state: Coded(CycleState::Draft),
            parameters: Doc(parameters),
            version: 1,
            created_at: ctx.now(),
            published_at: None,
            published_version: 0,
            published_parameters: None,
            inherits_tenant_id: inherits.map(|above| above.tenant_id),
            inherits_id: inherits.map(|above| above.id),
            inherits_version: inherits.map(|above| above.published_version),
        };
        let row = scope.insert::<cycle::Entity>(row).await?;
        let act = Act::new(Action::ManageCycle, "Cycle", row.id).with(json!({ "created": row.inherits_id }));
        act.record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn level_not_open() -> Refusal {
    Refusal::rule(
        "LEVEL_NOT_OPEN",
        "quem publica o ciclo",
        "O ciclo é publicado pelo conselho estadual ou nacional. O conselho municipal planeja a conferência a partir dele.",
    )
}

/// A change of a draft.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateCycle<C> {
    /// Idempotency key.
    pub key: Uuid,
    /// The cycle.
    pub cycle: RowId,
    /// The version that was read.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// What to change.
    pub change: C,
}

/// Changes the draft of a cycle. What was published stays as it is until it is published again.
///
/// # Errors
/// Refusals on each field; `STALE_VERSION`.
pub async fn update<C: CycleChange>(app: &App, ctx: &Ctx, command: &UpdateCycle<C>) -> Outcome<cycle::Model> {
    let permit = ctx.permit(Action::ManageCycle, command.cycle.tenant, None)?;
    let name = &command.name.as_deref().map(|name| text::line("name", name, NAME_MAX)).transpose()?;
    app.act(ctx, "cycles.update", &permit, command.key, command, |scope| async move {
        let mut row = current(&scope, command.cycle.id, command.version).await?;
        command.change.apply(&mut row.parameters.0)?;
        row.name = name.clone().unwrap_or(row.name);
        row.version += 1;
        let row = scope.save::<cycle::Entity>(row).await?;
        let act = Act::new(Action::ManageCycle, "Cycle", row.id).with(json!({ "updated": row.version }));
        act.record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// The row, locked, if its version is still the one that was read.
pub(super) async fn current(scope: &Scope, id: Uuid, version: i32) -> Outcome<cycle::Model> {
    let row = scope.lock::<cycle::Entity>(id).await?.found()?;
    if row.version != version {
        return Err(Refusal::stale(row.version).into());
    }
    Ok(row)
}
