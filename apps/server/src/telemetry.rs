//! Logs: lines for people on a terminal, JSON otherwise; on standard error, so that a command's output stays clean.
//!
//! Spans carry the request id, so it stands on every line written while a request is answered. Personal data is not
//! logged: ids instead of names, and modules that would write out what passes through them stay silent.

use std::io::IsTerminal;

use tracing::{Level, Subscriber};
use tracing_subscriber::filter::{FilterExt, ParseError, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Filter, SubscriberExt};
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

use crate::config::{Log, LogFormat};

/// Crates that write out the mails and statements they carry at their finer levels: from them only warnings are taken,
/// whatever the filter says.
const DISCREET: [&str; 4] = ["lettre", "sqlx", "sea_orm", "redis"];

/// Why nothing can be logged.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// `log.filter` is not a list of rules.
    #[error("the configuration key `log.filter` has a wrong value: {0}")]
    Filter(#[from] ParseError),
    /// Logging was started before in this process.
    #[error("logging has already been started in this process")]
    Started(#[from] tracing::subscriber::SetGlobalDefaultError),
}

/// Starts logging for the whole process, once.
///
/// # Errors
/// A filter that cannot be read, or a second call.
pub fn init(log: &Log) -> Result<(), TelemetryError> {
    let subscriber = subscriber(log, std::io::stderr().is_terminal(), std::io::stderr)?;
    Ok(tracing::subscriber::set_global_default(subscriber)?)
}

fn subscriber<W>(log: &Log, terminal: bool, writer: W) -> Result<impl Subscriber + use<W>, TelemetryError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let json = match log.format {
        LogFormat::Auto => !terminal,
        LogFormat::Human => false,
        LogFormat::Json => true,
    };
    let layer: Box<dyn Layer<Registry> + Send + Sync> = if json {
        fmt::layer().json().flatten_event(true).with_current_span(false).with_writer(writer).boxed()
    } else {
        fmt::layer().with_ansi(terminal).with_target(false).with_writer(writer).boxed()
    };
    Ok(tracing_subscriber::registry().with(layer.with_filter(filter(&log.filter)?)))
}

fn filter(rules: &str) -> Result<impl Filter<Registry> + Send + Sync + use<>, ParseError> {
    let discreet = filter_fn(|metadata| {
        let origin = metadata.target().split("::").next().unwrap_or_default();
        *metadata.level() <= Level::WARN || !DISCREET.contains(&origin)
    });
    Ok(EnvFilter::builder().parse(rules)?.and(discreet))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// What is written while a request with an id is answered.
    fn written(format: LogFormat, terminal: bool, rules: &str) -> String {
        let page = Page::default();
        let writer = page.clone();
        let log = Log { format, filter: rules.into() };
        let subscriber = subscriber(&log, terminal, move || writer.clone()).unwrap();
        tracing::subscriber::with_default(subscriber, || {
            let _request = tracing::info_span!("request", request_id = "r-1").entered();
            let _inner = tracing::info_span!("use_case").entered();
            tracing::info!(polls = 2, "opened");
            tracing::debug!("detail");
            tracing::debug!(target: "lettre::transport", "To: ana@example.org");
        });
        let bytes = page.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn away_from_a_terminal_each_line_is_json_with_the_request_id() {
        let text = written(LogFormat::Auto, false, "info");
        let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
        assert_eq!(line["message"], "opened");
        assert_eq!(line["polls"], 2);
        assert_eq!(line["spans"][0]["request_id"], "r-1");
    }

    #[test]
    fn on_a_terminal_lines_are_for_people_and_name_the_request_too() {
        let text = written(LogFormat::Auto, true, "info");
        assert!(text.contains("opened") && text.contains("r-1") && !text.starts_with('{'), "{text}");
        assert!(written(LogFormat::Json, true, "info").starts_with('{'));
        assert!(!written(LogFormat::Human, false, "info").starts_with('{'));
    }

    #[test]
    fn the_filter_decides_what_is_written() {
        assert!(written(LogFormat::Json, false, "debug").contains("detail"));
        assert!(!written(LogFormat::Json, false, "info").contains("detail"));
        assert!(written(LogFormat::Json, false, "error").is_empty());
    }

    #[test]
    fn mails_are_not_logged_whatever_the_filter_says() {
        assert!(!written(LogFormat::Json, false, "trace,lettre=trace").contains("ana@example.org"));
        assert!(!written(LogFormat::Json, false, "lettre::transport=trace").contains("ana@example.org"));
    }
}
