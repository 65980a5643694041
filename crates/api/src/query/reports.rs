//! Final reports (*relatório final*).
