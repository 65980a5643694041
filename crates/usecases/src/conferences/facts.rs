//! What the checklist and the report say about convening and the committee.

use super::committee::{active, measured};
use crate::Outcome;
use domain::Code;
use domain::conferences::act::SignerRole;
use domain::conferences::steps::{CommitteeFacts, ConvocationFacts};
use domain::reports::Coded;
use domain::reports::facts::{ActFact, CommitteeFact, CommitteeMemberFact, SignerFact};
use store::Scope;
use store::conferences::{self, KeptSigner, act, committee_member, conference};

/// Steps 1 and 2 of the checklist.
pub(crate) async fn step_facts(
    scope: &Scope,
    conference: &conference::Model,
) -> Outcome<(ConvocationFacts, CommitteeFacts)> {
    let acts = conferences::acts(scope, conference.id).await?;
    let all = conferences::committee(scope, conference.id).await?;
    let changed_at = all.iter().flat_map(|member| [Some(member.appointed_at), member.dismissed_at]).flatten().max();
    let committee = measured(conference, active(all));
    let members = u32::try_from(committee.members.len()).unwrap_or(u32::MAX);
    let broken = committee.parity.broken.into_iter().map(|rule| rule.message).collect();
    Ok((convocation(acts.first()), CommitteeFacts { members, broken, changed_at }))
}

fn convocation(first: Option<&act::Model>) -> ConvocationFacts {
    let unsigned = |act: &act::Model| {
        let missing = act.signers.iter().filter(|signer| signer.signed_at.is_none());
        missing.map(|signer| signer.role.label().to_owned()).collect()
    };
    ConvocationFacts {
        drafted: first.is_some(),
        unsigned: first.map(unsigned).unwrap_or_default(),
        published_at: first.and_then(|act| act.published_at),
        due: None,
    }
}

/// What a report says of convening.
pub(crate) struct ConveningReport {
    /// The act that convened the conference; the latest published one, where it was rectified.
    pub act: Option<ActFact>,
    /// The committee.
    pub committee: Option<CommitteeFact>,
    /// Name of the council's president, as below the act.
    pub president: Option<String>,
}

/// Act and committee for the report, in two statements.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ConveningReport> {
    let acts = conferences::acts(scope, conference.id).await?;
    let committee = measured(conference, active(conferences::committee(scope, conference.id).await?));
    let published = acts.iter().rev().find(|act| act.published_at.is_some());
    let mut signers = acts.iter().rev().flat_map(|act| act.signers.iter());
    let president = signers.find(|signer| signer.role == SignerRole::CouncilPresident);
    Ok(ConveningReport {
        act: published.and_then(act_fact),
        committee: (!committee.members.is_empty()).then(|| CommitteeFact {
            named_by: committee.named_by,
            members: committee.members.iter().map(member).collect(),
        }),
        president: president.map(|signer| signer.name.clone()),
    })
}

fn act_fact(kept: &act::Model) -> Option<ActFact> {
    let signer = |signer: &KeptSigner| SignerFact { name: signer.name.clone(), role: Coded::of(signer.role) };
    Some(ActFact {
        kind: Coded::of(*kept.kind),
        number: kept.number.clone()?,
        date: kept.date?,
        published_on: kept.published_on,
        published_in: kept.published_in.clone(),
        signers: kept.signers.iter().filter(|signer| signer.signed_at.is_some()).map(signer).collect(),
    })
}

fn member(kept: &committee_member::Model) -> CommitteeMemberFact {
    CommitteeMemberFact {
        name: kept.name.clone(),
        sector: *kept.sector,
        segment: kept.segment.map(|segment| *segment),
        role: kept.task.clone().unwrap_or_else(|| "Membro".to_owned()),
    }
}
