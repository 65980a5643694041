//! Motions (*moções*).
