//! Conferences (*conferências*).

mod read;

pub use read::get;
pub use store::conferences::conference::Model as Conference;
