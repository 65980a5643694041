//! `docs/configuration.md`, made from the comments of `config.default.toml`.

use std::fmt::Write;

use super::DEFAULTS;

const INTRODUCTION: &str = "# Configuration\n\n\
    Made from [config.default.toml](../apps/server/config.default.toml) by `npx --yes rust-just generate`; change it there.\n\n\
    Later sources win: the built-in defaults, then a TOML file (`--config`, or its path in `CONFERE_CONFIG`), then \
    variables. `DATABASE_URL` and `REDIS_URL` are understood as `database.url` and `redis.url`; the `CONFERE_` variables \
    win over them. An unknown key or a wrong value is refused at start with the key's name. Addresses with passwords are \
    never printed.\n\n\
    | key | variable | default | meaning |\n|---|---|---|---|\n";

/// One key: what stands before and after its equals sign, and the comment above it.
struct Entry {
    key: String,
    default: String,
    meaning: String,
}

fn entries() -> Vec<Entry> {
    let (mut section, mut comment, mut entries) = (String::new(), Vec::new(), Vec::new());
    for line in DEFAULTS.lines() {
        if let Some(text) = line.strip_prefix('#') {
            comment.push(text.trim().to_owned());
        } else if let Some(name) = line.strip_prefix('[') {
            section = format!("{}.", name.trim_end_matches(']'));
        } else if let Some((key, default)) = line.split_once(" = ") {
            let meaning = std::mem::take(&mut comment).join(" ");
            entries.push(Entry { key: format!("{section}{key}"), default: default.to_owned(), meaning });
        } else {
            comment.clear();
        }
    }
    entries
}

fn table() -> String {
    let mut page = INTRODUCTION.to_owned();
    for Entry { key, default, meaning } in entries() {
        let variable = format!("CONFERE_{}", key.replace('.', "__").to_ascii_uppercase());
        let meaning = meaning.replace('|', "\\|").replace('<', "&lt;");
        writeln!(page, "| `{key}` | `{variable}` | `{default}` | {meaning} |").expect("a string takes all text");
    }
    page
}

#[test]
fn the_configuration_reference_is_fresh() {
    testkit::generated::assert_fresh("docs/configuration.md", &table());
}

#[test]
fn every_key_is_documented_where_it_is_set() {
    let undocumented: Vec<_> =
        entries().into_iter().filter(|entry| entry.meaning.is_empty()).map(|entry| entry.key).collect();
    assert!(undocumented.is_empty(), "keys without a comment: {undocumented:?}");
    assert_eq!(entries().len(), 19);
}
