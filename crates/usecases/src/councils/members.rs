//! Members of a council: invitations and roles.

use super::decide::account_for;
use crate::{Act, App, Ctx, Outcome, failure::Found, record::send_mail};
use chrono::Duration;
use domain::{Code, Refusal, ids::RowId, ids::TenantId, participants::Email, text};
use policy::{Action, Role};
use serde::Serialize;
use serde_json::json;
use store::councils::{self, InvitationState, invitation, membership};
use store::{Coded, Scope};
use uuid::Uuid;

/// How long an invitation can be accepted.
const ACCEPT_WITHIN: Duration = Duration::days(ACCEPT_DAYS as i64);
const ACCEPT_DAYS: u32 = 14;

/// An invitation to take a role.
#[derive(Debug, Clone, Serialize)]
pub struct Invite {
    /// Idempotency key.
    pub key: Uuid,
    /// The council.
    pub council: TenantId,
    /// To whom.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// The role offered; one of [`Role::COUNCIL`].
    pub role: Role,
}

/// Invites a person to a role in the council (*convite*).
///
/// # Errors
/// Refusals on each field; `ROLE_NOT_OPEN` for roles that a council does not give.
pub async fn invite(app: &App, ctx: &Ctx, command: &Invite) -> Outcome<invitation::Model> {
    let permit = ctx.permit(Action::ManageMembers, command.council, None)?;
    if !Role::COUNCIL.contains(&command.role) {
        return Err(role_not_open().into());
    }
    let email = &Email::of_account("email", &command.email)?.as_str().to_owned();
    let name = &text::line("name", &command.name, text::LINE_MAX)?;
    let token = &identity::token::Secret::new(identity::token::Kind::Invitation, ctx.bytes());
    app.act(ctx, "councils.invite", &permit, command.key, command, |scope| async move {
        let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
        let row = invitation::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            email: email.clone(),
            name: name.clone(),
            role: Coded(command.role),
            token_hash: token.hash(),
            state: Coded(InvitationState::Sent),
            sent_at: ctx.now(),
            expires_at: ctx.now() + ACCEPT_WITHIN,
        };
        let sent = scope.insert::<invitation::Entity>(row).await?;
        let letter = mail::Template::Invitation {
            council: council.name,
            role: command.role,
            inviter: None,
            link: format!("{}/convite?c={}&t={}", app.settings.public_url, council.id, token.reveal()),
            days: ACCEPT_DAYS,
        };
        send_mail(&scope, ctx, email, letter).await?;
        let act = Act::new(Action::ManageMembers, "Invitation", sent.id).with(json!({ "role": sent.role }));
        act.record(&scope, ctx).await?;
        Ok(sent)
    })
    .await
}

fn role_not_open() -> Refusal {
    let roles = Role::COUNCIL.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ");
    Refusal::invalid("role", "ROLE_NOT_OPEN", format!("O conselho dá estes papéis: {roles}. Escolha um deles."))
}

/// The acceptance of an invitation; whoever holds the letter holds the address it was sent to.
#[derive(Debug, Clone)]
pub struct AcceptInvitation {
    /// The council.
    pub council: TenantId,
    /// The token from the letter.
    pub token: String,
}

/// Accepts an invitation. Repeating is harmless.
///
/// # Errors
/// `INVITATION_CLOSED` when it expired or was taken back; not found when the token is wrong.
pub async fn accept_invitation(app: &App, ctx: &Ctx, command: &AcceptInvitation) -> Outcome<membership::Model> {
    let permit = policy::system(command.council, "councils.accept_invitation");
    let hash = &identity::token::hash(&command.token);
    app.db
        .transact("councils.accept_invitation", &permit, |scope| async move {
            let offer = councils::invitation_by_token(&scope, hash).await?.found()?;
            let expired = offer.expires_at < ctx.now() && *offer.state == InvitationState::Sent;
            if expired || *offer.state == InvitationState::Revoked {
                return Err(Refusal::rule(
                    "INVITATION_CLOSED",
                    "prazo do convite",
                    "Este convite não vale mais. Peça um novo à secretaria executiva do conselho.",
                )
                .into());
            }
            let account = account_for(ctx, &scope, &offer.email, &offer.name).await?;
            let role = offer.role;
            let accepted = invitation::Model { state: Coded(InvitationState::Accepted), ..offer };
            scope.save::<invitation::Entity>(accepted).await?;
            let member = join(ctx, &scope, account.id, *role).await?;
            let act = Act::new(Action::ManageMembers, "Membership", member.id).with(json!({ "role": member.role }));
            act.record(&scope, ctx).await?;
            Ok(member)
        })
        .await
}

async fn join(ctx: &Ctx, scope: &Scope, account: Uuid, role: Role) -> Outcome<membership::Model> {
    if let Some(known) = councils::membership_of(scope, account, role).await? {
        return Ok(known);
    }
    let row = membership::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        account_id: account,
        role: Coded(role),
        since: ctx.now(),
    };
    Ok(scope.insert::<membership::Entity>(row).await?)
}

/// Another role for a member.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRole {
    /// Idempotency key.
    pub key: Uuid,
    /// The membership.
    pub membership: RowId,
    /// The new role.
    pub role: Role,
}

/// Gives a member another role.
///
/// # Errors
/// `ROLE_NOT_OPEN`; `LAST_SECRETARY` when nobody would keep the secretary's role; `ROLE_HELD`.
pub async fn change_role(app: &App, ctx: &Ctx, command: &ChangeRole) -> Outcome<membership::Model> {
    let permit = ctx.permit(Action::ManageMembers, command.membership.tenant, None)?;
    if !Role::COUNCIL.contains(&command.role) {
        return Err(role_not_open().into());
    }
    app.act(ctx, "councils.change_role", &permit, command.key, command, |scope| async move {
        let member = scope.lock::<membership::Entity>(command.membership.id).await?.found()?;
        keep_a_lead(&scope, &member).await?;
        if councils::membership_of(&scope, member.account_id, command.role).await?.is_some_and(|m| m.id != member.id) {
            return Err(Refusal::invalid("role", "ROLE_HELD", "A pessoa já tem este papel neste conselho.").into());
        }
        let from = member.role;
        let changed = membership::Model { role: Coded(command.role), ..member };
        let changed = scope.save::<membership::Entity>(changed).await?;
        let act = Act::new(Action::ManageMembers, "Membership", changed.id);
        act.with(json!({ "from": from, "to": changed.role })).record(&scope, ctx).await?;
        Ok(changed)
    })
    .await
}

/// The end of a membership.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveMember {
    /// Idempotency key.
    pub key: Uuid,
    /// The membership.
    pub membership: RowId,
}

/// Ends a membership; the role ends with the next request of that person.
///
/// # Errors
/// `LAST_SECRETARY` when nobody would keep the secretary's role.
pub async fn remove(app: &App, ctx: &Ctx, command: &RemoveMember) -> Outcome<membership::Model> {
    let permit = ctx.permit(Action::ManageMembers, command.membership.tenant, None)?;
    app.act(ctx, "councils.remove_member", &permit, command.key, command, |scope| async move {
        let member = scope.lock::<membership::Entity>(command.membership.id).await?.found()?;
        keep_a_lead(&scope, &member).await?;
        scope.delete::<membership::Entity>(member.id).await?;
        let act = Act::new(Action::ManageMembers, "Membership", member.id).with(json!({ "removed": member.role }));
        act.record(&scope, ctx).await?;
        Ok(member)
    })
    .await
}

/// Somebody must be left who can invite the others; two who leave at once are weighed one after the other.
async fn keep_a_lead(scope: &Scope, leaving: &membership::Model) -> Outcome<()> {
    councils::lock_council(&scope.directory(), scope.tenant_id()).await?.found()?;
    if *leaving.role == Role::Secretary && councils::holders_of(scope, Role::Secretary).await? <= 1 {
        return Err(Refusal::rule(
            "LAST_SECRETARY",
            "secretaria executiva do conselho",
            "O conselho precisa de pelo menos uma pessoa na secretaria executiva. Convide outra antes.",
        )
        .into());
    }
    Ok(())
}
