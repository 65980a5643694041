//! The bans of clippy.toml and the lints of the workspace.

use testkit::generated::repository;

fn read(path: &str) -> String {
    let text = std::fs::read_to_string(repository().join(path));
    text.unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// The bans in a clippy.toml that carry no reason.
fn unreasoned(text: &str) -> Vec<String> {
    let bans = text.lines().filter(|line| line.trim_start().starts_with("{ path = ") || line.starts_with("  \""));
    bans.filter(|line| line.split_once("reason = \"").is_none_or(|(_, reason)| reason.starts_with('"')))
        .map(|line| line.trim().to_owned())
        .collect()
}

#[test]
fn every_ban_carries_its_reason() {
    let text = read("clippy.toml");
    assert!(text.contains("disallowed-methods"), "clippy.toml bans no method any more");
    assert_eq!(unreasoned(&text), Vec::<String>::new());
}

#[test]
fn a_ban_without_reason_is_found() {
    let text = "disallowed-methods = [\n  { path = \"a::b\" },\n  { path = \"c\", reason = \"\" },\n  \"d::e\",\n]\n";
    assert_eq!(unreasoned(text).len(), 3);
}

#[test]
fn every_crate_obeys_the_lints_of_the_workspace() {
    let root = read("Cargo.toml");
    assert!(root.contains("unsafe_code = \"forbid\"") && root.contains("missing_docs = \"warn\""));
    let metadata =
        cargo_metadata::MetadataCommand::new().manifest_path(repository().join("Cargo.toml")).no_deps().exec();
    for package in metadata.expect("cargo can read the workspace it has just built").packages {
        let manifest = std::fs::read_to_string(&package.manifest_path).expect("cargo has just read it");
        assert!(manifest.contains("[lints]\nworkspace = true"), "{} does not take the workspace's lints", package.name);
    }
}
