//! The schema grows: what clients use today they can use tomorrow. Compared with the schema of the
//! last release; a breaking change must be named in the changelog.

use async_graphql_parser::parse_schema;
use async_graphql_parser::types::{InputValueDefinition, ServiceDocument, Type, TypeKind, TypeSystemDefinition};
use std::collections::BTreeMap;
use testkit::generated::repository;

/// The schema of the last release; `CONTRIBUTING.md` says when it is renewed. There is none before the first.
const RELEASED: &str = "docs/schema.released.graphql";

/// Where a value goes: to the client, or from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Out,
    In { optional: bool },
}

/// Everything a client can name: `Type`, `Type.field`, `Type.field(argument)`, `Enum.VALUE`, with its type.
type Names = BTreeMap<String, (Way, String)>;

fn names(sdl: &str) -> Names {
    let document: ServiceDocument = parse_schema(sdl).unwrap_or_else(|error| panic!("no schema: {error}"));
    let mut names = Names::new();
    for definition in document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let name = definition.node.name.node.to_string();
        names.insert(name.clone(), (Way::Out, String::new()));
        match definition.node.kind {
            TypeKind::Object(object) => fields(&name, object.fields, &mut names),
            TypeKind::Interface(interface) => fields(&name, interface.fields, &mut names),
            TypeKind::InputObject(input) => {
                for field in input.fields {
                    accept(format!("{name}.{}", field.node.name.node), &field.node, &mut names);
                }
            }
            TypeKind::Enum(values) => {
                for value in values.values {
                    names.insert(format!("{name}.{}", value.node.value.node), (Way::Out, String::new()));
                }
            }
            TypeKind::Union(union) => {
                for member in union.members {
                    names.insert(format!("{name} = {}", member.node), (Way::Out, String::new()));
                }
            }
            TypeKind::Scalar => {}
        }
    }
    names
}

fn fields(
    owner: &str,
    fields: Vec<async_graphql_parser::Positioned<async_graphql_parser::types::FieldDefinition>>,
    names: &mut Names,
) {
    for field in fields {
        let name = format!("{owner}.{}", field.node.name.node);
        names.insert(name.clone(), (Way::Out, field.node.ty.node.to_string()));
        for argument in field.node.arguments {
            accept(format!("{name}({})", argument.node.name.node), &argument.node, names);
        }
    }
}

fn accept(name: String, value: &InputValueDefinition, names: &mut Names) {
    let optional = is_optional(&value.ty.node) || value.default_value.is_some();
    names.insert(name, (Way::In { optional }, value.ty.node.to_string()));
}

fn is_optional(kind: &Type) -> bool {
    kind.nullable
}

/// What a client of `old` would stumble over in `new`.
fn breaking(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (names(old), names(new));
    let mut found = Vec::new();
    for (name, (way, kind)) in &old {
        match new.get(name) {
            None => found.push(format!("{name} is gone")),
            Some((_, now))
                if now != kind && !(*way == Way::Out && *now == format!("{kind}!")) && !loosened(*way, kind, now) =>
            {
                found.push(format!("{name} was {kind} and is {now}"));
            }
            Some(_) => {}
        }
    }
    for (name, (way, _)) in &new {
        let owner = name.split(['.', '(']).next().unwrap_or_default();
        if !old.contains_key(name) && *way == (Way::In { optional: false }) && old.contains_key(owner) {
            let field = name.split('(').next().unwrap_or_default();
            if !name.contains('(') || old.contains_key(field) {
                found.push(format!("{name} is asked for and was not"));
            }
        }
    }
    found
}

/// An input that no longer has to be given breaks nobody.
fn loosened(way: Way, was: &str, is: &str) -> bool {
    way != Way::Out && was == format!("{is}!")
}

#[test]
fn breaking_changes_are_found_and_growth_is_none() {
    let old = "enum E { A B } input I { a: Int! } type Query { x(a: Int!): String y: Int! } union U = Query";
    let grown = "enum E { A B C } input I { a: Int b: Int } type Query { x(a: Int, b: Int): String! y: Int! z: E } union U = Query";
    assert_eq!(breaking(old, grown), Vec::<String>::new());
    let broken = "enum E { A } input I { a: Int! b: Int! } type Query { x(a: Int!, c: Int!): Int } union U = I2 input I2 { x: Int! }";
    assert_eq!(
        breaking(old, broken),
        [
            "E.B is gone",
            "Query.x was String and is Int",
            "Query.y is gone",
            "U = Query is gone",
            "I.b is asked for and was not",
            "Query.x(c) is asked for and was not",
        ]
    );
}

#[test]
fn what_breaks_clients_is_named_in_the_changelog() {
    let Ok(released) = std::fs::read_to_string(repository().join(RELEASED)) else { return };
    let changelog = std::fs::read_to_string(repository().join("CHANGELOG.md")).unwrap();
    let unreleased = changelog.split("## [").nth(1).unwrap_or_default();
    let silent: Vec<_> = breaking(&released, &api::sdl())
        .into_iter()
        .filter(|change| !unreleased.contains(change.split(' ').next().unwrap_or_default()))
        .collect();
    assert!(silent.is_empty(), "name these in CHANGELOG.md under Unreleased:\n{}", silent.join("\n"));
}
