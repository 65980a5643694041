//! `confere seed`

use crate::{Problem, cli::Seed, config::Config, parts};
use usecases::councils;

/// Puts first data into the database.
pub(crate) async fn seed(config: &Config, what: Seed) -> Result<(), Problem> {
    let owner = parts::owner(config).await?;
    parts::migrate(&owner).await?;
    drop(owner);
    let app = parts::app(config, parts::database(config).await?, bus::Bus::local());
    let ctx = app.context(policy::Actor::Anonymous, "seed".into());
    match what {
        Seed::National { email, name, operator } => {
            let command = councils::FoundNational { email, name, operator };
            let council = councils::found_national(&app, &ctx, &command).await?;
            tracing::info!(council = %council.id, "the national council is here; its secretary can sign in");
        }
    }
    Ok(())
}
