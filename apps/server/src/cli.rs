//! The command line.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Confere: the platform of Brazil's conferences of social assistance.
#[derive(Debug, Parser)]
#[command(name = "confere", version, about)]
pub struct Cli {
    /// Configuration file (TOML); its keys are those of config.default.toml.
    #[arg(long, global = true, env = "CONFERE_CONFIG")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API; also runs the worker, unless `worker.inside_serve` is false.
    Serve,
    /// Carry out the outbox: mails, live events, letters between councils, deadlines.
    Worker,
    /// Bring the database to this version's schema. Run it before `serve` after each upgrade.
    Migrate,
    /// Put first data into the database.
    Seed {
        /// Which data.
        #[command(subcommand)]
        what: Seed,
    },
    /// Print the GraphQL schema.
    Schema,
    /// Check each part of the installation and say how to mend what is wrong.
    Doctor,
}

/// First data.
#[derive(Debug, Subcommand)]
pub enum Seed {
    /// The national council and its executive secretary, with whom everything begins.
    National {
        /// E-mail of the secretary, who signs in with it.
        #[arg(long)]
        email: String,
        /// Name of the secretary.
        #[arg(long)]
        name: String,
        /// Whether that person also operates the platform.
        #[arg(long)]
        operator: bool,
    },
    /// The demonstration: a state, three municipalities and one whole conference, all invented. Only into an
    /// empty database.
    Demo {
        /// Print for scripts: address, ids, a token for each role, a display token, badges with PINs, an open poll.
        #[arg(long)]
        json: bool,
        /// Stop on the evening before the first day instead of in the middle of the opening plenary.
        #[arg(long)]
        eve: bool,
    },
}
