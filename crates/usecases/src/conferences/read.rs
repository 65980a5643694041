//! What can be asked about conferences.

use crate::{App, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use policy::Action;
use store::conferences::conference;

/// A conference; what the law makes public of it is open to everybody.
///
/// # Errors
/// Not found when there is none.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, Some(id.id))?;
    app.db.read(&permit).await?.get::<conference::Entity>(id.id).await?.found()
}
