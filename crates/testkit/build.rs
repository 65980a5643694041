//! Fingerprints the sources of the migrations, so that a template database is never older than they are.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/src");
    println!("cargo::rerun-if-changed={}", sources.display());
    let mut files = Vec::new();
    collect(&sources, &mut files);
    files.sort();
    let mut fingerprint = DefaultHasher::new();
    for file in files {
        file.strip_prefix(&sources).expect("collected below it").hash(&mut fingerprint);
        std::fs::read(&file).expect("a source file can be read").hash(&mut fingerprint);
    }
    println!("cargo::rustc-env=MIGRATIONS_FINGERPRINT={:016x}", fingerprint.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the migrations' folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
