//! The PostgreSQL and Redis that `scripts/with-services` starts, and a Redis that one test may stop.

mod redis_server;

pub use redis_server::RedisServer;

/// Address of the maintenance database for the superuser `confere_owner`.
///
/// # Panics
/// Outside `scripts/with-services`, with a sentence that says how to run the tests.
pub fn postgres_owner_url() -> String {
    required("CONFERE_TEST_POSTGRES_URL", "PostgreSQL")
}

/// Address of the maintenance database for `confere_app`, the role that owns nothing.
///
/// # Panics
/// Outside `scripts/with-services`, with a sentence that says how to run the tests.
pub fn postgres_app_url() -> String {
    required("CONFERE_TEST_POSTGRES_APP_URL", "PostgreSQL")
}

/// Address of the Redis shared by all tests of a run: use keys and channels of your own.
///
/// # Panics
/// Outside `scripts/with-services`, with a sentence that says how to run the tests.
pub fn redis_url() -> String {
    required("CONFERE_TEST_REDIS_URL", "Redis")
}

fn required(variable: &str, service: &str) -> String {
    found(std::env::var(variable).ok(), variable, service)
}

fn found(value: Option<String>, variable: &str, service: &str) -> String {
    match value {
        Some(url) if !url.is_empty() => url,
        _ => panic!(
            "this test needs {service}, and {variable} does not name one: \
             run `npx --yes rust-just services cargo test ...` instead of `cargo test ...`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "run `npx --yes rust-just services cargo test ...`")]
    fn a_missing_service_says_how_to_run_the_tests() {
        found(None, "CONFERE_TEST_REDIS_URL", "Redis");
    }

    #[test]
    #[should_panic(expected = "CONFERE_TEST_REDIS_URL does not name one")]
    fn an_empty_address_is_a_missing_one() {
        found(Some(String::new()), "CONFERE_TEST_REDIS_URL", "Redis");
    }
}
