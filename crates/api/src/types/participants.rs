//! Participants (*participantes*).
