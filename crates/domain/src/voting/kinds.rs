//! Kinds and states of a poll.

use crate::codes;

codes! {
    /// How votes are given (*tipo de votação*). Source: domain.md section 7.5.
    pub enum PollKind {
        /// Badges up, judged by sight or counted by tellers (*votação simbólica*).
        ShowOfCards = "SHOW_OF_CARDS", "votação simbólica";
        /// Each delegate by name (*votação nominal*).
        RollCall = "ROLL_CALL", "votação nominal";
    }
}

codes! {
    /// State of a poll (*situação da votação*); the label completes "a votação está".
    pub enum PollState {
        /// Being written, seen only by the table (*rascunho*).
        Draft = "DRAFT", "em rascunho";
        /// Shown with its rule, not yet open (*publicada*).
        Published = "PUBLISHED", "publicada";
        /// Votes are taken; the roll is fixed (*aberta, em regime de votação*).
        Open = "OPEN", "aberta";
        /// No more votes are taken (*encerrada*).
        Closed = "CLOSED", "encerrada";
        /// The result is computed (*apurada*).
        Tallied = "TALLIED", "apurada";
        /// The chair has announced the result (*proclamada*).
        Proclaimed = "PROCLAIMED", "proclamada";
        /// Kept, without effect (*anulada*).
        Annulled = "ANNULLED", "anulada";
    }
}

impl PollState {
    /// Whether a poll may pass from this state to `next` in one step.
    pub fn can_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Annulled, _) => false,
            (_, Self::Annulled) => true,
            (from, to) => matches!(
                (from, to),
                (Self::Draft, Self::Published)
                    | (Self::Published, Self::Open)
                    | (Self::Open, Self::Closed)
                    | (Self::Closed, Self::Tallied)
                    | (Self::Tallied, Self::Proclaimed)
            ),
        }
    }

    /// Whether votes were closed, whatever came after.
    pub fn is_past_closing(self) -> bool {
        matches!(self, Self::Closed | Self::Tallied | Self::Proclaimed)
    }
}

codes! {
    /// What a poll decides about (*matéria*). A cycle may set a majority for each.
    pub enum SubjectKind {
        /// The rules of procedure as a whole (*aprovação do regimento interno*).
        Rules = "RULES", "regimento interno";
        /// One article of the rules (*artigo do regimento*).
        RulesArticle = "RULES_ARTICLE", "artigo do regimento";
        /// The articles without a destaque (*artigos em bloco*).
        RulesBloc = "RULES_BLOC", "artigos em bloco";
        /// A destaque on an article (*destaque ao regimento*).
        RulesDestaque = "RULES_DESTAQUE", "destaque ao regimento";
        /// One proposal (*proposta*).
        Proposal = "PROPOSAL", "proposta";
        /// The proposals without a destaque (*propostas em bloco*).
        ProposalBloc = "PROPOSAL_BLOC", "propostas em bloco";
        /// A destaque on a proposal (*destaque a proposta*).
        ProposalDestaque = "PROPOSAL_DESTAQUE", "destaque a proposta";
        /// Whether a new proposal is admitted in the final plenary (*proposta nova*).
        NewProposal = "NEW_PROPOSAL", "proposta nova";
        /// Which of the approved proposals go up (*priorização*).
        Priority = "PRIORITY", "priorização";
        /// A motion (*moção*).
        Motion = "MOTION", "moção";
        /// How to proceed (*encaminhamento*).
        Procedure = "PROCEDURE", "encaminhamento";
        /// A change of the approved programme (*mudança da programação*).
        ProgrammeChange = "PROGRAMME_CHANGE", "mudança da programação";
        /// Voting again on what was voted (*reabertura de matéria vencida*).
        Reopening = "REOPENING", "reabertura de matéria já votada";
        /// An appeal from the chair's ruling on a point (*recurso à plenária*).
        PointAppeal = "POINT_APPEAL", "recurso contra decisão da presidência";
        /// The plenary's confirmation of the elected delegation (*homologação da delegação*).
        ElectionHomologation = "ELECTION_HOMOLOGATION", "homologação da delegação";
    }
}

impl SubjectKind {
    /// Whether a decision changes something that is kept; one on procedure is only carried out.
    pub fn has_matter(self) -> bool {
        !matches!(self, Self::Procedure | Self::ProgrammeChange | Self::Reopening)
    }

    /// Whether one result decides several items (*em bloco*).
    pub fn is_bloc(self) -> bool {
        matches!(self, Self::RulesBloc | Self::ProposalBloc)
    }
}
