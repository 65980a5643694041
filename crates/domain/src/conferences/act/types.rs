//! What a convocation act consists of.

use crate::codes;
use crate::{Code, Refusal};
use chrono::{DateTime, NaiveDate, Utc};

codes! {
    /// Type of the act (*tipo do ato*); practice varies from town to town.
    pub enum ConvocationActType {
        /// Of mayor and council together (*decreto conjunto*).
        JointDecree = "JOINT_DECREE", "decreto conjunto";
        /// Of the executive (*decreto*).
        Decree = "DECREE", "decreto";
        /// Of the council alone (*resolução*).
        Resolution = "RESOLUTION", "resolução";
        /// Of ministry and council, or secretariat and council (*portaria conjunta*).
        JointOrdinance = "JOINT_ORDINANCE", "portaria conjunta";
    }
}

codes! {
    /// In which office somebody signs (*cargo de quem assina*).
    pub enum SignerRole {
        /// Mayor (*prefeita ou prefeito*), or who stands in.
        Mayor = "MAYOR", "prefeita ou prefeito";
        /// President of the council (*presidência do conselho*), or the vice-president standing in.
        CouncilPresident = "COUNCIL_PRESIDENT", "presidência do conselho";
        /// Head of the managing body (*titular da secretaria de assistência social*).
        Secretary = "SECRETARY", "titular da secretaria de assistência social";
        /// Governor (*governadora ou governador*).
        Governor = "GOVERNOR", "governadora ou governador";
        /// Minister (*ministra ou ministro*).
        Minister = "MINISTER", "ministra ou ministro";
    }
}

/// Whoever signs the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The office.
    pub role: SignerRole,
    /// Name, as below the text.
    pub name: String,
    /// Title, as below the text (*Prefeito Municipal*).
    pub title: String,
    /// When they signed the present text; `None`: not yet.
    pub signed_at: Option<DateTime<Utc>>,
}

/// Where and when the act was made public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Date of publication.
    pub on: NaiveDate,
    /// Gazette, page or board (*Diário Oficial*, *mural*).
    pub medium: String,
}

/// A convocation act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConvocationAct {
    /// Type.
    pub kind: ConvocationActType,
    /// Number as the town hall writes it, for instance `47/2025`; needed for publication.
    pub number: Option<String>,
    /// Date of the act; needed for publication.
    pub date: Option<NaiveDate>,
    /// Place where it is given.
    pub place: String,
    /// Whole text.
    pub text: String,
    /// Who signs, in the order of the text; an office comes once.
    pub signers: Vec<Signer>,
    /// Set when it is published; nothing changes afterwards.
    pub publication: Option<Publication>,
}

/// Why something cannot be done with an act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActRefused {
    /// It is published.
    #[error("the act is published")]
    Published,
    /// Nobody with this office signs this act.
    #[error("{} does not sign this act", .0.code())]
    NotASigner(SignerRole),
    /// This office has signed already.
    #[error("{} has signed", .0.code())]
    AlreadySigned(SignerRole),
    /// An office comes twice among the signers.
    #[error("{} comes twice", .0.code())]
    SignerTwice(SignerRole),
    /// The cycle requires an office that is not among the signers.
    #[error("{} is required", .0.code())]
    SignerRequired(SignerRole),
    /// Some signatures or data are missing for publication; each in pt-BR.
    #[error("lacks {}", .0.join("; "))]
    Incomplete(Vec<String>),
    /// The publication would be older than the act.
    #[error("published before it was given")]
    PublishedBeforeDate {
        /// Date of the act.
        date: NaiveDate,
    },
}

impl From<ActRefused> for Refusal {
    fn from(refused: ActRefused) -> Self {
        match refused {
            ActRefused::Published => Self::rule(
                "ACT_PUBLISHED",
                "ato publicado não muda",
                "O ato já foi publicado. Para mudar algo, publique um novo ato que o retifique.",
            ),
            ActRefused::NotASigner(role) => Self::rule(
                "NOT_A_SIGNER",
                "requiredSigners",
                format!("Este ato não prevê esta assinatura: {}. Inclua-a no ato antes de assinar.", role.label()),
            ),
            ActRefused::AlreadySigned(role) => Self::rule(
                "ALREADY_SIGNED",
                "cada cargo assina uma vez",
                format!("Esta assinatura já está no ato: {}. Não é preciso assinar de novo.", role.label()),
            ),
            ActRefused::SignerTwice(role) => Self::rule(
                "SIGNER_TWICE",
                "cada cargo assina uma vez",
                format!("Este cargo aparece duas vezes entre as assinaturas: {}. Deixe só um.", role.label()),
            )
            .at("signers"),
            ActRefused::SignerRequired(role) => Self::rule(
                "SIGNER_REQUIRED",
                "requiredSigners",
                format!("O ciclo pede mais uma assinatura: {}. Inclua quem assina por esse cargo.", role.label()),
            )
            .at("signers"),
            ActRefused::Incomplete(missing) => Self::rule(
                "ACT_INCOMPLETE",
                "publicação do ato",
                format!("Antes de publicar, falta: {}.", missing.join("; ")),
            ),
            ActRefused::PublishedBeforeDate { date } => Self::invalid(
                "publishedOn",
                "PUBLISHED_BEFORE_DATE",
                format!("O ato é de {}; a publicação não pode ser anterior. Corrija a data.", date.format("%d/%m/%Y")),
            ),
        }
    }
}

/// Whether the cycle takes this type of act (`convocationActTypes`).
///
/// # Errors
/// `ACT_TYPE_NOT_ALLOWED`, naming those it takes.
pub fn check_type(kind: ConvocationActType, allowed: &[ConvocationActType]) -> Result<(), Refusal> {
    if allowed.contains(&kind) {
        return Ok(());
    }
    let names: Vec<_> = allowed.iter().map(|kind| kind.label()).collect();
    Err(Refusal::rule(
        "ACT_TYPE_NOT_ALLOWED",
        "convocationActTypes",
        format!("O ciclo não prevê {} como ato de convocação. Escolha: {}.", kind.label(), names.join(", ")),
    )
    .at("type"))
}
