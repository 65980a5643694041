//! Programme (*programação*).
