//! Mandates (*mandatos*): who holds which seat, for which time, for whom.

use crate::people::{SeatKind, Sector, Segment};
use crate::{Code, Refusal, text};
use chrono::NaiveDate;

/// Highest seat number; councils have a few dozen seats at most.
const SEAT_MAX: i64 = 200;

/// Days from the first to the last, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; never before the first.
    pub to: NaiveDate,
}

impl Period {
    /// A period.
    ///
    /// # Errors
    /// `PERIOD_REVERSED` on the field `to`.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, Refusal> {
        if from > to {
            return Err(Refusal::invalid(
                "to",
                "PERIOD_REVERSED",
                format!(
                    "O fim ({}) é anterior ao início ({}). Corrija uma das datas.",
                    to.format("%d/%m/%Y"),
                    from.format("%d/%m/%Y")
                ),
            ));
        }
        Ok(Self { from, to })
    }

    /// Whether a day belongs to the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether at least one day belongs to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A mandate as it is typed.
#[derive(Debug, Clone)]
pub struct MandateInput {
    /// The member's name.
    pub name: String,
    /// Number of the seat, from 1; titular and alternate share it.
    pub seat: i64,
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Half of the council.
    pub sector: Sector,
    /// Segment; civil society only.
    pub segment: Option<Segment>,
    /// Body or organization that the member represents.
    pub organization: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// A member's mandate (*mandato*) of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The member's name.
    pub name: String,
    /// Number of the seat, from 1.
    pub seat: u16,
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Half of the council.
    pub sector: Sector,
    /// Segment; `None` for the government and only for it.
    pub segment: Option<Segment>,
    /// Body or organization that the member represents.
    pub organization: String,
    /// From and to.
    pub period: Period,
}

impl Mandate {
    /// Checks one mandate by itself; [`admit`] checks it against the others.
    ///
    /// # Errors
    /// `SEAT_INVALID`, `SEGMENT_REQUIRED`, `SEGMENT_NOT_ALLOWED`, `PERIOD_REVERSED` or a text refusal.
    pub fn parse(input: MandateInput) -> Result<Self, Refusal> {
        let name = text::line("name", &input.name, text::LINE_MAX)?;
        let organization = text::line("organization", &input.organization, text::LINE_MAX)?;
        let seat = seat_number(input.seat)?;
        let segment = segment_of(input.sector, input.segment)?;
        let period = Period::new(input.from, input.to)?;
        Ok(Self { name, seat, kind: input.kind, sector: input.sector, segment, organization, period })
    }

    /// Whether the mandate is in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.period.contains(day)
    }
}

/// The segment that goes with a sector: civil society needs one, the government has none.
///
/// # Errors
/// `SEGMENT_REQUIRED`, `SEGMENT_NOT_ALLOWED` on the field `segment`.
pub(crate) fn segment_of(sector: Sector, segment: Option<Segment>) -> Result<Option<Segment>, Refusal> {
    match (sector, segment) {
        (Sector::CivilSociety, None) => Err(Refusal::invalid(
            "segment",
            "SEGMENT_REQUIRED",
            "Para a sociedade civil, escolha o segmento: usuárias e usuários, trabalhadoras e trabalhadores, ou \
             entidades.",
        )),
        (Sector::Government, Some(_)) => Err(Refusal::invalid(
            "segment",
            "SEGMENT_NOT_ALLOWED",
            "O governo não se divide em segmentos. Deixe o segmento em branco ou escolha a sociedade civil.",
        )),
        _ => Ok(segment),
    }
}

fn seat_number(seat: i64) -> Result<u16, Refusal> {
    u16::try_from(seat).ok().filter(|_| (1..=SEAT_MAX).contains(&seat)).ok_or_else(|| {
        Refusal::invalid("seat", "SEAT_INVALID", format!("Informe o número da vaga, de 1 a {SEAT_MAX}."))
    })
}

/// Why a mandate does not fit in among the others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MandateRefused {
    /// The seat is held in some of those days.
    #[error("seat {seat} is taken by {holder}")]
    SeatTaken {
        /// Number of the seat.
        seat: u16,
        /// Titular or alternate.
        kind: SeatKind,
        /// Who holds it.
        holder: String,
        /// Last day of that mandate.
        until: NaiveDate,
    },
    /// Titular and alternate of one seat would be of different sectors.
    #[error("seat {seat} belongs to {sector:?}")]
    PairOfTwoSectors {
        /// Number of the seat.
        seat: u16,
        /// The sector of the other one of the pair.
        sector: Sector,
    },
}

/// Takes a mandate in among those of the same council.
///
/// # Errors
/// [`MandateRefused`]: the same chair held twice on one day, or a pair across the sectors
/// (domain.md section 17: substitution never crosses the sector).
pub fn admit(existing: &[Mandate], new: &Mandate) -> Result<(), MandateRefused> {
    let same_seat = existing.iter().filter(|held| held.seat == new.seat && held.period.overlaps(&new.period));
    for held in same_seat {
        if held.kind == new.kind {
            return Err(MandateRefused::SeatTaken {
                seat: held.seat,
                kind: held.kind,
                holder: held.name.clone(),
                until: held.period.to,
            });
        }
        if held.sector != new.sector {
            return Err(MandateRefused::PairOfTwoSectors { seat: held.seat, sector: held.sector });
        }
    }
    Ok(())
}

impl From<MandateRefused> for Refusal {
    fn from(refused: MandateRefused) -> Self {
        match refused {
            MandateRefused::SeatTaken { seat, kind, holder, until } => Self::rule(
                "SEAT_TAKEN",
                "uma pessoa por vaga",
                format!(
                    "A vaga {seat} ({}) é de {holder} até {}. Encerre esse mandato antes ou escolha outra data.",
                    kind.label(),
                    until.format("%d/%m/%Y")
                ),
            )
            .at("seat"),
            MandateRefused::PairOfTwoSectors { seat, sector } => Self::rule(
                "PAIR_OF_TWO_SECTORS",
                "a suplência não muda de setor",
                format!(
                    "A vaga {seat} é do setor {}. Titular e suplente são do mesmo setor: corrija o setor ou a vaga.",
                    sector.label()
                ),
            )
            .at("sector"),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn input() -> MandateInput {
        MandateInput {
            name: "Elvira Gameleira Juazeiro".into(),
            seat: 1,
            kind: SeatKind::Titular,
            sector: Sector::Government,
            segment: None,
            organization: "Secretaria Municipal de Assistência Social".into(),
            from: day("2024-03-01"),
            to: day("2026-02-28"),
        }
    }

    #[test]
    fn civil_society_needs_a_segment_and_the_government_has_none() {
        let civil = MandateInput { sector: Sector::CivilSociety, ..input() };
        assert_eq!(Mandate::parse(civil).unwrap_err().code, "SEGMENT_REQUIRED");
        let government = MandateInput { segment: Some(Segment::Users), ..input() };
        assert_eq!(Mandate::parse(government).unwrap_err().code, "SEGMENT_NOT_ALLOWED");
    }

    #[test]
    fn a_mandate_of_one_day_is_possible_and_a_reversed_one_is_not() {
        assert!(Mandate::parse(MandateInput { to: day("2024-03-01"), ..input() }).is_ok());
        let reversed = Mandate::parse(MandateInput { to: day("2024-02-29"), ..input() }).unwrap_err();
        assert_eq!(reversed.code, "PERIOD_REVERSED");
    }

    #[test]
    fn seats_are_numbered_from_one() {
        for seat in [0, -1, 201, i64::MAX] {
            assert_eq!(Mandate::parse(MandateInput { seat, ..input() }).unwrap_err().code, "SEAT_INVALID");
        }
    }

    proptest! {
        #[test]
        fn periods_overlap_where_they_share_a_day(a in 0_u64..9, b in 0_u64..4, c in 0_u64..9, d in 0_u64..4) {
            let period = |from: u64, length: u64| {
                let from = day("2024-03-01") + chrono::Days::new(from);
                Period::new(from, from + chrono::Days::new(length)).unwrap()
            };
            let (one, other) = (period(a, b), period(c, d));
            let shared = one.from.iter_days().take(5).any(|day| one.contains(day) && other.contains(day));
            prop_assert_eq!(one.overlaps(&other), shared);
        }
    }

    #[test]
    fn one_chair_is_not_held_twice_on_one_day() {
        let held = Mandate::parse(input()).unwrap();
        let touching = Mandate::parse(MandateInput { from: day("2026-02-28"), to: day("2028-02-28"), ..input() });
        let refused = admit(std::slice::from_ref(&held), &touching.unwrap()).unwrap_err();
        assert_eq!(Refusal::from(refused).code, "SEAT_TAKEN");
        let next = Mandate::parse(MandateInput { from: day("2026-03-01"), to: day("2028-02-28"), ..input() });
        assert_eq!(admit(&[held], &next.unwrap()), Ok(()));
    }

    #[test]
    fn an_alternate_sits_in_the_titulars_sector() {
        let held = Mandate::parse(input()).unwrap();
        let alternate = Mandate::parse(MandateInput { kind: SeatKind::Alternate, ..input() }).unwrap();
        assert_eq!(admit(std::slice::from_ref(&held), &alternate), Ok(()));
        let across = Mandate { sector: Sector::CivilSociety, segment: Some(Segment::Users), ..alternate };
        let refusal = Refusal::from(admit(&[held], &across).unwrap_err());
        assert_eq!((refusal.code, refusal.path), ("PAIR_OF_TWO_SECTORS", vec!["sector".to_owned()]));
    }
}
