//! What our sources never hold, how long they are, what they are called.

use std::path::{Path, PathBuf};

use testkit::generated::repository;

/// Longer files than this are hard to read through.
const LONG: usize = 400;
/// Files that are longer nevertheless, with their length. The list and the lengths may only shrink.
const EXCEPTIONS: [(&str, usize); 0] = [];

/// Written apart, so that this file does not hold them.
const NEVER: [&str; 7] = [
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("TO", "DO:"),
    concat!("TO", "DO("),
    concat!("FIX", "ME"),
    concat!("#[ign", "ore"),
    concat!("```ign", "ore"),
];
const UNSAFE: [&str; 4] =
    [concat!("uns", "afe {"), concat!("uns", "afe fn"), concat!("uns", "afe impl"), concat!("uns", "afe extern")];
const SAY_NOTHING: [&str; 10] =
    ["common", "helper", "helpers", "manager", "managers", "misc", "service", "shared", "util", "utils"];

/// All Rust sources of ours: path in the repository and text, ordered by path.
fn sources() -> Vec<(String, String)> {
    let root = repository();
    let mut files = Vec::new();
    for folder in ["apps", "crates", "migrations", "tests"] {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let read = |file: PathBuf| {
        let name = file.strip_prefix(&root).expect("collected below it").to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name} cannot be read: {error}"));
        (name, text)
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is part of the repository") {
        let path = entry.expect("its entries can be listed").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy();
        if path.is_dir() && name != "node_modules" && name != "target" {
            collect(&path, files);
        } else if name.ends_with(".rs") {
            files.push(path);
        }
    }
}

#[test]
fn nothing_is_left_undone_or_switched_off() {
    let mut found = Vec::new();
    for (name, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            if NEVER.iter().chain(&UNSAFE).any(|word| line.contains(word)) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn long_files_are_exceptions_that_only_shrink() {
    let mut wrong = Vec::new();
    let lengths: Vec<_> = sources().into_iter().map(|(name, text)| (name, text.lines().count())).collect();
    for (name, length) in &lengths {
        let limit = EXCEPTIONS.iter().find(|(exception, _)| exception == name).map_or(LONG, |(_, length)| *length);
        if *length > limit {
            wrong.push(format!("{name} has {length} lines, more than {limit}: make it a folder of several files"));
        }
    }
    for (name, listed) in EXCEPTIONS {
        let length = lengths.iter().find(|(file, _)| file == name).map_or(0, |(_, length)| *length);
        if length <= LONG {
            wrong.push(format!("{name} is no longer long: take it off EXCEPTIONS"));
        } else if length < listed {
            wrong.push(format!("{name} has shrunk to {length} lines: write that into EXCEPTIONS"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn half_of_the_files_are_short() {
    let mut lengths: Vec<_> = sources().into_iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 150, "the median file has {median} lines");
}

#[test]
fn every_crate_begins_by_saying_what_it_is() {
    let roots: Vec<_> = sources().into_iter().filter(|(name, _)| name.ends_with("src/lib.rs")).collect();
    assert!(roots.len() >= 12, "only {} crates were found", roots.len());
    let first = |text: &str| text.lines().next()?.strip_prefix("//! ").map(|line| line.split_whitespace().count());
    let silent: Vec<_> =
        roots.into_iter().filter(|(_, text)| first(text).unwrap_or(0) < 3).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "these do not begin with a sentence about the crate: {silent:#?}");
}

#[test]
fn modules_are_called_after_what_they_are_about() {
    for (name, _) in sources() {
        let mut words = name.trim_end_matches(".rs").split('/');
        let empty = words.find(|word| SAY_NOTHING.contains(word));
        assert!(empty.is_none(), "{name}: \"{}\" says nothing about what is in it", empty.unwrap_or_default());
    }
}
