//! The permit: proof, as a value, that the matrix said yes.

use crate::{action::Action, actor::Actor, matrix::allows, role::Role};
use domain::{Code, Refusal, ids::TenantId};
use uuid::Uuid;

/// Proof that an actor may do an action in a tenant. Only this crate can build one; a
/// `store::Scope` can be opened only with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    tenant: TenantId,
    grant: Grant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Grant {
    Actor { action: Action, roles: Vec<Role> },
    Public,
    System(&'static str),
}

/// Why there is no permit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// Nobody is signed in, and the action is not for the public.
    Unauthenticated,
    /// The actor has nothing to do with that tenant: for them it does not exist.
    NotFound,
    /// The actor belongs there, but the role does not include the action.
    NotPermitted(Refusal),
}

impl Permit {
    /// The only tenant whose rows may be touched with it.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Whether one of these roles gave it; false for the public and the system.
    pub fn has_role(&self, wanted: &[Role]) -> bool {
        matches!(&self.grant, Grant::Actor { roles, .. } if roles.iter().any(|role| wanted.contains(role)))
    }

    /// The action it was given for, or who else it is for; for logs.
    pub fn purpose(&self) -> &'static str {
        match &self.grant {
            Grant::Actor { action, .. } => action.code(),
            Grant::Public => "public",
            Grant::System(purpose) => purpose,
        }
    }
}

/// Asks for a permit. `conference` is given where the object belongs to one, so that actors bound
/// to another conference of the same council are strangers to it.
///
/// # Errors
/// [`Denied::NotFound`] for strangers, [`Denied::Unauthenticated`] for nobody,
/// [`Denied::NotPermitted`] naming the roles that may.
pub fn permit(actor: &Actor, action: Action, tenant: TenantId, conference: Option<Uuid>) -> Result<Permit, Denied> {
    let mut roles = actor.roles_in(tenant, conference);
    let belongs = !roles.is_empty();
    roles.push(Role::Public);
    if let Actor::Account { operator: true, .. } = actor {
        roles.push(Role::Operator);
    }
    roles.retain(|role| allows(*role, action));
    if !roles.is_empty() {
        return Ok(Permit { tenant, grant: Grant::Actor { action, roles } });
    }
    Err(match actor {
        Actor::Anonymous => Denied::Unauthenticated,
        _ if belongs => Denied::NotPermitted(Refusal::not_permitted(&who_may(action))),
        _ => Denied::NotFound,
    })
}

/// The permit for what the law makes public of a tenant.
pub fn public(tenant: TenantId) -> Permit {
    Permit { tenant, grant: Grant::Public }
}

/// The permit of the system itself (relay, deadlines, seeding); `purpose` goes to the logs.
pub fn system(tenant: TenantId, purpose: &'static str) -> Permit {
    Permit { tenant, grant: Grant::System(purpose) }
}

fn who_may(action: Action) -> String {
    action.roles().iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Membership;

    fn tenant(n: u128) -> TenantId {
        TenantId(Uuid::from_u128(n))
    }

    fn secretary_of(council: TenantId) -> Actor {
        let memberships = vec![Membership { tenant: council, role: Role::Secretary }];
        Actor::Account { id: Uuid::from_u128(9), memberships, operator: false }
    }

    #[test]
    fn a_stranger_finds_nothing_and_a_member_learns_who_may() {
        let actor = secretary_of(tenant(1));
        assert_eq!(permit(&actor, Action::SignReport, tenant(2), None), Err(Denied::NotFound));
        let Err(Denied::NotPermitted(refusal)) = permit(&actor, Action::SignReport, tenant(1), None) else {
            panic!("a secretary signs no report")
        };
        assert!(refusal.message.contains("presidência"));
        assert!(permit(&actor, Action::FileReport, tenant(1), None).is_ok());
    }

    #[test]
    fn a_delegate_is_a_stranger_in_another_conference_of_the_same_council() {
        let (own, other) = (Uuid::from_u128(5), Uuid::from_u128(6));
        let actor =
            Actor::Participant { tenant: tenant(1), conference: own, id: Uuid::from_u128(7), role: Role::Delegate };
        assert!(permit(&actor, Action::CastVote, tenant(1), Some(own)).is_ok());
        assert_eq!(permit(&actor, Action::CastVote, tenant(1), Some(other)), Err(Denied::NotFound));
    }

    #[test]
    fn an_operator_sees_no_personal_data() {
        let actor = Actor::Account { id: Uuid::from_u128(9), memberships: vec![], operator: true };
        assert_eq!(permit(&actor, Action::ReadParticipants, tenant(1), None), Err(Denied::NotFound));
        assert!(permit(&actor, Action::Operate, tenant(1), None).is_ok());
    }

    #[test]
    fn nobody_is_asked_to_sign_in_unless_it_is_public() {
        assert_eq!(permit(&Actor::Anonymous, Action::CheckIn, tenant(1), None), Err(Denied::Unauthenticated));
        assert!(permit(&Actor::Anonymous, Action::ReadConference, tenant(1), None).is_ok());
    }
}
