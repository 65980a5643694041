//! The parameters by name, and what the councils below the one that sets them may do with each.

use crate::Code;
use crate::codes;
use crate::people::Level;

codes! {
    /// What a council below may do with a parameter that a cycle sets (domain.md section 16).
    pub enum Freedom {
        /// It holds as it is (*fixo*).
        Fixed = "FIXED", "não muda";
        /// It may become stricter, never looser (*pode ser mais exigente*).
        Tighten = "TIGHTEN", "pode ficar mais exigente";
        /// The council below decides (*livre*).
        Free = "FREE", "livre";
    }
}

codes! {
    /// A parameter of a cycle (*parâmetro do ciclo*).
    pub enum Parameter {
        /// Theme (*tema*).
        Theme = "THEME", "tema";
        /// Motto (*lema*).
        Motto = "MOTTO", "lema";
        /// Ordinary or extraordinary.
        Kind = "KIND", "caráter";
        /// Axes (*eixos*).
        Axes = "AXES", "eixos";
        /// Stages (*etapas*).
        Stages = "STAGES", "etapas";
        /// When each stage meets (*períodos*).
        Windows = "WINDOWS", "períodos das etapas";
        /// Modes a conference may have (*modalidades*).
        ModesAllowed = "MODES_ALLOWED", "modalidades";
        /// Fewest hours (*carga horária mínima*).
        MinHours = "MIN_HOURS", "mínimo de horas";
        /// Fewest days.
        MinDays = "MIN_DAYS", "mínimo de dias";
        /// Fewest shifts (*turnos*).
        MinShifts = "MIN_SHIFTS", "mínimo de turnos";
        /// Types of the convocation act.
        ConvocationActTypes = "CONVOCATION_ACT_TYPES", "tipos de ato de convocação";
        /// Offices that sign it.
        RequiredSigners = "REQUIRED_SIGNERS", "assinaturas do ato de convocação";
        /// Which population counts.
        PopulationBasis = "POPULATION_BASIS", "base populacional";
        /// Limits of the size classes (*portes*).
        SizeClasses = "SIZE_CLASSES", "portes";
        /// Seats to the next stage (*tabela de vagas*).
        SeatTable = "SEAT_TABLE", "tabela de vagas";
        /// Shares of the sectors in the committee.
        CommitteeParity = "COMMITTEE_PARITY", "paridade da comissão";
        /// Fewest members of the committee.
        CommitteeMinSize = "COMMITTEE_MIN_SIZE", "tamanho mínimo da comissão";
        /// How civil seats are split.
        SegmentSplit = "SEGMENT_SPLIT", "divisão das vagas da sociedade civil";
        /// Who receives what thirds leave over.
        RemainderOrder = "REMAINDER_ORDER", "ordem do resto das vagas";
        /// Who receives a single civil seat.
        SingleCivilSeat = "SINGLE_CIVIL_SEAT", "vaga única da sociedade civil";
        /// Delegates by birth (*delegados natos*).
        BornDelegates = "BORN_DELEGATES", "delegadas e delegados natos";
        /// Delegates of the conference itself.
        MunicipalDelegateCount = "MUNICIPAL_DELEGATE_COUNT", "vagas de delegadas e delegados da conferência";
        /// Voice of those who do not vote (*direito a voz*).
        Voice = "VOICE", "direito a voz";
        /// Days of registration.
        RegistrationWindow = "REGISTRATION_WINDOW", "período de inscrição";
        /// Categories registered at the door.
        WalkIns = "WALK_INS", "inscrições no dia";
        /// End of credentialing.
        CredentialingClose = "CREDENTIALING_CLOSE", "fim do credenciamento";
        /// From when alternates are admitted.
        AlternateAdmissionAt = "ALTERNATE_ADMISSION_AT", "admissão de suplentes";
        /// Quorum (*quórum*).
        Quorum = "QUORUM", "quórum";
        /// Times of speech.
        Speech = "SPEECH", "tempos de fala";
        /// Majorities by matter.
        Majority = "MAJORITY", "maiorias";
        /// What follows a tie.
        TieRule = "TIE_RULE", "desempate das votações";
        /// Whether a roll call is published by name.
        PublishChoices = "PUBLISH_CHOICES", "publicação dos votos nominais";
        /// Whether counts are shown while a poll is open.
        ShowPartialResults = "SHOW_PARTIAL_RESULTS", "parciais na tela";
        /// Articles cited in results.
        Citations = "CITATIONS", "artigos citados nas votações";
        /// Threshold of the working group.
        GroupThreshold = "GROUP_THRESHOLD", "limiar do grupo de trabalho";
        /// What that threshold is of.
        GroupThresholdBase = "GROUP_THRESHOLD_BASE", "base do limiar do grupo";
        /// Threshold of consensus.
        ConsensusThreshold = "CONSENSUS_THRESHOLD", "limiar de consenso";
        /// Groups for each axis.
        GroupsPerAxis = "GROUPS_PER_AXIS", "grupos por eixo";
        /// Limits of proposals.
        ProposalLimits = "PROPOSAL_LIMITS", "limites de propostas";
        /// What happens beyond them.
        OverflowRule = "OVERFLOW_RULE", "propostas além do limite";
        /// Longest proposal.
        ProposalMaxChars = "PROPOSAL_MAX_CHARS", "tamanho da proposta";
        /// Motions (*moções*).
        Motions = "MOTIONS", "moções";
        /// Election to the next stage.
        Election = "ELECTION", "eleição da delegação";
        /// Articles cited in the election's minutes.
        ElectionArticles = "ELECTION_ARTICLES", "artigos citados na eleição";
        /// Data of delegates the state asks for.
        DelegateFields = "DELEGATE_FIELDS", "dados pedidos da delegação";
        /// Form of the evaluation.
        EvaluationForm = "EVALUATION_FORM", "formulário de avaliação";
        /// Model of the report (*instrumental*).
        ReportModel = "REPORT_MODEL", "modelo de relatório";
        /// Days until the report is due.
        ReportDeadlineDays = "REPORT_DEADLINE_DAYS", "prazo do relatório em dias";
        /// Date on which the report is due.
        ReportDeadlineOn = "REPORT_DEADLINE_ON", "data-limite do relatório";
        /// Whether late reports are taken.
        LateFilingAllowed = "LATE_FILING_ALLOWED", "envio do relatório fora do prazo";
        /// How often a report may come back.
        ReturnRounds = "RETURN_ROUNDS", "devoluções do relatório";
        /// Model of the rules of procedure.
        RulesModel = "RULES_MODEL", "modelo de regimento interno";
        /// Who may hold a conference together.
        JointConferencesAllowed = "JOINT_CONFERENCES_ALLOWED", "conferências intermunicipais";
    }
}

impl Parameter {
    /// The name of the parameter in the cycle's own words: `minHours`.
    pub fn key(self) -> String {
        let mut key = String::new();
        let mut after_gap = false;
        for letter in self.code().chars() {
            match letter {
                '_' => after_gap = true,
                letter if after_gap => {
                    key.push(letter);
                    after_gap = false;
                }
                letter => key.push(letter.to_ascii_lowercase()),
            }
        }
        key
    }

    /// What a council of that level may do with what the council above has set.
    pub fn freedom(self, below: Level) -> Freedom {
        match below {
            Level::National => Freedom::Free,
            Level::State => self.freedom_of_state(),
            Level::Municipal => self.freedom_of_municipality(),
        }
    }

    fn freedom_of_state(self) -> Freedom {
        match self {
            Self::Theme
            | Self::Kind
            | Self::Axes
            | Self::Stages
            | Self::PopulationBasis
            | Self::SizeClasses
            | Self::CommitteeParity => Freedom::Fixed,
            Self::Windows
            | Self::ModesAllowed
            | Self::MinHours
            | Self::MinDays
            | Self::MinShifts
            | Self::CommitteeMinSize
            | Self::ProposalLimits
            | Self::Election => Freedom::Tighten,
            _ => Freedom::Free,
        }
    }

    fn freedom_of_municipality(self) -> Freedom {
        match self {
            Self::Kind
            | Self::MunicipalDelegateCount
            | Self::Voice
            | Self::RegistrationWindow
            | Self::WalkIns
            | Self::CredentialingClose
            | Self::AlternateAdmissionAt => Freedom::Free,
            Self::Motions => Freedom::Tighten,
            _ => Freedom::Fixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycles::CycleParameters;

    #[test]
    fn every_key_of_the_parameters_has_its_name_and_no_other() {
        let parameters = CycleParameters::by_default("Tema".into(), Vec::new(), Vec::new());
        let written = serde_json::to_value(parameters).unwrap();
        let mut kept: Vec<&String> = written.as_object().unwrap().keys().collect();
        let mut named: Vec<String> = Parameter::ALL.iter().map(|one| one.key()).collect();
        kept.sort();
        named.sort();
        assert_eq!(kept, named.iter().collect::<Vec<_>>());
    }
}
