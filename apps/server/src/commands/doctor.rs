//! `confere doctor`: what is wrong, and how to mend it.

use crate::{Problem, config::Config, config::MailTransport, parts};
use std::{io::Write, path::Path, time::Duration};

/// One part of the installation.
struct Finding {
    part: &'static str,
    result: Result<String, String>,
}

/// Checks each part and prints a line for each; fails when any part fails.
pub(crate) async fn doctor(config: &Config) -> Result<(), Problem> {
    let mut findings = database(config).await;
    findings.push(clock(config).await);
    findings.push(folder(config));
    findings.push(mail(config).await);
    findings.push(redis(config).await);
    let mut out = std::io::stdout();
    for Finding { part, result } in &findings {
        match result {
            Ok(state) => writeln!(out, "ok    {part}: {state}")?,
            Err(mend) => writeln!(out, "WRONG {part}: {mend}")?,
        }
    }
    let wrong = findings.iter().filter(|finding| finding.result.is_err()).count();
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} of {} parts need mending", findings.len()).into()) }
}

async fn database(config: &Config) -> Vec<Finding> {
    let db = match parts::database(config).await {
        Ok(db) => db,
        Err(error) => {
            let mend = format!("{error}; start it or correct `database.url` (DATABASE_URL)");
            return vec![Finding { part: "database", result: Err(mend) }];
        }
    };
    let kind = if db.is_postgres() { "PostgreSQL" } else { "SQLite" };
    let reachable = db.ping().await.map(|()| format!("{kind} answers")).map_err(|error| error.to_string());
    let migrated = match parts::pending_migrations(&db).await {
        Ok(pending) if pending.is_empty() => Ok("this version's".to_owned()),
        Ok(pending) => Err(format!("{} changes are missing; run `confere migrate`", pending.len())),
        Err(error) => Err(format!("cannot be read ({error}); run `confere migrate`")),
    };
    let fenced = db.fences().await.map_err(|error| error.to_string()).and_then(|broken| match broken {
        None => Ok("rows of councils are fenced".to_owned()),
        Some(mend) => Err(mend),
    });
    vec![
        Finding { part: "database", result: reachable },
        Finding { part: "schema", result: migrated },
        Finding { part: "tenancy", result: fenced },
    ]
}

/// The machine's clock against the database's: deadlines and locks depend on it.
async fn clock(config: &Config) -> Finding {
    let result = match parts::database(config).await {
        Ok(db) => match db.clock_skew(usecases::Clock::now(&usecases::SystemClock)).await {
            Ok(skew) if skew.num_seconds().abs() <= 2 => {
                Ok(format!("{} ms from the database's", skew.num_milliseconds()))
            }
            Ok(skew) => Err(format!(
                "{} s away from the database's; turn time synchronization on (timedatectl set-ntp true)",
                skew.num_seconds()
            )),
            Err(error) => Err(error.to_string()),
        },
        Err(_) => Err("cannot be compared without the database".into()),
    };
    Finding { part: "clock", result }
}

fn folder(config: &Config) -> Finding {
    let folder = match config.mail.transport {
        MailTransport::Files => config.mail.files_dir.as_path(),
        MailTransport::Smtp => Path::new("."),
    };
    let probe = folder.join(".confere-doctor");
    let result = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b"ok"))
        .and_then(|()| std::fs::remove_file(&probe))
        .map(|()| format!("{} can be written", folder.display()))
        .map_err(|error| format!("{} cannot be written ({error}); give it to the server's user", folder.display()));
    Finding { part: "folders", result }
}

async fn mail(config: &Config) -> Finding {
    let result = match parts::mailer(config) {
        Err(error) => Err(format!("{error}; correct the section [mail]")),
        Ok(mailer) => match tokio::time::timeout(Duration::from_secs(10), mailer.check()).await {
            Ok(Ok(())) if config.mail.transport == MailTransport::Files => {
                Ok(format!("messages are written to {}, none is sent", config.mail.files_dir.display()))
            }
            Ok(Ok(())) => Ok("the mail server answers".into()),
            Ok(Err(error)) => Err(format!("{error}; correct `mail.smtp_url`")),
            Err(_) => Err("the mail server does not answer within 10 s; correct `mail.smtp_url`".into()),
        },
    };
    Finding { part: "mail", result }
}

async fn redis(config: &Config) -> Finding {
    let Some(_) = &config.redis.url else {
        return Finding { part: "redis", result: Ok("not used; needed with more than one server".into()) };
    };
    let result = match parts::bus(config) {
        Err(error) => Err(format!("{error}; correct `redis.url` (REDIS_URL)")),
        Ok(bus) => {
            let mut connection = bus.connection();
            let answered = tokio::time::timeout(Duration::from_secs(5), connection.wait_for(|connected| *connected));
            let result = match answered.await {
                Ok(Ok(_)) => Ok("answers".to_owned()),
                _ => Err("does not answer within 5 s; start it or correct `redis.url` (REDIS_URL)".to_owned()),
            };
            bus.shutdown().await;
            result
        }
    };
    Finding { part: "redis", result }
}
