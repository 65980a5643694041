//! The sections of the configuration.

use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Deserializer};

use super::Secret;

/// How the server is reached.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Address under which people reach the server: `http(s)://host[:port]`, no slash at the end.
    #[serde(deserialize_with = "without_final_slash")]
    pub public_url: String,
    /// Seconds after which a request is given up.
    pub request_timeout_seconds: NonZeroU64,
    /// Largest accepted body, in bytes.
    pub body_limit_bytes: NonZeroUsize,
}

impl Http {
    /// The time after which a request is given up.
    pub fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds.get())
    }
}

/// Where everything is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:` or `postgres:` address for the application.
    pub url: Secret<String>,
    /// Address for the role that owns the tables, if it is another; see `migration_url()`.
    #[serde(deserialize_with = "empty_is_none")]
    pub migration_url: Option<Secret<String>>,
    /// Most connections held open at once.
    pub max_connections: NonZeroU32,
}

impl Database {
    /// The address to migrate with: the owner's if one is set, else the application's.
    pub fn migration_url(&self) -> &Secret<String> {
        self.migration_url.as_ref().unwrap_or(&self.url)
    }

    /// Whether the address is one of PostgreSQL; otherwise it is one of SQLite.
    pub fn is_postgres(&self) -> bool {
        self.url.expose().starts_with("postgres")
    }
}

/// What carries live events between servers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redis {
    /// Without it, events stay in this process.
    #[serde(deserialize_with = "empty_is_none")]
    pub url: Option<Secret<String>>,
}

/// How mails leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Sent, or written into a folder.
    pub transport: MailTransport,
    /// Mail server; set whenever the transport is SMTP.
    #[serde(deserialize_with = "empty_is_none")]
    pub smtp_url: Option<Secret<String>>,
    /// Folder for the mails when the transport is files.
    pub files_dir: PathBuf,
    /// Sender of all mails: an address, or a name and an address in angle brackets.
    pub from: String,
}

/// Sent, or written into a folder.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MailTransport {
    /// Over SMTP.
    Smtp,
    /// Into a folder.
    Files,
}

/// How long people stay signed in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Days after which a person has to sign in again.
    pub lifetime_days: NonZeroU32,
}

/// What the API's schema shows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraphQl {
    /// Who may ask for the schema; `Config::schema_audience` resolves it.
    pub introspection: Introspection,
    /// Whether the GraphiQL page is served.
    pub graphiql: bool,
}

/// Who may ask for the schema, as configured.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Introspection {
    /// Anyone; in production, who is signed in.
    Auto,
    /// Anyone, also in production.
    Anyone,
    /// Who is signed in.
    SignedIn,
    /// Nobody.
    Nobody,
}

/// Who may ask for the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaAudience {
    /// Anyone.
    Anyone,
    /// Who is signed in.
    SignedIn,
    /// Nobody.
    Nobody,
}

/// Work that no request waits for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    /// Whether `serve` does it too.
    pub inside_serve: bool,
}

/// What is logged, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// Rules of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// Human on a terminal, JSON otherwise.
    Auto,
    /// Lines for people.
    Human,
    /// One JSON object per line.
    Json,
}

fn empty_is_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret<String>>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok((!text.is_empty()).then(|| Secret::new(text)))
}

fn without_final_slash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(String::deserialize(deserializer)?.trim_end_matches('/').to_owned())
}
