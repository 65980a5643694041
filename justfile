# Recipes of Confere. `npx --yes rust-just <recipe>` runs one without anything installed.

# The list of recipes.
_default:
    @just --list

# Format, lints and every test on SQLite and on a throwaway PostgreSQL with Redis.
[no-exit-message]
test:
    @scripts/test

# Format all sources.
fmt:
    cargo fmt --all

# Clippy over everything, warnings refused.
[no-exit-message]
lint:
    cargo clippy --workspace --all-targets --locked -- -D warnings

# The quickest answer to "does it compile?".
[no-exit-message]
check:
    cargo check --workspace --all-targets

# Run a command beside a throwaway PostgreSQL and Redis, e.g. `services cargo test -p store`.
[no-exit-message, positional-arguments]
services *cmd:
    @scripts/with-services "$@"

# Rewrite what is generated and committed; `git diff` then shows what changed.
[no-exit-message]
generate:
    CONFERE_UPDATE=1 scripts/with-services cargo test --workspace is_fresh

# Build, fill a fresh embedded database and show the main job through the API. --fast: no pauses; --exit: stop at the end.
[no-exit-message, positional-arguments]
demo *options:
    @scripts/demo "$@"
