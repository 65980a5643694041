//! The parameters of a cycle, in the shape in which they are stored and published.

use super::{Axis, PopulationBasis, Stage, StageWindow};
use crate::conferences::act::{ConvocationActType, SignerRole};
use crate::conferences::{ConferenceKind, ConferenceMode};
use crate::councils::SizeClasses;
use crate::elections::{CycleElection, ElectionArticles};
use crate::evaluations::EvaluationForm;
use crate::groups::rules::ThresholdBase;
use crate::motions::MotionRules;
use crate::participants::rules::{BornDelegates, RegistrationWindow};
use crate::people::{Category, Sector, Segment, SizeClass};
use crate::programme::{HoursMinimum, SpeechRules};
use crate::proposals::{OverflowRule, ProposalLimits};
use crate::quorum::QuorumRule;
use crate::reports::ReportModel;
use crate::rules::RulesModel;
use crate::seats::{SeatTable, Share, SplitMethod};
use crate::voting::{Citations, MajorityRules, TieStep};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// All parameters of a cycle (domain.md section 16). The council that publishes them sets them; a
/// conference keeps the version it accepted and fills what is its own (`registrationWindow`,
/// `credentialingClose` and the like).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CycleParameters {
    /// Theme (*tema*).
    pub theme: String,
    /// Motto (*lema*), which a state may add.
    #[serde(default)]
    pub motto: Option<String>,
    /// Ordinary or extraordinary.
    pub kind: ConferenceKind,
    /// Axes, by number.
    pub axes: Vec<Axis>,
    /// Stages and what each elects to.
    pub stages: Vec<Stage>,
    /// When each stage meets.
    pub windows: Vec<StageWindow>,
    /// Modes a conference may have.
    pub modes_allowed: Vec<ConferenceMode>,
    /// Shortest conference.
    #[serde(flatten)]
    pub minimum: HoursMinimum,
    /// Types of the convocation act.
    pub convocation_act_types: Vec<ConvocationActType>,
    /// Offices that must sign it.
    pub required_signers: Vec<SignerRole>,
    /// Which population counts.
    pub population_basis: PopulationBasis,
    /// Limits of the size classes.
    pub size_classes: SizeClasses,
    /// Seats of delegates to the next stage by size class.
    pub seat_table: SeatTable,
    /// Shares of the sectors in the organizing committee.
    pub committee_parity: BTreeMap<Sector, Share>,
    /// Fewest members of the committee.
    pub committee_min_size: u32,
    /// How civil seats are split.
    pub segment_split: SplitMethod,
    /// Who receives the seats that thirds leave over, in order.
    pub remainder_order: [Segment; 3],
    /// Who receives a single civil seat.
    pub single_civil_seat: Segment,
    /// Members of the council as delegates by birth.
    pub born_delegates: BornDelegates,
    /// Delegates of the conference itself.
    pub municipal_delegate_count: u32,
    /// Voice of those who do not vote.
    pub voice: BTreeMap<Category, bool>,
    /// Days on which the public page takes registrations; set by the conference.
    #[serde(default)]
    pub registration_window: Option<RegistrationWindow>,
    /// Categories that may be registered at the door.
    pub walk_ins: Vec<Category>,
    /// When delegates can no longer be accredited; set by the conference.
    #[serde(default)]
    pub credentialing_close: Option<DateTime<Utc>>,
    /// From when alternates are admitted in the place of absent titulars; set by the conference.
    #[serde(default)]
    pub alternate_admission_at: Option<DateTime<Utc>>,
    /// Quorum of the plenaries.
    pub quorum: QuorumRule,
    /// Times of speech.
    pub speech: SpeechRules,
    /// Majorities by matter.
    pub majority: MajorityRules,
    /// What follows a tie, in order.
    pub tie_rule: Vec<TieStep>,
    /// Whether a roll call publishes who chose what.
    #[serde(default = "yes")]
    pub publish_choices: bool,
    /// Whether displays show counts while a poll is open.
    #[serde(default)]
    pub show_partial_results: bool,
    /// Articles to cite in results and refusals of votes.
    #[serde(default)]
    pub citations: Citations,
    /// Share of the delegates of a group that sends a proposal on.
    pub group_threshold: Share,
    /// What that share is of.
    pub group_threshold_base: ThresholdBase,
    /// Share from which a proposal counts as consensus; none when it makes no difference.
    #[serde(default)]
    pub consensus_threshold: Option<Share>,
    /// Working groups for each axis.
    pub groups_per_axis: u8,
    /// Proposals per axis and level at each stage.
    pub proposal_limits: ProposalLimits,
    /// What happens beyond the limits.
    pub overflow_rule: OverflowRule,
    /// Longest proposal, in characters.
    pub proposal_max_chars: usize,
    /// Motions.
    pub motions: MotionRules,
    /// Election to the next stage.
    pub election: CycleElection,
    /// Articles to cite in the minutes of the election.
    #[serde(default)]
    pub election_articles: ElectionArticles,
    /// Which data of delegates the state asks for.
    pub delegate_fields: Vec<String>,
    /// Form of the evaluation.
    pub evaluation_form: EvaluationForm,
    /// Model of the final report.
    pub report_model: ReportModel,
    /// Days after the conference until the report is due; none when `report_deadline_on` is set.
    #[serde(default)]
    pub report_deadline_days: Option<u16>,
    /// Date on which the report is due for everybody.
    #[serde(default)]
    pub report_deadline_on: Option<NaiveDate>,
    /// Whether a report is taken after the deadline, marked as late.
    #[serde(default = "yes")]
    pub late_filing_allowed: bool,
    /// How often a report may come back; none for no limit.
    #[serde(default)]
    pub return_rounds: Option<u32>,
    /// Model of the rules of procedure; none when councils write their own.
    #[serde(default)]
    pub rules_model: Option<RulesModel>,
    /// Size classes whose councils may hold a conference together.
    #[serde(default)]
    pub joint_conferences_allowed: Vec<SizeClass>,
}

fn yes() -> bool {
    true
}
