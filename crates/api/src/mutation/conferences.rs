//! Conferences (*conferências*).
