//! What the API answered.

use serde_json::Value;

/// An answer: data and errors as JSON, or one field of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The data, or the field.
    pub data: Value,
    /// The errors; empty when there were none.
    pub errors: Vec<Value>,
}

impl Answer {
    /// From a response body.
    pub fn new(body: Value) -> Self {
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        Self { data: body["data"].clone(), errors }
    }

    /// One field of the data.
    pub fn field(self, name: &str) -> Self {
        Self { data: self.data[name].clone(), errors: self.errors }
    }

    /// The data, which must have come without errors and be the success of a mutation.
    #[track_caller]
    pub fn done(self) -> Value {
        assert!(self.errors.is_empty(), "errors: {:#?}", self.errors);
        // A success may have a `code` of its own; a refusal has a message too.
        let refused = !self.data["code"].is_null() && !self.data["message"].is_null();
        assert!(!refused, "refused: {:#}", self.data);
        self.data
    }

    /// The code of the refusal, which must be the outcome.
    #[track_caller]
    pub fn refusal(&self) -> String {
        assert!(self.errors.is_empty(), "errors: {:#?}", self.errors);
        self.data["code"].as_str().unwrap_or_else(|| panic!("not refused: {:#}", self.data)).to_owned()
    }

    /// The code of the first error, which must be there.
    #[track_caller]
    pub fn error(&self) -> String {
        let first = self.errors.first().unwrap_or_else(|| panic!("no error: {:#}", self.data));
        first["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}
