//! Why a substitution is not made.

use super::methods::SubstitutionScope;
use super::substitution::DepartureCause;
use crate::people::{Pool, Sector};
use crate::{Code, Refusal};

/// Why somebody does not take over from somebody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubstitutionRefused {
    /// Not on the list of the delegation.
    #[error("A pessoa não está na delegação. Confira o nome na lista de titulares e suplentes.")]
    NotInDelegation,
    /// The person left before.
    #[error("{name} já saiu da delegação ({}). Confira a cadeia de substituições.", cause.label())]
    AlreadyLeft {
        /// Who.
        name: String,
        /// Why they left.
        cause: DepartureCause,
    },
    /// An alternate without a seat cannot be substituted.
    #[error("{name} é suplente e ainda não ocupa vaga. Registre só a saída.")]
    HoldsNoSeat {
        /// Who.
        name: String,
    },
    /// Nobody can take over.
    #[error("Não há suplente de {} ({}). A vaga fica vaga; registre a saída.", pool.label(), scope.label())]
    NoAlternate {
        /// The pool of the seat.
        pool: Pool,
        /// Where alternates may come from.
        scope: SubstitutionScope,
    },
    /// There is an alternate, who takes over.
    #[error("Há suplente para a vaga: {name}. Registre a substituição.")]
    AlternateAvailable {
        /// The next alternate.
        name: String,
    },
    /// The one asked for is of the other sector.
    #[error("{name} é de {} e a vaga é de {}. A substituição não passa de um setor a outro.", from.label(), to.label())]
    CrossesSector {
        /// Who was asked for.
        name: String,
        /// Their sector.
        from: Sector,
        /// Sector of the seat.
        to: Sector,
    },
    /// The one asked for holds a seat or has left.
    #[error("{name} não é suplente à disposição. Escolha a próxima suplência da lista.")]
    NotAnAlternate {
        /// Who was asked for.
        name: String,
    },
    /// The one asked for is outside the scope of the rules.
    #[error("{name} não pode assumir esta vaga: a regra pede {}. Escolha a próxima suplência da lista.", scope.label())]
    OutsideScope {
        /// Who was asked for.
        name: String,
        /// The rule.
        scope: SubstitutionScope,
    },
    /// Another alternate comes before.
    #[error("Antes de {name} vem {next}, pela ordem da eleição. Chame {next} ou registre a sua saída.")]
    NotNext {
        /// Who was asked for.
        name: String,
        /// Whose turn it is.
        next: String,
    },
}

impl From<SubstitutionRefused> for Refusal {
    fn from(refused: SubstitutionRefused) -> Self {
        let (code, rule) = match &refused {
            SubstitutionRefused::NotInDelegation => ("NOT_IN_DELEGATION", "lista da delegação"),
            SubstitutionRefused::AlreadyLeft { .. } => ("ALREADY_LEFT", "lista da delegação"),
            SubstitutionRefused::HoldsNoSeat { .. } => ("HOLDS_NO_SEAT", "substitutionScope"),
            SubstitutionRefused::NoAlternate { .. } => ("NO_ALTERNATE", "substitutionScope"),
            SubstitutionRefused::AlternateAvailable { .. } => ("ALTERNATE_AVAILABLE", "alternatesPerSeat"),
            SubstitutionRefused::CrossesSector { .. } => ("CROSSES_SECTOR", "a substituição não passa de setor"),
            SubstitutionRefused::NotAnAlternate { .. } => ("NOT_AN_ALTERNATE", "lista da delegação"),
            SubstitutionRefused::OutsideScope { .. } => ("OUTSIDE_SUBSTITUTION_SCOPE", "substitutionScope"),
            SubstitutionRefused::NotNext { .. } => ("NOT_NEXT_ALTERNATE", "ordem da eleição"),
        };
        Self::rule(code, rule, refused.to_string())
    }
}
