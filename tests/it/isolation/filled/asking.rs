//! Asking every field of the schema that can be reached from a root, object by object, down to scalars.

use crate::isolation::walk::{Schema, named};
use crate::support::House;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Where a walk ends: these have walks of their own.
const ROOTS: &[&str] = &["Conference", "Council", "Cycle", "CycleParameters"];

/// What is said to who may not ask.
const REFUSALS: &[&str] = &["NOT_FOUND", "UNAUTHENTICATED"];

/// The value of an argument that has to be given.
const ARGUMENTS: &[(&str, &str)] = &[("from", "1")];

/// What walks have seen.
#[derive(Default)]
pub struct Seen {
    /// Fields that hold objects or lists, as `Type.field`, that were answered.
    pub reached: BTreeSet<String>,
    /// Those that held something at least once.
    pub filled: BTreeSet<String>,
    /// Every answer, with what was asked.
    pub answers: Vec<(String, String)>,
    /// Global ids that were shown.
    pub ids: BTreeSet<String>,
}

/// One actor who asks everything.
pub struct Walk<'a> {
    house: &'a House,
    schema: &'a Schema,
    token: &'a str,
    /// What was seen so far.
    pub seen: Seen,
}

/// A field on the way down, with what it selects around the rest.
#[derive(Clone)]
struct Step {
    field: String,
    selected: String,
}

impl<'a> Walk<'a> {
    /// As the holder of a token (empty: nobody).
    pub fn new(house: &'a House, schema: &'a Schema, token: &'a str) -> Self {
        Self { house, schema, token, seen: Seen::default() }
    }

    /// Asks all of a root field with its arguments, whose type is given; nothing more where it is refused itself.
    pub async fn down_from(&mut self, field: &str, arguments: &str, kind: &str) {
        let root = Step { field: field.into(), selected: format!("{field}{arguments}") };
        if !self.ask(std::slice::from_ref(&root), "__typename").await.is_empty() {
            Box::pin(self.down(vec![root], vec![kind.to_owned()])).await;
        }
    }

    /// Asks what an object at the end of a path says of itself, then what it holds.
    async fn down(&mut self, path: Vec<Step>, types: Vec<String>) {
        let kind = types.last().unwrap().clone();
        let walked = |field: &Field| !field.composite || !types.contains(&field.kind) && !ROOTS.contains(&&*field.kind);
        let fields: Vec<Field> = self.fields(&kind).into_iter().filter(walked).collect();
        let all: Vec<String> = fields.iter().map(Field::alone).collect();
        let together = self.ask(&path, &format!("__typename {}", all.join(" "))).await;
        for field in &fields {
            // A field that may not be asked takes the others of its object with it: then each is asked alone.
            let alone = if together.is_empty() { self.ask(&path, &field.alone()).await } else { Vec::new() };
            let holders = if together.is_empty() { &alone } else { &together };
            if field.list || field.composite {
                self.note(&kind, field, holders);
            }
            if field.composite && holders.iter().any(|holder| holds_something(&holder[&field.name])) {
                assert_eq!(self.schema.of(&field.kind)["kind"], "OBJECT", "{kind}.{} is walked too", field.name);
                let below = Step { field: field.name.clone(), selected: field.selected.clone() };
                let path = path.iter().cloned().chain([below]).collect();
                let types = types.iter().cloned().chain([field.kind.clone()]).collect();
                Box::pin(self.down(path, types)).await;
            }
        }
    }

    fn note(&mut self, kind: &str, field: &Field, holders: &[Value]) {
        let name = format!("{kind}.{}", field.name);
        if holders.iter().any(|holder| holds_something(&holder[&field.name])) {
            self.seen.filled.insert(name.clone());
        }
        if holders.iter().any(|holder| holder.get(&field.name).is_some()) {
            self.seen.reached.insert(name);
        }
    }

    /// The objects at the end of a path, with the fields asked for; nothing where it may not be asked.
    async fn ask(&mut self, path: &[Step], selection: &str) -> Vec<Value> {
        let opened: String = path.iter().map(|step| format!("{} {{ ", step.selected)).collect();
        let query = format!("{{ {opened}{selection} {}}}", "} ".repeat(path.len()));
        let answer = self.house.ask(self.token, &query, json!({})).await;
        let refused = |error: &Value| REFUSALS.iter().any(|code| error["extensions"]["code"] == *code);
        assert!(answer.errors.iter().all(refused), "{query}: {:#?}", answer.errors);
        collect_ids(&answer.data, &mut self.seen.ids);
        self.seen.answers.push((query, format!("{} {}", answer.data, json!(answer.errors))));
        if answer.errors.is_empty() { at(&answer.data, path) } else { Vec::new() }
    }

    /// What an object of a type says by its global id.
    pub async fn by_id(&mut self, id: &str, kind: &str) {
        let fields = self.fields(kind);
        let simple: Vec<&str> = fields.iter().filter(|field| !field.composite).map(|field| &*field.selected).collect();
        let query = format!("{{ node(id: {id:?}) {{ id ... on {kind} {{ {} }} }} }}", simple.join(" "));
        let answer = self.house.ask(self.token, &query, json!({})).await;
        self.seen.answers.push((query, format!("{} {}", answer.data, json!(answer.errors))));
    }

    fn fields(&self, kind: &str) -> Vec<Field> {
        self.schema.of(kind)["fields"].as_array().unwrap().iter().map(Field::of).collect()
    }
}

/// A field of an object type.
struct Field {
    name: String,
    selected: String,
    kind: String,
    composite: bool,
    list: bool,
}

impl Field {
    /// The field by itself; of objects only that they are there.
    fn alone(&self) -> String {
        if self.composite { format!("{} {{ __typename }}", self.selected) } else { self.selected.clone() }
    }

    fn of(row: &Value) -> Self {
        let name = row["name"].as_str().unwrap();
        let needed = row["args"].as_array().unwrap().iter().filter(|argument| argument["type"]["kind"] == "NON_NULL");
        let given: Vec<String> = needed
            .map(|argument| {
                let wanted = argument["name"].as_str().unwrap();
                let known = ARGUMENTS.iter().find(|(name, _)| *name == wanted);
                format!("{wanted}: {}", known.unwrap_or_else(|| panic!("a value for {name}({wanted}:)")).1)
            })
            .collect();
        let selected = if given.is_empty() { name.to_owned() } else { format!("{name}({})", given.join(", ")) };
        let kind = named(&row["type"]);
        Self {
            name: name.to_owned(),
            selected,
            kind: kind["name"].as_str().unwrap().to_owned(),
            composite: matches!(kind["kind"].as_str(), Some("OBJECT" | "UNION" | "INTERFACE")),
            list: is_list(&row["type"]),
        }
    }
}

fn is_list(kind: &Value) -> bool {
    kind["kind"] == "LIST" || kind["kind"] == "NON_NULL" && is_list(&kind["ofType"])
}

fn holds_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(rows) => !rows.is_empty(),
        _ => true,
    }
}

/// The objects at the end of a path, through all lists on the way.
fn at(data: &Value, path: &[Step]) -> Vec<Value> {
    let mut objects = vec![data.clone()];
    for step in path {
        let below = objects.iter().map(|object| object[&step.field].clone());
        objects = below
            .flat_map(|value| match value {
                Value::Array(rows) => rows,
                Value::Null => Vec::new(),
                one => vec![one],
            })
            .collect();
    }
    objects
}

fn collect_ids(data: &Value, ids: &mut BTreeSet<String>) {
    match data {
        Value::Array(rows) => rows.iter().for_each(|row| collect_ids(row, ids)),
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        _ => {}
    }
}
