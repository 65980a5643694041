//! Voting (*votação*).
