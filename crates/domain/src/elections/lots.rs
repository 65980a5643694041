//! Lots drawn from a published seed: anybody can draw them again.

use crate::Code;
use crate::people::Pool;
use sha2::{Digest, Sha256};

/// The lot of a participant (*sorteio*): SHA-256, in hexadecimal, of the seed, the pool's code and the participant's
/// id, each on a line of its own (`semente\nUSERS\nP013`). The smallest lot precedes.
pub fn lot(seed: &str, pool: Pool, participant_id: &str) -> String {
    let digest = Sha256::digest(format!("{seed}\n{}\n{participant_id}", pool.code()));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_can_be_drawn_again_with_any_sha256_tool() {
        // printf 'semente\nUSERS\nP013' | sha256sum
        let expected = "e11c8d643a142ec03bde9d58096ee9e1861a7007c238c54f3d7b178e09a08a58";
        assert_eq!(lot("semente", Pool::Users, "P013"), expected);
    }

    #[test]
    fn the_seed_and_the_pool_change_the_lot() {
        let drawn = lot("a", Pool::Users, "P013");
        assert_ne!(drawn, lot("b", Pool::Users, "P013"));
        assert_ne!(drawn, lot("a", Pool::Workers, "P013"));
    }
}
