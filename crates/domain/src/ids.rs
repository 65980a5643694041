//! Identifiers. A tenant is a council (*conselho*); every other row belongs to one.

use uuid::Uuid;

/// The council that owns a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct TenantId(pub Uuid);

/// A row of a tenant, by the pair that starts every primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct RowId {
    /// The owner.
    pub tenant: TenantId,
    /// The row, unique within its table and tenant.
    pub id: Uuid,
}

impl std::fmt::Display for TenantId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
