//! How many each group should have: people fill the groups as water fills vessels.

/// What a group holds before anything is poured, and the most it can hold.
#[derive(Debug, Clone, Copy)]
pub struct Vessel {
    /// In it already.
    pub held: u32,
    /// The most; never below `held`.
    pub most: u32,
}

/// Bounds for the people of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// At least so many.
    pub lower: u32,
    /// At most so many: one more than `lower`, or as many where the group cannot take one more.
    pub upper: u32,
}

/// The even levels for `total` people, of whom some are in their groups already.
///
/// Every vessel is filled to one common height where what it holds and can hold allow that; the
/// rest, fewer than there are vessels, goes on top somewhere.
pub fn levels(vessels: &[Vessel], total: u32) -> Vec<Level> {
    let filled =
        |height: u32| -> u64 { vessels.iter().map(|vessel| u64::from(height.clamp(vessel.held, vessel.most))).sum() };
    // The greatest height at which no more people are needed than there are, by halving.
    let (mut height, mut beyond) = (0, total + 1);
    while beyond - height > 1 {
        let middle = height + (beyond - height) / 2;
        if filled(middle) <= u64::from(total) { height = middle } else { beyond = middle }
    }
    let bound = |vessel: &Vessel| Level {
        lower: height.clamp(vessel.held, vessel.most),
        upper: (height + 1).clamp(vessel.held, vessel.most),
    };
    vessels.iter().map(bound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(vessels: &[(u32, u32)], total: u32) -> Vec<(u32, u32)> {
        let vessels: Vec<_> = vessels.iter().map(|(held, most)| Vessel { held: *held, most: *most }).collect();
        levels(&vessels, total).iter().map(|level| (level.lower, level.upper)).collect()
    }

    #[test]
    fn empty_vessels_share_evenly() {
        assert_eq!(shown(&[(0, 99), (0, 99), (0, 99)], 10), [(3, 4), (3, 4), (3, 4)]);
        assert_eq!(shown(&[(0, 99), (0, 99)], 10), [(5, 6), (5, 6)]);
        assert_eq!(shown(&[(0, 99), (0, 99)], 0), [(0, 1), (0, 1)]);
    }

    #[test]
    fn small_and_already_full_vessels_leave_the_rest_to_the_others() {
        assert_eq!(shown(&[(0, 2), (0, 99), (0, 99)], 12), [(2, 2), (5, 6), (5, 6)]);
        assert_eq!(shown(&[(8, 99), (0, 99), (0, 99)], 12), [(8, 8), (2, 3), (2, 3)]);
        assert_eq!(shown(&[(0, 2), (0, 3)], 12), [(2, 2), (3, 3)]);
    }
}
