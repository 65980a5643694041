//! What a cycle says where its council says nothing: the demonstration values of domain.md section 16.

use super::{Axis, CycleParameters, PopulationBasis, Stage, StageWindow};
use crate::Code;
use crate::conferences::act::{ConvocationActType, SignerRole};
use crate::conferences::{ConferenceKind, ConferenceMode};
use crate::councils::SizeClasses;
use crate::elections::{CycleElection, ElectionArticles, ElectionBody, SubstitutionScope, TieBreak, VacantSeatRule};
use crate::evaluations::{EvaluationForm, Question};
use crate::groups::rules::ThresholdBase;
use crate::motions::{MotionBase, MotionKind, MotionRules};
use crate::participants::rules::BornDelegates;
use crate::people::{Category, Level, ReservedGroup, Sector, Segment, SizeClass};
use crate::programme::{HoursMinimum, SpeechRules};
use crate::proposals::{LevelLimits, OverflowRule, ProposalLimits};
use crate::quorum::QuorumRule;
use crate::reports::{Binding, ReportModel, SectionModel};
use crate::seats::{REMAINDER_ORDER, SeatRow, SeatTable, SeatsByPool, SegmentSplit, Share, SplitMethod};
use crate::voting::{Citations, MajorityRules, VotingRules};
use std::collections::BTreeMap;

/// Titular seats of each size class: half to the government, the other half in thirds.
const SEATS: [(SizeClass, u32); 5] = [
    (SizeClass::Small1, 2),
    (SizeClass::Small2, 4),
    (SizeClass::Medium, 6),
    (SizeClass::Large, 8),
    (SizeClass::Metropolis, 16),
];

const QUESTIONS: [&str; 8] = [
    "Organização geral",
    "Local e acessibilidade",
    "Alimentação",
    "Palestra e material",
    "Tempo das atividades",
    "Grupos de trabalho",
    "Condução das plenárias",
    "Participação de usuárias e usuários",
];

/// Sections of the report, with whether they are required.
const SECTIONS: [(&str, Binding, bool); 13] = [
    ("Informações gerais", Binding::Conference, true),
    ("Ato de convocação", Binding::ConvocationAct, true),
    ("Comissão organizadora", Binding::OrganizingCommittee, true),
    ("Eventos preparatórios", Binding::MobilizationEvents, false),
    ("Participantes por categoria", Binding::Participants, true),
    ("Programação e palestra", Binding::Programme, true),
    ("Avaliação das deliberações anteriores", Binding::ActionsToVerify, true),
    ("Propostas por eixo e ente federado", Binding::Proposals, true),
    ("Moções", Binding::Motions, false),
    ("Delegação eleita à etapa seguinte", Binding::Election, true),
    ("Avaliação da conferência", Binding::Evaluation, true),
    ("Regimento interno aprovado (anexo)", Binding::RulesOfProcedure, true),
    ("Assinaturas", Binding::Signatures, true),
];

const DELEGATE_FIELDS: [&str; 12] = [
    "name",
    "cpf",
    "email",
    "sector",
    "segment",
    "organization",
    "kind",
    "order",
    "reservedShare",
    "accessibilityNeeds",
    "companion",
    "diet",
];

impl CycleParameters {
    /// The parameters of a cycle of which only theme, axes and windows are known.
    pub fn by_default(theme: String, axes: Vec<Axis>, windows: Vec<StageWindow>) -> Self {
        let voting = VotingRules::default();
        Self {
            theme,
            motto: None,
            kind: ConferenceKind::Ordinary,
            axes,
            stages: stages(),
            windows,
            modes_allowed: vec![ConferenceMode::InPerson],
            minimum: HoursMinimum { min_hours: 8, min_days: 1, min_shifts: 2 },
            convocation_act_types: ConvocationActType::ALL.to_vec(),
            required_signers: vec![SignerRole::Mayor, SignerRole::CouncilPresident],
            population_basis: PopulationBasis::Census2022,
            size_classes: SizeClasses::default(),
            seat_table: seat_table(),
            committee_parity: BTreeMap::from([(Sector::Government, Share::HALF), (Sector::CivilSociety, Share::HALF)]),
            committee_min_size: 4,
            segment_split: SplitMethod::Thirds,
            remainder_order: REMAINDER_ORDER,
            single_civil_seat: Segment::Users,
            born_delegates: BornDelegates { titulars: true, alternates: true, inside_parity: true },
            municipal_delegate_count: 72,
            voice: BTreeMap::from([(Category::Guest, true), (Category::Observer, false)]),
            registration_window: None,
            walk_ins: vec![Category::Observer],
            credentialing_close: None,
            alternate_admission_at: None,
            quorum: QuorumRule::default(),
            speech: SpeechRules {
                defence_seconds: 180,
                point_seconds: 60,
                presentation_seconds: 120,
                speech_seconds: None,
                max_defence_pairs: 2,
            },
            majority: MajorityRules::default(),
            tie_rule: voting.tie_rule,
            publish_choices: voting.publish_choices,
            show_partial_results: voting.show_partial_results,
            citations: Citations::default(),
            group_threshold: Share::HALF,
            group_threshold_base: ThresholdBase::DelegatesPresentInGroup,
            consensus_threshold: None,
            groups_per_axis: 1,
            proposal_limits: proposal_limits(),
            overflow_rule: OverflowRule::RankByVotes,
            proposal_max_chars: 500,
            motions: motions(),
            election: election(),
            election_articles: ElectionArticles::default(),
            delegate_fields: DELEGATE_FIELDS.map(str::to_owned).to_vec(),
            evaluation_form: evaluation_form(),
            report_model: report_model(),
            report_deadline_days: Some(20),
            report_deadline_on: None,
            late_filing_allowed: true,
            return_rounds: None,
            rules_model: None,
            joint_conferences_allowed: vec![SizeClass::Small1],
        }
    }
}

fn stages() -> Vec<Stage> {
    let stage = |level, elects_to| Stage { level, elects_to };
    vec![
        stage(Level::Municipal, Some(Level::State)),
        stage(Level::State, Some(Level::National)),
        stage(Level::National, None),
    ]
}

fn seat_table() -> SeatTable {
    let row = |(size_class, total)| {
        let half = total / 2;
        let seats = SeatsByPool { government: half, ..SegmentSplit::default().split(half) };
        SeatRow { size_class, total, seats }
    };
    SeatTable { rows: SEATS.map(row).to_vec() }
}

fn proposal_limits() -> ProposalLimits {
    let limits = |municipal, state, union| LevelLimits { municipal, state, union };
    ProposalLimits { group: limits(5, 3, 2), plenary: limits(5, 3, 2), report: limits(5, 2, 1) }
}

fn motions() -> MotionRules {
    let threshold = Share::of_ten_thousand(2_000).unwrap_or_default();
    MotionRules { threshold, base: MotionBase::Present, kinds: MotionKind::ALL.to_vec(), deadline: None, debate: false }
}

fn election() -> CycleElection {
    CycleElection {
        body: ElectionBody::SegmentMeeting,
        homologated_by_plenary: true,
        minimum_presence: Share::of_ten_thousand(7_500).unwrap_or_default(),
        reserved_share: Share::of_ten_thousand(3_000).unwrap_or_default(),
        reserved_groups: ReservedGroup::ALL.to_vec(),
        alternates_per_seat: 1,
        substitution_scope: SubstitutionScope::SameSegmentAndTown,
        vacant_seat_rule: VacantSeatRule::Vacant,
        tie_breaks: vec![TieBreak::Older, TieBreak::Lots],
    }
}

fn evaluation_form() -> EvaluationForm {
    let question = |(number, label): (usize, &str)| Question { id: format!("Q{number}"), label: label.to_owned() };
    EvaluationForm {
        scale: vec![1, 2, 3, 4, 5],
        questions: (1..).zip(QUESTIONS).map(question).collect(),
        open: vec!["O que você quer nos contar?".to_owned()],
    }
}

fn report_model() -> ReportModel {
    let section = |(number, (title, binding, required)): (u32, (&str, Binding, bool))| SectionModel {
        number,
        title: title.to_owned(),
        binding,
        required,
        instructions: None,
        max_chars: None,
    };
    ReportModel { sections: (1..).zip(SECTIONS).map(section).collect() }
}
