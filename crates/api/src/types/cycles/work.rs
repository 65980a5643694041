//! Groups, proposals, motions and the election.

use super::figures::{count, part, share, shown};
use crate::types::enums::{Enumeration, codes, enumerations};
use async_graphql::{InputObject, SimpleObject};
use chrono::{DateTime, Utc};
use domain::cycles::CycleParameters;
use domain::elections as election;
use domain::groups::rules::ThresholdBase;
use domain::motions::{MotionBase, MotionKind, MotionRules};
use domain::people::ReservedGroup;
use domain::proposals::{LevelLimits, OverflowRule, ProposalLimits};
use domain::{Refusal, text};
use serde::Serialize;

/// Working groups (*grupos de trabalho*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleGroupsInput")]
pub(crate) struct CycleGroups {
    /// Share in favour that sends a proposal on, between 0 and 1.
    threshold: f64,
    /// What that share is of.
    threshold_base: Enumeration<ThresholdBase>,
    /// Share from which a proposal counts as consensus; null when it makes no difference.
    consensus_threshold: Option<f64>,
    /// Groups for each axis.
    groups_per_axis: i32,
}

impl CycleGroups {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        Self {
            threshold: part(parameters.group_threshold),
            threshold_base: Enumeration(parameters.group_threshold_base),
            consensus_threshold: parameters.consensus_threshold.map(part),
            groups_per_axis: i32::from(parameters.groups_per_axis),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.group_threshold = share("threshold", self.threshold)?;
        parameters.group_threshold_base = self.threshold_base.0;
        parameters.consensus_threshold =
            self.consensus_threshold.map(|number| share("consensusThreshold", number)).transpose()?;
        parameters.groups_per_axis = count("groupsPerAxis", self.groups_per_axis)?;
        Ok(())
    }
}

/// Proposals per axis, by the level of government they address.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "LevelLimitsInput")]
pub(crate) struct CycleLevelLimits {
    /// For the municipality.
    municipal: i32,
    /// For the state.
    state: i32,
    /// For the Union.
    union: i32,
}

impl CycleLevelLimits {
    fn of(limits: LevelLimits) -> Self {
        Self { municipal: shown(limits.municipal), state: shown(limits.state), union: shown(limits.union) }
    }

    fn parsed(&self, field: &str) -> Result<LevelLimits, Refusal> {
        Ok(LevelLimits {
            municipal: count(field, self.municipal)?,
            state: count(field, self.state)?,
            union: count(field, self.union)?,
        })
    }
}

/// Limits of proposals (*limites de propostas*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleLimitsInput")]
pub(crate) struct CycleLimits {
    /// What each group sends to the plenary.
    group: CycleLevelLimits,
    /// What the caderno holds.
    plenary: CycleLevelLimits,
    /// What the report takes on.
    report: CycleLevelLimits,
    /// What happens beyond them.
    overflow_rule: Enumeration<OverflowRule>,
    /// Longest proposal, in characters.
    proposal_max_chars: i32,
}

impl CycleLimits {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        Self {
            group: CycleLevelLimits::of(parameters.proposal_limits.group),
            plenary: CycleLevelLimits::of(parameters.proposal_limits.plenary),
            report: CycleLevelLimits::of(parameters.proposal_limits.report),
            overflow_rule: Enumeration(parameters.overflow_rule),
            proposal_max_chars: shown(parameters.proposal_max_chars),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.proposal_limits = ProposalLimits {
            group: self.group.parsed("group")?,
            plenary: self.plenary.parsed("plenary")?,
            report: self.report.parsed("report")?,
        };
        parameters.overflow_rule = self.overflow_rule.0;
        parameters.proposal_max_chars = count("proposalMaxChars", self.proposal_max_chars)?;
        Ok(())
    }
}

/// Motions (*moções*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleMotionsInput")]
pub(crate) struct CycleMotions {
    /// Share of the base whose signatures admit a motion, between 0 and 1.
    threshold: f64,
    /// What the share is of.
    base: Enumeration<MotionBase>,
    /// Kinds that are taken.
    kinds: Vec<Enumeration<MotionKind>>,
    /// Last moment to hand a motion in and to sign it; null when each conference sets it.
    deadline: Option<DateTime<Utc>>,
    /// Whether an admitted motion is debated before the vote.
    debate: bool,
}

impl CycleMotions {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let rules = &parameters.motions;
        Self {
            threshold: part(rules.threshold),
            base: Enumeration(rules.base),
            kinds: enumerations(&rules.kinds),
            deadline: rules.deadline,
            debate: rules.debate,
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.motions = MotionRules {
            threshold: share("threshold", self.threshold)?,
            base: self.base.0,
            kinds: codes(&self.kinds),
            deadline: self.deadline,
            debate: self.debate,
        };
        Ok(())
    }
}

/// Articles cited in the minutes of the election; null where the rules are silent.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleElectionArticlesInput")]
pub(crate) struct CycleElectionArticles {
    /// Who may be a candidate.
    eligibility: Option<String>,
    /// How ties are broken.
    ties: Option<String>,
    /// How the reserved share is reached.
    reserved_share: Option<String>,
    /// Alternates and vacant seats.
    vacancies: Option<String>,
}

/// Election of delegates to the next stage (*eleição da delegação*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleElectionInput")]
pub(crate) struct CycleElection {
    /// Who elects.
    body: Enumeration<election::ElectionBody>,
    /// Whether the final plenary homologates.
    homologated_by_plenary: bool,
    /// Share of the counted sessions a candidate must have attended, between 0 and 1.
    minimum_presence: f64,
    /// Reserved share of the titular seats (*cota*), between 0 and 1; zero for none.
    reserved_share: f64,
    /// Groups of the reserved share.
    reserved_groups: Vec<Enumeration<ReservedGroup>>,
    /// Alternates for each titular seat.
    alternates_per_seat: i32,
    /// From where an alternate may come.
    substitution_scope: Enumeration<election::SubstitutionScope>,
    /// What happens to seats without a candidate.
    vacant_seat_rule: Enumeration<election::VacantSeatRule>,
    /// Tie-breaks, in order.
    tie_breaks: Vec<Enumeration<election::TieBreak>>,
    /// Articles to cite.
    articles: Option<CycleElectionArticles>,
    /// Which data of delegates the council above asks for.
    delegate_fields: Vec<String>,
}

impl CycleElection {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let (rules, articles) = (&parameters.election, &parameters.election_articles);
        Self {
            body: Enumeration(rules.body),
            homologated_by_plenary: rules.homologated_by_plenary,
            minimum_presence: part(rules.minimum_presence),
            reserved_share: part(rules.reserved_share),
            reserved_groups: enumerations(&rules.reserved_groups),
            alternates_per_seat: shown(rules.alternates_per_seat),
            substitution_scope: Enumeration(rules.substitution_scope),
            vacant_seat_rule: Enumeration(rules.vacant_seat_rule),
            tie_breaks: enumerations(&rules.tie_breaks),
            articles: Some(CycleElectionArticles {
                eligibility: articles.eligibility.clone(),
                ties: articles.ties.clone(),
                reserved_share: articles.reserved_share.clone(),
                vacancies: articles.vacancies.clone(),
            }),
            delegate_fields: parameters.delegate_fields.clone(),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.election = election::CycleElection {
            body: self.body.0,
            homologated_by_plenary: self.homologated_by_plenary,
            minimum_presence: share("minimumPresence", self.minimum_presence)?,
            reserved_share: share("reservedShare", self.reserved_share)?,
            reserved_groups: codes(&self.reserved_groups),
            alternates_per_seat: count("alternatesPerSeat", self.alternates_per_seat)?,
            substitution_scope: self.substitution_scope.0,
            vacant_seat_rule: self.vacant_seat_rule.0,
            tie_breaks: codes(&self.tie_breaks),
        };
        if let Some(articles) = &self.articles {
            let line = |given: &Option<String>| text::optional_line("articles", given.as_deref(), 100);
            parameters.election_articles = election::ElectionArticles {
                eligibility: line(&articles.eligibility)?,
                ties: line(&articles.ties)?,
                reserved_share: line(&articles.reserved_share)?,
                vacancies: line(&articles.vacancies)?,
            };
        }
        let field = |field: &String| text::line("delegateFields", field, 60);
        parameters.delegate_fields = self.delegate_fields.iter().map(field).collect::<Result<_, _>>()?;
        Ok(())
    }
}
