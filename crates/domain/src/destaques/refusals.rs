//! What is said when a destaque cannot do something.

use super::{DestaqueKind, DestaqueState};
use crate::{Code, Refusal};

/// Why an act on a destaque was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum DestaqueRefusal {
    /// Only delegates call a destaque.
    NotDelegate,
    /// The person is not checked in, or left.
    AuthorNotInHall,
    /// The text was suppressed by an approved destaque.
    TextSuppressed,
    /// A clarification is answered by the table and not voted.
    ClarificationNotVoted,
    /// Only a clarification is answered.
    OnlyClarificationAnswered,
    /// Only its author takes a destaque back.
    NotAuthor,
    /// Nothing more happens to a settled destaque.
    AlreadySettled(DestaqueState),
    /// The vote has begun; nothing else happens until it ends.
    VoteInProgress,
    /// The act does not fit the state.
    NotNow(DestaqueState),
    /// The new wording is missing.
    WordingMissing,
    /// The new wording is the same as the text.
    WordingUnchanged,
    /// The new wording does not do what the kind says.
    WordingUnlikeKind(DestaqueKind),
    /// The words it touches are no longer in the text.
    TextChanged,
    /// The passage to replace is not in the text, or is there more than once.
    PassageUnclear,
}

impl DestaqueRefusal {
    fn code(self) -> &'static str {
        match self {
            Self::NotDelegate => "NOT_DELEGATE",
            Self::AuthorNotInHall => "AUTHOR_NOT_IN_HALL",
            Self::TextSuppressed => "TEXT_SUPPRESSED",
            Self::ClarificationNotVoted => "CLARIFICATION_NOT_VOTED",
            Self::OnlyClarificationAnswered => "ONLY_CLARIFICATION_ANSWERED",
            Self::NotAuthor => "NOT_AUTHOR",
            Self::AlreadySettled(_) => "DESTAQUE_SETTLED",
            Self::VoteInProgress => "VOTE_IN_PROGRESS",
            Self::NotNow(_) => "DESTAQUE_NOT_NOW",
            Self::WordingMissing => "WORDING_MISSING",
            Self::WordingUnchanged => "WORDING_UNCHANGED",
            Self::WordingUnlikeKind(_) => "WORDING_UNLIKE_KIND",
            Self::TextChanged => "TEXT_CHANGED",
            Self::PassageUnclear => "PASSAGE_UNCLEAR",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::NotDelegate | Self::AuthorNotInHall => {
                "regimento interno: destaque é pedido por delegada ou delegado"
            }
            Self::TextSuppressed | Self::TextChanged => "regimento interno: destaque prejudicado",
            Self::ClarificationNotVoted | Self::OnlyClarificationAnswered => {
                "regimento interno: esclarecimento é respondido e não vai a voto"
            }
            Self::VoteInProgress => "regime de votação",
            _ => "regimento interno: destaques",
        }
    }

    fn message(self) -> String {
        match self {
            Self::NotDelegate => {
                "Destaque é pedido por delegada ou delegado. Quem participa com voz pode se inscrever \
                para falar."
                    .into()
            }
            Self::AuthorNotInHall => "Para pedir destaque é preciso estar com a entrada registrada no credenciamento. \
                Registre a entrada e peça de novo."
                .into(),
            Self::TextSuppressed => "Este texto já foi suprimido por outro destaque aprovado. Escolha um texto que \
                continue em discussão."
                .into(),
            Self::ClarificationNotVoted => "Destaque de esclarecimento é respondido pela mesa e não vai a voto. \
                Registre a resposta."
                .into(),
            Self::OnlyClarificationAnswered => "Só o destaque de esclarecimento termina com uma resposta. Chame quem \
                pediu o destaque para apresentá-lo."
                .into(),
            Self::NotAuthor => "Só quem pediu o destaque pode retirá-lo. Peça a essa pessoa que o retire.".into(),
            Self::AlreadySettled(state) => {
                format!("Este destaque já está resolvido ({}). Siga para o próximo.", state.label())
            }
            Self::VoteInProgress => "A votação deste destaque já começou e nada a interrompe. Encerre ou anule a \
                votação antes."
                .into(),
            Self::NotNow(state) => format!(
                "Este passo não cabe agora: o destaque está na situação “{}”. Confira a ordem dos trabalhos.",
                state.label()
            ),
            Self::WordingMissing => "Falta a redação que o destaque propõe. Escreva o texto novo antes de abrir a \
                votação."
                .into(),
            Self::WordingUnchanged => "A redação proposta é igual ao texto em discussão. Escreva o que muda.".into(),
            Self::WordingUnlikeKind(kind) => unlike(kind),
            Self::TextChanged => "O trecho que este destaque altera mudou depois que ele foi pedido. Confira se ele \
                ficou prejudicado ou reescreva a proposta sobre o texto atual."
                .into(),
            Self::PassageUnclear => "O trecho a trocar não aparece uma única vez no texto. Copie um trecho maior, \
                exatamente como está escrito."
                .into(),
        }
    }
}

fn unlike(kind: DestaqueKind) -> String {
    match kind {
        DestaqueKind::Suppress => "Destaque supressivo só retira palavras. Para trocar palavras, use o modificativo.",
        DestaqueKind::Add => {
            "Destaque aditivo mantém tudo o que está escrito e acrescenta. Para trocar palavras, use \
            o modificativo."
        }
        _ => "A redação proposta não corresponde ao tipo do destaque. Confira o tipo e a redação.",
    }
    .into()
}

impl From<DestaqueRefusal> for Refusal {
    fn from(refusal: DestaqueRefusal) -> Self {
        Self::rule(refusal.code(), refusal.rule(), refusal.message())
    }
}
