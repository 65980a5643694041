//! What types alone do not refuse.

use tracing_subscriber::EnvFilter;

use super::{Config, MailTransport};

/// The key at fault and what is expected of it.
type Fault = (&'static str, String);

pub(super) fn check(config: &Config) -> Result<(), Fault> {
    public_url(config)?;
    scheme("database.url", config.database.url.expose(), &["sqlite:", "postgres:", "postgresql:"])?;
    if let Some(url) = &config.database.migration_url {
        scheme("database.migration_url", url.expose(), &["sqlite:", "postgres:", "postgresql:"])?;
        if url.expose().starts_with("postgres") != config.database.is_postgres() {
            return fault("database.migration_url", "it must name the same kind of database as database.url");
        }
    }
    if let Some(url) = &config.redis.url {
        scheme("redis.url", url.expose(), &["redis:", "rediss:"])?;
    }
    mail(config)?;
    if let Err(error) = EnvFilter::builder().parse(&config.log.filter) {
        return fault("log.filter", &error.to_string());
    }
    Ok(())
}

fn public_url(config: &Config) -> Result<(), Fault> {
    let url = &config.http.public_url;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        None => fault("http.public_url", "expected an address that begins with http:// or https://"),
        Some(host) if host.is_empty() || host.contains(['/', '?', '#', '@']) || host.contains(char::is_whitespace) => {
            fault("http.public_url", "expected a host and perhaps a port, without a path")
        }
        Some(_) if config.production && !url.starts_with("https://") => {
            fault("http.public_url", "in production it must begin with https://")
        }
        Some(_) => Ok(()),
    }
}

fn mail(config: &Config) -> Result<(), Fault> {
    let mail = &config.mail;
    match (&mail.smtp_url, mail.transport) {
        (Some(url), _) => scheme("mail.smtp_url", url.expose(), &["smtp:", "smtps:"])?,
        (None, MailTransport::Smtp) => return fault("mail.smtp_url", "mail.transport is \"smtp\", so it must be set"),
        (None, MailTransport::Files) => {}
    }
    if mail.transport == MailTransport::Files && mail.files_dir.as_os_str().is_empty() {
        return fault("mail.files_dir", "mail.transport is \"files\", so it must name a folder");
    }
    if !mail.from.contains('@') {
        return fault("mail.from", "expected an e-mail address, perhaps as \"Name <address>\"");
    }
    Ok(())
}

/// The value itself stays unsaid: it may hold a password.
fn scheme(key: &'static str, url: &str, known: &[&str]) -> Result<(), Fault> {
    if known.iter().any(|scheme| url.starts_with(scheme)) {
        return Ok(());
    }
    fault(key, &format!("expected an address that begins with {}", known.join(" or ")))
}

fn fault(key: &'static str, problem: &str) -> Result<(), Fault> {
    Err((key, problem.to_owned()))
}
