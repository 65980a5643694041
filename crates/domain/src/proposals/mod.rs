//! Proposals (*propostas*): from the group to the plenary's caderno, its decision and the report.
//! Source: domain.md sections 8 and 9; mission.md steps 12 to 14.

mod counts;
mod group;
mod label;
mod limits;
mod lineage;
mod plenary;
mod priority;
mod refusals;
mod state;

pub use crate::seats::Share;
pub use counts::{AxisLevel, count_by_axis_level};
pub use group::{GroupOutcome, GroupResult, GroupVote, cut_for_plenary, group_results};
pub use label::{ProposalLabel, next_number};
pub use limits::{LevelLimits, OverflowRule, ProposalLimits, ProposalRules, Stage};
pub use lineage::Lineage;
pub use plenary::{BookProposal, DecidedDestaque, PlenaryDecision, decide_proposal, en_bloc, new_proposal_outcome};
pub use priority::{ApprovedProposal, Ranked, rank_for_report, surplus};
pub use refusals::ProposalRefusal;
pub use state::{ProposalAct, ProposalKind, ProposalState};
