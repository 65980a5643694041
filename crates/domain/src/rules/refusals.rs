//! What is said when something cannot be done with the rules of procedure.

use super::RulesState;
use crate::{Code, Refusal};

/// Why an act on the rules of procedure was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum RulesRefusal {
    /// The act does not fit the state of the document.
    NotNow(RulesState),
    /// There is no article to publish.
    NoArticles,
    /// Numbers of articles or chapters are not in order.
    OutOfOrder {
        /// The number that was expected.
        expected: u32,
        /// The number that was found.
        found: u32,
    },
    /// An article belongs to a chapter that is not there.
    UnknownChapter {
        /// The article.
        article: u32,
    },
    /// The article is not in the document.
    UnknownArticle {
        /// The number asked for.
        article: u32,
    },
    /// The reading has not come to that article.
    NotYetRead {
        /// The article.
        article: u32,
    },
    /// The reading has passed that article.
    NoLongerRead {
        /// The article.
        article: u32,
    },
    /// The reading is at the first article.
    AtTheStart,
    /// There are destaques without an end.
    DestaquesOpen {
        /// How many.
        count: usize,
    },
    /// The model has placeholders for which nothing was given.
    PlaceholdersOpen {
        /// Their names.
        names: Vec<String>,
    },
    /// A placeholder is opened and never closed.
    PlaceholderUnclosed,
    /// The parameter is set by the cycle, or not known.
    ParameterNotAdoptable {
        /// Its name.
        name: String,
    },
    /// The value is beyond what makes sense.
    ParameterOutOfRange {
        /// Its name.
        name: &'static str,
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// No approved destaque changed the article that is said to change the parameter.
    ArticleUnchanged {
        /// The article.
        article: u32,
    },
    /// Destaques on the article hold it back from a vote en bloc.
    Highlighted {
        /// The article.
        article: u32,
    },
    /// The plenary has not voted on everything yet.
    NotVoted {
        /// Articles without a vote.
        articles: Vec<u32>,
    },
    /// The plenary already approved the document; only the adoption is missing.
    AlreadyVoted,
    /// Going back in the reading needs a reason.
    ReasonMissing,
}

impl RulesRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow(_) => "RULES_NOT_NOW",
            Self::NoArticles => "NO_ARTICLES",
            Self::OutOfOrder { .. } => "ARTICLES_OUT_OF_ORDER",
            Self::UnknownChapter { .. } => "UNKNOWN_CHAPTER",
            Self::UnknownArticle { .. } => "UNKNOWN_ARTICLE",
            Self::NotYetRead { .. } => "ARTICLE_NOT_YET_READ",
            Self::NoLongerRead { .. } => "ARTICLE_NO_LONGER_READ",
            Self::AtTheStart => "READING_AT_THE_START",
            Self::DestaquesOpen { .. } => "DESTAQUES_OPEN",
            Self::PlaceholdersOpen { .. } => "PLACEHOLDERS_OPEN",
            Self::PlaceholderUnclosed => "PLACEHOLDER_UNCLOSED",
            Self::ParameterNotAdoptable { .. } => "PARAMETER_NOT_ADOPTABLE",
            Self::ParameterOutOfRange { .. } => "PARAMETER_OUT_OF_RANGE",
            Self::ArticleUnchanged { .. } => "ARTICLE_UNCHANGED",
            Self::Highlighted { .. } => "ARTICLE_HIGHLIGHTED",
            Self::NotVoted { .. } => "RULES_NOT_VOTED",
            Self::AlreadyVoted => "RULES_ALREADY_VOTED",
            Self::ReasonMissing => "REASON_REQUIRED",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::NotNow(state) => not_now(*state),
            Self::NoArticles => {
                "O regimento ainda não tem artigos. Escreva ou copie do modelo ao menos um artigo.".into()
            }
            Self::OutOfOrder { expected, found } => {
                format!(
                    "A numeração pula: era esperado o número {expected} e veio o {found}. Renumere e salve de novo."
                )
            }
            Self::UnknownChapter { article } => {
                format!("O artigo {article} está em um capítulo que não existe. Escolha um capítulo da lista.")
            }
            Self::UnknownArticle { article } => {
                format!("Não há artigo {article} neste regimento. Confira o número.")
            }
            Self::NotYetRead { article } => {
                format!("O artigo {article} ainda não foi lido. Peça o destaque quando ele for lido.")
            }
            Self::NoLongerRead { article } => format!(
                "A leitura do artigo {article} já terminou, e o destaque é pedido durante a leitura. A mesa pode \
                voltar ao artigo."
            ),
            Self::AtTheStart => "A leitura já está no primeiro artigo.".into(),
            Self::DestaquesOpen { count: 1 } => {
                "Há 1 destaque sem desfecho. Resolva-o antes de aprovar o regimento.".into()
            }
            Self::DestaquesOpen { count } => {
                format!("Há {count} destaques sem desfecho. Resolva todos antes de aprovar o regimento.")
            }
            Self::PlaceholdersOpen { names } => {
                format!("O modelo tem lacunas sem preencher: {}. Preencha-as e gere o texto de novo.", names.join(", "))
            }
            Self::PlaceholderUnclosed => {
                "O modelo abre uma lacuna com “{{” e não a fecha com “}}”. Corrija o modelo.".into()
            }
            Self::ParameterNotAdoptable { name } => format!(
                "O parâmetro “{name}” é fixado pelo ciclo e não muda pela plenária. Ela pode mudar: {}.",
                super::AdoptedParameter::NAMES.join(", ")
            ),
            Self::ParameterOutOfRange { name, min, max } => {
                format!("O valor de “{name}” vai de {min} a {max}. Confira o texto aprovado e informe de novo.")
            }
            Self::ArticleUnchanged { article } => format!(
                "Nenhum destaque aprovado alterou o artigo {article}. Informe o artigo alterado que fixa o parâmetro."
            ),
            Self::Highlighted { article } => format!(
                "O artigo {article} tem destaque e não vai em bloco. Retire-o do bloco e vote o destaque em separado."
            ),
            Self::NotVoted { articles } => {
                let numbers: Vec<String> = articles.iter().map(ToString::to_string).collect();
                format!(
                    "Falta a votação que aprova o regimento. Artigos ainda sem votação: {}. Abra a votação do regimento \
                    e proclame o resultado.",
                    numbers.join(", ")
                )
            }
            Self::AlreadyVoted => {
                "A plenária já aprovou o regimento na votação. Registre a aprovação para concluir.".into()
            }
            Self::ReasonMissing => {
                "Para voltar na leitura, escreva o motivo: ele fica registrado. Depois, avance de novo.".into()
            }
        }
    }
}

fn not_now(state: RulesState) -> String {
    let next = match state {
        RulesState::Draft => "Publique a minuta antes de começar a leitura.",
        RulesState::Published => "Para alterar o texto, volte à minuta; para os destaques, comece a leitura.",
        RulesState::Reading => "Termine a leitura antes de continuar.",
        RulesState::Read => "Resolva os destaques e ponha o regimento em votação.",
        RulesState::Adopted => "O regimento aprovado só muda por decisão da plenária.",
    };
    format!("Este passo não cabe agora: o regimento está na situação “{}”. {next}", state.label())
}

impl From<RulesRefusal> for Refusal {
    fn from(refusal: RulesRefusal) -> Self {
        Self::rule(refusal.code(), "regimento interno: leitura e aprovação", refusal.message())
    }
}
