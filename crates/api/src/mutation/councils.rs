//! Councils: sign-up, approval, members, mandates.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::councils::{Council, Invitation, Mandate, Membership};
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::people::{Level, SeatKind, Sector, Segment};
use policy::Role;
use usecases::councils;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct CouncilsMutation;

/// What a council says of itself.
#[derive(InputObject)]
pub(crate) struct SignUpCouncilInput {
    /// Idempotency key; becomes the identity of the sign-up.
    key: Uuid,
    /// State or municipal.
    level: Enumeration<Level>,
    /// IBGE code, 7 digits; for a municipal council.
    ibge_code: Option<String>,
    /// State, two letters; for a state council.
    uf: Option<String>,
    /// Full name; by default made of level and place.
    name: Option<String>,
    /// For instance CMAS.
    acronym: Option<String>,
    /// Institutional e-mail.
    email: String,
    /// The law that created it.
    created_by_law: String,
    /// Name of the person who signs it up.
    person_name: String,
    /// E-mail of that person; the confirmation goes there.
    person_email: String,
    /// Role that person will hold: SECRETARY or PRESIDENT.
    person_role: Enumeration<Role>,
}

/// The confirmation of a sign-up's e-mail.
#[derive(InputObject)]
pub(crate) struct ConfirmEmailInput {
    /// The council.
    council_id: ID,
    /// The token from the message.
    token: String,
}

/// The approval of a council.
#[derive(InputObject)]
pub(crate) struct ApproveCouncilInput {
    /// Idempotency key.
    key: Uuid,
    /// The council that signed up.
    council_id: ID,
}

/// The refusal of a council.
#[derive(InputObject)]
pub(crate) struct DeclineCouncilInput {
    /// Idempotency key.
    key: Uuid,
    /// The council that signed up.
    council_id: ID,
    /// Why; the council reads it.
    reason: String,
}

/// An invitation to a role.
#[derive(InputObject)]
pub(crate) struct InviteMemberInput {
    /// Idempotency key.
    key: Uuid,
    /// The council.
    council_id: ID,
    /// To whom.
    email: String,
    /// Name of the person.
    name: String,
    /// The role offered.
    role: Enumeration<Role>,
}

/// The acceptance of an invitation.
#[derive(InputObject)]
pub(crate) struct AcceptInvitationInput {
    /// The council.
    council_id: ID,
    /// The token from the letter.
    token: String,
}

/// Another role for a member.
#[derive(InputObject)]
pub(crate) struct ChangeMemberRoleInput {
    /// Idempotency key.
    key: Uuid,
    /// The membership.
    membership_id: ID,
    /// The new role.
    role: Enumeration<Role>,
}

/// The end of a membership.
#[derive(InputObject)]
pub(crate) struct RemoveMemberInput {
    /// Idempotency key.
    key: Uuid,
    /// The membership.
    membership_id: ID,
}

/// A mandate to record or correct.
#[derive(InputObject)]
pub(crate) struct RecordMandateInput {
    /// Idempotency key.
    key: Uuid,
    /// The council.
    council_id: ID,
    /// The mandate to correct; null for a new one.
    mandate_id: Option<ID>,
    /// The version that was read, when correcting.
    version: Option<i32>,
    /// Seat number, from 1; titular and alternate share it.
    seat: i32,
    /// Titular or alternate.
    kind: Enumeration<SeatKind>,
    /// Name of the member.
    name: String,
    /// E-mail of the member.
    email: Option<String>,
    /// Government or civil society.
    sector: Enumeration<Sector>,
    /// Segment; required for civil society, null for the government.
    segment: Option<Enumeration<Segment>>,
    /// Body or organization represented.
    organization: String,
    /// First day.
    starts_on: NaiveDate,
    /// Last day.
    ends_on: NaiveDate,
}

outcome! {
    /// What came of a sign-up.
    SignUpCouncilOutcome = Council
}
outcome! {
    /// What came of a confirmation.
    ConfirmEmailOutcome = Council
}
outcome! {
    /// What came of a decision on a council.
    DecideCouncilOutcome = Council
}
outcome! {
    /// What came of an invitation.
    InviteMemberOutcome = Invitation
}
outcome! {
    /// What came of a change of membership.
    MembershipOutcome = Membership
}
outcome! {
    /// What came of recording a mandate.
    RecordMandateOutcome = Mandate
}

#[Object]
impl CouncilsMutation {
    /// Signs a council up (*cadastro*). It can do nothing until its e-mail is confirmed and the
    /// parent council approved it.
    async fn sign_up_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SignUpCouncilInput,
    ) -> async_graphql::Result<SignUpCouncilOutcome> {
        let (app, asking) = asked(ctx);
        let command = councils::SignUp {
            key: input.key,
            level: input.level.0,
            ibge_code: input.ibge_code,
            uf: input.uf,
            name: input.name,
            acronym: input.acronym,
            email: input.email,
            created_by_law: input.created_by_law,
            person_name: input.person_name,
            person_email: input.person_email,
            person_role: input.person_role.0,
        };
        settle(asking, councils::sign_up(app, asking, &command).await, Council)
    }

    /// Confirms the e-mail of a sign-up; the parent council now sees it. Repeating is harmless.
    async fn confirm_email(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ConfirmEmailInput,
    ) -> async_graphql::Result<ConfirmEmailOutcome> {
        let (app, asking) = asked(ctx);
        let command = councils::ConfirmEmail { council: id::council(&input.council_id)?, token: input.token };
        settle(asking, councils::confirm_email(app, asking, &command).await, Council)
    }

    /// Approves a council that signed up under this one (*aprovação*).
    async fn approve_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ApproveCouncilInput,
    ) -> async_graphql::Result<DecideCouncilOutcome> {
        let (app, asking) = asked(ctx);
        let council = id::council(&input.council_id)?;
        let command = councils::DecideCouncil { key: input.key, council, reason: None };
        settle(asking, councils::approve(app, asking, &command).await, Council)
    }

    /// Declines a council that signed up under this one (*recusa*), with the reason.
    async fn decline_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: DeclineCouncilInput,
    ) -> async_graphql::Result<DecideCouncilOutcome> {
        let (app, asking) = asked(ctx);
        let council = id::council(&input.council_id)?;
        let command = councils::DecideCouncil { key: input.key, council, reason: Some(input.reason) };
        settle(asking, councils::decline(app, asking, &command).await, Council)
    }

    /// Invites a person to a role in the council (*convite*), by e-mail.
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: InviteMemberInput,
    ) -> async_graphql::Result<InviteMemberOutcome> {
        let (app, asking) = asked(ctx);
        let council = id::council(&input.council_id)?;
        let command =
            councils::Invite { key: input.key, council, email: input.email, name: input.name, role: input.role.0 };
        settle(asking, councils::invite(app, asking, &command).await, Invitation)
    }

    /// Accepts an invitation. Repeating is harmless.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AcceptInvitationInput,
    ) -> async_graphql::Result<MembershipOutcome> {
        let (app, asking) = asked(ctx);
        let command = councils::AcceptInvitation { council: id::council(&input.council_id)?, token: input.token };
        settle(asking, councils::accept_invitation(app, asking, &command).await, Membership)
    }

    /// Gives a member another role.
    async fn change_member_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ChangeMemberRoleInput,
    ) -> async_graphql::Result<MembershipOutcome> {
        let (app, asking) = asked(ctx);
        let membership = id::row("Membership", &input.membership_id)?;
        let command = councils::ChangeRole { key: input.key, membership, role: input.role.0 };
        settle(asking, councils::change_role(app, asking, &command).await, Membership)
    }

    /// Ends a membership.
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RemoveMemberInput,
    ) -> async_graphql::Result<MembershipOutcome> {
        let (app, asking) = asked(ctx);
        let command =
            councils::RemoveMember { key: input.key, membership: id::row("Membership", &input.membership_id)? };
        settle(asking, councils::remove(app, asking, &command).await, Membership)
    }

    /// Records or corrects a mandate of a member of the council (*mandato*).
    async fn record_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RecordMandateInput,
    ) -> async_graphql::Result<RecordMandateOutcome> {
        let (app, asking) = asked(ctx);
        let mandate = id::optional_row("Mandate", input.mandate_id.as_ref())?;
        let command = councils::RecordMandate {
            key: input.key,
            council: id::council(&input.council_id)?,
            mandate: mandate.map(|row| (row, input.version.unwrap_or_default())),
            seat: input.seat,
            kind: input.kind.0,
            name: input.name,
            email: input.email,
            sector: input.sector.0,
            segment: input.segment.map(|segment| segment.0),
            organization: input.organization,
            starts_on: input.starts_on,
            ends_on: input.ends_on,
        };
        settle(asking, councils::record_mandate(app, asking, &command).await, Mandate)
    }
}
