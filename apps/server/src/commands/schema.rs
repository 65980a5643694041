//! `confere schema`

use crate::Problem;
use std::io::Write;

/// Prints the GraphQL schema.
pub(crate) fn schema() -> Result<(), Problem> {
    std::io::stdout().write_all(api::sdl().as_bytes())?;
    Ok(())
}
