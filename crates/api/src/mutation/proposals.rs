//! Proposals (*propostas*).
