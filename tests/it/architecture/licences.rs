//! Every borrowed crate has a licence that deny.toml allows, checked without a network.

use std::process::Command;

use cargo_metadata::MetadataCommand;
use testkit::generated::repository;

/// The entries of `allow` under `[licenses]`.
fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(repository().join("deny.toml")).expect("deny.toml is part of the repository");
    let list = text.split_once("\nallow = [\n").and_then(|(_, rest)| rest.split_once("\n]"));
    let (list, _) = list.expect("deny.toml lists the allowed licences, one on a line");
    list.lines().map(|line| line.trim().trim_end_matches(',').trim_matches('"').to_owned()).collect()
}

/// Whether the expression (SPDX, or the older form with slashes) can be met with the allowed licences.
fn met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest, allowed) && rest.is_empty()
}

fn either(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut met = both(words, allowed);
    while take(words, "OR") {
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while take(words, "AND") {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &[String]) -> bool {
    if take(words, "(") {
        let met = either(words, allowed);
        return take(words, ")") && met;
    }
    let Some((name, rest)) = words.split_first() else { return false };
    *words = rest;
    let mut licence = (*name).to_owned();
    if take(words, "WITH")
        && let Some((exception, rest)) = words.split_first()
    {
        *words = rest;
        licence = format!("{licence} WITH {exception}");
    }
    allowed.contains(&licence)
}

fn take(words: &mut &[&str], word: &str) -> bool {
    match words.split_first() {
        Some((first, rest)) if *first == word => {
            *words = rest;
            true
        }
        _ => false,
    }
}

/// What this machine compiles: crates for other systems may not have been downloaded.
fn host() -> String {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc has just compiled this");
    let told = String::from_utf8(rustc.stdout).expect("rustc speaks UTF-8");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

#[test]
fn every_borrowed_crate_has_an_allowed_licence() {
    let options = ["--locked".to_owned(), "--filter-platform".to_owned(), host()];
    let manifest = repository().join("Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).other_options(options).exec();
    let packages = metadata.expect("cargo can read the workspace it has just built").packages;
    let borrowed: Vec<_> = packages.iter().filter(|package| package.source.is_some()).collect();
    assert!(borrowed.len() > 100, "only {} borrowed crates were found", borrowed.len());
    let allowed = allowed();
    let refused: Vec<_> = borrowed
        .into_iter()
        .map(|package| (&package.name, package.license.as_deref().unwrap_or("none")))
        .filter(|(_, licence)| !met(licence, &allowed))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert!(refused.is_empty(), "licences that deny.toml does not allow:\n{}", refused.join("\n"));
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed = ["MIT".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
    for expression in
        ["MIT", "GPL-3.0 OR MIT", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND MIT", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(met(expression, &allowed), "{expression}");
    }
    for expression in ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT", "MIT MIT", "MIT AND GPL-3.0 OR GPL-2.0"]
    {
        assert!(!met(expression, &allowed), "{expression}");
    }
}
