//! Mobilization (*mobilização*).
