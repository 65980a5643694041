//! Why a result cannot be computed.

use crate::people::Pool;
use crate::{Code, Refusal};

/// Why the result of an election cannot be computed yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComputeRefused {
    /// More seats than an election may have.
    #[error("São {seats} vagas; o máximo aqui é {max}. Confira a tabela.")]
    TooManySeats {
        /// Seats given.
        seats: u32,
        /// Most an election may have.
        max: u32,
    },
    /// One person stands more than once.
    #[error("{name} tem mais de uma candidatura deferida. Deixe uma só e apure de novo.")]
    CandidateTwice {
        /// Who.
        name: String,
    },
    /// Votes or a list name somebody who does not stand in the pool.
    #[error("Há votos ou lista em {} para quem não é candidatura do segmento ({participant_id}). Confira a apuração.", pool.label())]
    NotACandidate {
        /// The pool.
        pool: Pool,
        /// Who was named.
        participant_id: String,
    },
    /// A pool with seats and candidates has not decided.
    #[error("Falta a votação ou a aclamação de {}. Registre-a e apure de novo.", pool.label())]
    Undecided {
        /// The pool.
        pool: Pool,
    },
    /// Acclamation where there is a choice to make.
    #[error(
        "Em {}, há {candidates} candidaturas para {seats} vagas; assim a escolha é por voto, ou por aclamação de uma \
         lista única se as regras a preveem.", pool.label()
    )]
    Contested {
        /// The pool.
        pool: Pool,
        /// How many stand.
        candidates: usize,
        /// Titular seats.
        seats: u32,
    },
    /// A tie goes to lots, and no seed was published.
    #[error("{names} empatam em {}, e o desempate é por sorteio. Publique a semente do sorteio e apure de novo.", pool.label())]
    LotsSeedMissing {
        /// The pool.
        pool: Pool,
        /// Who is tied.
        names: String,
    },
    /// The tie-breaks of the rules do not break a tie.
    #[error(
        "{names} empatam em {}, e os critérios de desempate não bastam. A plenária precisa decidir o critério.",
        pool.label()
    )]
    TieUnbroken {
        /// The pool.
        pool: Pool,
        /// Who is tied.
        names: String,
        /// The article on ties.
        article: Option<String>,
    },
}

impl From<ComputeRefused> for Refusal {
    fn from(refused: ComputeRefused) -> Self {
        let message = refused.to_string();
        let (code, rule) = match refused {
            ComputeRefused::TooManySeats { .. } => ("SEATS_TOO_MANY", "seatTable".to_owned()),
            ComputeRefused::CandidateTwice { .. } => ("CANDIDATE_TWICE", "uma candidatura por pessoa".to_owned()),
            ComputeRefused::NotACandidate { .. } => ("NOT_A_CANDIDATE", "candidaturas deferidas".to_owned()),
            ComputeRefused::Undecided { .. } => ("ELECTION_UNDECIDED", "electionMethod".to_owned()),
            ComputeRefused::Contested { .. } => ("ACCLAMATION_CONTESTED", "electionMethod".to_owned()),
            ComputeRefused::LotsSeedMissing { .. } => ("LOTS_SEED_MISSING", "tieBreaks".to_owned()),
            ComputeRefused::TieUnbroken { article, .. } => {
                ("TIE_UNBROKEN", article.unwrap_or_else(|| "tieBreaks".into()))
            }
        };
        Self::rule(code, rule, message)
    }
}
