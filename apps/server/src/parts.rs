//! The parts of the running system, from the configuration.

use crate::{Problem, config::Config, config::MailTransport};
use bus::Bus;
use mail::Mailer;
use migrations::{Migrator, MigratorTrait};
use std::{path::Path, sync::Arc};
use store::{Database, Options};
use usecases::{App, Settings, SystemClock, SystemEntropy};

/// Connects to the database the application works with.
pub(crate) async fn database(config: &Config) -> Result<Database, Problem> {
    connect(config.database.url.expose(), config).await
}

/// Connects as the role that owns the tables.
pub(crate) async fn owner(config: &Config) -> Result<Database, Problem> {
    connect(config.database.migration_url().expose(), config).await
}

async fn connect(url: &str, config: &Config) -> Result<Database, Problem> {
    make_folder(url)?;
    let options = Options { url: url.to_owned(), max_connections: config.database.max_connections.get() };
    Database::connect(&options).await.map_err(|error| {
        format!("the database of `database.url` cannot be reached ({error}); `confere doctor` says more").into()
    })
}

/// SQLite makes its file, not the folder above it.
fn make_folder(url: &str) -> Result<(), Problem> {
    let Some(file) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) else { return Ok(()) };
    let file = file.split('?').next().unwrap_or_default();
    match Path::new(file).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|error| format!("the folder {} cannot be made: {error}", folder.display()).into()),
        _ => Ok(()),
    }
}

/// The mailer.
pub(crate) fn mailer(config: &Config) -> Result<Mailer, Problem> {
    let from = &config.mail.from;
    Ok(match config.mail.transport {
        MailTransport::Smtp => {
            let url = config.mail.smtp_url.as_ref().ok_or("`mail.smtp_url` is needed with transport \"smtp\"")?;
            Mailer::smtp(url.expose(), from)?
        }
        MailTransport::Files => Mailer::files(&config.mail.files_dir, from)?,
    })
}

/// What carries live notes.
pub(crate) fn bus(config: &Config) -> Result<Bus, Problem> {
    Ok(match &config.redis.url {
        Some(url) => Bus::redis(url.expose())?,
        None => Bus::local(),
    })
}

/// The running system.
pub(crate) fn app(config: &Config, db: Database, bus: Bus) -> App {
    App::new(db, bus, settings(config), Arc::new(SystemClock), Arc::new(SystemEntropy))
}

/// What the installation decides about the system.
pub(crate) fn settings(config: &Config) -> Settings {
    Settings { public_url: config.http.public_url.clone(), session_days: i64::from(config.session.lifetime_days.get()) }
}

/// Brings the schema to this version.
pub(crate) async fn migrate(db: &Database) -> Result<(), Problem> {
    Migrator::up(db.for_migrations(), None).await.map_err(|error| format!("the schema was not changed: {error}").into())
}

/// The names of migrations that are still to be applied.
pub(crate) async fn pending_migrations(db: &Database) -> Result<Vec<String>, Problem> {
    Ok(migrations::pending(db.for_migrations()).await?)
}
