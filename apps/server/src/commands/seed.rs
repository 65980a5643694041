//! `confere seed`

use crate::{Problem, cli::Seed, config::Config, demo, demo::Moment, parts};
use std::io::Write;
use usecases::{Clock, SystemClock, councils};

/// Puts first data into the database.
pub(crate) async fn seed(config: &Config, what: Seed) -> Result<(), Problem> {
    let owner = parts::owner(config).await?;
    parts::migrate(&owner).await?;
    drop(owner);
    let database = parts::database(config).await?;
    if let Seed::Demo { json, eve } = what {
        let moment = if eve { Moment::Eve } else { Moment::Plenary };
        let filled = demo::fill(database, parts::settings(config), moment, SystemClock.now()).await?;
        if json {
            writeln!(std::io::stdout(), "{filled:#}")?;
        }
        tracing::info!("the demonstration is in the database");
        return Ok(());
    }
    let app = parts::app(config, database, bus::Bus::local());
    let ctx = app.context(policy::Actor::Anonymous, "seed".into());
    if let Seed::National { email, name, operator } = what {
        let command = councils::FoundNational { email, name, operator };
        let council = councils::found_national(&app, &ctx, &command).await?;
        tracing::info!(council = %council.id, "the national council is here; its secretary can sign in");
    }
    Ok(())
}
