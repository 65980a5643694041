//! Which proposals went into which (*linhagem*): originals are kept, for ever.

use super::{ProposalLabel, ProposalRefusal, ProposalState};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who went into whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lineage {
    into: BTreeMap<Uuid, Uuid>,
}

impl Lineage {
    /// The lineage that stored pairs (source, target) tell.
    ///
    /// # Errors
    /// `MERGE_CYCLE`, `ALREADY_MERGED` when the pairs contradict each other.
    pub fn of(pairs: impl IntoIterator<Item = (Uuid, Uuid)>) -> Result<Self, ProposalRefusal> {
        let mut lineage = Self::default();
        for (source, target) in pairs {
            lineage.join(source, target)?;
        }
        Ok(lineage)
    }

    /// Checks that two proposals may become one: both still open and for the same axis and level.
    ///
    /// # Errors
    /// `PROPOSAL_NOT_NOW`, `MERGE_LEVELS`.
    pub fn check(
        source: (ProposalLabel, ProposalState),
        target: (ProposalLabel, ProposalState),
    ) -> Result<(), ProposalRefusal> {
        for (_, state) in [source, target] {
            if !state.can_be_merged() {
                return Err(ProposalRefusal::NotNow(state));
            }
        }
        let same = source.0.axis == target.0.axis && source.0.level == target.0.level;
        if same { Ok(()) } else { Err(ProposalRefusal::MergeLevels) }
    }

    /// Notes that `source` went into `target`.
    ///
    /// # Errors
    /// `ALREADY_MERGED` when the source went into another before; `MERGE_CYCLE` when the target
    /// is the source, or came from it.
    pub fn join(&mut self, source: Uuid, target: Uuid) -> Result<(), ProposalRefusal> {
        if self.into.contains_key(&source) {
            return Err(ProposalRefusal::AlreadyMerged);
        }
        if self.root(target) == source {
            return Err(ProposalRefusal::MergeCycle);
        }
        self.into.insert(source, target);
        Ok(())
    }

    /// Takes a source out again, and says from which target; none when it stood alone.
    pub fn split(&mut self, source: Uuid) -> Option<Uuid> {
        self.into.remove(&source)
    }

    /// The proposal in which it lives on: itself when it went into none.
    pub fn root(&self, proposal: Uuid) -> Uuid {
        let mut at = proposal;
        // Ends: join never closes a circle.
        while let Some(target) = self.into.get(&at) {
            at = *target;
        }
        at
    }

    /// All proposals that went into it, directly or through others.
    pub fn origins(&self, proposal: Uuid) -> Vec<Uuid> {
        let mut found: Vec<Uuid> = Vec::new();
        let mut open = vec![proposal];
        while let Some(target) = open.pop() {
            let sources = self.into.iter().filter(|(_, into)| **into == target).map(|(source, _)| *source);
            let sources: Vec<Uuid> = sources.collect();
            open.extend(&sources);
            found.extend(sources);
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    #[test]
    fn what_went_into_one_that_went_into_another_is_not_lost() {
        let mut lineage = Lineage::of([(id(1), id(2)), (id(3), id(2)), (id(2), id(4))]).unwrap();
        assert_eq!((lineage.root(id(1)), lineage.origins(id(4))), (id(4), vec![id(1), id(2), id(3)]));
        assert_eq!(lineage.join(id(4), id(1)), Err(ProposalRefusal::MergeCycle));
        assert_eq!(lineage.join(id(1), id(5)), Err(ProposalRefusal::AlreadyMerged));
        assert_eq!(lineage.split(id(2)), Some(id(4)));
        assert_eq!(lineage.root(id(1)), id(2));
    }

    #[test]
    fn proposals_for_two_levels_or_already_decided_do_not_merge() {
        let label = |text: &str| text.parse::<ProposalLabel>().unwrap();
        let open = ProposalState::InPlenary;
        assert!(Lineage::check((label("2E2"), open), (label("2E1"), open)).is_ok());
        assert_eq!(Lineage::check((label("2E2"), open), (label("2U1"), open)), Err(ProposalRefusal::MergeLevels));
        let rejected = ProposalState::Rejected;
        assert_eq!(
            Lineage::check((label("2E2"), rejected), (label("2E1"), open)),
            Err(ProposalRefusal::NotNow(rejected))
        );
    }

    proptest! {
        #[test]
        fn no_run_of_merges_makes_a_circle_or_loses_an_origin(
            pairs in prop::collection::vec((0_u128..8, 0_u128..8), 0..30)
        ) {
            let mut lineage = Lineage::default();
            for (source, target) in pairs {
                let _refused = lineage.join(id(source), id(target));
            }
            for proposal in (0..8).map(id) {
                let root = lineage.root(proposal);
                prop_assert_eq!(lineage.root(root), root);
                prop_assert!(root == proposal || lineage.origins(root).contains(&proposal));
                prop_assert!(!lineage.origins(proposal).contains(&proposal));
            }
        }
    }
}
