//! Why an act of voting is refused, in words for the people in the hall.

use super::explanation::cited;
use super::{PollKind, PollState, TieStep};
use crate::quorum::QuorumCheck;
use crate::{Code, Refusal, codes};
use chrono::DateTime;
use chrono_tz::Tz;

codes! {
    /// What the table does with a poll; the label completes "não é possível …".
    pub enum PollAct {
        /// Show it before opening.
        Publish = "PUBLISH", "publicar";
        /// Start taking votes.
        Open = "OPEN", "abrir";
        /// Give more time.
        Extend = "EXTEND", "prorrogar";
        /// Stop taking votes.
        Close = "CLOSE", "encerrar";
        /// Compute the result.
        Tally = "TALLY", "apurar";
        /// Decide a tie.
        BreakTie = "BREAK_TIE", "desempatar";
        /// Announce the result.
        Proclaim = "PROCLAIM", "proclamar";
        /// Write the result to each item of a bloc.
        RecordBloc = "RECORD_BLOC", "registrar as decisões em bloco de";
    }
}

/// Every expected "no" of voting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VotingError {
    /// The act does not fit the poll's state.
    #[error("Não é possível {} esta votação: ela está {}. {}", act.label(), state.label(), way_out(*state, *act))]
    WrongState {
        /// Where the poll stands.
        state: PollState,
        /// What was asked.
        act: PollAct,
    },
    /// Too few present to open.
    #[error(
        "A votação não foi aberta por falta de quórum: {}. Chame quem está fora do plenário e verifique de novo, ou \
         faça a segunda convocação.", quorum.explanation()
    )]
    QuorumNotReached {
        /// The figures.
        quorum: QuorumCheck,
    },
    /// Nobody could vote.
    #[error(
        "A votação não foi aberta: não há delegada nem delegado credenciado e presente. Faça o credenciamento antes."
    )]
    EmptyRoll,
    /// The end lies before now or before the opening.
    #[error("O horário de encerramento precisa ser posterior ao momento atual. Escolha outro.")]
    ClosingNotAhead,
    /// The new end is before the present one.
    #[error("A votação já vai até {}. Para terminar antes, encerre-a.", clock(closes_at))]
    ExtensionNotLater {
        /// The present end.
        closes_at: DateTime<Tz>,
    },
    /// The time ran out before it was extended.
    #[error("O tempo da votação terminou às {} e não pode mais ser prorrogado. Encerre-a e apure.", clock(closed_at))]
    TimeRanOut {
        /// When it ran out.
        closed_at: DateTime<Tz>,
    },
    /// A vote before opening.
    #[error("Voto não aceito: a votação ainda não foi aberta. Aguarde a mesa abrir e vote de novo.")]
    NotOpenYet,
    /// A vote after closing.
    #[error("Voto não aceito: a votação {}{}.", closing(closed_at, at), cited(article.as_deref()))]
    PollClosed {
        /// When voting ended.
        closed_at: DateTime<Tz>,
        /// When the vote arrived.
        at: DateTime<Tz>,
        /// The article that refuses it.
        article: Option<String>,
    },
    /// A vote on an annulled poll.
    #[error("Voto não aceito: esta votação foi anulada. Aguarde a mesa abrir outra.")]
    BallotOnAnnulled,
    /// The voter is not on the roll.
    #[error("Voto não aceito: só delegadas e delegados credenciados votam{}.", cited(article.as_deref()))]
    NotOnRoll {
        /// The article that says who votes.
        article: Option<String>,
    },
    /// The voter has voted.
    #[error("Voto não aceito: esta pessoa já votou nesta votação.")]
    AlreadyVoted {
        /// When the vote that stands was cast.
        at: DateTime<Tz>,
    },
    /// Not an option of this poll.
    #[error("“{choice}” não é uma opção desta votação. Escolha uma das opções mostradas.")]
    InvalidChoice {
        /// What was given.
        choice: String,
    },
    /// A ballot without a mark.
    #[error("Nenhuma opção foi marcada. Marque uma opção, ou a abstenção.")]
    NoChoice,
    /// A ballot with too many marks.
    #[error("Foram marcadas {marked} opções; o máximo aqui é {allowed}. Desmarque as que sobram e vote de novo.")]
    TooManyChoices {
        /// Marks on the ballot.
        marked: usize,
        /// Marks allowed.
        allowed: u32,
    },
    /// A ballot that marks the same twice.
    #[error("A opção “{choice}” foi marcada duas vezes. Marque cada opção uma só vez.")]
    RepeatedChoice {
        /// The option.
        choice: String,
    },
    /// A ballot that abstains and chooses.
    #[error("A abstenção não se combina com outra opção. Marque só a abstenção, ou só as opções escolhidas.")]
    AbstentionWithChoices,
    /// The act belongs to the other kind of poll.
    #[error("Isto só vale em {}. Confira o tipo desta votação.", needed.label())]
    WrongKind {
        /// The kind it belongs to.
        needed: PollKind,
    },
    /// Fewer than two options to choose from.
    #[error("A votação precisa de ao menos duas opções além da abstenção. Acrescente as que faltam.")]
    TooFewOptions,
    /// Two options with one code.
    #[error("A opção “{code}” aparece mais de uma vez. Deixe uma só.")]
    DuplicateOption {
        /// The code.
        code: String,
    },
    /// More marks allowed than options, or none.
    #[error("O número de marcas por voto ({max_choices}) precisa ficar entre 1 e {options}. Corrija-o.")]
    InvalidMaxChoices {
        /// What was given.
        max_choices: u32,
        /// Options besides the abstention.
        options: usize,
    },
    /// Not a fraction between zero and one.
    #[error("A fração {numerator}/{denominator} não serve como maioria: use uma maior que zero e até um inteiro.")]
    InvalidFraction {
        /// The part.
        numerator: u32,
        /// Of how many.
        denominator: u32,
    },
    /// More votes than people.
    #[error(
        "A contagem soma {counted} votos, mas o colégio de votantes tem {roll_size} pessoas. Confira os números ou \
         conte de novo."
    )]
    CountExceedsRoll {
        /// Votes counted.
        counted: u64,
        /// People on the roll.
        roll_size: u32,
    },
    /// Cards are not being counted.
    #[error("A contagem só é registrada com a votação aberta ou recém-encerrada, antes da apuração.")]
    NotCounting,
    /// A count for another round.
    #[error("Esta contagem é da rodada {round}, mas a rodada em curso é a {expected}. Registre-a na rodada em curso.")]
    WrongRound {
        /// The round given.
        round: u32,
        /// The round that is open.
        expected: u32,
    },
    /// A second, different count of the same teller.
    #[error("Esta pessoa já registrou outra contagem na rodada {round}. Para corrigir, peça uma recontagem.")]
    TellerAlreadyCounted {
        /// The round.
        round: u32,
    },
    /// Fewer than two tellers.
    #[error("Faltam contagens: são precisas ao menos duas pessoas escrutinadoras, e {counted} contou nesta rodada.")]
    TellersMissing {
        /// How many have counted.
        counted: usize,
    },
    /// Different counts.
    #[error("As contagens da rodada {round} não coincidem. Conte de novo e registre a próxima rodada.")]
    TellersDisagree {
        /// The round that differs.
        round: u32,
    },
    /// A declaration although tellers counted.
    #[error("Já há contagem registrada nesta votação; o resultado sai dela. Conclua a contagem.")]
    AlreadyCounted,
    /// A majority that sight cannot establish.
    #[error("Esta votação exige números ({majority}): faça a contagem dos crachás.")]
    DeclarationNeedsCount {
        /// The majority's name.
        majority: String,
    },
    /// "No objection" outside a bloc.
    #[error(
        "A declaração sem objeção só serve para aprovar em bloco o que não recebeu destaque. Ponha a matéria em votação."
    )]
    NoObjectionOnlyEnBloc,
    /// There is no tie.
    #[error("Esta votação não terminou empatada; não há o que desempatar.")]
    NoTie,
    /// The rules want another step first.
    #[error("O próximo passo depois do empate é: {}{}.", due.label(), cited(article.as_deref()))]
    TieStepNotDue {
        /// The step the rules name.
        due: TieStep,
        /// The article that says so.
        article: Option<String>,
    },
    /// A tie waits for the chair.
    #[error(
        "A votação está empatada. Registre o voto de qualidade da presidência antes de proclamar{}.",
        cited(article.as_deref())
    )]
    CastingVotePending {
        /// The article that says so.
        article: Option<String>,
    },
    /// Another casting vote than the recorded one.
    #[error("O voto de qualidade já foi registrado com outra escolha. Se houve engano, anule a votação com o motivo.")]
    CastingVoteGiven,
    /// The replaced poll still has effect.
    #[error("Esta votação continua valendo. Para substituí-la, anule-a antes, com o motivo.")]
    NotAnnulled,
    /// A bloc is asked of a poll about one item.
    #[error("Esta votação não é em bloco; a decisão vale só para a matéria dela.")]
    NotABloc,
    /// A bloc that tied.
    #[error("A votação em bloco não decidiu (empate). Conclua o desempate antes de registrar as decisões.")]
    BlocUndecided,
    /// A bloc without items.
    #[error("O bloco está vazio. Indique os itens que ele decide.")]
    EmptyBloc,
    /// An item twice in a bloc.
    #[error("O item “{item}” aparece mais de uma vez no bloco. Deixe um só.")]
    RepeatedItem {
        /// The item.
        item: String,
    },
    /// A priority poll has no majority.
    #[error("Votação de prioridade não tem maioria: apure-a pela ordem das propostas.")]
    PriorityIsRanked,
    /// A ranking is asked of another poll.
    #[error("Só uma votação de prioridade ordena propostas. Apure esta pela maioria.")]
    NotPriority,
    /// The proposals are not the poll's options.
    #[error("As propostas a ordenar não são as opções desta votação. Confira a lista.")]
    ItemsDifferFromOptions,
    /// Marks that the ballots cannot hold.
    #[error("{marks} marcas não cabem em {voters} votos desta votação. Confira a contagem.")]
    MarksExceedVoters {
        /// Marks counted.
        marks: u64,
        /// Ballots cast.
        voters: u32,
    },
    /// A text that cannot be taken as it is.
    #[error(transparent)]
    Text(#[from] Refusal),
}

/// What to do instead.
fn way_out(state: PollState, act: PollAct) -> &'static str {
    match (state, act) {
        (PollState::Draft, _) => "Publique-a antes.",
        (PollState::Published, _) => "Abra-a antes.",
        (PollState::Open, _) => "Encerre-a antes.",
        (PollState::Annulled, _) => "Crie outra votação que se refira a esta.",
        (_, PollAct::Open | PollAct::Extend) => "Para votar de novo, anule-a com o motivo e crie outra.",
        (PollState::Closed, _) => "Apure-a antes.",
        (PollState::Tallied, _) => "Proclame-a antes.",
        (PollState::Proclaimed, _) => "Para mudar o resultado, anule-a com o motivo e crie outra.",
    }
}

/// `9h12min07s`, in the conference's time zone.
fn clock(at: &DateTime<Tz>) -> impl std::fmt::Display {
    at.format("%-Hh%Mmin%Ss")
}

/// A vote may lose the race against the closing although its own clock says earlier.
fn closing(closed_at: &DateTime<Tz>, at: &DateTime<Tz>) -> String {
    if at > closed_at {
        format!("foi encerrada às {} e o voto chegou às {}", clock(closed_at), clock(at))
    } else {
        format!("já estava encerrada quando o voto foi registrado, às {}", clock(at))
    }
}
