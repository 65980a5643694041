//! Final reports (*relatório final*): generated from facts, written, signed, filed, and the letters
//! that carry them up and their answers down.

mod answered;
mod edit;
mod facts;
mod file;
mod frame;
mod generate;
mod post;
mod read;
mod sign;
mod step;
mod validate;
mod version;

pub(crate) use frame::{deadline_for, stage_below, zone};
pub(crate) use post::{deliver, send};
pub(crate) use sign::name_of;
pub(crate) use step::step_facts;

pub use edit::{EditReportSection, edit_section};
pub use file::{FileReport, file};
pub use generate::{GenerateReport, generate};
pub use read::{ReportView, of_conference};
pub use sign::{SignReport, sign};
pub use store::reports::report_version::Model as ReportVersionRow;
pub use validate::{ValidateReport, validate};
