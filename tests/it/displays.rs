//! Hall displays (*telões*): pairing and revoking.
