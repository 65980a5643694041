//! Live snapshots (*ao vivo*) of a conference.
