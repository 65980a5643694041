//! Elections of delegates to the next stage: nominations, ballots, result, delegation.

mod ballots;
mod compute;
pub(crate) mod facts;
mod homologation;
mod judge;
mod locked;
mod meetings;
mod nominate;
mod open;
mod proclaim;
mod read;
mod substitution;

pub use ballots::{CastBallot, cast_ballot};
pub use compute::compute_election;
pub(crate) use homologation::{check_homologation, homologation_annulled, homologation_decided};
pub use judge::{JudgeNominations, judge_nominations};
pub use locked::ElectionStep;
pub use meetings::{Acclaim, MeetingStep, acclaim, close_ballot, open_ballot};
pub use nominate::{Nominate, NominationStep, accept_nomination, nominate, withdraw_nomination};
pub use open::{AnnulElection, OpenNominations, annul_election, open_nominations};
pub use proclaim::proclaim_election;
pub use read::{
    DelegationView, ElectionView, MeetingView, NominationView, PlaceView, delegation, election, elections, meeting,
    nomination,
};
pub use store::elections::MeetingState;
pub use store::elections::departure::Model as Departure;
pub use substitution::{RegisterVacancy, SubstituteDelegate, register_vacancy, substitute_delegate};
