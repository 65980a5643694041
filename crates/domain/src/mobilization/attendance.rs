//! How many people came, by pool.

use crate::Refusal;
use crate::councils::Counts;

/// Largest plausible figure of one pool at one event.
const POOL_MAX: i64 = 100_000;

/// Attendance as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AttendanceInput {
    /// Government.
    pub government: i64,
    /// Users.
    pub users: i64,
    /// Workers.
    pub workers: i64,
    /// Entities.
    pub entities: i64,
    /// Total as on the paper list; `None`: derived.
    pub total: Option<i64>,
}

/// Attendance (*presenças*) of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance(Counts);

impl Attendance {
    /// Checks the figures.
    ///
    /// # Errors
    /// `ATTENDANCE_INVALID` on the pool's field, `TOTAL_MISMATCH` with the sum on the field `total`.
    pub fn parse(input: &AttendanceInput) -> Result<Self, Refusal> {
        let counts = Counts {
            government: figure("government", input.government)?,
            users: figure("users", input.users)?,
            workers: figure("workers", input.workers)?,
            entities: figure("entities", input.entities)?,
        };
        match input.total {
            Some(total) if total != i64::from(counts.total()) => Err(Refusal::invalid(
                "total",
                "TOTAL_MISMATCH",
                format!(
                    "Os grupos somam {}, mas o total informado é {total}. Corrija um dos números ou deixe o total em \
                     branco.",
                    counts.total()
                ),
            )),
            _ => Ok(Self(counts)),
        }
    }

    /// The figures by pool.
    pub fn counts(&self) -> Counts {
        self.0
    }

    /// Everybody.
    pub fn total(&self) -> u32 {
        self.0.total()
    }
}

fn figure(field: &str, value: i64) -> Result<u32, Refusal> {
    u32::try_from(value)
        .ok()
        .filter(|_| (0..=POOL_MAX).contains(&value))
        .ok_or_else(|| Refusal::invalid(field, "ATTENDANCE_INVALID", "Informe quantas pessoas vieram: zero ou mais."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const E1: AttendanceInput = AttendanceInput { government: 4, users: 31, workers: 9, entities: 0, total: None };

    #[test]
    fn the_total_is_derived_or_has_to_match() {
        assert_eq!(Attendance::parse(&E1).unwrap().total(), 44);
        assert!(Attendance::parse(&AttendanceInput { total: Some(44), ..E1 }).is_ok());
        let refusal = Attendance::parse(&AttendanceInput { total: Some(45), ..E1 }).unwrap_err();
        assert_eq!(refusal.code, "TOTAL_MISMATCH");
        assert!(refusal.message.contains("somam 44"));
    }

    #[test]
    fn negative_figures_are_refused_on_their_field() {
        let refusal = Attendance::parse(&AttendanceInput { workers: -1, ..E1 }).unwrap_err();
        assert_eq!((refusal.code, refusal.path), ("ATTENDANCE_INVALID", vec!["workers".to_owned()]));
    }

    fn figures() -> impl Strategy<Value = i64> {
        prop_oneof![9 => 0..=POOL_MAX, 1 => any::<i64>()]
    }

    proptest! {
        #[test]
        fn any_figures_are_taken_or_refused_without_overflow(
            government in figures(), users in figures(), workers in figures(), entities in figures(),
        ) {
            let input = AttendanceInput { government, users, workers, entities, total: None };
            if let Ok(attendance) = Attendance::parse(&input) {
                prop_assert_eq!(i64::from(attendance.total()), government + users + workers + entities);
            }
        }
    }
}
