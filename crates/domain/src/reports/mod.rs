//! Final report (*relatório final*) and its way to the parent council. Source: domain.md section 13.
//!
//! Facts become figures, figures and facts fill the cycle's sections, the cycle's rules name every
//! shortcoming, a signature holds one content, and what is filed is an immutable letter that the
//! parent answers with letters of its own.

mod answers;
mod canonical;
mod deadline;
pub mod facts;
mod figures;
mod figures_people;
mod letter;
mod lifecycle;
mod model;
mod protocol;
mod refused;
mod report;
mod rules;
mod sections;
mod validation;
mod validation_election;
mod wording;

pub use answers::{Answer, FiledReport, Verdict, answer_letter, filed_report, filing_letter, read_answer};
pub use canonical::{CanonicalRefused, DEPTH_MAX, INTEGER_MAX, canonical, content_hash, sha256_hex};
pub use deadline::{Deadline, Timeliness};
pub use facts::ReportFacts;
pub use figures::{
    AttendanceFigures, ByAxisLevel, ByCode, DelegationFigures, MobilizationFigures, MotionFigures, PollFigures,
    ProposalFigures, ReportFigures, figures,
};
pub use figures_people::{CommitteeParity, CouncilParity, DelegateParity, ParityFigures, ParticipantFigures};
pub use letter::{LETTER_MAX, Letter, LetterKind, LetterRefused, SCHEMA, SealedLetter};
pub use lifecycle::{Filing, ReportState, ReportVersion, ReturnReason, Signature, SignerRole};
pub use model::{Binding, FREE_TEXT_MAX, FreeTexts, ReportModel, SectionModel};
pub use protocol::{ProtocolNumber, ProtocolRefused, Receipt};
pub use refused::ReportRefused;
pub use report::{Report, ReportSection, ReportedProposal, build};
pub use rules::{ProposalLimit, ReportRules, SeatQuota};
pub use validation::{Severity, Shortcoming, validate};
pub use wording::{Coded, capitalized, counted, duration, listed, long_date, minutes_of_day};
