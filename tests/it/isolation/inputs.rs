//! Inputs that look right, with ids of a tenant that is not the actor's.

use super::walk::{Schema, named};
use crate::support::{House, Town, key};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Global ids of one tenant, by type.
pub struct Samples {
    council: String,
    known: HashMap<String, String>,
}

impl Samples {
    /// Ids of things that exist in a town.
    pub async fn of(house: &House, town: &Town) -> Self {
        let query = "{ council(slug: \"itamarandiba-mg\") { members(first: 1) { edges { node { id } } } } }";
        let answer = house.ask(town.secretary(), query, json!({})).await.done();
        let member = answer["council"]["members"]["edges"][0]["node"]["id"].as_str().unwrap().to_owned();
        let known = HashMap::from([("Council".into(), town.id.clone()), ("Membership".into(), member)]);
        Self { council: town.id.clone(), known }
    }

    /// An input object of a type, all required fields and all ids filled.
    pub fn input(&self, schema: &Schema, name: &str) -> Value {
        self.filled(schema, name, false)
    }

    /// An input object of a type, all fields filled.
    pub fn complete_input(&self, schema: &Schema, name: &str) -> Value {
        self.filled(schema, name, true)
    }

    /// A value for an argument.
    pub fn argument(&self, schema: &Schema, name: &str, kind: &Value) -> Value {
        self.value(schema, name, kind)
    }

    fn filled(&self, schema: &Schema, name: &str, all: bool) -> Value {
        let mut input = Map::new();
        for field in schema.of(name)["inputFields"].as_array().unwrap() {
            let name = field["name"].as_str().unwrap();
            let required = field["type"]["kind"] == "NON_NULL";
            if all || required || named(&field["type"])["name"] == "ID" {
                input.insert(name.to_owned(), self.value(schema, name, &field["type"]));
            }
        }
        Value::Object(input)
    }

    fn value(&self, schema: &Schema, field: &str, kind: &Value) -> Value {
        match kind["kind"].as_str().unwrap() {
            "NON_NULL" => self.value(schema, field, &kind["ofType"]),
            "LIST" => json!([self.value(schema, field.trim_end_matches('s'), &kind["ofType"])]),
            "INPUT_OBJECT" => self.input(schema, kind["name"].as_str().unwrap()),
            "ENUM" => schema.of(kind["name"].as_str().unwrap())["enumValues"][0]["name"].clone(),
            _ => self.scalar(field, kind["name"].as_str().unwrap()),
        }
    }

    fn scalar(&self, field: &str, kind: &str) -> Value {
        match kind {
            "ID" => json!(self.id(field)),
            "UUID" => json!(key()),
            "Int" => json!(1),
            "Float" => json!(1.0),
            "Boolean" => json!(false),
            "NaiveDate" | "Date" => json!("2027-05-20"),
            "DateTime" => json!("2027-05-20T12:00:00Z"),
            "JSON" => json!({}),
            _ => json!("texto"),
        }
    }

    /// The id of what a field named `<type>Id` asks for: a real one where there is one, else one of
    /// the same tenant with the right type.
    fn id(&self, field: &str) -> String {
        let stem = field.trim_end_matches("Id");
        let kind = format!("{}{}", stem[..1].to_uppercase(), &stem[1..]);
        self.known.get(&kind).cloned().unwrap_or_else(|| with_type(&self.council, &kind))
    }
}

/// The id of a council with another type's name: same tenant, same row.
fn with_type(council: &str, kind: &str) -> String {
    let bytes = URL_SAFE_NO_PAD.decode(council).unwrap();
    let renamed = [&bytes[..32], kind.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(renamed)
}
