//! The schema as it describes itself.

use crate::support::House;
use serde_json::{Value, json};

const INTROSPECTION: &str = "{ __schema { mutationType { name } types { name kind possibleTypes { name } enumValues { name } \
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

impl Schema {
    /// A field with all it holds that needs no arguments, down to what has no fields of its own or three levels.
    pub fn deep(&self, field: &Field) -> String {
        self.selected("Conference", &field.name, 3)
    }

    fn selected(&self, owner: &str, field: &str, levels: usize) -> String {
        let fields = self.of(owner)["fields"].as_array().unwrap();
        let kind = named(&fields.iter().find(|known| known["name"] == field).unwrap()["type"]);
        let name = kind["name"].as_str().unwrap();
        if kind["kind"] != "OBJECT" {
            return if kind["kind"] == "UNION" { format!("{field} {{ __typename }}") } else { field.to_owned() };
        }
        // Another conference, council or cycle has a walk of its own.
        if levels == 0 || ["Conference", "Council", "Cycle"].contains(&name) {
            return format!("{field} {{ __typename }}");
        }
        let inner: Vec<_> = self
            .fields_of(name)
            .iter()
            .filter(|inner| !self.is_list_page(name, &inner.name))
            .map(|inner| self.selected(name, &inner.name, levels - 1))
            .collect();
        format!("{field} {{ {} }}", inner.join(" "))
    }

    /// The page information and cursors of a connection say nothing of a tenant.
    fn is_list_page(&self, owner: &str, field: &str) -> bool {
        owner.ends_with("Connection") && field != "edges" || owner.ends_with("Edge") && field == "cursor"
    }

    /// All root fields of queries.
    pub fn queries(&self) -> impl Iterator<Item = String> {
        let fields = self.of("Query")["fields"].as_array().unwrap();
        fields.iter().map(|field| field["name"].as_str().unwrap().to_owned())
    }

    /// Root fields that take the id of a type and nothing else, with the argument and the type they give.
    pub fn roots_of(&self, kind: &str) -> Vec<(String, String, String)> {
        let fields = self.of("Query")["fields"].as_array().unwrap().iter();
        let takes = |field: &Value| {
            let needed = |argument: &&Value| argument["type"]["kind"] == "NON_NULL";
            let [argument] = field["args"].as_array()?.iter().filter(needed).collect::<Vec<_>>()[..] else {
                return None;
            };
            let (argument, gives) = (argument["name"].as_str()?, named(&field["type"])["name"].as_str()?);
            let asked = if argument == "id" { gives.to_owned() } else { argument.trim_end_matches("Id").to_owned() };
            let fits = asked.eq_ignore_ascii_case(kind) && named(&field["type"])["kind"] == "OBJECT";
            fits.then(|| (field["name"].as_str().unwrap().to_owned(), argument.to_owned(), gives.to_owned()))
        };
        fields.filter_map(takes).collect()
    }

    /// A document that asks a root field with ids of a tenant, and its variables.
    pub fn asking(&self, samples: &super::inputs::Samples, query: &str) -> (String, Value) {
        let fields = self.of("Query")["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["name"] == query).unwrap();
        let kind = named(&field["type"]);
        let arguments: Vec<_> = field["args"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|argument| argument["type"]["kind"] == "NON_NULL")
            .map(|argument| {
                let name = argument["name"].as_str().unwrap();
                // `id` asks for what the field gives.
                let asked =
                    if name == "id" { format!("{}Id", kind["name"].as_str().unwrap()) } else { name.to_owned() };
                (name, samples.argument(self, &asked, &argument["type"]))
            })
            .collect();
        let given: Vec<_> = arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let given = if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) };
        let holds = matches!(kind["kind"].as_str(), Some("OBJECT" | "UNION" | "INTERFACE"));
        (format!("{{ {query}{given} {} }}", if holds { "{ __typename }" } else { "" }), Value::Null)
    }
}

/// The type under lists and non-nulls.
pub fn named(kind: &Value) -> &Value {
    if kind["ofType"].is_null() { kind } else { named(&kind["ofType"]) }
}
