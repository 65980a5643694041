//! States of an election and the steps between them.

use super::parameters::ElectionRules;
use crate::{Code, Refusal, codes};

codes! {
    /// State of an election (*situação da eleição*).
    pub enum ElectionState {
        /// Being prepared (*em preparação*).
        Draft = "DRAFT", "em preparação";
        /// Nominations are open (*candidaturas abertas*); the rules are frozen.
        Nominations = "NOMINATIONS", "candidaturas abertas";
        /// Ballots are being cast (*em votação*); the roll and the candidates are fixed.
        Ballot = "BALLOT", "em votação";
        /// The result is computed and waits for homologation (*apurada*).
        Computed = "COMPUTED", "apurada";
        /// The result holds (*proclamada*).
        Proclaimed = "PROCLAIMED", "proclamada";
        /// Without effect (*anulada*); what was done stays on record.
        Annulled = "ANNULLED", "anulada";
    }
}

impl ElectionState {
    /// The states that may follow. Acclamation goes from nominations to the result without a ballot.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Nominations],
            Self::Nominations => &[Self::Ballot, Self::Computed, Self::Annulled],
            Self::Ballot => &[Self::Computed, Self::Annulled],
            Self::Computed => &[Self::Proclaimed, Self::Annulled],
            Self::Proclaimed => &[Self::Annulled],
            Self::Annulled => &[],
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// [`ElectionStateRefused::Illegal`] when `to` does not follow this state.
    pub fn advance(self, to: Self) -> Result<Self, ElectionStateRefused> {
        if self.next().contains(&to) { Ok(to) } else { Err(ElectionStateRefused::Illegal { from: self, to }) }
    }

    /// Proclaims a computed result.
    ///
    /// # Errors
    /// [`ElectionStateRefused::NotHomologated`] when the rules ask for the plenary's vote and it has not been given;
    /// [`ElectionStateRefused::Illegal`] when there is no computed result.
    pub fn proclaim(self, rules: &ElectionRules, homologated: bool) -> Result<Self, ElectionStateRefused> {
        let proclaimed = self.advance(Self::Proclaimed)?;
        if rules.homologated_by_plenary && !homologated {
            return Err(ElectionStateRefused::NotHomologated);
        }
        Ok(proclaimed)
    }
}

/// Why an election does not take a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElectionStateRefused {
    /// The step does not follow from the state.
    #[error("A eleição está {}; daqui ela pode ficar: {}.", from.label(), next_words(*from))]
    Illegal {
        /// Where it is.
        from: ElectionState,
        /// Where it was asked to go.
        to: ElectionState,
    },
    /// The plenary has not homologated.
    #[error(
        "O resultado ainda não foi homologado pela plenária final. Registre a votação da homologação e proclame depois."
    )]
    NotHomologated,
}

fn next_words(state: ElectionState) -> String {
    let labels: Vec<_> = state.next().iter().map(|next| next.label()).collect();
    if labels.is_empty() { "em nenhuma outra situação".into() } else { labels.join(", ") }
}

impl From<ElectionStateRefused> for Refusal {
    fn from(refused: ElectionStateRefused) -> Self {
        let (code, rule) = match refused {
            ElectionStateRefused::Illegal { .. } => ("ELECTION_STATE", "etapas da eleição"),
            ElectionStateRefused::NotHomologated => ("ELECTION_NOT_HOMOLOGATED", "homologatedByPlenary"),
        };
        Self::rule(code, rule, refused.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::ElectionState::*;
    use super::*;

    #[test]
    fn an_election_runs_from_draft_to_proclaimed() {
        let path = [Draft, Nominations, Ballot, Computed, Proclaimed];
        for step in path.windows(2) {
            assert_eq!(step[0].advance(step[1]), Ok(step[1]));
        }
    }

    #[test]
    fn nothing_goes_back_and_an_annulled_election_stays_so() {
        assert!(Ballot.advance(Nominations).is_err());
        assert!(Proclaimed.advance(Computed).is_err());
        assert!(ElectionState::ALL.iter().all(|to| Annulled.advance(*to).is_err()));
    }

    #[test]
    fn a_refused_step_says_which_steps_are_open() {
        let refusal: Refusal = Draft.advance(Ballot).unwrap_err().into();
        assert_eq!(refusal.message, "A eleição está em preparação; daqui ela pode ficar: candidaturas abertas.");
    }
}
