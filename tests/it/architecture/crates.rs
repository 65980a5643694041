//! Who may know whom: domain ← policy ← {store, bus, identity, mail, documents} ← usecases ← api ← server.

use std::fmt::Write;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use testkit::generated::{assert_fresh, repository};

/// From those who know least to those who know most; a crate may know those of lower layers only.
const LAYERS: [&[&str]; 6] = [
    &["domain"],
    &["policy"],
    &["bus", "documents", "identity", "mail", "store"],
    &["usecases"],
    &["api"],
    &["server"],
];

/// Crates of others, and who alone may build on them.
const RESERVED: [(&str, &[&str]); 5] = [
    ("sea-orm", &["store", "testkit"]),
    ("sea-orm-migration", &["migrations"]),
    ("async-graphql", &["api"]),
    ("axum", &["api", "server"]),
    ("lettre", &["mail"]),
];

/// What the pure crates do without: input and output, time, chance, waiting.
const IMPURE: [&str; 7] = ["async-trait", "futures-util", "rand", "redis", "reqwest", "sea-orm", "tokio"];

fn workspace() -> Metadata {
    let metadata = MetadataCommand::new().manifest_path(repository().join("Cargo.toml")).no_deps().exec();
    metadata.expect("cargo can read the workspace it has just built")
}

/// The package's dependencies on crates of this workspace.
fn ours(package: &Package) -> impl Iterator<Item = (&str, DependencyKind)> {
    package.dependencies.iter().filter(|it| it.path.is_some()).map(|it| (it.name.as_str(), it.kind))
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

fn allowed(from: &str, to: &str, kind: DependencyKind) -> bool {
    let only_tests = kind == DependencyKind::Development;
    match (from, to) {
        (_, "tests") => false,
        (_, "testkit") => only_tests,
        ("testkit" | "server", "migrations") => true,
        ("migrations" | "testkit", _) => false,
        (_, "migrations") | ("tests", _) => only_tests,
        ("api", "store") => false,
        (from, to) => layer(from).zip(layer(to)).is_some_and(|(from, to)| to < from),
    }
}

#[test]
fn crates_know_only_those_below_them() {
    let wrong: Vec<_> = workspace()
        .packages
        .iter()
        .flat_map(|package| ours(package).map(|(to, kind)| (package.name.to_string(), to.to_owned(), kind)))
        .filter(|(from, to, kind)| !allowed(from, to, *kind))
        .map(|(from, to, kind)| format!("{from} may not depend on {to} ({kind})"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_has_its_place() {
    let placeless: Vec<_> = workspace()
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .filter(|name| layer(name).is_none() && !["migrations", "testkit", "tests"].contains(&name.as_str()))
        .collect();
    assert!(placeless.is_empty(), "put into LAYERS: {placeless:?}");
}

#[test]
fn the_rule_refuses_what_it_is_there_to_refuse() {
    let normal = DependencyKind::Normal;
    for (from, to) in [
        ("domain", "policy"),
        ("policy", "store"),
        ("store", "bus"),
        ("store", "usecases"),
        ("usecases", "api"),
        ("api", "store"),
        ("api", "server"),
        ("migrations", "domain"),
        ("store", "migrations"),
        ("testkit", "store"),
        ("usecases", "testkit"),
        ("server", "tests"),
    ] {
        assert!(!allowed(from, to, normal), "{from} → {to}");
    }
    assert!(!allowed("api", "store", DependencyKind::Development));
    assert!(allowed("usecases", "testkit", DependencyKind::Development));
    assert!(allowed("api", "usecases", normal) && allowed("server", "store", normal));
}

#[test]
fn borrowed_crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for package in &workspace().packages {
        for dependency in package.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal) {
            let (user, used) = (package.name.as_str(), dependency.name.as_str());
            if RESERVED.iter().any(|(name, users)| *name == used && !users.contains(&user)) {
                wrong.push(format!("{user} may not use {used}"));
            }
            if ["domain", "policy"].contains(&user) && IMPURE.contains(&used) {
                wrong.push(format!("{user} is pure and may not use {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_picture_of_the_crates_is_fresh() {
    let mut edges = Vec::new();
    for package in &workspace().packages {
        for (to, kind) in ours(package).filter(|(to, _)| *to != "testkit") {
            let arrow = if kind == DependencyKind::Development { "-.->" } else { "-->" };
            edges.push(format!("  {} {arrow} {to}\n", package.name));
        }
    }
    edges.sort();
    edges.dedup();
    let mut page = String::from(
        "# Who knows whom\n\n\
         Made from `cargo metadata` by `npx --yes rust-just generate`. An arrow means \"depends on\"; a dotted one, \
         only in tests. Every crate's tests may use `testkit`, which is left out.\n\n```mermaid\ngraph TD\n",
    );
    for edge in edges {
        page.write_str(&edge).expect("a string takes all text");
    }
    page.push_str("```\n");
    assert_fresh("docs/crates.md", &page);
}
