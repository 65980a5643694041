//! What a report says.

use crate::types::enums::Enumeration;
use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use domain::people::{GovernmentLevel, SeatKind, Sector, Segment};
use domain::reports::facts::DelegationFact;
use domain::reports::{self as rules, Binding};

/// A section of a report as filled.
#[derive(SimpleObject)]
pub(crate) struct ReportSection {
    /// Its number in the model.
    number: i32,
    /// Its title.
    title: String,
    /// Where its content comes from.
    binding: Enumeration<Binding>,
    /// Whether the report needs it.
    required: bool,
    /// Whether people write it.
    editable: bool,
    /// Whether there is nothing in it.
    empty: bool,
    /// Its content as people read it, in Portuguese; empty when there is none.
    text: String,
}

impl From<&rules::ReportSection> for ReportSection {
    fn from(section: &rules::ReportSection) -> Self {
        Self {
            number: whole(section.number),
            title: section.title.clone(),
            binding: Enumeration(section.binding),
            required: section.required,
            editable: section.binding == Binding::FreeText,
            empty: section.is_empty(),
            text: section.text.clone(),
        }
    }
}

/// A proposal as reported.
#[derive(SimpleObject)]
pub(crate) struct ReportedProposal {
    /// Its identifier in the council that reports, by which its path is followed.
    proposal: String,
    /// What people call it, for instance `1M2`.
    label: String,
    /// Axis.
    axis: i32,
    /// Level of government addressed.
    level: Enumeration<GovernmentLevel>,
    /// Place among those of its axis and level, from 1.
    order: i32,
    /// New proposal or recommendation, in Portuguese.
    kind: String,
    /// Text as approved.
    text: String,
}

impl From<&rules::ReportedProposal> for ReportedProposal {
    fn from(reported: &rules::ReportedProposal) -> Self {
        Self {
            proposal: reported.id.clone(),
            label: reported.label.clone(),
            axis: whole(reported.axis),
            level: Enumeration(reported.level),
            order: whole(reported.order),
            kind: reported.kind.label.clone(),
            text: reported.text.clone(),
        }
    }
}

/// A person elected to the next stage, as reported.
#[derive(SimpleObject)]
pub(crate) struct ReportDelegate {
    /// Titular or alternate.
    kind: Enumeration<SeatKind>,
    /// Order within kind and pool, from 1.
    order: i32,
    /// Sector.
    sector: Enumeration<Sector>,
    /// Segment of civil society; null for the government.
    segment: Option<Enumeration<Segment>>,
    /// Name.
    name: String,
    /// Body or entity represented.
    organization: Option<String>,
    /// CPF; null for those who may not see documents.
    cpf: Option<String>,
    /// E-mail; null for those who may not see contacts.
    email: Option<String>,
    /// Whether elected by a reserved share (*cota*); null for those who may not see personal data.
    reserved_share: Option<bool>,
}

/// The delegation of a report, with documents and contacts only for who may see them.
pub(crate) fn delegates(delegation: Option<&DelegationFact>, personal: bool) -> Vec<ReportDelegate> {
    let all = delegation.map(|delegation| delegation.delegates.as_slice()).unwrap_or_default();
    let field = |delegate: &rules::facts::DelegateFact, name| delegate.fields.get(name).filter(|_| personal).cloned();
    let show = |delegate: &rules::facts::DelegateFact| ReportDelegate {
        kind: Enumeration(delegate.kind),
        order: whole(delegate.order),
        sector: Enumeration(delegate.sector),
        segment: delegate.segment.map(Enumeration),
        name: delegate.name.clone(),
        organization: delegate.organization.clone(),
        cpf: field(delegate, "cpf"),
        email: field(delegate, "email"),
        reserved_share: personal.then_some(delegate.reserved_share),
    };
    all.iter().map(show).collect()
}

/// A signature (*assinatura*), bound to one content.
#[derive(SimpleObject)]
pub(crate) struct Signature {
    /// As what the person signed, in Portuguese.
    role: String,
    /// Name of the person at that time.
    name: String,
    /// When.
    signed_at: DateTime<Utc>,
    /// SHA-256 of the content signed.
    content_hash: String,
}

impl From<&rules::Signature> for Signature {
    fn from(signature: &rules::Signature) -> Self {
        Self {
            role: domain::Code::label(signature.role).to_owned(),
            name: signature.name.clone(),
            signed_at: signature.signed_at,
            content_hash: signature.content_hash.clone(),
        }
    }
}

/// A number as GraphQL has it.
pub(super) fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
