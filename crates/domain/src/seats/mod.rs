//! Seats of a delegation (*vagas da delegação*): the table by size class, the split of the civil half, parity.
//!
//! Source: domain.md sections 3 and 11. Parity is a rule on seats, not on who turns up. Numbers, shares and
//! orders are data of the cycle (section 16: `seatTable`, `sectorShare`, `segmentSplit`, `remainderOrder`,
//! `singleCivilSeat`); the code only knows how to apply them.

mod broken;
mod by_pool;
mod share;
mod split;
mod table;

pub use broken::{SeatsBroken, check_seats};
pub use by_pool::SeatsByPool;
pub use share::Share;
pub use split::{REMAINDER_ORDER, SegmentSplit, SplitMethod, remainder_order};
pub use table::{SeatRow, SeatRules, SeatTable, SeatTableRefused};

/// Most seats one row or one election may have; above it a figure is taken for a typing error.
pub const SEATS_MAX: u32 = 5_000;
