//! Hall displays (*telões*): a screen asks with a code, the table confirms; or the table gives out a
//! code that opens at once. A display reads one conference and nothing else.

mod pair;
mod screen;

pub use pair::{InviteDisplay, Invited, PairDisplay, RevokeDisplay, invite, list, pair, revoke};
pub use screen::{DisplaySession, PairingRequested, open, redeem, request};
pub use store::displays::display::Model as Display;

use crate::Ctx;

/// Letters and digits that are not taken for each other; 32 of them.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A code of `N` letters and digits.
fn code<const N: usize>(ctx: &Ctx) -> String {
    let bytes: [u8; N] = ctx.bytes();
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// A code as somebody typed it: without spaces and dashes, in capitals.
fn typed(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(16).collect()
}
