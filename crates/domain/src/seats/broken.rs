//! What a set of seats may break, and the check that says which.

use super::{SEATS_MAX, SeatRules, SeatsByPool};
use crate::Refusal;
use crate::people::Sector;

/// A rule that a set of seats does not keep (*regra de vagas descumprida*).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeatsBroken {
    /// There is no seat at all.
    #[error("não há nenhuma vaga. Informe ao menos uma por setor.")]
    None,
    /// More seats than [`SEATS_MAX`].
    #[error("são {total} vagas; o máximo aqui é {SEATS_MAX}. Confira os números.")]
    TooMany {
        /// Seats given.
        total: u32,
    },
    /// The total stated is not the sum of the pools.
    #[error("o total informado é {total}, mas a soma por segmento é {sum}. Corrija o total ou os segmentos.")]
    TotalMismatch {
        /// Total stated.
        total: u32,
        /// Sum of the pools.
        sum: u32,
    },
    /// The total cannot be divided between the sectors in the share of the rules.
    #[error("{total} vagas não se dividem em {government_percent} para o governo. Use um total que se divida.")]
    Indivisible {
        /// Total of seats.
        total: u32,
        /// Share of the government, as read.
        government_percent: String,
    },
    /// The sectors do not have their shares.
    #[error(
        "são {government} vagas do governo e {civil} da sociedade civil; a paridade pede {expected_government} e \
         {expected_civil}. Ajuste as vagas."
    )]
    OffParity {
        /// Seats of the government.
        government: u32,
        /// Seats of civil society.
        civil: u32,
        /// Seats the government should have.
        expected_government: u32,
        /// Seats civil society should have.
        expected_civil: u32,
    },
    /// The civil seats are not split as the rule says.
    #[error(
        "as vagas da sociedade civil estão {}; a divisão em terços, com o resto pela ordem, pede {}. Ajuste as vagas.",
        civil_words(given),
        civil_words(expected)
    )]
    OffSplit {
        /// Seats as given.
        given: SeatsByPool,
        /// Seats by the rule.
        expected: SeatsByPool,
    },
    /// The order of the remainder does not name each segment once.
    #[error("a ordem do resto precisa citar os três segmentos, uma vez cada um. Corrija a ordem.")]
    RemainderOrder,
}

fn civil_words(seats: &SeatsByPool) -> String {
    format!("usuários {}, trabalhadores {}, entidades {}", seats.users, seats.workers, seats.entities)
}

impl From<SeatsBroken> for Refusal {
    fn from(broken: SeatsBroken) -> Self {
        let (code, rule) = match &broken {
            SeatsBroken::None => ("SEATS_NONE", "seatTable"),
            SeatsBroken::TooMany { .. } => ("SEATS_TOO_MANY", "seatTable"),
            SeatsBroken::TotalMismatch { .. } => ("SEATS_TOTAL_MISMATCH", "seatTable"),
            SeatsBroken::Indivisible { .. } => ("SEATS_INDIVISIBLE", "sectorShare"),
            SeatsBroken::OffParity { .. } => ("SEATS_OFF_PARITY", "sectorShare"),
            SeatsBroken::OffSplit { .. } => ("SEATS_OFF_SPLIT", "segmentSplit"),
            SeatsBroken::RemainderOrder => ("SEATS_REMAINDER_ORDER", "remainderOrder"),
        };
        Self::rule(code, rule, broken.to_string())
    }
}

/// Checks seats against the shares of the sectors and the split of the civil part; empty when all is kept.
///
/// domain.md section 3: parity is a rule on seats, and the product names the rule that is broken.
pub fn check_seats(seats: &SeatsByPool, rules: &SeatRules) -> Vec<SeatsBroken> {
    let total = seats.total();
    if total == 0 {
        return vec![SeatsBroken::None];
    }
    if total > SEATS_MAX {
        return vec![SeatsBroken::TooMany { total }];
    }
    let mut broken = Vec::from_iter(sectors_broken(seats, rules));
    let split = &rules.segment_split;
    if !split.has_every_segment() {
        broken.push(SeatsBroken::RemainderOrder);
    } else if !split.is_kept_by(seats) {
        let expected =
            SeatsByPool { government: seats.government, ..split.split(seats.of_sector(Sector::CivilSociety)) };
        broken.push(SeatsBroken::OffSplit { given: *seats, expected });
    }
    broken
}

fn sectors_broken(seats: &SeatsByPool, rules: &SeatRules) -> Option<SeatsBroken> {
    let (total, share) = (seats.total(), rules.government_share);
    if !share.divides(total) {
        return Some(SeatsBroken::Indivisible { total, government_percent: share.percent() });
    }
    let expected_government = share.down(total);
    (seats.government != expected_government).then(|| SeatsBroken::OffParity {
        government: seats.government,
        civil: seats.of_sector(Sector::CivilSociety),
        expected_government,
        expected_civil: total - expected_government,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seats(government: u32, users: u32, workers: u32, entities: u32) -> SeatsByPool {
        SeatsByPool { government, users, workers, entities }
    }

    fn codes(given: SeatsByPool) -> Vec<&'static str> {
        check_seats(&given, &SeatRules::default()).into_iter().map(|broken| Refusal::from(broken).code).collect()
    }

    #[test]
    fn one_seat_a_sector_is_on_parity_with_the_civil_one_for_the_users() {
        assert_eq!(codes(seats(1, 1, 0, 0)), Vec::<&str>::new());
        assert_eq!(codes(seats(1, 0, 0, 1)), ["SEATS_OFF_SPLIT"]);
    }

    #[test]
    fn an_odd_total_cannot_be_on_parity() {
        assert_eq!(codes(seats(2, 1, 1, 1)), ["SEATS_INDIVISIBLE"]);
    }

    #[test]
    fn every_broken_rule_is_named_and_not_only_the_first() {
        assert_eq!(codes(seats(1, 0, 0, 3)), ["SEATS_OFF_PARITY", "SEATS_OFF_SPLIT"]);
    }

    #[test]
    fn absurd_figures_are_refused_without_overflow() {
        assert_eq!(codes(seats(u32::MAX, u32::MAX, 0, 0)), ["SEATS_TOO_MANY"]);
        assert_eq!(codes(SeatsByPool::default()), ["SEATS_NONE"]);
    }

    proptest! {
        #[test]
        fn two_equal_halves_split_by_the_rule_break_nothing(half in 1_u32..=SEATS_MAX / 2) {
            let rules = SeatRules::default();
            let given = SeatsByPool { government: half, ..rules.segment_split.split(half) };
            prop_assert_eq!(check_seats(&given, &rules), vec![]);
        }
    }
}
