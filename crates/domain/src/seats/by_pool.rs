//! How many titular seats each pool has.

use crate::Code;
use crate::people::{Pool, Sector, Segment};

/// Titular seats by pool (*vagas de titular por segmento*); a pool that is not named has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", default)]
pub struct SeatsByPool {
    /// Seats of the government.
    pub government: u32,
    /// Seats of the users.
    pub users: u32,
    /// Seats of the workers.
    pub workers: u32,
    /// Seats of the entities.
    pub entities: u32,
}

impl SeatsByPool {
    /// Seats of one pool.
    pub fn of(&self, pool: Pool) -> u32 {
        match pool {
            Pool::Government => self.government,
            Pool::Users => self.users,
            Pool::Workers => self.workers,
            Pool::Entities => self.entities,
        }
    }

    /// The count of one pool, to be changed.
    pub fn of_mut(&mut self, pool: Pool) -> &mut u32 {
        match pool {
            Pool::Government => &mut self.government,
            Pool::Users => &mut self.users,
            Pool::Workers => &mut self.workers,
            Pool::Entities => &mut self.entities,
        }
    }

    /// Seats of all pools together.
    pub fn total(&self) -> u32 {
        Pool::ALL.iter().fold(0, |sum, pool| sum.saturating_add(self.of(*pool)))
    }

    /// Seats of a sector.
    pub fn of_sector(&self, sector: Sector) -> u32 {
        let pools = Pool::ALL.iter().filter(|pool| pool.sector() == sector);
        pools.fold(0, |sum, pool| sum.saturating_add(self.of(*pool)))
    }
}

impl From<Segment> for Pool {
    fn from(segment: Segment) -> Self {
        match segment {
            Segment::Users => Self::Users,
            Segment::Workers => Self::Workers,
            Segment::Entities => Self::Entities,
        }
    }
}
