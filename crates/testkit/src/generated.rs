//! Files that are generated and committed, proven fresh by a test.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn repository() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the crate lies in the repository it was compiled from")
}

/// Fails unless the committed file at `path` (relative to the repository) holds exactly `content`.
///
/// With `CONFERE_UPDATE` set it writes the file instead: `npx --yes rust-just generate` does so for all tests whose
/// name contains `is_fresh`.
#[track_caller]
pub fn assert_fresh(path: &str, content: &str) {
    let update = std::env::var_os("CONFERE_UPDATE").is_some_and(|value| !value.is_empty() && value != "0");
    if let Err(reason) = compare(&repository().join(path), content, update) {
        panic!("{path} {reason} Run `npx --yes rust-just generate` and commit what it changes.");
    }
}

fn compare(file: &Path, content: &str, update: bool) -> Result<(), String> {
    let committed = std::fs::read_to_string(file).ok();
    if committed.as_deref() == Some(content) {
        return Ok(());
    }
    if update {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("has no folder: {error}."))?;
        }
        return std::fs::write(file, content).map_err(|error| format!("cannot be written: {error}."));
    }
    let Some(committed) = committed else {
        return Err("is missing or cannot be read.".into());
    };
    let differing = committed.lines().zip(content.lines()).position(|(old, new)| old != new);
    let line = differing.unwrap_or_else(|| committed.lines().count().min(content.lines().count()));
    let shown = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    Err(format!(
        "is not what the sources say. Line {} is\n  {}\nand should be\n  {}\n",
        line + 1,
        shown(&committed),
        shown(content)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_file_is_named_with_its_first_differing_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("made.md");
        std::fs::write(&file, "same\nold\n").unwrap();
        let reason = compare(&file, "same\nnew\n", false).unwrap_err();
        assert!(reason.contains("Line 2 is\n  old\nand should be\n  new"), "{reason}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "same\nold\n");
    }

    #[test]
    fn an_update_writes_the_file_and_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/made.md");
        assert!(compare(&file, "text\n", false).is_err());
        compare(&file, "text\n", true).unwrap();
        compare(&file, "text\n", false).unwrap();
    }
}
