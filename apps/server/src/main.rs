//! The binary `confere`.

use std::process::ExitCode;

use server::config::Config;
use server::telemetry;

fn main() -> ExitCode {
    let started = Config::load(None).map_err(|error| error.to_string());
    match started.and_then(|config| telemetry::init(&config.log).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("confere: {problem}");
            ExitCode::FAILURE
        }
    }
}
