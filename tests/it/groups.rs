//! Working groups (*grupos de trabalho*).
