//! Split of the civil half among the three segments.

use super::{SeatsBroken, SeatsByPool};
use crate::codes;
use crate::people::Segment;

/// The order in which segments receive the remainder where the state names none. domain.md section 3.
pub const REMAINDER_ORDER: [Segment; 3] = [Segment::Users, Segment::Workers, Segment::Entities];

codes! {
    /// How the civil half is split among its segments (`segmentSplit`).
    pub enum SplitMethod {
        /// In thirds, the remainder by the order of the rules.
        Thirds = "THIRDS", "em terços";
        /// As the table says, without a rule.
        Free = "FREE", "livre, pela tabela";
    }
}

/// Rule of the split (*divisão da sociedade civil entre os segmentos*), data of the state's cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SegmentSplit {
    /// Thirds, or whatever the table says.
    pub method: SplitMethod,
    /// Who receives the seats that thirds leave over, in order.
    pub remainder_order: [Segment; 3],
    /// Who receives a single civil seat, which has no split; the plenary may decide otherwise by changing this.
    pub single_civil_seat: Segment,
}

impl Default for SegmentSplit {
    fn default() -> Self {
        Self { method: SplitMethod::Thirds, remainder_order: REMAINDER_ORDER, single_civil_seat: Segment::Users }
    }
}

impl SegmentSplit {
    /// The civil seats by segment; the government's part of the answer is zero.
    ///
    /// An order that repeats a segment gives each of its places its turn; [`Self::has_every_segment`] finds it out.
    pub fn split(&self, civil_seats: u32) -> SeatsByPool {
        let mut seats = SeatsByPool::default();
        if civil_seats == 1 {
            *seats.of_mut(self.single_civil_seat.into()) = 1;
            return seats;
        }
        let (third, remainder) = (civil_seats / 3, civil_seats % 3);
        for (place, segment) in (0..).zip(self.remainder_order) {
            *seats.of_mut(segment.into()) += third + u32::from(place < remainder);
        }
        seats
    }

    /// Whether the order names every segment once.
    pub fn has_every_segment(&self) -> bool {
        REMAINDER_ORDER.iter().all(|segment| self.remainder_order.contains(segment))
    }

    /// Whether the civil seats given are split by this rule.
    pub fn is_kept_by(&self, seats: &SeatsByPool) -> bool {
        let expected = self.split(civil(seats));
        self.method == SplitMethod::Free || SeatsByPool { government: 0, ..*seats } == expected
    }
}

/// The order in which segments receive the remainder, if it names each of them once.
///
/// # Errors
/// [`SeatsBroken::RemainderOrder`].
pub fn remainder_order(given: &[Segment]) -> Result<[Segment; 3], SeatsBroken> {
    let order = given.try_into().ok().filter(|order: &[Segment; 3]| {
        SegmentSplit { remainder_order: *order, ..SegmentSplit::default() }.has_every_segment()
    });
    order.ok_or(SeatsBroken::RemainderOrder)
}

fn civil(seats: &SeatsByPool) -> u32 {
    seats.of_sector(crate::people::Sector::CivilSociety)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    fn by_segment(civil_seats: u32) -> [u32; 3] {
        let seats = SegmentSplit::default().split(civil_seats);
        [seats.users, seats.workers, seats.entities]
    }

    #[test]
    fn odd_civil_seats_leave_a_remainder_to_users_then_workers() {
        assert_eq!(by_segment(2), [1, 1, 0]);
        assert_eq!(by_segment(3), [1, 1, 1]);
        assert_eq!(by_segment(5), [2, 2, 1]);
        assert_eq!(by_segment(7), [3, 2, 2]);
    }

    #[test]
    fn one_civil_seat_goes_to_the_segment_the_rule_names_whatever_the_order() {
        let rule = SegmentSplit { single_civil_seat: Segment::Entities, ..SegmentSplit::default() };
        assert_eq!(rule.split(1), SeatsByPool { entities: 1, ..SeatsByPool::default() });
        assert_eq!(by_segment(1), [1, 0, 0]);
    }

    #[test]
    fn the_remainder_follows_the_order_of_the_state() {
        let order = [Segment::Entities, Segment::Users, Segment::Workers];
        let seats = SegmentSplit { remainder_order: order, ..SegmentSplit::default() }.split(4);
        assert_eq!([seats.entities, seats.users, seats.workers], [2, 1, 1]);
    }

    proptest! {
        #[test]
        fn no_seat_is_lost_and_segments_differ_by_one_at_most(
            civil_seats in 0_u32..5_000,
            order in Just(REMAINDER_ORDER).prop_shuffle(),
            single in prop::sample::select(Segment::ALL),
        ) {
            let rule = SegmentSplit { method: SplitMethod::Thirds, remainder_order: order, single_civil_seat: single };
            let seats = rule.split(civil_seats);
            let counts = order.map(|segment| seats.of(segment.into()));
            prop_assert_eq!(seats.total(), civil_seats);
            prop_assert_eq!(seats.government, 0);
            prop_assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
            prop_assert!(civil_seats == 1 || counts.is_sorted_by(|before, after| before >= after));
            prop_assert!(rule.is_kept_by(&seats));
        }
    }
}
