//! The PIN of a badge: six digits with which a delegate signs in at the hall.
//!
//! Six digits are a million guesses, so no hash protects them from somebody who has the database
//! and an hour; what protects them is the lockout of the badge after a few failures and that they
//! open one conference of a few days. The hash keeps a PIN from being read in a backup or a query.
//! Its cost is therefore set by the hall: 300 people sign in within minutes beside their votes, and
//! as many badges are printed at once. Argon2id with 4 MiB, 3 passes and one lane costs a few
//! milliseconds of one core, far below what Argon2 needs for passwords chosen by people.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::fmt;

/// Digits of a PIN.
pub const DIGITS: usize = 6;
/// Random bytes of salt, different for each PIN.
pub const SALT: usize = 16;

const MEMORY_KIB: u32 = 4096;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// Hash of no PIN, verified where there is none so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=4096,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a PIN could not be hashed or verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// What was typed is not six digits.
    #[error("a PIN has six digits")]
    NotSixDigits,
    /// The hash that was kept cannot be read.
    #[error("the kept hash of a PIN is damaged")]
    DamagedHash,
    /// Argon2 failed: out of memory.
    #[error("a PIN could not be hashed")]
    NotHashed,
}

/// Six digits. `Debug` never shows them.
#[derive(Clone)]
pub struct Pin([u8; DIGITS]);

impl Pin {
    /// A PIN from random bytes of the caller; every PIN is as likely as any other to 1 in 10^13.
    pub fn new(random: [u8; 8]) -> Self {
        let mut rest = u64::from_le_bytes(random);
        Self(std::array::from_fn(|_| {
            let digit = b"0123456789"[(rest % 10) as usize];
            rest /= 10;
            digit
        }))
    }

    /// Reads what a person typed; spaces are ignored.
    ///
    /// # Errors
    /// [`PinError::NotSixDigits`].
    pub fn parse(typed: &str) -> Result<Self, PinError> {
        let digits: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).take(DIGITS + 1).collect();
        let ascii: Option<Vec<u8>> = digits.iter().map(|c| c.is_ascii_digit().then_some(*c as u8)).collect();
        let ascii = ascii.ok_or(PinError::NotSixDigits)?;
        ascii.try_into().map(Self).map_err(|_| PinError::NotSixDigits)
    }

    /// The six digits, to be printed on the badge or sent to its owner.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|digit| char::from(*digit)).collect()
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// What is kept of a PIN: an Argon2id hash in PHC form, with its salt and cost.
///
/// Takes some milliseconds of a core; run it outside the async executor.
///
/// # Errors
/// [`PinError::NotHashed`].
pub fn hash(pin: &Pin, salt: [u8; SALT]) -> Result<String, PinError> {
    let hashed = argon2()?.hash_password_with_salt(&pin.0, &salt).map_err(|_| PinError::NotHashed)?;
    Ok(hashed.to_string())
}

/// Whether `pin` is the one whose hash is `kept`, compared in constant time.
///
/// Without a kept hash (no such badge) the same work is done and the answer is no, so that the time
/// of the answer does not tell which badges exist. Run it outside the async executor.
///
/// # Errors
/// [`PinError::DamagedHash`] when `kept` is no Argon2 hash.
pub fn verify(pin: &Pin, kept: Option<&str>) -> Result<bool, PinError> {
    let hash = PasswordHash::new(kept.unwrap_or(NOBODY)).map_err(|_| PinError::DamagedHash)?;
    match argon2()?.verify_password(&pin.0, &hash) {
        Ok(()) => Ok(kept.is_some()),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(PinError::DamagedHash),
    }
}

fn argon2() -> Result<Argon2<'static>, PinError> {
    let cost = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| PinError::NotHashed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_right_pin_opens_and_a_neighbour_does_not() {
        let kept = hash(&Pin::parse("042917").unwrap(), [3; SALT]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=4096,t=3,p=1$"), "{kept}");
        assert_eq!(verify(&Pin::parse("042 917").unwrap(), Some(&kept)), Ok(true));
        assert_eq!(verify(&Pin::parse("042918").unwrap(), Some(&kept)), Ok(false));
    }

    #[test]
    fn the_same_pin_of_two_badges_is_kept_differently() {
        let pin = Pin::parse("111111").unwrap();
        assert_ne!(hash(&pin, [1; SALT]).unwrap(), hash(&pin, [2; SALT]).unwrap());
    }

    #[test]
    fn no_badge_is_a_no_and_not_an_error() {
        assert_eq!(verify(&Pin::parse("000000").unwrap(), None), Ok(false));
    }

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_a_real_one() {
        let real = hash(&Pin::parse("000000").unwrap(), [1; SALT]).unwrap();
        let cost = |text: &str| text.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cost(&real), cost(NOBODY));
        assert_eq!(real.len(), NOBODY.len());
    }

    #[test]
    fn a_damaged_hash_is_an_error_and_not_a_wrong_pin() {
        for kept in ["", "042917", "$argon2id$v=19$m=4096,t=3,p=1$AAAA"] {
            assert_eq!(verify(&Pin::parse("042917").unwrap(), Some(kept)), Err(PinError::DamagedHash), "{kept}");
        }
    }

    #[test]
    fn only_six_ascii_digits_are_a_pin() {
        for typed in ["", "12345", "1234567", "12345a", "１２３４５６", "-12345"] {
            assert_eq!(Pin::parse(typed).unwrap_err(), PinError::NotSixDigits, "{typed}");
        }
    }

    #[test]
    fn debug_does_not_print_the_digits() {
        assert_eq!(format!("{:?}", Pin::parse("042917").unwrap()), "Pin(…)");
    }

    proptest! {
        #[test]
        fn every_drawn_pin_can_be_typed_back(random: [u8; 8]) {
            let pin = Pin::new(random);
            prop_assert_eq!(Pin::parse(&pin.reveal()).unwrap().reveal(), pin.reveal());
        }
    }
}
