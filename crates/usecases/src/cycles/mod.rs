//! Cycles (*ciclos conferenciais*).
