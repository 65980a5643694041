//! Nominations (*candidaturas*): their states and who may be a candidate.

use super::parameters::ElectionRules;
use super::state::ElectionState;
use super::wording::{cited, ratio_percent};
use crate::people::{Category, Pool, Sector, Segment};
use crate::seats::SeatsByPool;
use crate::{Code, Refusal, codes};

codes! {
    /// State of a nomination (*situação da candidatura*).
    pub enum NominationState {
        /// Presented, not yet judged (*apresentada*).
        Proposed = "PROPOSED", "apresentada";
        /// On the ballot (*deferida*).
        Accepted = "ACCEPTED", "deferida";
        /// Not on the ballot, with a reason (*indeferida*).
        Refused = "REFUSED", "indeferida";
        /// Given up by the person (*retirada*).
        Withdrawn = "WITHDRAWN", "retirada";
    }
}

impl NominationState {
    /// The states that may follow while nominations are open; a refusal may fall on appeal, and the other way round.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Accepted, Self::Refused, Self::Withdrawn],
            Self::Accepted => &[Self::Refused, Self::Withdrawn],
            Self::Refused => &[Self::Accepted],
            Self::Withdrawn => &[],
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// [`NominationRefused`] with [`Ineligible::NotOpen`] outside nominations, [`Ineligible::Step`] for an illegal step.
    pub fn advance(self, to: Self, election: ElectionState) -> Result<Self, NominationRefused> {
        let refuse = |cause| Err(NominationRefused { cause, article: None });
        if election != ElectionState::Nominations {
            return refuse(Ineligible::NotOpen { state: election });
        }
        if self.next().contains(&to) { Ok(to) } else { refuse(Ineligible::Step { from: self, to }) }
    }
}

/// What is known of somebody who would be a candidate, at the moment of judging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nominee {
    /// Category in the conference.
    pub category: Category,
    /// Sector, if any.
    pub sector: Option<Sector>,
    /// Segment, if any.
    pub segment: Option<Segment>,
    /// Whether the person is accredited and has not left.
    pub checked_in: bool,
    /// Sessions attended, of those that count for presence.
    pub attended: u32,
    /// Sessions that count for presence so far.
    pub counted: u32,
    /// Whether the person has another nomination that was not refused or withdrawn.
    pub already_nominated: bool,
}

/// Why a person is not a candidate in a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ineligible {
    /// Only delegates may be candidates.
    NotDelegate {
        /// What the person is.
        category: Category,
    },
    /// Not accredited, or gone.
    NotCheckedIn,
    /// The cycle does not let born delegates be candidates.
    BornDelegate,
    /// Attended too few of the sessions that count.
    PresenceBelow {
        /// Sessions attended.
        attended: u32,
        /// Sessions that count.
        counted: u32,
        /// Smallest share, as read.
        minimum: String,
    },
    /// The person belongs to another pool.
    OtherPool {
        /// Their own, if any.
        own: Option<Pool>,
        /// The one asked for.
        asked: Pool,
    },
    /// The pool has no seat.
    NoSeats {
        /// The pool.
        pool: Pool,
    },
    /// The person has a nomination already.
    AlreadyNominated,
    /// Nominations are not open.
    NotOpen {
        /// State of the election.
        state: ElectionState,
    },
    /// The nomination does not take that step.
    Step {
        /// Where it is.
        from: NominationState,
        /// Where it was asked to go.
        to: NominationState,
    },
}

impl Ineligible {
    /// What is the case, in a clause without an ending: `pessoa convidada não é delegada`.
    pub fn clause(&self) -> String {
        match self {
            Self::NotDelegate { category } => format!("{} não é delegada", category.label()),
            Self::NotCheckedIn => "pessoa sem credenciamento ativo".into(),
            Self::BornDelegate => "delegada ou delegado nato não pode se candidatar nesta eleição".into(),
            Self::PresenceBelow { attended, counted, minimum } => {
                let share = ratio_percent(*attended, *counted);
                format!("presença em {attended} de {counted} sessões ({share}), mínimo {minimum}")
            }
            Self::OtherPool { own: Some(own), asked } => {
                format!("a pessoa é de {}, e a candidatura é de {}", own.label(), asked.label())
            }
            Self::OtherPool { own: None, asked } => {
                format!("a pessoa não tem segmento registrado, e a candidatura é de {}", asked.label())
            }
            Self::NoSeats { pool } => format!("não há vaga de {} nesta eleição", pool.label()),
            Self::AlreadyNominated => "a pessoa já tem uma candidatura nesta eleição".into(),
            Self::NotOpen { state } => {
                format!("a eleição está {}, e candidaturas só mudam enquanto abertas", state.label())
            }
            Self::Step { from, to } => format!("a candidatura está {} e não pode ficar {}", from.label(), to.label()),
        }
    }

    fn next_step(&self) -> &'static str {
        match self {
            Self::NotDelegate { .. } => "Confira a categoria no cadastro ou indique uma delegada ou um delegado.",
            Self::NotCheckedIn => "Faça o credenciamento e apresente a candidatura de novo.",
            Self::BornDelegate => "Indique outra pessoa do segmento.",
            Self::PresenceBelow { .. } => "Confira as listas de presença; se estiverem certas, indique outra pessoa.",
            Self::OtherPool { .. } => "Apresente a candidatura no segmento da pessoa ou corrija o cadastro.",
            Self::NoSeats { .. } => "Consulte a tabela de vagas do Conselho Estadual.",
            Self::AlreadyNominated => "Retire a primeira candidatura para apresentar outra.",
            Self::NotOpen { .. } => "Consulte a mesa diretora.",
            Self::Step { .. } => "Atualize a página e confira a situação da candidatura.",
        }
    }

    fn code_and_parameter(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotDelegate { .. } => ("NOT_A_DELEGATE", "eligibility"),
            Self::NotCheckedIn => ("NOT_CHECKED_IN", "eligibility"),
            Self::BornDelegate => ("BORN_DELEGATE_NOT_ELIGIBLE", "bornDelegatesEligible"),
            Self::PresenceBelow { .. } => ("PRESENCE_BELOW_MINIMUM", "minimumPresence"),
            Self::OtherPool { .. } => ("OTHER_POOL", "electionBody"),
            Self::NoSeats { .. } => ("POOL_WITHOUT_SEATS", "seatTable"),
            Self::AlreadyNominated => ("ALREADY_NOMINATED", "eligibility"),
            Self::NotOpen { .. } => ("NOMINATIONS_NOT_OPEN", "etapas da eleição"),
            Self::Step { .. } => ("NOMINATION_STATE", "etapas da candidatura"),
        }
    }
}

/// A nomination that is not taken, with the article of the rules of procedure that says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.reason())]
pub struct NominationRefused {
    /// What is missing.
    pub cause: Ineligible,
    /// The article, where the adopted text has one.
    pub article: Option<String>,
}

impl NominationRefused {
    /// The reason as it goes on record and into the minutes: `Indeferida: … (art. 30).`
    pub fn reason(&self) -> String {
        format!("Indeferida: {}{}.", self.cause.clause(), cited(&[&self.article]))
    }
}

impl From<NominationRefused> for Refusal {
    fn from(refused: NominationRefused) -> Self {
        let (code, parameter) = refused.cause.code_and_parameter();
        let clause = super::wording::capital(&refused.cause.clause());
        let message = format!("{clause}{}. {}", cited(&[&refused.article]), refused.cause.next_step());
        Self::rule(code, refused.article.unwrap_or_else(|| parameter.to_owned()), message)
    }
}

/// Everything that keeps a person from being a candidate in a pool; empty when eligible.
///
/// domain.md section 11: delegates, accredited, with the minimum presence, in their own pool, once.
pub fn shortcomings(nominee: &Nominee, pool: Pool, seats: &SeatsByPool, rules: &ElectionRules) -> Vec<Ineligible> {
    let own = nominee.sector.and_then(|sector| Pool::of(sector, nominee.segment));
    let reached = rules.minimum_presence.is_reached(nominee.attended, nominee.counted);
    let delegate = nominee.category.is_delegate();
    [
        (!delegate).then_some(Ineligible::NotDelegate { category: nominee.category }),
        (!nominee.checked_in).then_some(Ineligible::NotCheckedIn),
        (nominee.category == Category::Born && !rules.born_delegates_eligible).then_some(Ineligible::BornDelegate),
        (delegate && own != Some(pool)).then_some(Ineligible::OtherPool { own, asked: pool }),
        (seats.of(pool) == 0).then_some(Ineligible::NoSeats { pool }),
        nominee.already_nominated.then_some(Ineligible::AlreadyNominated),
        (!reached).then(|| Ineligible::PresenceBelow {
            attended: nominee.attended,
            counted: nominee.counted,
            minimum: rules.minimum_presence.percent(),
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Judges a nomination.
///
/// # Errors
/// The first of [`shortcomings`], with the article of the rules.
pub fn judge(
    nominee: &Nominee,
    pool: Pool,
    seats: &SeatsByPool,
    rules: &ElectionRules,
) -> Result<(), NominationRefused> {
    let first = shortcomings(nominee, pool, seats, rules).into_iter().next();
    first.map_or(Ok(()), |cause| Err(NominationRefused { cause, article: rules.articles.eligibility.clone() }))
}
