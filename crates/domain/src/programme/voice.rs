//! Who may speak where (*voz*). Parameter `voice` of a cycle: a matrix of category and kind of session.

use super::SessionKind;
use crate::people::Category;
use std::collections::{BTreeMap, BTreeSet};

/// Voice of those who do not vote; delegates always have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceMatrix {
    everywhere: BTreeMap<Category, bool>,
    all_speak: BTreeSet<SessionKind>,
    exceptions: BTreeMap<(SessionKind, Category), bool>,
}

impl VoiceMatrix {
    /// A matrix in which guests and observers have voice or not, in all sessions but the working
    /// groups and meetings, where everybody speaks (domain.md section 8).
    pub fn new(guests: bool, observers: bool) -> Self {
        Self {
            everywhere: BTreeMap::from([(Category::Guest, guests), (Category::Observer, observers)]),
            all_speak: BTreeSet::from([SessionKind::WorkingGroups]),
            exceptions: BTreeMap::new(),
        }
    }

    /// The same matrix with another answer for one kind of session.
    #[must_use]
    pub fn except(mut self, session: SessionKind, category: Category, voice: bool) -> Self {
        self.exceptions.insert((session, category), voice);
        self
    }

    /// Whether people of a category speak in a kind of session.
    pub fn allows(&self, category: Category, session: SessionKind) -> bool {
        category.is_delegate()
            || self.exceptions.get(&(session, category)).copied().unwrap_or_else(|| {
                self.all_speak.contains(&session) || self.everywhere.get(&category).copied().unwrap_or(false)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_speak_in_plenary_observers_only_in_groups_and_delegates_everywhere() {
        let voice = VoiceMatrix::new(true, false);
        assert!(voice.allows(Category::Guest, SessionKind::FinalPlenary));
        assert!(!voice.allows(Category::Observer, SessionKind::FinalPlenary));
        assert!(voice.allows(Category::Observer, SessionKind::WorkingGroups));
        assert!(VoiceMatrix::new(false, false).allows(Category::Born, SessionKind::Closing));
    }

    #[test]
    fn an_exception_decides_for_its_kind_of_session_only() {
        let voice = VoiceMatrix::new(true, false).except(SessionKind::FinalPlenary, Category::Guest, false);
        assert!(!voice.allows(Category::Guest, SessionKind::FinalPlenary));
        assert!(voice.allows(Category::Guest, SessionKind::OpeningPlenary));
    }
}
