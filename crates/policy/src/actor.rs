//! Who is asking.

use crate::role::Role;
use domain::ids::TenantId;
use uuid::Uuid;

/// One role of an account in one council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Membership {
    /// The council.
    pub tenant: TenantId,
    /// The role held there.
    pub role: Role,
}

/// Who is asking, as far as permission depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Nobody signed in.
    Anonymous,
    /// A person with an account and the roles held in councils.
    Account {
        /// The account.
        id: Uuid,
        /// Roles, at most one row a council and role.
        memberships: Vec<Membership>,
        /// Whether the account operates the platform.
        operator: bool,
    },
    /// A participant who signed in with badge and PIN, in one conference only.
    Participant {
        /// The council that holds the conference.
        tenant: TenantId,
        /// The conference.
        conference: Uuid,
        /// The participant.
        id: Uuid,
        /// Delegate, guest or observer.
        role: Role,
    },
    /// A paired hall display, bound to one conference, reading only.
    Display {
        /// The council that holds the conference.
        tenant: TenantId,
        /// The conference.
        conference: Uuid,
        /// The pairing.
        id: Uuid,
    },
}

/// The actor in one word, for audit entries, idempotency keys and rate limits. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ActorKey(pub String);

impl Actor {
    /// A stable key of the actor.
    pub fn key(&self) -> ActorKey {
        ActorKey(match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Account { id, .. } => format!("account:{id}"),
            Self::Participant { id, .. } => format!("participant:{id}"),
            Self::Display { id, .. } => format!("display:{id}"),
        })
    }

    /// The actor without the person: what is left decides what may be seen in a tenant, so that an
    /// answer to one of these actors is the answer to all that are equal to it.
    #[must_use]
    pub fn without_person(&self, tenant: TenantId) -> Self {
        match self {
            Self::Anonymous => Self::Anonymous,
            Self::Account { memberships, .. } => {
                let mut held: Vec<_> = memberships.iter().filter(|held| held.tenant == tenant).copied().collect();
                held.sort_by_key(|held| held.role);
                Self::Account { id: Uuid::nil(), memberships: held, operator: false }
            }
            Self::Participant { tenant, conference, role, .. } => {
                Self::Participant { tenant: *tenant, conference: *conference, id: Uuid::nil(), role: *role }
            }
            Self::Display { tenant, conference, .. } => {
                Self::Display { tenant: *tenant, conference: *conference, id: Uuid::nil() }
            }
        }
    }

    /// The account's id, if the actor has one.
    pub fn account(&self) -> Option<Uuid> {
        if let Self::Account { id, .. } = self { Some(*id) } else { None }
    }

    /// The participant's id, if the actor is one.
    pub fn participant(&self) -> Option<Uuid> {
        if let Self::Participant { id, .. } = self { Some(*id) } else { None }
    }

    /// The roles held in a tenant, for one of its conferences where the actor is bound to one.
    /// Empty for a stranger.
    pub fn roles_in(&self, tenant: TenantId, conference: Option<Uuid>) -> Vec<Role> {
        match self {
            Self::Anonymous => Vec::new(),
            Self::Account { memberships, .. } => {
                memberships.iter().filter(|held| held.tenant == tenant).map(|held| held.role).collect()
            }
            Self::Participant { tenant: own, conference: at, role, .. } => bound(*own, *at, *role, tenant, conference),
            Self::Display { tenant: own, conference: at, .. } => bound(*own, *at, Role::Display, tenant, conference),
        }
    }
}

fn bound(own: TenantId, at: Uuid, role: Role, tenant: TenantId, conference: Option<Uuid>) -> Vec<Role> {
    if own == tenant && conference.is_none_or(|asked| asked == at) { vec![role] } else { Vec::new() }
}
