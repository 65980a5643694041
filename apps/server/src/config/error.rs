//! What is wrong with a configuration, in sentences for whoever operates the server.

use std::path::PathBuf;

use figment::Figment;
use figment::error::{Error, Kind};

/// Keys whose values are never shown, not even wrong ones.
const SECRET: [&str; 4] = ["database.url", "database.migration_url", "redis.url", "mail.smtp_url"];

/// Why the server does not start with this configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was named cannot be read.
    #[error("the configuration file {} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration file {} is not valid: {problem}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Line, column and what was expected there.
        problem: String,
    },
    /// A key that does not exist.
    #[error("the configuration key `{key}` ({origin}) does not exist; {known}")]
    UnknownKey {
        /// The key, its section first.
        key: String,
        /// The file or variable that sets it.
        origin: String,
        /// Which keys exist there.
        known: String,
    },
    /// A value that makes no sense for its key.
    #[error("the configuration key `{key}` ({origin}) has a wrong value: {problem}")]
    WrongValue {
        /// The key, its section first.
        key: String,
        /// The file or variable that sets it.
        origin: String,
        /// What was expected.
        problem: String,
    },
}

/// The sentence for what figment found.
pub(super) fn explain(figment: &Figment, error: Error) -> ConfigError {
    let path = error.path.join(".");
    match error.kind {
        Kind::UnknownField(name, known) => {
            // The path figment gives ends with the unknown key itself.
            let section = path.strip_suffix(&name).unwrap_or(&path).trim_end_matches('.');
            let place = if section.is_empty() { String::new() } else { format!(" in [{section}]") };
            let key = if section.is_empty() { name } else { format!("{section}.{name}") };
            let known = format!("known{place} are {}", known.join(", "));
            ConfigError::UnknownKey { origin: origin(figment, &key), key, known }
        }
        kind => wrong(figment, &path, problem(&path, kind)),
    }
}

/// A wrong value of `key`, with the file or variable it came from.
pub(super) fn wrong(figment: &Figment, key: &str, problem: String) -> ConfigError {
    ConfigError::WrongValue { key: key.to_owned(), origin: origin(figment, key), problem }
}

fn origin(figment: &Figment, key: &str) -> String {
    figment.find_metadata(key).map_or_else(|| "unknown origin".to_owned(), |metadata| format!("from {}", metadata.name))
}

fn problem(key: &str, kind: Kind) -> String {
    // A section set as a whole may hold a secret too.
    let secret = SECRET.iter().any(|secret| secret.starts_with(key));
    match kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) if secret => format!("expected {expected}"),
        _ if secret => "it cannot be read".into(),
        Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
            format!("found {found}, expected {expected}")
        }
        Kind::UnknownVariant(found, known) => format!("found \"{found}\", expected one of {}", known.join(", ")),
        other => other.to_string(),
    }
}
