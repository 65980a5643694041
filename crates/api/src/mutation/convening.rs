//! The act of convocation and the organizing committee.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::conferences::{CommitteeMember, Decree};
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::conferences::act::{ConvocationActType, SignerRole};
use domain::conferences::{ConferenceKind, ConferenceMode};
use domain::people::{Sector, Segment};
use usecases::conferences;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ConveningMutation;

/// Somebody who signs an act.
#[derive(InputObject)]
pub(crate) struct DecreeSignerInput {
    /// The office.
    role: Enumeration<SignerRole>,
    /// Name, as below the text.
    name: String,
    /// Title, as below the text, for instance "Prefeito Municipal".
    title: String,
}

/// What a new act changes of a conference that is already convened; what is null stays.
#[derive(InputObject)]
pub(crate) struct RectificationInput {
    /// Edition number.
    edition: Option<i32>,
    /// Ordinary or extraordinary.
    kind: Option<Enumeration<ConferenceKind>>,
    /// Mode.
    mode: Option<Enumeration<ConferenceMode>>,
    /// First day.
    first_day: Option<NaiveDate>,
    /// Last day.
    last_day: Option<NaiveDate>,
    /// Name of the venue.
    venue_name: Option<String>,
    /// Address of the venue.
    venue_address: Option<String>,
}

/// An act of convocation to draft, or to draft again.
#[derive(InputObject)]
pub(crate) struct DraftDecreeInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the draft that is replaced; null for a first one.
    version: Option<i32>,
    /// Type of the act.
    #[graphql(name = "type")]
    kind: Enumeration<ConvocationActType>,
    /// Number, together with the date; null while not given.
    number: Option<String>,
    /// Date of the act, together with the number; null while not given.
    date: Option<NaiveDate>,
    /// Place where it is given; null for the council's.
    place: Option<String>,
    /// Whole text; null for the model, filled in.
    text: Option<String>,
    /// Budget line, for the model.
    budget: Option<String>,
    /// Who names the committee, for the model.
    committee: Option<String>,
    /// Who signs, in order.
    signers: Vec<DecreeSignerInput>,
    /// What a new act changes of a conference that is already convened.
    rectification: Option<RectificationInput>,
}

/// A signature.
#[derive(InputObject)]
pub(crate) struct SignDecreeInput {
    /// Idempotency key.
    key: Uuid,
    /// The act.
    decree_id: ID,
    /// The version whose text was read and is signed.
    version: i32,
    /// The office in which it is signed.
    role: Enumeration<SignerRole>,
}

/// The publication of an act.
#[derive(InputObject)]
pub(crate) struct PublishDecreeInput {
    /// Idempotency key.
    key: Uuid,
    /// The act.
    decree_id: ID,
    /// The version that was read.
    version: i32,
    /// Date of publication.
    published_on: NaiveDate,
    /// Gazette, page or board.
    published_in: String,
}

/// Somebody to appoint to the committee.
#[derive(InputObject)]
pub(crate) struct AppointCommitteeMemberInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Name.
    name: String,
    /// Government or civil society.
    sector: Enumeration<Sector>,
    /// Segment; required for civil society, null for the government.
    segment: Option<Enumeration<Segment>>,
    /// Task in the committee.
    task: Option<String>,
    /// The act that names the person, for instance "Resolução CMAS nº 9, de 8 de maio de 2025".
    named_by: Option<String>,
}

/// Somebody to dismiss from the committee.
#[derive(InputObject)]
pub(crate) struct DismissCommitteeMemberInput {
    /// Idempotency key.
    key: Uuid,
    /// The member.
    committee_member_id: ID,
    /// Why.
    reason: Option<String>,
}

outcome! {
    /// What came of drafting an act.
    DraftDecreeOutcome = Decree
}
outcome! {
    /// What came of a signature.
    SignDecreeOutcome = Decree
}
outcome! {
    /// What came of a publication of an act.
    PublishDecreeOutcome = Decree
}
outcome! {
    /// What came of a change of the committee.
    CommitteeMemberOutcome = CommitteeMember
}

#[Object]
impl ConveningMutation {
    /// Drafts the act of convocation (*minuta do decreto*), or drafts it again: whoever had signed another text
    /// signs again. Of a convened conference, drafts the act that rectifies it.
    async fn draft_decree(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: DraftDecreeInput,
    ) -> async_graphql::Result<DraftDecreeOutcome> {
        let (app, asking) = asked(ctx);
        let changes = |changes: RectificationInput| conferences::Named {
            edition: changes.edition,
            kind: changes.kind.map(|kind| kind.0),
            mode: changes.mode.map(|mode| mode.0),
            first_day: changes.first_day,
            last_day: changes.last_day,
            venue_name: changes.venue_name,
            venue_address: changes.venue_address,
        };
        let command = conferences::DraftDecree {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            kind: input.kind.0,
            number: input.number,
            date: input.date,
            place: input.place,
            text: input.text,
            budget: input.budget,
            committee: input.committee,
            signers: input.signers.into_iter().map(|one| (one.role.0, one.name, one.title)).collect(),
            rectification: input.rectification.map(changes),
        };
        settle(asking, conferences::draft_decree(app, asking, &command).await, Decree)
    }

    /// Signs an act (*assinatura*). The president signs in person; the secretary records the signature of an
    /// authority who signed on paper.
    async fn sign_decree(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SignDecreeInput,
    ) -> async_graphql::Result<SignDecreeOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::SignDecree {
            key: input.key,
            decree: id::row("Decree", &input.decree_id)?,
            version: input.version,
            role: input.role.0,
        };
        settle(asking, conferences::sign_decree(app, asking, &command).await, Decree)
    }

    /// Publishes an act (*publicação*). The first convenes the conference; a later one changes what it rectifies.
    async fn publish_decree(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishDecreeInput,
    ) -> async_graphql::Result<PublishDecreeOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::PublishDecree {
            key: input.key,
            decree: id::row("Decree", &input.decree_id)?,
            version: input.version,
            published_on: input.published_on,
            published_in: input.published_in,
        };
        settle(asking, conferences::publish_decree(app, asking, &command).await, Decree)
    }

    /// Appoints a member of the organizing committee (*nomeação*). Parity is shown and refuses nobody.
    async fn appoint_committee_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AppointCommitteeMemberInput,
    ) -> async_graphql::Result<CommitteeMemberOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::AppointMember {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            name: input.name,
            sector: input.sector.0,
            segment: input.segment.map(|segment| segment.0),
            task: input.task,
            named_by: input.named_by,
        };
        settle(asking, conferences::appoint(app, asking, &command).await, CommitteeMember)
    }

    /// Dismisses a member of the organizing committee (*desligamento*); the record stays.
    async fn dismiss_committee_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: DismissCommitteeMemberInput,
    ) -> async_graphql::Result<CommitteeMemberOutcome> {
        let (app, asking) = asked(ctx);
        let command = conferences::DismissMember {
            key: input.key,
            member: id::row("CommitteeMember", &input.committee_member_id)?,
            reason: input.reason,
        };
        settle(asking, conferences::dismiss(app, asking, &command).await, CommitteeMember)
    }
}
