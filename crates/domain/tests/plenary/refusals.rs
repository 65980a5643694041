//! What is said when something is refused.

use domain::destaques::{DestaqueKind, DestaqueRefusal, DestaqueState};
use domain::motions::{MotionKind, MotionRefusal, MotionState};
use domain::programme::{PointState, ProgrammeRefusal, SessionKind, SessionState};
use domain::proposals::{ProposalRefusal, ProposalState};
use domain::rules::{RulesRefusal, RulesState};
use domain::{Code, Refusal, RefusalKind};

fn of_destaques() -> Vec<Refusal> {
    use DestaqueRefusal as R;
    let mut all = vec![
        R::NotDelegate,
        R::AuthorNotInHall,
        R::TextSuppressed,
        R::ClarificationNotVoted,
        R::OnlyClarificationAnswered,
        R::NotAuthor,
        R::VoteInProgress,
        R::WordingMissing,
        R::WordingUnchanged,
        R::TextChanged,
        R::PassageUnclear,
    ];
    all.extend(DestaqueState::ALL.iter().flat_map(|state| [R::AlreadySettled(*state), R::NotNow(*state)]));
    all.extend(DestaqueKind::ALL.iter().map(|kind| R::WordingUnlikeKind(*kind)));
    all.into_iter().map(Into::into).collect()
}

fn of_programme() -> Vec<Refusal> {
    use ProgrammeRefusal as R;
    let mut all = vec![
        R::SessionTimes,
        R::TableOrder,
        R::SamePersonTwice,
        R::KeynoteTooLong { minutes: 90, session_minutes: 60 },
        R::NoVoice,
        R::NotInHall,
        R::Presiding,
        R::VoteInProgress,
        R::AlreadyWaiting,
        R::AlreadySpeaking,
        R::BothSides,
        R::PairsFull { pairs: 1 },
        R::PairsFull { pairs: 2 },
        R::NothingToDefend,
        R::PairNotOpen,
        R::FloorTaken,
        R::FloorFree,
        R::NotWaiting,
        R::ArticleRequired,
        R::NothingToAppeal,
    ];
    all.extend(SessionState::ALL.iter().map(|state| R::SessionNotNow(*state)));
    all.extend(SessionKind::ALL.iter().map(|kind| R::PlenaryRunning(*kind)));
    all.extend(PointState::ALL.iter().map(|state| R::PointNotNow(*state)));
    all.into_iter().map(Into::into).collect()
}

fn of_rules() -> Vec<Refusal> {
    use RulesRefusal as R;
    let mut all = vec![
        R::NoArticles,
        R::OutOfOrder { expected: 2, found: 3 },
        R::UnknownChapter { article: 1 },
        R::UnknownArticle { article: 1 },
        R::NotYetRead { article: 1 },
        R::NoLongerRead { article: 1 },
        R::AtTheStart,
        R::DestaquesOpen { count: 1 },
        R::DestaquesOpen { count: 2 },
        R::PlaceholdersOpen { names: vec!["theme".into()] },
        R::PlaceholderUnclosed,
    ];
    all.extend(RulesState::ALL.iter().map(|state| R::NotNow(*state)));
    all.into_iter().map(Into::into).collect()
}

fn of_proposals_and_motions() -> Vec<Refusal> {
    let mut all: Vec<Refusal> =
        [ProposalRefusal::MergeLevels, ProposalRefusal::AlreadyMerged, ProposalRefusal::MergeCycle]
            .map(Into::into)
            .into();
    all.extend(ProposalState::ALL.iter().map(|state| Refusal::from(ProposalRefusal::NotNow(*state))));
    all.extend(MotionState::ALL.iter().map(|state| Refusal::from(MotionRefusal::NotNow(*state))));
    all.extend(MotionKind::ALL.iter().map(|kind| Refusal::from(MotionRefusal::KindNotTaken(*kind))));
    let deadline = "2025-06-27T10:00:00-03:00".parse().unwrap();
    all.extend(
        [
            MotionRefusal::NoAddressee,
            MotionRefusal::Late { deadline },
            MotionRefusal::SignerNotDelegate,
            MotionRefusal::SignerNotInHall,
            MotionRefusal::AlreadySigned,
        ]
        .map(Refusal::from),
    );
    all
}

#[test]
fn every_refusal_names_its_rule_and_is_whole_sentences_without_slashes_or_gaps() {
    let all = [of_destaques(), of_programme(), of_rules(), of_proposals_and_motions()].concat();
    for refusal in all {
        let message = &refusal.message;
        assert_eq!(refusal.kind, RefusalKind::Rule);
        assert!(refusal.rule.is_some_and(|rule| !rule.is_empty()), "{message}");
        assert!(refusal.code.chars().all(|c| c.is_ascii_uppercase() || c == '_'), "{}", refusal.code);
        assert!(message.ends_with('.') && message.len() > 20, "{message}");
        assert!(!message.contains('/') && !message.contains("  ") && !message.contains('\n'), "{message}");
    }
}
