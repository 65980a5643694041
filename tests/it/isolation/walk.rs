//! The schema as it describes itself.

use crate::support::House;
use serde_json::{Value, json};

const INTROSPECTION: &str = "{ __schema { mutationType { name } types { name kind enumValues { name } \
    inputFields { name type { ...T } } fields { name args { name type { ...T } } type { ...T } } } } } \
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The types of the schema.
pub struct Schema {
    types: Vec<Value>,
}

/// A mutation with the type of its input.
pub struct Mutation {
    pub name: String,
    pub input: String,
}

/// A field of an object type.
pub struct Field {
    pub name: String,
    is_object: bool,
}

impl Field {
    /// The field as it is selected; objects by their type's name.
    pub fn selection(&self) -> String {
        if self.is_object { format!("{} {{ __typename }}", self.name) } else { self.name.clone() }
    }
}

impl Schema {
    /// Asks the schema for itself.
    pub async fn read(house: &House, token: &str) -> Self {
        let answer = house.ask(token, INTROSPECTION, json!({})).await.done();
        Self { types: answer["__schema"]["types"].as_array().unwrap().clone() }
    }

    /// A type by name.
    pub fn of(&self, name: &str) -> &Value {
        self.types.iter().find(|kind| kind["name"] == name).unwrap_or_else(|| panic!("no type {name}"))
    }

    /// All mutations that take an input.
    pub fn mutations(&self) -> Vec<Mutation> {
        let fields = self.of("Mutation")["fields"].as_array().unwrap();
        let input = |field: &Value| {
            let input = field["args"].as_array()?.iter().find(|argument| argument["name"] == "input")?;
            Some(named(&input["type"])["name"].as_str()?.to_owned())
        };
        fields
            .iter()
            .filter_map(|field| Some(Mutation { name: field["name"].as_str()?.to_owned(), input: input(field)? }))
            .collect()
    }

    /// The fields of an object type that need no arguments.
    pub fn fields_of(&self, name: &str) -> Vec<Field> {
        let needs_none = |field: &&Value| {
            field["args"].as_array().unwrap().iter().all(|argument| argument["type"]["kind"] != "NON_NULL")
        };
        let field = |field: &Value| Field {
            name: field["name"].as_str().unwrap().to_owned(),
            is_object: matches!(named(&field["type"])["kind"].as_str(), Some("OBJECT" | "UNION" | "INTERFACE")),
        };
        self.of(name)["fields"].as_array().unwrap().iter().filter(needs_none).map(field).collect()
    }
}

/// The type under lists and non-nulls.
pub fn named(kind: &Value) -> &Value {
    if kind["ofType"].is_null() { kind } else { named(&kind["ofType"]) }
}
