//! Delegates of one town at the next stage, and who stands in for whom.

use super::{QuotaProblem, check_quota};
use crate::people::{Pool, SeatKind};
use crate::reports::SeatQuota;
use crate::reports::facts::{DelegateFact, DelegationFact};
use crate::{Refusal, codes};

codes! {
    /// State of a delegate on the accreditation list.
    pub enum AccreditationState {
        /// Holds a seat (*credenciamento previsto*).
        Seated = "SEATED", "com vaga";
        /// Alternate who waits for a seat (*suplente*).
        Standby = "STANDBY", "na suplência";
        /// Gave the seat to an alternate (*substituição*).
        Replaced = "REPLACED", "com vaga cedida à suplência";
    }
}

codes! {
    /// Who may stand in for whom (cycle parameter `substitutionScope`). Never across sectors (domain.md section 17).
    pub enum SubstitutionScope {
        /// Same pool and town.
        SameSegmentAndTown = "SAME_SEGMENT_AND_TOWN", "mesmo segmento e município";
        /// Same pool first, then the same sector of the town.
        SameSectorAndTown = "SAME_SECTOR_AND_TOWN", "mesmo setor e município";
    }
}

/// A delegate on the accreditation list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Accredited {
    /// The person as elected.
    pub delegate: DelegateFact,
    /// Pool of the person.
    pub pool: Pool,
    /// State.
    pub state: AccreditationState,
    /// Position on the list of the one whose seat this alternate took.
    pub replaces: Option<usize>,
}

/// The accreditation list of one town.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Roster {
    /// Delegates: titulars as seated, alternates on standby, in the report's order.
    pub delegates: Vec<Accredited>,
}

/// Why a substitution is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterRefused {
    /// Nobody at that position.
    #[error("Esta pessoa não está na lista da delegação. Recarregue a lista.")]
    Unknown,
    /// Only who holds a seat can be replaced.
    #[error("{0} não ocupa vaga agora, e por isso não há o que substituir.")]
    NotSeated(String),
    /// No alternate is left within the scope.
    #[error("Não há suplente disponível em {0} deste município. A vaga fica sem ocupante.")]
    NoAlternate(&'static str),
    /// Only who was replaced can come back.
    #[error("{0} não cedeu vaga à suplência. Confira a lista.")]
    NotReplaced(String),
    /// The one who took the seat was replaced in turn.
    #[error("A suplência que ocupou a vaga também foi substituída. Desfaça primeiro a substituição mais recente.")]
    ReplacedInTurn,
}

impl From<RosterRefused> for Refusal {
    fn from(refused: RosterRefused) -> Self {
        let code = match refused {
            RosterRefused::Unknown => return Self::invalid("delegate", "ROSTER_UNKNOWN_DELEGATE", refused.to_string()),
            RosterRefused::NotSeated(_) => "ROSTER_NOT_SEATED",
            RosterRefused::NoAlternate(_) => "ROSTER_NO_ALTERNATE",
            RosterRefused::NotReplaced(_) => "ROSTER_NOT_REPLACED",
            RosterRefused::ReplacedInTurn => "ROSTER_REPLACED_IN_TURN",
        };
        Self::rule(code, "substitutionScope", refused.to_string())
    }
}

impl Roster {
    /// The list for an accepted report's delegation.
    ///
    /// # Errors
    /// Every [`QuotaProblem`] when the delegation does not fit the seats of the town.
    pub fn accredit(
        delegation: &DelegationFact,
        quota: &SeatQuota,
        alternates_per_seat: u32,
    ) -> Result<Self, Vec<QuotaProblem>> {
        let problems = check_quota(delegation, quota, alternates_per_seat);
        if !problems.is_empty() {
            return Err(problems);
        }
        let entry = |delegate: &DelegateFact| {
            let state = match delegate.kind {
                SeatKind::Titular => AccreditationState::Seated,
                SeatKind::Alternate => AccreditationState::Standby,
            };
            Some(Accredited { delegate: delegate.clone(), pool: delegate.pool()?, state, replaces: None })
        };
        Ok(Self { delegates: delegation.delegates.iter().filter_map(entry).collect() })
    }

    /// The list after the person at `position` gave the seat to the right alternate: the first by
    /// order of the same pool; where the scope allows it and the pool has none, of the same sector.
    ///
    /// # Errors
    /// [`RosterRefused`]: unknown, not seated, no alternate left.
    pub fn substituted(&self, position: usize, scope: SubstitutionScope) -> Result<Self, RosterRefused> {
        let leaving = self.at(position)?;
        if leaving.state != AccreditationState::Seated {
            return Err(RosterRefused::NotSeated(leaving.delegate.name.clone()));
        }
        let pool = leaving.pool;
        let first = |fits: &dyn Fn(&Accredited) -> bool| {
            let standby = self.delegates.iter().enumerate().filter(|(_, one)| one.state == AccreditationState::Standby);
            standby.filter(|(_, one)| fits(one)).min_by_key(|(_, one)| (one.pool, one.delegate.order)).map(|(at, _)| at)
        };
        let alternate = first(&|one| one.pool == pool).or_else(|| match scope {
            SubstitutionScope::SameSegmentAndTown => None,
            SubstitutionScope::SameSectorAndTown => first(&|one| one.pool.sector() == pool.sector()),
        });
        let alternate = alternate.ok_or(RosterRefused::NoAlternate(crate::Code::label(pool)))?;
        let mut after = self.clone();
        after.delegates[position].state = AccreditationState::Replaced;
        after.delegates[alternate].state = AccreditationState::Seated;
        after.delegates[alternate].replaces = Some(position);
        Ok(after)
    }

    /// The list after the person at `position` came back and the alternate returned to standby.
    ///
    /// # Errors
    /// [`RosterRefused`]: unknown, never replaced, the alternate was replaced in turn.
    pub fn reinstated(&self, position: usize) -> Result<Self, RosterRefused> {
        let back = self.at(position)?;
        if back.state != AccreditationState::Replaced {
            return Err(RosterRefused::NotReplaced(back.delegate.name.clone()));
        }
        let taker = self.delegates.iter().position(|one| one.replaces == Some(position));
        let taker = taker.ok_or_else(|| RosterRefused::NotReplaced(back.delegate.name.clone()))?;
        if self.delegates[taker].state != AccreditationState::Seated {
            return Err(RosterRefused::ReplacedInTurn);
        }
        let mut after = self.clone();
        after.delegates[position].state = AccreditationState::Seated;
        after.delegates[taker].state = AccreditationState::Standby;
        after.delegates[taker].replaces = None;
        Ok(after)
    }

    fn at(&self, position: usize) -> Result<&Accredited, RosterRefused> {
        self.delegates.get(position).ok_or(RosterRefused::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Sector, Segment};
    use proptest::prelude::*;

    fn roster() -> Roster {
        let delegate = |name: &str, kind, order, segment: Option<Segment>| DelegateFact {
            kind,
            order,
            sector: if segment.is_some() { Sector::CivilSociety } else { Sector::Government },
            segment,
            name: name.into(),
            organization: None,
            reserved_share: false,
            fields: Default::default(),
        };
        let (titular, alternate) = (SeatKind::Titular, SeatKind::Alternate);
        let delegates = vec![
            delegate("G", titular, 1, None),
            delegate("U", titular, 1, Some(Segment::Users)),
            delegate("W", titular, 1, Some(Segment::Workers)),
            delegate("g", alternate, 1, None),
            delegate("u2", alternate, 2, Some(Segment::Users)),
            delegate("u1", alternate, 1, Some(Segment::Users)),
        ];
        let quota = SeatQuota { seats: [(Pool::Government, 1), (Pool::Users, 1), (Pool::Workers, 1)].into() };
        let delegation = DelegationFact { seats: 3, reserved_needed: None, delegates, vacant: vec![] };
        Roster::accredit(&delegation, &quota, 2).unwrap()
    }

    fn state(roster: &Roster, name: &str) -> AccreditationState {
        roster.delegates.iter().find(|one| one.delegate.name == name).unwrap().state
    }

    #[test]
    fn the_first_alternate_of_the_same_pool_takes_the_seat_and_gives_it_back() {
        let after = roster().substituted(1, SubstitutionScope::SameSegmentAndTown).unwrap();
        assert_eq!(state(&after, "u1"), AccreditationState::Seated);
        assert_eq!(state(&after, "U"), AccreditationState::Replaced);
        assert_eq!(after.reinstated(1).unwrap(), roster());
    }

    #[test]
    fn another_pool_stands_in_only_where_the_scope_allows_it() {
        let refused = roster().substituted(2, SubstitutionScope::SameSegmentAndTown);
        assert!(matches!(refused, Err(RosterRefused::NoAlternate(_))));
        let after = roster().substituted(2, SubstitutionScope::SameSectorAndTown).unwrap();
        assert_eq!(state(&after, "u1"), AccreditationState::Seated);
    }

    #[test]
    fn chains_are_undone_from_the_end() {
        let scope = SubstitutionScope::SameSegmentAndTown;
        let twice = roster().substituted(1, scope).unwrap().substituted(5, scope).unwrap();
        assert_eq!(twice.reinstated(1), Err(RosterRefused::ReplacedInTurn));
        assert_eq!(twice.reinstated(5).unwrap().reinstated(1).unwrap(), roster());
    }

    proptest! {
        #[test]
        fn substitution_keeps_the_number_of_seats_of_each_sector(
            positions in prop::collection::vec((0_usize..7, any::<bool>(), any::<bool>()), 0..12)
        ) {
            let seats = |roster: &Roster, sector| {
                let seated = roster.delegates.iter().filter(|one| one.state == AccreditationState::Seated);
                seated.filter(|one| one.pool.sector() == sector).count()
            };
            let mut now = roster();
            for (position, wide, back) in positions {
                let scope = if wide { SubstitutionScope::SameSectorAndTown } else { SubstitutionScope::SameSegmentAndTown };
                let after = if back { now.reinstated(position) } else { now.substituted(position, scope) };
                now = after.unwrap_or(now);
                prop_assert_eq!((seats(&now, Sector::Government), seats(&now, Sector::CivilSociety)), (1, 2));
            }
        }
    }
}
