//! The figures of a report, counted from facts. Every one can be recomputed from rows.

use super::facts::{DelegationFact, MotionFact, PollFact, ProposalFact, ReportFacts, SeatFact};
use super::figures_people::{ParityFigures, ParticipantFigures};
use super::wording::Coded;
use crate::evaluations::Hundredths;
use crate::people::{GovernmentLevel, Pool, SeatKind, Sector};
use crate::{Code, evaluations::Summary};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Counts by axis and level of government; every axis of the conference and every level is there.
pub type ByAxisLevel = BTreeMap<u32, BTreeMap<GovernmentLevel, u64>>;
/// Counts by stable code; only codes that occur are there.
pub type ByCode = BTreeMap<String, u64>;

/// All figures of a report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportFigures {
    /// Minutes of the sessions that count (domain.md section 13: without preparatory moments and lunch).
    pub total_minutes: u64,
    /// The same in hours.
    pub total_hours: Hundredths,
    /// Days on which a session that counts took place.
    pub days: u64,
    /// Mornings, afternoons and evenings in which a session that counts began.
    pub shifts: u64,
    /// Parity of council, committee, delegates' seats and delegates present.
    pub parity: ParityFigures,
    /// Participants.
    pub participants: ParticipantFigures,
    /// Preparatory events.
    pub mobilization: MobilizationFigures,
    /// Earlier deliberations by assessment; those not assessed are missing here.
    pub actions: ByCode,
    /// People and delegates present, by group.
    pub group_attendance: BTreeMap<String, AttendanceFigures>,
    /// Proposals.
    pub proposals: ProposalFigures,
    /// Destaques on the rules, by outcome.
    pub rules_destaques: ByCode,
    /// Destaques on proposals, by outcome.
    pub proposal_destaques: ByCode,
    /// Parameters that the plenary changed when it adopted the rules.
    pub adopted_parameters: BTreeMap<String, i64>,
    /// Motions.
    pub motions: MotionFigures,
    /// Votes.
    pub polls: PollFigures,
    /// Delegation to the next stage, once elected.
    pub delegation: Option<DelegationFigures>,
    /// Evaluation, once somebody answered.
    pub evaluation: Option<Summary>,
    /// Last day on which the report is in time.
    pub report_deadline: NaiveDate,
}

/// Preparatory events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MobilizationFigures {
    /// How many.
    pub events: u64,
    /// People present, summed over events.
    pub attendance: u64,
    /// Contributions collected.
    pub contributions: u64,
}

/// Who was in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AttendanceFigures {
    /// Everybody.
    pub all: u64,
    /// Delegates among them.
    pub delegates: u64,
}

/// Proposals at each stage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalFigures {
    /// Submitted to groups.
    pub submitted: u64,
    /// By outcome in the group.
    pub group_outcomes: ByCode,
    /// By outcome in the plenary.
    pub plenary_outcomes: ByCode,
    /// Approved by the final plenary.
    pub deliberations: u64,
    /// Going into the report.
    pub reported: u64,
    /// Submitted, by axis and level.
    pub submitted_by_axis_level: ByAxisLevel,
    /// Sent to the plenary, by axis and level.
    pub to_plenary_by_axis_level: ByAxisLevel,
    /// Approved, by axis and level.
    pub approved_by_axis_level: ByAxisLevel,
    /// Reported, by axis and level.
    pub reported_by_axis_level: ByAxisLevel,
    /// Labels of those reported in order of priority, by `axis-LEVEL`.
    pub reported_order: BTreeMap<String, Vec<String>>,
}

/// Motions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MotionFigures {
    /// Handed in.
    pub submitted: u64,
    /// Not admitted for want of signatures.
    pub below_threshold: u64,
    /// Approved.
    pub approved: u64,
}

/// Votes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PollFigures {
    /// How many.
    pub total: u64,
    /// By outcome.
    pub by_outcome: ByCode,
    /// By kind.
    pub by_kind: ByCode,
    /// Votes refused.
    pub refused_attempts: u64,
}

/// Delegation to the next stage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegationFigures {
    /// Titular seats of the place.
    pub seats: u64,
    /// Titulars elected.
    pub titulars: u64,
    /// Alternates elected.
    pub alternates: u64,
    /// Alternate seats that nobody fills.
    pub vacant_alternates: u64,
    /// Titulars by sector.
    pub by_sector: BTreeMap<Sector, u64>,
    /// Titulars by pool.
    pub by_pool: BTreeMap<Pool, u64>,
    /// Titulars who count for a reserved share.
    pub reserved: u64,
}

/// Counts everything.
pub fn figures(facts: &ReportFacts) -> ReportFigures {
    let counting = facts.sessions.iter().filter(|session| session.counts_for_hours);
    let zone = facts.place.time_zone;
    let starts: Vec<_> = counting.clone().map(|session| session.starts_at.with_timezone(&zone).naive_local()).collect();
    let total_minutes =
        counting.map(|session| (session.ends_at - session.starts_at).num_minutes().max(0).unsigned_abs()).sum();
    let destaques = facts.rules.as_ref().map_or(&[][..], |rules| &rules.destaques);
    ReportFigures {
        total_minutes,
        total_hours: Hundredths::ratio(total_minutes, 60).unwrap_or_default(),
        days: distinct(starts.iter().map(|start| start.date())),
        shifts: distinct(starts.iter().map(|start| (start.date(), shift(*start)))),
        parity: ParityFigures::count(facts),
        participants: ParticipantFigures::count(facts),
        mobilization: MobilizationFigures {
            events: facts.mobilization.len() as u64,
            attendance: facts.mobilization.iter().map(|event| event.attendance).sum(),
            contributions: facts.mobilization.iter().map(|event| event.contributions).sum(),
        },
        actions: by_code(facts.actions.iter().filter_map(|action| action.assessment.as_ref())),
        group_attendance: facts
            .groups
            .iter()
            .map(|group| (group.id.clone(), AttendanceFigures { all: group.attendance, delegates: group.delegates }))
            .collect(),
        proposals: proposal_figures(facts),
        rules_destaques: by_code(destaques),
        proposal_destaques: by_code(&facts.proposal_destaques),
        adopted_parameters: facts.rules.as_ref().map(|rules| rules.adopted_parameters.clone()).unwrap_or_default(),
        motions: motion_figures(&facts.motions),
        polls: poll_figures(&facts.polls),
        delegation: facts.delegation.as_ref().map(delegation_figures),
        evaluation: facts.evaluation.clone().filter(|summary| summary.answers > 0),
        report_deadline: facts.deadline,
    }
}

/// 0 morning, 1 afternoon, 2 evening, by the start of a session.
fn shift(start: chrono::NaiveDateTime) -> u8 {
    use chrono::Timelike;
    match start.hour() {
        0..12 => 0,
        12..18 => 1,
        _ => 2,
    }
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> u64 {
    items.collect::<std::collections::BTreeSet<_>>().len() as u64
}

fn by_code<'a>(outcomes: impl IntoIterator<Item = &'a Coded>) -> ByCode {
    let mut counts = ByCode::new();
    for outcome in outcomes {
        *counts.entry(outcome.code.clone()).or_default() += 1;
    }
    counts
}

fn by_axis_level(facts: &ReportFacts, counted: impl Fn(&ProposalFact) -> bool) -> ByAxisLevel {
    let none = || GovernmentLevel::ALL.iter().map(|level| (*level, 0)).collect::<BTreeMap<_, _>>();
    let mut counts: ByAxisLevel = facts.conference.axes.iter().map(|axis| (axis.number, none())).collect();
    for proposal in facts.proposals.iter().filter(|proposal| counted(proposal)) {
        *counts.entry(proposal.axis).or_insert_with(none).entry(proposal.level).or_default() += 1;
    }
    counts
}

fn proposal_figures(facts: &ReportFacts) -> ProposalFigures {
    let count = |counted: fn(&ProposalFact) -> bool| facts.proposals.iter().filter(|one| counted(one)).count() as u64;
    let mut reported_order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for proposal in super::report::reported(facts) {
        let key = format!("{}-{}", proposal.axis, proposal.level.code());
        reported_order.entry(key).or_default().push(proposal.label.clone());
    }
    ProposalFigures {
        submitted: facts.proposals.len() as u64,
        group_outcomes: by_code(facts.proposals.iter().filter_map(|one| one.group_outcome.as_ref())),
        plenary_outcomes: by_code(facts.proposals.iter().filter_map(|one| one.plenary_outcome.as_ref())),
        deliberations: count(ProposalFact::approved),
        reported: count(|one| one.reported),
        submitted_by_axis_level: by_axis_level(facts, |_| true),
        to_plenary_by_axis_level: by_axis_level(facts, ProposalFact::reached_plenary),
        approved_by_axis_level: by_axis_level(facts, ProposalFact::approved),
        reported_by_axis_level: by_axis_level(facts, |one| one.reported),
        reported_order,
    }
}

fn motion_figures(motions: &[MotionFact]) -> MotionFigures {
    MotionFigures {
        submitted: motions.len() as u64,
        below_threshold: motions.iter().filter(|motion| !motion.admitted).count() as u64,
        approved: motions.iter().filter(|motion| motion.approved).count() as u64,
    }
}

fn poll_figures(polls: &[PollFact]) -> PollFigures {
    PollFigures {
        total: polls.len() as u64,
        by_outcome: by_code(polls.iter().map(|poll| &poll.outcome)),
        by_kind: by_code(polls.iter().map(|poll| &poll.kind)),
        refused_attempts: polls.iter().map(|poll| poll.refused_attempts).sum(),
    }
}

fn delegation_figures(delegation: &DelegationFact) -> DelegationFigures {
    let titulars: Vec<_> = delegation.of_kind(SeatKind::Titular).collect();
    let by = |counted: &dyn Fn(&&super::facts::DelegateFact) -> bool| {
        titulars.iter().filter(|delegate| counted(delegate)).count() as u64
    };
    DelegationFigures {
        seats: u64::from(delegation.seats),
        titulars: titulars.len() as u64,
        alternates: delegation.of_kind(SeatKind::Alternate).count() as u64,
        vacant_alternates: delegation.vacant.iter().filter(|seat| seat.kind == SeatKind::Alternate).count() as u64,
        by_sector: Sector::ALL.iter().map(|sector| (*sector, by(&|one| one.sector == *sector))).collect(),
        by_pool: Pool::ALL.iter().map(|pool| (*pool, by(&|one| one.pool() == Some(*pool)))).collect(),
        reserved: by(&|one| one.reserved_share),
    }
}

/// Titular seats of a council.
pub(super) fn titular_seats(seats: &[SeatFact]) -> impl Iterator<Item = &SeatFact> {
    seats.iter().filter(|seat| seat.kind == SeatKind::Titular)
}
