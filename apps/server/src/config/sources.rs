//! Where values come from: the built-in file, a file, variables. Each source knows its name, for the messages.

use std::ffi::OsString;
use std::path::Path;

use figment::providers::{Format, Toml};
use figment::util::nest;
use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

use super::{ConfigError, DEFAULTS};

const PREFIX: &str = "CONFERE_";
/// Variables that many hosts set by themselves, and the keys they mean.
const ALIASES: [(&str, &str); 2] = [("DATABASE_URL", "database.url"), ("REDIS_URL", "redis.url")];

/// Values with the name of where they stand.
pub(super) struct Source {
    name: String,
    values: Dict,
}

impl Provider for Source {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Map::from([(Profile::Default, self.values.clone())]))
    }
}

pub(super) fn defaults() -> Source {
    let values = Toml::from_str(DEFAULTS).expect("a test loads the built-in file");
    Source { name: "the built-in defaults".into(), values }
}

pub(super) fn file(path: &Path) -> Result<Source, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_path_buf(), source })?;
    let values = Toml::from_str(&text).map_err(|error: <Toml as Format>::Error| not_toml(path, &error.to_string()))?;
    Ok(Source { name: path.display().to_string(), values })
}

/// The lines that quote the file are left out: a secret may stand there.
fn not_toml(path: &Path, message: &str) -> ConfigError {
    let told: Vec<_> = message.lines().filter(|line| !line.contains('|')).map(str::trim).collect();
    ConfigError::NotToml { path: path.to_path_buf(), problem: told.join(": ").trim_end_matches(": ").to_owned() }
}

/// One source for each variable that is meant for the configuration, the stronger ones last.
pub(super) fn variables(all: impl IntoIterator<Item = (OsString, OsString)>) -> Vec<Source> {
    let mut sources: Vec<_> = all.into_iter().filter_map(|(name, value)| variable(name.to_str()?, &value)).collect();
    sources.sort_by_key(|source| (source.name.starts_with(PREFIX), source.name.clone()));
    sources
}

fn variable(name: &str, value: &OsString) -> Option<Source> {
    let key = match ALIASES.iter().find(|(alias, _)| *alias == name) {
        Some(_) if value.is_empty() => return None,
        Some((_, key)) => (*key).to_owned(),
        None => key_of(name)?,
    };
    let value: Value = value.to_string_lossy().parse().unwrap_or_else(|never| match never {});
    let values = nest(&key, value).into_dict()?;
    Some(Source { name: name.to_owned(), values })
}

fn key_of(name: &str) -> Option<String> {
    let key = name.strip_prefix(PREFIX)?;
    // These speak to the command line and to the tests.
    let foreign = key == "CONFIG" || key == "UPDATE" || key.starts_with("TEST_");
    (!foreign).then(|| key.to_ascii_lowercase().replace("__", "."))
}
