//! Global ids: opaque to clients, they name type, tenant and row, so a request knows its tenant
//! before the first query.

use crate::error::not_found;
use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::ids::{RowId, TenantId};
use uuid::Uuid;

/// The global id of a row of a tenant.
pub(crate) fn global(kind: &str, tenant: Uuid, id: Uuid) -> ID {
    let mut bytes = Vec::with_capacity(kind.len() + 33);
    bytes.extend_from_slice(tenant.as_bytes());
    bytes.extend_from_slice(id.as_bytes());
    bytes.extend_from_slice(kind.as_bytes());
    ID(URL_SAFE_NO_PAD.encode(bytes))
}

/// The row a global id names, whatever its type.
pub(crate) fn decode(id: &ID) -> Option<(String, RowId)> {
    let bytes = URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
    let tenant = Uuid::from_slice(bytes.get(..16)?).ok()?;
    let row = Uuid::from_slice(bytes.get(16..32)?).ok()?;
    let kind = String::from_utf8(bytes.get(32..)?.to_vec()).ok()?;
    Some((kind, RowId { tenant: TenantId(tenant), id: row }))
}

/// The row a global id of this type names; anything else is not found.
pub(crate) fn row(kind: &str, id: &ID) -> async_graphql::Result<RowId> {
    match decode(id) {
        Some((named, row)) if named == kind => Ok(row),
        _ => Err(not_found()),
    }
}

/// As [`row`], where the id may be missing.
pub(crate) fn optional_row(kind: &str, id: Option<&ID>) -> async_graphql::Result<Option<RowId>> {
    id.map(|id| row(kind, id)).transpose()
}

/// The council a global id names.
pub(crate) fn council(id: &ID) -> async_graphql::Result<TenantId> {
    row("Council", id).map(|row| row.tenant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_its_type_tenant_and_row_and_no_other_type_reads_it() {
        let (tenant, id) = (Uuid::from_u128(7), Uuid::from_u128(9));
        let global = global("Poll", tenant, id);
        assert_eq!(row("Poll", &global).unwrap(), RowId { tenant: TenantId(tenant), id });
        assert!(row("Conference", &global).is_err());
        assert!(row("Poll", &ID("não é um id".into())).is_err());
    }
}
