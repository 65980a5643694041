//! Messages of the protocol.

use axum::extract::ws::{CloseFrame, Utf8Bytes};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Longest identifier of an operation, in bytes.
const ID_MAX: usize = 128;

/// What a client says.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Said {
    /// The first message, with the credential.
    ConnectionInit {
        /// Credential and whatever else.
        #[serde(default)]
        payload: Option<Value>,
    },
    /// Is the other side there?
    Ping {},
    /// Yes.
    Pong {},
    /// An operation begins.
    Subscribe {
        /// Chosen by the client, unique among those that run.
        id: String,
        /// The operation.
        payload: Asked,
    },
    /// The client wants no more of it.
    Complete {
        /// The operation.
        id: String,
    },
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    /// The document.
    pub query: String,
    /// Which of its operations.
    #[serde(default)]
    pub operation_name: Option<String>,
    /// Values of its variables.
    #[serde(default)]
    pub variables: Option<Map<String, Value>>,
}

/// Reads what a client says; nothing when it is no message of the protocol.
pub(super) fn read(text: &str) -> Option<Said> {
    let said = serde_json::from_str(text).ok()?;
    match &said {
        Said::Subscribe { id, .. } | Said::Complete { id } if id.is_empty() || id.len() > ID_MAX => None,
        _ => Some(said),
    }
}

pub(super) const ACKNOWLEDGED: Utf8Bytes = Utf8Bytes::from_static(r#"{"type":"connection_ack"}"#);
pub(super) const PONG: Utf8Bytes = Utf8Bytes::from_static(r#"{"type":"pong"}"#);

/// A message about an operation that carries JSON.
pub(super) fn about(kind: &str, id: &str, payload: &str) -> Utf8Bytes {
    let id = Value::from(id);
    format!(r#"{{"id":{id},"type":"{kind}","payload":{payload}}}"#).into()
}

/// The operation is over.
pub(super) fn complete(id: &str) -> Utf8Bytes {
    format!(r#"{{"id":{},"type":"complete"}}"#, Value::from(id)).into()
}

/// Why a socket is closed; codes 44xx are the protocol's.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ending {
    /// What came was no message of the protocol.
    Invalid,
    /// Nothing may be asked before the first message, or the credential is not valid (any more).
    Unauthorized,
    /// The client speaks another protocol.
    OtherProtocol,
    /// The first message did not come in time.
    Late,
    /// An operation of that name runs.
    Duplicate(String),
    /// The first message came twice.
    Repeated,
    /// The server stops; come back shortly.
    Restart,
}

impl From<Ending> for CloseFrame {
    fn from(ending: Ending) -> Self {
        let (code, reason) = match ending {
            Ending::Invalid => (4400, "Invalid message".to_owned()),
            Ending::Unauthorized => (4401, "Unauthorized".to_owned()),
            Ending::OtherProtocol => (4406, "Subprotocol not acceptable".to_owned()),
            Ending::Late => (4408, "Connection initialisation timeout".to_owned()),
            Ending::Duplicate(id) => (4409, format!("Subscriber for {} already exists", shortened(&id))),
            Ending::Repeated => (4429, "Too many initialisation requests".to_owned()),
            Ending::Restart => (1012, "Service restart".to_owned()),
        };
        Self { code, reason: reason.into() }
    }
}

/// A reason has room for 123 bytes.
fn shortened(id: &str) -> &str {
    let mut end = id.len().min(80);
    while !id.is_char_boundary(end) {
        end -= 1;
    }
    &id[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_not_read() {
        for text in ["", "{}", "[]", r#"{"type":"start","id":"1"}"#, r#"{"type":"subscribe","id":"1"}"#] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(r#"{"type":"complete","id":""}"#), None);
        assert_eq!(read(r#"{"type":"ping","payload":{"a":1}}"#), Some(Said::Ping {}));
    }

    #[test]
    fn an_id_cannot_break_out_of_its_message() {
        let text = about("next", "a\",\"type\":\"x", "{}");
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((json["type"].as_str(), json["id"].as_str()), (Some("next"), Some("a\",\"type\":\"x")));
    }

    #[test]
    fn a_reason_fits_into_its_frame() {
        let frame = CloseFrame::from(Ending::Duplicate("ã".repeat(64)));
        assert!(frame.reason.len() <= 123);
    }
}
