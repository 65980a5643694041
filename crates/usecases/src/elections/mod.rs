//! Elections of delegates (*eleição*).
