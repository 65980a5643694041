//! The composition root: the binary `confere`, its configuration and its logs.
//!
//! What belongs here: reading the configuration, putting the parts together, starting and stopping
//! them. What does not: anything that decides; that is `usecases` and below.

pub mod cli;
pub mod config;
pub mod telemetry;

mod commands;
mod demo;
mod parts;

use cli::{Cli, Command};
use config::Config;

/// Why a command did not succeed, as a sentence for whoever ran it.
pub type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Stack of a worker thread in bytes: in debug builds the futures of nested resolvers are large.
const STACK: usize = 32 * 1024 * 1024;

/// Runs a command to its end.
///
/// # Errors
/// A sentence that says what is wrong and, where it is known, how to mend it.
pub fn run(cli: Cli) -> Result<(), Problem> {
    if matches!(cli.command, Command::Schema) {
        return commands::schema();
    }
    let config = Config::load(cli.config.as_deref())?;
    telemetry::init(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => commands::serve(config).await,
            Command::Worker => commands::worker(config).await,
            Command::Migrate => commands::migrate(&config).await,
            Command::Seed { what } => commands::seed(&config, what).await,
            Command::Doctor => commands::doctor(&config).await,
            Command::Schema => commands::schema(),
        }
    })
}
