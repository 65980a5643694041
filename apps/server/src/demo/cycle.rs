//! The state's cycle, with the specimen's parameters.

use super::{councils::Council, specimen::Specimen, stage::Stage};
use crate::Problem;
use domain::cycles::CycleParameters;
use domain::{Refusal, ids::RowId};
use policy::Actor;
use serde::Serialize;
use serde_json::{Value, json};
use usecases::cycles::{self, CreateCycle, CycleChange};
use usecases::identity;

/// All parameters at once.
#[derive(Debug, Clone, Serialize)]
struct Whole(CycleParameters);

impl CycleChange for Whole {
    fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        *parameters = self.0.clone();
        Ok(())
    }
}

/// Writes and publishes the cycle of a council; its global id and row.
pub(super) async fn published(stage: &Stage, specimen: &Specimen, council: &Council) -> Result<RowId, Problem> {
    let nobody = stage.system();
    let actor: Actor = identity::actor_of(&stage.app, &nobody, council.secretary()).await?;
    let ctx = nobody.with_actor(actor);
    let command = CreateCycle {
        key: ctx.new_id(),
        council: council.tenant,
        name: "14º ciclo de conferências de assistência social (demonstração)".into(),
        based_on: None,
        change: Whole(parameters(specimen)?),
    };
    let cycle = cycles::create(&stage.app, &ctx, &command).await?;
    let row = RowId { tenant: council.tenant, id: cycle.id };
    let command = cycles::PublishCycle { key: ctx.new_id(), cycle: row, version: cycle.version };
    cycles::publish(&stage.app, &ctx, &command).await?;
    Ok(row)
}

fn parameters(specimen: &Specimen) -> Result<CycleParameters, Problem> {
    let mut cycle = specimen.rows["cycle"].clone();
    for window in cycle["windows"].as_array_mut().into_iter().flatten() {
        for end in ["from", "to"] {
            window[end] = json!(specimen.day(&window[end]));
        }
    }
    cycle["registrationWindow"] = Value::Null;
    cycle["credentialingClose"] = Value::Null;
    cycle["motions"]["deadline"] = json!(specimen.time_enough());
    cycle["rulesModel"] = json!({
        "chapters": specimen.rows["rulesOfProcedure"]["chapters"],
        "articles": articles(specimen),
    });
    Ok(serde_json::from_value(cycle)?)
}

fn articles(specimen: &Specimen) -> Vec<Value> {
    let rows = specimen.rows["rulesOfProcedure"]["articles"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| json!({ "number": row["number"], "chapter": row["chapter"], "text": row["text"] })).collect()
}
