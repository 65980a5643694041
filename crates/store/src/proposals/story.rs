//! What is kept of a proposal beside its present wording: earlier wordings, lineage, decisions.

use crate::entity::*;
use crate::{Result, Scope};
use domain::proposals::ProposalAct;
use sea_orm::QueryOrder;

domain::codes! {
    /// What a proposal was made of (*de onde veio o texto*).
    pub enum OriginKind {
        /// Another proposal of the same conference, which went into it (*proposta reunida*).
        Proposal = "PROPOSAL", "proposta reunida";
        /// A proposal in the pool of the conferences below (*proposta recebida*).
        Received = "RECEIVED", "proposta recebida";
        /// Something said at a mobilization event (*contribuição*).
        Contribution = "CONTRIBUTION", "contribuição";
        /// An earlier deliberation on which it insists (*deliberação anterior*).
        Deliberation = "DELIBERATION", "deliberação anterior";
    }
}

domain::codes! {
    /// How the plenary decided (*como a plenária decidiu*).
    pub enum DecisionWay {
        /// By a poll on this proposal alone (*votação*).
        Poll = "POLL", "votação";
        /// By a poll on all that nobody highlighted (*votação em bloco*).
        BlocPoll = "BLOC_POLL", "votação em bloco";
        /// En bloc, declared without objection (*aclamação em bloco*).
        BlocDeclaration = "BLOC_DECLARATION", "declaração em bloco, sem objeção";
        /// Declared by the table without objection (*declaração da mesa*).
        Declaration = "DECLARATION", "declaração da mesa, sem objeção";
        /// Through the destaques on it (*desfecho dos destaques*).
        Destaques = "DESTAQUES", "desfecho dos destaques";
    }
}

/// Wordings.
pub mod version {
    use super::*;

    /// One wording of a proposal.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_versions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The wording.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The proposal.
        pub proposal_id: Uuid,
        /// 1 for the first wording.
        pub number: i32,
        /// The wording; none where it was suppressed.
        pub text: Option<String>,
        /// Who wrote it, as a key of an actor.
        pub author: String,
        /// When.
        pub at: DateTimeUtc,
        /// Why.
        pub reason: String,
        /// The destaque that changed it.
        pub destaque_id: Option<Uuid>,
        /// The poll that decided it.
        pub poll_id: Option<Uuid>,
    }
    tenant_table!();
}

/// Lineage.
pub mod origin {
    use super::*;

    /// Something a proposal was made of.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_origins")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The proposal.
        pub proposal_id: Uuid,
        /// What it was made of.
        pub kind: Coded<OriginKind>,
        /// Which one.
        pub source_id: Uuid,
        /// When.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// Decisions.
pub mod decision {
    use super::*;

    /// One decision of the plenary on a proposal (*decisão registrada*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_decisions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The decision.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The proposal.
        pub proposal_id: Uuid,
        /// What was decided.
        pub act: Coded<ProposalAct>,
        /// How.
        pub way: Coded<DecisionWay>,
        /// The poll that decided, if one did.
        pub poll_id: Option<Uuid>,
        /// Why, with figures and rule.
        pub reason: String,
        /// Who put it on record, as a key of an actor.
        pub author: String,
        /// When.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The wordings of proposals, first to last.
///
/// # Errors
/// When the database fails.
pub async fn versions_of(scope: &Scope, proposals: Vec<Uuid>) -> Result<Vec<version::Model>> {
    let query = scope.find::<version::Entity>().filter(version::Column::ProposalId.is_in(proposals));
    scope.all(query.order_by_asc(version::Column::Number)).await
}

/// The last wording of a proposal.
///
/// # Errors
/// When the database fails.
pub async fn last_version(scope: &Scope, proposal: Uuid) -> Result<Option<version::Model>> {
    let query = scope.find::<version::Entity>().filter(version::Column::ProposalId.eq(proposal));
    scope.one(query.order_by_desc(version::Column::Number)).await
}

/// What proposals were made of, first to last. A joining that was annulled stays in the table and is left out
/// here: its source goes its own way again.
///
/// # Errors
/// When the database fails.
pub async fn origins_of(scope: &Scope, proposals: Vec<Uuid>) -> Result<Vec<origin::Model>> {
    let query = scope.find::<origin::Entity>().filter(origin::Column::ProposalId.is_in(proposals.clone()));
    let mut origins = scope.all(query.order_by_asc(origin::Column::Id)).await?;
    if origins.iter().any(|row| *row.kind == OriginKind::Proposal) {
        let joined = merged_into(scope, proposals).await?;
        let counts = |row: &origin::Model| {
            let of_source = |source: &super::proposal::Model| {
                source.id == row.source_id && source.merged_into == Some(row.proposal_id)
            };
            *row.kind != OriginKind::Proposal || joined.iter().any(of_source)
        };
        origins.retain(counts);
    }
    Ok(origins)
}

/// The decisions on proposals, first to last.
///
/// # Errors
/// When the database fails.
pub async fn decisions_of(scope: &Scope, proposals: Vec<Uuid>) -> Result<Vec<decision::Model>> {
    let query = scope.find::<decision::Entity>().filter(decision::Column::ProposalId.is_in(proposals));
    scope.all(query.order_by_asc(decision::Column::At).order_by_asc(decision::Column::Id)).await
}

/// When the plenary last decided on a proposal of the conference.
///
/// # Errors
/// When the database fails.
pub async fn last_decided_at(scope: &Scope, conference: Uuid) -> Result<Option<DateTimeUtc>> {
    let query = scope.find::<decision::Entity>().filter(decision::Column::ConferenceId.eq(conference));
    Ok(scope.one(query.order_by_desc(decision::Column::At)).await?.map(|last| last.at))
}

/// The proposals that went into these, in the order of the caderno.
///
/// # Errors
/// When the database fails.
pub async fn merged_into(scope: &Scope, targets: Vec<Uuid>) -> Result<Vec<super::proposal::Model>> {
    let query = scope.find::<super::proposal::Entity>().filter(super::proposal::Column::MergedInto.is_in(targets));
    scope.all(query.order_by_asc(super::proposal::Column::Position)).await
}
