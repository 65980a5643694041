//! Actions to verify (*ações a conferir*).
