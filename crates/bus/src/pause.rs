//! Pauses between attempts to reach Redis, and the little chance they need.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

const SHORTEST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(3);

/// A number that differs from call to call and node to node. Not for secrets.
pub(crate) fn chance() -> u64 {
    RandomState::new().hash_one(())
}

/// How long to wait before attempt `failures + 1`: twice as long each time up to a limit, of which
/// between half and all, so that the nodes of an installation do not return all at once.
pub(crate) fn after(failures: u32, chance: u64) -> Duration {
    let whole = SHORTEST.saturating_mul(2_u32.saturating_pow(failures.min(16))).min(LONGEST);
    let share = f64::from((chance >> 32) as u32) / f64::from(u32::MAX);
    whole.mul_f64(0.5 + share / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_limit_and_never_beyond() {
        assert_eq!(after(0, u64::MAX), SHORTEST);
        assert_eq!(after(1, u64::MAX), SHORTEST * 2);
        assert_eq!(after(u32::MAX, u64::MAX), LONGEST);
    }

    #[test]
    fn at_least_half_of_a_pause_is_kept() {
        assert_eq!(after(0, 0), SHORTEST / 2);
        assert_eq!(after(60, 0), LONGEST / 2);
    }

    #[test]
    fn chance_differs_from_call_to_call() {
        assert_ne!(chance(), chance());
    }
}
