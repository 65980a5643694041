//! Configuration: the built-in defaults, then a file, then variables; refused as a whole if any of it is wrong.

mod error;
#[cfg(test)]
mod reference;
mod secret;
mod sections;
mod sources;
#[cfg(test)]
mod tests;
mod validation;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use figment::Figment;
use serde::Deserialize;

pub use error::ConfigError;
pub use secret::Secret;
pub use sections::{Database, GraphQl, Http, Introspection, Log, LogFormat, Mail, MailTransport, Redis, Session};
pub use sections::{SchemaAudience, Worker};

/// Every key with its default, documented where it is set.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// The whole configuration; `config.default.toml` says what each key means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Whether councils really work here.
    pub production: bool,
    /// How the server is reached.
    pub http: Http,
    /// Where everything is kept.
    pub database: Database,
    /// What carries live events between servers.
    pub redis: Redis,
    /// How mails leave.
    pub mail: Mail,
    /// How long people stay signed in.
    pub session: Session,
    /// What the API's schema shows.
    pub graphql: GraphQl,
    /// Work that no request waits for.
    pub worker: Worker,
    /// What is logged, and how.
    pub log: Log,
}

impl Config {
    /// The configuration of this process. `file` is what `--config` names; without it, CONFERE_CONFIG does.
    ///
    /// # Errors
    /// The first key that is unknown or has a wrong value, with where it came from; or a file that cannot be read.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let variables: Vec<_> = std::env::vars_os().collect();
        let named = variables.iter().find(|(name, value)| name == "CONFERE_CONFIG" && !value.is_empty());
        let file = file.map(Path::to_path_buf).or_else(|| named.map(|(_, value)| PathBuf::from(value)));
        Self::load_from(file.as_deref(), variables)
    }

    /// The same from a given file and given variables, so that nothing of the process leaks in.
    ///
    /// # Errors
    /// As `load`.
    pub fn load_from(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(sources::defaults());
        if let Some(path) = file {
            figment = figment.merge(sources::file(path)?);
        }
        for variable in sources::variables(variables) {
            figment = figment.merge(variable);
        }
        let config: Self = figment.extract().map_err(|error| error::explain(&figment, error))?;
        validation::check(&config).map_err(|(key, problem)| error::wrong(&figment, key, problem))?;
        Ok(config)
    }

    /// Who may ask the API for its schema, "auto" resolved.
    pub fn schema_audience(&self) -> SchemaAudience {
        match self.graphql.introspection {
            Introspection::Auto if self.production => SchemaAudience::SignedIn,
            Introspection::Auto | Introspection::Anyone => SchemaAudience::Anyone,
            Introspection::SignedIn => SchemaAudience::SignedIn,
            Introspection::Nobody => SchemaAudience::Nobody,
        }
    }
}
