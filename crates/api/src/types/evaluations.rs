//! Evaluation (*avaliação*).
