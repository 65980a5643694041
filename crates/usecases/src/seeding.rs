//! Roles and sessions given out by whoever installs the system: for `confere seed` and for tests.
//! Nothing of it is reachable through the API.

use crate::identity::{Session, start_account_session, start_participant_session};
use crate::{App, Ctx, Outcome};
use domain::ids::{RowId, TenantId};
use policy::Role;
use store::Coded;
use store::councils::membership;
use store::identity::account;
use uuid::Uuid;

/// Gives a person a role in a council, making the account if there is none.
///
/// # Errors
/// When the database fails.
pub async fn grant_role(
    app: &App,
    ctx: &Ctx,
    council: TenantId,
    email: &str,
    name: &str,
    role: Role,
) -> Outcome<account::Model> {
    let permit = policy::system(council, "seeding.grant_role");
    app.db
        .transact("seeding.grant_role", &permit, |scope| async move {
            let account = crate::councils::account_for(ctx, &scope, email, name).await?;
            let member = membership::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                account_id: account.id,
                role: Coded(role),
                since: ctx.now(),
            };
            scope.insert_new::<membership::Entity>(member).await?;
            Ok(account)
        })
        .await
}

/// A session of an account.
///
/// # Errors
/// When the database fails.
pub async fn session_of(app: &App, ctx: &Ctx, account: Uuid) -> Outcome<Session> {
    app.db
        .transact_directory(None, |directory| async move { start_account_session(app, ctx, &directory, account).await })
        .await
}

/// A session of a participant, as badge and PIN would begin it.
///
/// # Errors
/// When the database fails.
pub async fn participant_session(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    participant: Uuid,
    role: Role,
) -> Outcome<Session> {
    app.db
        .transact_directory(None, |directory| async move {
            start_participant_session(ctx, &directory, conference, participant, role).await
        })
        .await
}
