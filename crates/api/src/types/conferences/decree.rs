//! Acts of convocation and organizing committees.

use crate::id;
use crate::types::enums::{Enumeration, optional};
use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::conferences::act::{ConvocationActType, SignerRole};
use domain::councils::{BrokenRule, ParityReport};
use domain::people::{Sector, Segment};
use usecases::conferences;

/// Somebody who signs an act.
#[derive(SimpleObject)]
pub(crate) struct DecreeSigner {
    /// The office.
    role: Enumeration<SignerRole>,
    /// Name below the text.
    name: String,
    /// Title below the text.
    title: String,
    /// When the present text was signed; null before.
    signed_at: Option<DateTime<Utc>>,
}

pub(crate) struct Decree(pub conferences::Decree);

/// An act of convocation (*ato de convocação*), for instance a joint decree.
#[Object]
impl Decree {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Decree", self.0.tenant_id, self.0.id)
    }

    /// 1 for the act that convenes; those after it rectify it.
    async fn ordinal(&self) -> i32 {
        self.0.ordinal
    }

    /// Type of the act.
    #[graphql(name = "type")]
    async fn kind(&self) -> Enumeration<ConvocationActType> {
        Enumeration(*self.0.kind)
    }

    /// Number; null until it is given.
    async fn number(&self) -> Option<&str> {
        self.0.number.as_deref()
    }

    /// Date of the act; null until it is given.
    async fn date(&self) -> Option<NaiveDate> {
        self.0.date
    }

    /// Place where it is given.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// Whole text.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Who signs, in the order of the text.
    async fn signers(&self) -> Vec<DecreeSigner> {
        let signer = |kept: &usecases::conferences::KeptSigner| DecreeSigner {
            role: Enumeration(kept.role),
            name: kept.name.clone(),
            title: kept.title.clone(),
            signed_at: kept.signed_at,
        };
        self.0.signers.iter().map(signer).collect()
    }

    /// Date of publication; null for a draft.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.0.published_on
    }

    /// Gazette, page or board where it was published; null for a draft.
    async fn published_in(&self) -> Option<&str> {
        self.0.published_in.as_deref()
    }

    /// When its publication was recorded here; null for a draft.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// Version of the text, for optimistic concurrency; signing does not change it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

pub(crate) struct CommitteeMember(pub conferences::CommitteeRow);

/// A member of the organizing committee.
#[Object]
impl CommitteeMember {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("CommitteeMember", self.0.tenant_id, self.0.id)
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Government or civil society.
    async fn sector(&self) -> Enumeration<Sector> {
        Enumeration(*self.0.sector)
    }

    /// Segment; null for the government.
    async fn segment(&self) -> Option<Enumeration<Segment>> {
        optional(self.0.segment)
    }

    /// Task in the committee.
    async fn task(&self) -> Option<&str> {
        self.0.task.as_deref()
    }

    /// When appointed.
    async fn appointed_at(&self) -> DateTime<Utc> {
        self.0.appointed_at
    }

    /// When dismissed; null for who is in the committee.
    async fn dismissed_at(&self) -> Option<DateTime<Utc>> {
        self.0.dismissed_at
    }
}

/// A rule that is not kept, and what would mend it.
#[derive(SimpleObject)]
pub(crate) struct UnmetRule {
    /// The parameter or act.
    rule: &'static str,
    /// What is wrong and what to do.
    message: String,
}

/// Parity (*paridade*) as found, with its explanation.
#[derive(SimpleObject)]
pub(crate) struct Parity {
    /// Whether the sectors have exactly their shares.
    on_parity: bool,
    /// Of the government.
    government: i32,
    /// Of civil society.
    civil_society: i32,
    /// Of the users.
    users: i32,
    /// Of the workers.
    workers: i32,
    /// Of the entities.
    entities: i32,
    /// The whole in sentences.
    explanation: String,
    /// Each rule that is not kept; empty when all are.
    unmet: Vec<UnmetRule>,
}

impl From<ParityReport> for Parity {
    fn from(report: ParityReport) -> Self {
        let shown = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        let unmet = |broken: BrokenRule| UnmetRule { rule: broken.rule, message: broken.message };
        Self {
            on_parity: report.on_parity,
            government: shown(report.counts.government),
            civil_society: shown(report.counts.civil_society()),
            users: shown(report.counts.users),
            workers: shown(report.counts.workers),
            entities: shown(report.counts.entities),
            explanation: report.explanation,
            unmet: report.broken.into_iter().map(unmet).collect(),
        }
    }
}

/// The organizing committee (*comissão organizadora*) of a conference.
#[derive(SimpleObject)]
pub(crate) struct Committee {
    /// Its members, in order of appointment.
    members: Vec<CommitteeMember>,
    /// Its parity by the cycle's rule.
    parity: Parity,
    /// Fewest members by the cycle's rule.
    min_size: i32,
    /// The act that named it; null when none was given.
    named_by: Option<String>,
}

impl From<conferences::Committee> for Committee {
    fn from(committee: conferences::Committee) -> Self {
        Self {
            members: committee.members.into_iter().map(CommitteeMember).collect(),
            parity: committee.parity.into(),
            min_size: i32::try_from(committee.min_size).unwrap_or(i32::MAX),
            named_by: committee.named_by,
        }
    }
}
