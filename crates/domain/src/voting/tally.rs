//! The result, computed from what was collected.

use super::{Choice, Counts, Declaration, Majority, MajorityBase, Poll, PollAct, PollState, SubjectKind};
use super::{TieStep, Transition, VotingError, explanation};
use crate::quorum::QuorumCheck;
use crate::{Code, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// Outcome of a poll (*resultado*).
    pub enum Outcome {
        /// The majority was reached (*aprovado*).
        Approved = "APPROVED", "aprovado";
        /// It was not (*rejeitado*).
        Rejected = "REJECTED", "rejeitado";
        /// As many in favour as against, with a step to follow (*empate*).
        Tie = "TIE", "empate";
        /// Without effect (*anulado*).
        Annulled = "ANNULLED", "anulado";
    }
}

codes! {
    /// What decided (*como foi decidido*).
    pub enum DecidedBy {
        /// Votes that were counted (*contagem*).
        Count = "COUNT", "contagem";
        /// The chair's declaration by sight or without objection (*declaração da mesa*).
        Declaration = "DECLARATION", "declaração da mesa";
        /// The chair's casting vote after a tie (*voto de qualidade*).
        CastingVote = "CASTING_VOTE", "voto de qualidade da presidência";
        /// The rule that a tie rejects (*rejeição por empate*).
        TieRule = "TIE_RULE", "rejeição por empate";
    }
}

/// What was collected while a poll was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collected {
    /// Counted votes: of a roll call, or agreed by the tellers.
    Counted(Counts),
    /// The chair's declaration without numbers.
    Declared(Declaration),
}

/// The numbers of a counted result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Votes by option, all options named.
    pub counts: Counts,
    /// Votes that are valid under the rules (*votos válidos*).
    pub valid_votes: u32,
    /// How many votes it takes.
    pub minimum: u32,
    /// On the roll without a vote (*sem votar*).
    pub not_voting: u32,
}

/// The computed result of a poll (*resultado apurado*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PollResult {
    /// What came out.
    pub outcome: Outcome,
    /// What decided it.
    pub decided_by: DecidedBy,
    /// The option that carried, `FOR` in a usual poll; none unless approved.
    pub winner: Option<String>,
    /// The numbers; none for a declaration.
    pub figures: Option<Figures>,
    /// Delegates on the roll.
    pub roll_size: u32,
    /// The quorum at opening.
    pub quorum: QuorumCheck,
    /// The rule with the numbers put in, in Portuguese.
    pub explanation: String,
}

impl Poll {
    /// Computes the result (*apurar*): CLOSED becomes TALLIED.
    ///
    /// A tie is as many for as against under a simple majority, with at least one vote each; under any
    /// other majority the matter just misses it. A tie for which the rules know no further step rejects.
    ///
    /// # Errors
    /// [`VotingError::InvalidChoice`], [`VotingError::CountExceedsRoll`], [`VotingError::PriorityIsRanked`],
    /// what the declaration is refused for, [`VotingError::WrongState`].
    pub fn tally(&self, collected: Collected) -> Result<Transition, VotingError> {
        if matches!(self.state, PollState::Tallied | PollState::Proclaimed) {
            return Ok(self.unchanged());
        }
        let (PollState::Closed, Some(opening)) = (self.state, self.opening) else {
            return Err(self.wrong_state(PollAct::Tally));
        };
        if self.subject == SubjectKind::Priority {
            return Err(VotingError::PriorityIsRanked);
        }
        let mut result = PollResult {
            outcome: Outcome::Rejected,
            decided_by: DecidedBy::Count,
            winner: None,
            figures: None,
            roll_size: opening.roll_size,
            quorum: opening.quorum,
            explanation: String::new(),
        };
        match collected {
            Collected::Counted(counts) => self.decide(&mut result, &counts)?,
            Collected::Declared(declaration) => {
                declaration.allowed_for(self)?;
                result.outcome = declaration.outcome();
                result.decided_by = DecidedBy::Declaration;
                result.winner = declaration.approved.then(|| Choice::For.code().to_owned());
                result.explanation = explanation::declared(self, declaration, &result);
            }
        }
        let mut next = self.moved(PollState::Tallied);
        next.poll.result = Some(result);
        Ok(next)
    }

    fn decide(&self, result: &mut PollResult, counts: &Counts) -> Result<(), VotingError> {
        let figures = self.figures(counts, result.roll_size)?;
        let (leading, votes, runner_up) = self.leading(&figures.counts);
        let tied = self.terms.majority == Majority::Simple && votes > 0 && votes == runner_up;
        if votes >= figures.minimum {
            result.outcome = Outcome::Approved;
            result.winner = Some(leading);
        } else if tied && self.next_tie_step() == TieStep::Reject {
            result.decided_by = DecidedBy::TieRule;
        } else if tied {
            result.outcome = Outcome::Tie;
        }
        result.explanation = explanation::counted(self, result, &figures, votes);
        result.figures = Some(figures);
        Ok(())
    }

    fn figures(&self, counts: &Counts, roll_size: u32) -> Result<Figures, VotingError> {
        let counts = counts.within(&self.options, roll_size)?;
        let cast: u32 = counts.0.values().sum();
        let abstained = counts.of(Choice::Abstention);
        let valid_votes = if self.terms.abstentions_count { cast } else { cast - abstained };
        let base = match self.terms.majority.base() {
            MajorityBase::ValidVotes => valid_votes,
            MajorityBase::Roll => roll_size,
        };
        let minimum = self.terms.majority.minimum(base);
        Ok(Figures { counts, valid_votes, minimum, not_voting: roll_size - cast })
    }

    /// The option that would carry, its votes, and those of the strongest other one. Of equal options
    /// the earlier stands; in a usual poll it is always the side in favour that needs the majority.
    fn leading(&self, counts: &Counts) -> (String, u32, u32) {
        if self.is_decision() {
            return (Choice::For.code().to_owned(), counts.of(Choice::For), counts.of(Choice::Against));
        }
        let mut ranked: Vec<(&str, u32)> = self
            .options
            .iter()
            .filter(|option| !option.is_abstention())
            .map(|option| (option.code.as_str(), counts.votes(&option.code)))
            .collect();
        ranked.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        let (code, votes) = ranked.first().copied().unwrap_or_default();
        (code.to_owned(), votes, ranked.get(1).map_or(0, |(_, votes)| *votes))
    }
}
