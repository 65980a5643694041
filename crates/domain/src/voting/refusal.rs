//! Codes, fields and rules of the refusals of voting.

use super::VotingError;
use crate::Refusal;

/// Where the domain says it, when the rules of procedure give no article.
const PROCEDURE: &str = "regimento interno";

impl From<VotingError> for Refusal {
    fn from(error: VotingError) -> Self {
        let message = error.to_string();
        match &error {
            VotingError::Text(refusal) => refusal.clone(),
            _ => match (error.field(), error.code()) {
                (Some(field), code) => Self::invalid(field, code, message),
                (None, code) => Self::rule(code, error.rule(), message),
            },
        }
    }
}

impl VotingError {
    /// The stable machine code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "POLL_STATE",
            Self::QuorumNotReached { .. } => "QUORUM_NOT_REACHED",
            Self::EmptyRoll => "EMPTY_ROLL",
            Self::ClosingNotAhead => "CLOSING_NOT_AHEAD",
            Self::ExtensionNotLater { .. } => "EXTENSION_NOT_LATER",
            Self::TimeRanOut { .. } | Self::PollClosed { .. } => "POLL_CLOSED",
            Self::NotOpenYet => "POLL_NOT_OPEN",
            Self::BallotOnAnnulled => "POLL_ANNULLED",
            Self::NotOnRoll { .. } => "NOT_ON_ROLL",
            Self::AlreadyVoted { .. } => "ALREADY_VOTED",
            Self::InvalidChoice { .. } => "INVALID_CHOICE",
            Self::NoChoice => "NO_CHOICE",
            Self::TooManyChoices { .. } => "TOO_MANY_CHOICES",
            Self::RepeatedChoice { .. } => "REPEATED_CHOICE",
            Self::AbstentionWithChoices => "ABSTENTION_WITH_CHOICES",
            Self::WrongKind { .. } => "POLL_KIND",
            Self::TooFewOptions => "TOO_FEW_OPTIONS",
            Self::DuplicateOption { .. } => "DUPLICATE_OPTION",
            Self::InvalidMaxChoices { .. } => "INVALID_MAX_CHOICES",
            Self::InvalidFraction { .. } => "INVALID_FRACTION",
            Self::CountExceedsRoll { .. } => "COUNT_EXCEEDS_ROLL",
            Self::NotCounting => "NOT_COUNTING",
            Self::WrongRound { .. } => "WRONG_ROUND",
            Self::TellerAlreadyCounted { .. } => "TELLER_ALREADY_COUNTED",
            Self::TellersMissing { .. } => "TELLERS_MISSING",
            Self::TellersDisagree { .. } => "RECOUNT_NEEDED",
            Self::AlreadyCounted => "ALREADY_COUNTED",
            Self::DeclarationNeedsCount { .. } => "COUNT_NEEDED",
            Self::NoObjectionOnlyEnBloc => "NO_OBJECTION_ONLY_EN_BLOC",
            Self::NoTie => "NO_TIE",
            Self::TieStepNotDue { .. } => "TIE_STEP_NOT_DUE",
            Self::CastingVotePending { .. } => "CASTING_VOTE_PENDING",
            Self::CastingVoteGiven => "CASTING_VOTE_GIVEN",
            Self::NotAnnulled => "NOT_ANNULLED",
            Self::NotABloc => "NOT_A_BLOC",
            Self::BlocUndecided => "BLOC_UNDECIDED",
            Self::EmptyBloc => "EMPTY_BLOC",
            Self::RepeatedItem { .. } => "REPEATED_ITEM",
            Self::PriorityIsRanked => "PRIORITY_IS_RANKED",
            Self::NotPriority => "NOT_PRIORITY",
            Self::ItemsDifferFromOptions => "ITEMS_DIFFER",
            Self::MarksExceedVoters { .. } => "MARKS_EXCEED_VOTERS",
            Self::Text(refusal) => refusal.code,
        }
    }

    /// The input field that cannot be taken, when it is one field's fault.
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ClosingNotAhead | Self::ExtensionNotLater { .. } => Some("closesAt"),
            Self::InvalidChoice { .. }
            | Self::NoChoice
            | Self::TooManyChoices { .. }
            | Self::RepeatedChoice { .. }
            | Self::AbstentionWithChoices => Some("choices"),
            Self::TooFewOptions | Self::DuplicateOption { .. } => Some("options"),
            Self::InvalidMaxChoices { .. } => Some("maxChoices"),
            Self::InvalidFraction { .. } => Some("majority"),
            Self::CountExceedsRoll { .. } | Self::MarksExceedVoters { .. } => Some("counts"),
            Self::WrongRound { .. } => Some("round"),
            Self::EmptyBloc | Self::RepeatedItem { .. } | Self::ItemsDifferFromOptions => Some("items"),
            _ => None,
        }
    }

    /// The article or parameter that decided.
    fn rule(&self) -> String {
        let cited = match self {
            Self::PollClosed { article, .. }
            | Self::NotOnRoll { article }
            | Self::CastingVotePending { article }
            | Self::TieStepNotDue { article, .. } => article.clone(),
            Self::QuorumNotReached { quorum } => Some(format!("quórum: {}", quorum.explanation())),
            Self::AlreadyVoted { .. } => Some("uma pessoa, um voto".to_owned()),
            Self::NoTie | Self::CastingVoteGiven => Some("tieRule".to_owned()),
            Self::DeclarationNeedsCount { .. } => Some("majority".to_owned()),
            _ => None,
        };
        cited.unwrap_or_else(|| PROCEDURE.to_owned())
    }
}
