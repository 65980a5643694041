//! The state's table of seats by size class.

use super::{SeatsBroken, SeatsByPool, SegmentSplit, Share, check_seats};
use crate::people::SizeClass;
use crate::{Code, Refusal};

/// What the seats of a cycle must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SeatRules {
    /// Share of the government (`sectorShare`); the rest is civil society's. One half is parity.
    pub government_share: Share,
    /// How the civil part is split.
    pub segment_split: SegmentSplit,
}

impl Default for SeatRules {
    fn default() -> Self {
        Self { government_share: Share::HALF, segment_split: SegmentSplit::default() }
    }
}

/// Seats of the municipalities of one size class (*vagas por porte*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeatRow {
    /// Size class (*porte*).
    pub size_class: SizeClass,
    /// Titular seats in all.
    pub total: u32,
    /// Titular seats by pool; they add up to the total.
    #[serde(flatten)]
    pub seats: SeatsByPool,
}

/// Table of seats to the next stage (`seatTable`), published by the state council. domain.md section 11.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SeatTable {
    /// One row a size class.
    pub rows: Vec<SeatRow>,
}

impl SeatTable {
    /// The row of a size class.
    pub fn row(&self, size_class: SizeClass) -> Option<&SeatRow> {
        self.rows.iter().find(|row| row.size_class == size_class)
    }

    /// Everything in the table that breaks a rule, row by row; empty when it may be published.
    pub fn broken_rules(&self, rules: &SeatRules) -> Vec<SeatTableRefused> {
        let mut broken = Vec::new();
        for &size_class in SizeClass::ALL {
            match self.rows.iter().filter(|row| row.size_class == size_class).count() {
                0 => broken.push(SeatTableRefused::Missing { size_class }),
                1 => {}
                rows => broken.push(SeatTableRefused::Repeated { size_class, rows }),
            }
        }
        for row in &self.rows {
            let refuse = |cause| SeatTableRefused::Row { size_class: row.size_class, cause };
            if row.total != row.seats.total() {
                broken.push(refuse(SeatsBroken::TotalMismatch { total: row.total, sum: row.seats.total() }));
            }
            broken.extend(check_seats(&row.seats, rules).into_iter().map(refuse));
        }
        broken
    }

    /// The table, if it keeps every rule.
    ///
    /// # Errors
    /// The first of [`Self::broken_rules`].
    pub fn validate(&self, rules: &SeatRules) -> Result<(), SeatTableRefused> {
        self.broken_rules(rules).into_iter().next().map_or(Ok(()), Err)
    }
}

/// Why a table cannot be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeatTableRefused {
    /// A size class has no row.
    #[error("A tabela não tem vagas para o porte {}. Acrescente a linha que falta.", size_class.label())]
    Missing {
        /// The size class without a row.
        size_class: SizeClass,
    },
    /// A size class has more than one row.
    #[error("O porte {} aparece em {rows} linhas da tabela. Deixe uma só.", size_class.label())]
    Repeated {
        /// The size class.
        size_class: SizeClass,
        /// How often it appears.
        rows: usize,
    },
    /// The seats of a row break a rule.
    #[error("{}: {cause}", size_class.label())]
    Row {
        /// The row.
        size_class: SizeClass,
        /// The rule it breaks.
        cause: SeatsBroken,
    },
}

impl From<SeatTableRefused> for Refusal {
    fn from(refused: SeatTableRefused) -> Self {
        let message = refused.to_string();
        match refused {
            SeatTableRefused::Missing { .. } => Self::rule("SEAT_TABLE_INCOMPLETE", "seatTable", message),
            SeatTableRefused::Repeated { .. } => Self::rule("SEAT_TABLE_REPEATED", "seatTable", message),
            SeatTableRefused::Row { cause, .. } => Self { message, ..cause.into() },
        }
        .at("seatTable")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(size_class: SizeClass, government: u32, civil: [u32; 3]) -> SeatRow {
        let seats = SeatsByPool { government, users: civil[0], workers: civil[1], entities: civil[2] };
        SeatRow { size_class, total: seats.total(), seats }
    }

    fn table() -> SeatTable {
        SeatTable {
            rows: vec![
                row(SizeClass::Small1, 1, [1, 0, 0]),
                row(SizeClass::Small2, 2, [1, 1, 0]),
                row(SizeClass::Medium, 3, [1, 1, 1]),
                row(SizeClass::Large, 4, [2, 1, 1]),
                row(SizeClass::Metropolis, 8, [3, 3, 2]),
            ],
        }
    }

    #[test]
    fn a_table_on_parity_and_thirds_may_be_published() {
        assert_eq!(table().broken_rules(&SeatRules::default()), []);
    }

    #[test]
    fn a_row_off_parity_is_refused_with_its_size_class_and_figures() {
        let mut off = table();
        off.rows[3] = row(SizeClass::Large, 5, [1, 1, 1]);
        let refusal: Refusal = off.validate(&SeatRules::default()).unwrap_err().into();
        assert_eq!(refusal.code, "SEATS_OFF_PARITY");
        assert!(refusal.message.starts_with("Grande Porte: são 5 vagas do governo e 3 da sociedade civil"));
        assert_eq!(refusal.rule.as_deref(), Some("sectorShare"));
    }

    #[test]
    fn missing_and_repeated_size_classes_are_both_named() {
        let mut rows = table().rows;
        rows[0] = rows[1];
        let broken = SeatTable { rows }.broken_rules(&SeatRules::default());
        assert_eq!(
            broken,
            [
                SeatTableRefused::Missing { size_class: SizeClass::Small1 },
                SeatTableRefused::Repeated { size_class: SizeClass::Small2, rows: 2 },
            ]
        );
    }

    #[test]
    fn a_total_that_is_not_the_sum_is_refused() {
        let mut wrong = table();
        wrong.rows[1].total = 6;
        let refusal: Refusal = wrong.validate(&SeatRules::default()).unwrap_err().into();
        assert_eq!(refusal.code, "SEATS_TOTAL_MISMATCH");
    }
}
