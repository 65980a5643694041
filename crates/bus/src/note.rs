//! The note, and its form on the wire.

use crate::BusError;
use domain::ids::TenantId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A conference changed: whoever shows it reads it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// The council whose conference it is.
    pub tenant: TenantId,
    /// The conference.
    pub conference: Uuid,
    /// Place of the change in the conference's order of events, from 1.
    pub sequence: i64,
}

/// A note between nodes. The origin lets a node drop its own echo, which it heard already.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Carried {
    pub(crate) origin: u64,
    pub(crate) note: Note,
}

impl Carried {
    pub(crate) fn write(&self) -> Result<String, BusError> {
        Ok(serde_json::to_string(self)?)
    }

    /// The note, unless it is an echo of `node` or not a note at all.
    pub(crate) fn read(payload: &[u8], node: u64) -> Option<Note> {
        match serde_json::from_slice::<Self>(payload) {
            Ok(carried) => (carried.origin != node).then_some(carried.note),
            Err(error) => {
                tracing::warn!(%error, "a live note of unknown form was dropped");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        Note { tenant: TenantId(Uuid::from_u128(1)), conference: Uuid::from_u128(2), sequence: 3 }
    }

    #[test]
    fn a_note_of_another_node_is_read_and_an_echo_is_not() {
        let written = Carried { origin: u64::MAX, note: note() }.write().unwrap();
        assert_eq!(Carried::read(written.as_bytes(), 7), Some(note()));
        assert_eq!(Carried::read(written.as_bytes(), u64::MAX), None);
    }

    #[test]
    fn what_is_no_note_is_dropped() {
        assert_eq!(Carried::read(b"{\"origin\":1}", 7), None);
        assert_eq!(Carried::read(&[0xff, 0x00], 7), None);
    }

    #[test]
    fn a_later_version_may_add_to_the_note() {
        let later = r#"{"origin":1,"shard":4,"note":{"tenant":"00000000-0000-0000-0000-000000000001",
            "conference":"00000000-0000-0000-0000-000000000002","sequence":3,"kind":"VOTE"}}"#;
        assert_eq!(Carried::read(later.as_bytes(), 7), Some(note()));
    }
}
