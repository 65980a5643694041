//! Councils (*conselhos*): sign-up, approval by the parent, members and mandates.

mod decide;
mod found;
mod mandates;
mod members;
mod read;
mod sign_up;

pub(crate) use decide::account_for;
pub use decide::{DecideCouncil, approve, decline};
pub use found::{FoundNational, found_national};
pub use mandates::{RecordMandate, record_mandate};
pub use members::{AcceptInvitation, ChangeRole, Invite, RemoveMember, accept_invitation, change_role, invite, remove};
pub use read::{
    MemberView, audit_page, by_ids, by_slug, children, get, invitations, mandates, members, municipalities,
    municipalities_by_code, municipality, search,
};
pub use sign_up::{ConfirmEmail, SignUp, confirm_email, sign_up};
pub use store::audit::entry::Model as AuditEntry;
pub use store::councils::council::Model as Council;
pub use store::councils::invitation::Model as Invitation;
pub use store::councils::mandate::Model as Mandate;
pub use store::councils::membership::Model as MembershipRow;
pub use store::councils::{CouncilFilter, CouncilStatus, InvitationState};
pub use store::reference::municipality::Model as Municipality;
