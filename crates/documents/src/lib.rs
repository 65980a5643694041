//! Files that go in and out: what a spreadsheet holds, and the papers of a conference.
//!
//! What belongs here: reading and writing of formats. What does not: what the content means (that is
//! `domain`), and where files are kept.

pub mod csv;
