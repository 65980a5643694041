//! What is said when something cannot be done in the programme.

use super::{PointState, SessionKind, SessionState};
use crate::{Code, Refusal};

/// Why an act in the programme was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum ProgrammeRefusal {
    /// The act does not fit the state of the session.
    SessionNotNow(SessionState),
    /// Another plenary session runs.
    PlenaryRunning(SessionKind),
    /// A session ends before it begins.
    SessionTimes,
    /// Places at a table are not called in order.
    TableOrder,
    /// One person holds two places.
    SamePersonTwice,
    /// The keynote does not fit its session.
    KeynoteTooLong {
        /// Minutes of the keynote.
        minutes: u32,
        /// Minutes of the session.
        session_minutes: u32,
    },
    /// The category has no voice in this kind of session.
    NoVoice,
    /// The person is not checked in, or left.
    NotInHall,
    /// Who presides does not debate without leaving the chair.
    Presiding,
    /// A vote is open; nothing interrupts it.
    VoteInProgress,
    /// The person already waits with such a request.
    AlreadyWaiting,
    /// The person has the floor.
    AlreadySpeaking,
    /// The person is down for the other side.
    BothSides,
    /// All pairs of defences are taken on that side.
    PairsFull {
        /// Pairs the rules allow.
        pairs: u32,
    },
    /// There is no text under debate to speak for or against.
    NothingToDefend,
    /// The next pair of defences waits for the plenary to be asked.
    PairNotOpen,
    /// Somebody has the floor.
    FloorTaken,
    /// Nobody has the floor.
    FloorFree,
    /// The request does not wait in the queue.
    NotWaiting,
    /// A point of order names the article.
    ArticleRequired,
    /// The act does not fit the state of the point.
    PointNotNow(PointState),
    /// The plenary itself decided.
    NothingToAppeal,
}

impl ProgrammeRefusal {
    fn code(self) -> &'static str {
        match self {
            Self::SessionNotNow(_) => "SESSION_NOT_NOW",
            Self::PlenaryRunning(_) => "PLENARY_RUNNING",
            Self::SessionTimes => "SESSION_TIMES",
            Self::TableOrder => "TABLE_ORDER",
            Self::SamePersonTwice => "SAME_PERSON_TWICE",
            Self::KeynoteTooLong { .. } => "KEYNOTE_TOO_LONG",
            Self::NoVoice => "NO_VOICE",
            Self::NotInHall => "NOT_IN_HALL",
            Self::Presiding => "PRESIDING",
            Self::VoteInProgress => "VOTE_IN_PROGRESS",
            Self::AlreadyWaiting => "ALREADY_WAITING",
            Self::AlreadySpeaking => "ALREADY_SPEAKING",
            Self::BothSides => "BOTH_SIDES",
            Self::PairsFull { .. } => "DEFENCE_PAIRS_FULL",
            Self::NothingToDefend => "NOTHING_TO_DEFEND",
            Self::PairNotOpen => "DEFENCE_PAIR_NOT_OPEN",
            Self::FloorTaken => "FLOOR_TAKEN",
            Self::FloorFree => "FLOOR_FREE",
            Self::NotWaiting => "NOT_WAITING",
            Self::ArticleRequired => "ARTICLE_REQUIRED",
            Self::PointNotNow(_) => "POINT_NOT_NOW",
            Self::NothingToAppeal => "NOTHING_TO_APPEAL",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::NoVoice => "voice (quem tem voz em cada sessão)",
            Self::VoteInProgress => "regime de votação",
            Self::BothSides | Self::PairsFull { .. } | Self::NothingToDefend | Self::PairNotOpen => {
                "maxDefencePairs (pares de defesas)"
            }
            Self::ArticleRequired | Self::PointNotNow(_) | Self::NothingToAppeal => {
                "regimento interno: questões de ordem"
            }
            Self::Presiding => "regimento interno: mesa diretora",
            Self::NotInHall
            | Self::AlreadyWaiting
            | Self::AlreadySpeaking
            | Self::FloorTaken
            | Self::FloorFree
            | Self::NotWaiting => "regimento interno: uso da palavra",
            _ => "programação da conferência",
        }
    }

    fn message(self) -> String {
        match self {
            Self::SessionNotNow(state) => {
                format!("Este passo não cabe agora: a sessão está {}. Confira a programação.", state.label())
            }
            Self::PlenaryRunning(kind) => format!(
                "Já há uma sessão de todas as pessoas em andamento ({}). Encerre-a ou suspenda-a antes.",
                kind.label()
            ),
            Self::KeynoteTooLong { minutes, session_minutes } => format!(
                "A palestra teria {minutes} minutos e a sessão tem {session_minutes}. Ajuste a duração ou a sessão."
            ),
            Self::PairsFull { pairs: 1 } => "Já há quem faça a única defesa deste lado. Inscreva-se para o lado \
                oposto ou aguarde o voto."
                .into(),
            Self::PairsFull { pairs } => format!(
                "As {pairs} defesas deste lado já estão tomadas. Inscreva-se para o lado oposto ou aguarde o voto."
            ),
            Self::PointNotNow(state) => {
                format!("Este passo não cabe agora: a questão está na situação “{}”.", state.label())
            }
            _ => self.fixed_message().into(),
        }
    }

    fn fixed_message(self) -> &'static str {
        match self {
            Self::SessionTimes => "A sessão terminaria antes de começar. Corrija os horários.",
            Self::TableOrder => {
                "A ordem de chamada da mesa pula ou repete um número. Numere a partir de 1, sem saltos."
            }
            Self::SamePersonTwice => "A mesma pessoa está em dois lugares. Escolha outra pessoa para um deles.",
            Self::NoVoice => {
                "Nesta sessão sua categoria participa sem voz. Você pode levar sua questão a uma delegada \
                ou a um delegado."
            }
            Self::NotInHall => {
                "Para falar é preciso estar com a entrada registrada no credenciamento. Registre a \
                entrada e peça de novo."
            }
            Self::Presiding => {
                "Quem preside entra no debate depois de deixar a presidência da mesa. Passe a \
                presidência e inscreva-se."
            }
            Self::VoteInProgress => {
                "A votação já começou e nada a interrompe. Agora só cabe questão de ordem sobre a \
                própria votação."
            }
            Self::AlreadyWaiting => "Você já está na fila com um pedido igual. Aguarde a sua vez.",
            Self::AlreadySpeaking => "A palavra está com você. Peça de novo depois de concluir.",
            Self::BothSides => "Você já está na fila para defender o outro lado. Retire aquele pedido antes.",
            Self::NothingToDefend => "Não há texto em discussão para defender. Aguarde a mesa chamar o próximo.",
            Self::PairNotOpen => {
                "O próximo par de defesas só começa se a plenária não estiver esclarecida. Consulte a \
                plenária e abra mais um par."
            }
            Self::FloorTaken => "A palavra está com outra pessoa. Encerre essa fala antes de conceder a próxima.",
            Self::FloorFree => "Ninguém está com a palavra. Conceda a palavra a quem está na fila.",
            Self::NotWaiting => "Este pedido não está mais na fila. Atualize a fila e escolha outro.",
            Self::ArticleRequired => {
                "A questão de ordem indica o artigo que se julga descumprido. Informe o número do \
                artigo."
            }
            Self::NothingToAppeal => {
                "A própria plenária decide esta questão; não há decisão da presidência de que \
                recorrer."
            }
            _ => "Este passo não cabe agora. Confira a programação.",
        }
    }
}

impl From<ProgrammeRefusal> for Refusal {
    fn from(refusal: ProgrammeRefusal) -> Self {
        Self::rule(refusal.code(), refusal.rule(), refusal.message())
    }
}
