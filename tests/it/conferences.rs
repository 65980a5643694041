//! Conferences.
