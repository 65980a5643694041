//! The council as it sits on one day: parity of its titulars, and seats that need attention.

use super::{Counts, Mandate, ParityReport, ParityRule, parity};
use crate::codes;
use crate::people::{Pool, SeatKind};
use crate::text::search_key;
use chrono::NaiveDate;
use std::collections::BTreeMap;

codes! {
    /// What may be wrong with a seat; shown, never a reason to refuse.
    pub enum SeatIssueKind {
        /// The seat has a titular and no alternate.
        NoAlternate = "NO_ALTERNATE", "vaga sem suplente";
        /// The seat has an alternate and no titular.
        NoTitular = "NO_TITULAR", "vaga sem titular";
        /// Titular and alternate represent different segments.
        SegmentsDiffer = "SEGMENTS_DIFFER", "titular e suplente de segmentos diferentes";
        /// One name stands in more than one seat.
        SameName = "SAME_NAME", "o mesmo nome em duas vagas";
    }
}

/// A seat that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatIssue {
    /// Number of the seat.
    pub seat: u16,
    /// What is the matter.
    pub kind: SeatIssueKind,
}

/// The composition (*composição*) of a council on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// Parity of the titulars; alternates follow them seat by seat.
    pub parity: ParityReport,
    /// Titulars in force.
    pub titulars: u32,
    /// Alternates in force.
    pub alternates: u32,
    /// Seats that need attention, by number.
    pub issues: Vec<SeatIssue>,
}

/// Who sits in the council on a day, by the mandates in force then.
pub fn composition(mandates: &[Mandate], day: NaiveDate) -> Composition {
    let in_force: Vec<&Mandate> = mandates.iter().filter(|mandate| mandate.in_force(day)).collect();
    let of_kind = |kind| in_force.iter().filter(move |mandate| mandate.kind == kind);
    let titular_pools = of_kind(SeatKind::Titular).filter_map(|mandate| Pool::of(mandate.sector, mandate.segment));
    let titulars = count(of_kind(SeatKind::Titular));
    let alternates = count(of_kind(SeatKind::Alternate));
    Composition {
        parity: parity(Counts::of(titular_pools), &ParityRule::COUNCIL),
        titulars,
        alternates,
        issues: issues(&in_force),
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn issues(in_force: &[&Mandate]) -> Vec<SeatIssue> {
    let mut seats: BTreeMap<u16, Vec<&Mandate>> = BTreeMap::new();
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for mandate in in_force {
        seats.entry(mandate.seat).or_default().push(mandate);
        *names.entry(search_key(&mandate.name)).or_default() += 1;
    }
    let mut issues = Vec::new();
    for (seat, members) in seats {
        let mut report = |kind| issues.push(SeatIssue { seat, kind });
        let titular = members.iter().find(|member| member.kind == SeatKind::Titular);
        let alternate = members.iter().find(|member| member.kind == SeatKind::Alternate);
        match (titular, alternate) {
            (Some(_), None) => report(SeatIssueKind::NoAlternate),
            (None, Some(_)) => report(SeatIssueKind::NoTitular),
            (Some(one), Some(other)) if one.segment != other.segment => report(SeatIssueKind::SegmentsDiffer),
            _ => {}
        }
        if members.iter().any(|member| names[&search_key(&member.name)] > 1) {
            report(SeatIssueKind::SameName);
        }
    }
    issues
}

#[cfg(test)]
mod tests {
    use super::super::mandate::tests::day;
    use super::*;
    use crate::councils::{MandateInput, Period};
    use crate::people::{Sector, Segment};

    fn seat(number: i64, kind: SeatKind, segment: Option<Segment>) -> Mandate {
        Mandate::parse(MandateInput {
            name: format!("Pessoa {number} {kind:?}"),
            seat: number,
            kind,
            sector: if segment.is_some() { Sector::CivilSociety } else { Sector::Government },
            segment,
            organization: "Organização".into(),
            from: day("2024-01-01"),
            to: day("2025-12-31"),
        })
        .unwrap()
    }

    fn kinds(composition: &Composition) -> Vec<(u16, SeatIssueKind)> {
        composition.issues.iter().map(|issue| (issue.seat, issue.kind)).collect()
    }

    #[test]
    fn pairs_that_need_attention_are_named_by_seat() {
        let mandates = [
            seat(1, SeatKind::Titular, None),
            seat(2, SeatKind::Alternate, None),
            seat(3, SeatKind::Titular, Some(Segment::Users)),
            seat(3, SeatKind::Alternate, Some(Segment::Workers)),
        ];
        let found = composition(&mandates, day("2025-06-26"));
        assert_eq!(
            kinds(&found),
            [(1, SeatIssueKind::NoAlternate), (2, SeatIssueKind::NoTitular), (3, SeatIssueKind::SegmentsDiffer)]
        );
        assert!(found.parity.on_parity, "only titulars count");
    }

    #[test]
    fn a_name_in_two_seats_is_shown() {
        let mut twin = seat(2, SeatKind::Titular, None);
        twin.name = "PESSOA 1 TITULAR".into();
        let found = composition(&[seat(1, SeatKind::Titular, None), twin], day("2025-06-26"));
        assert_eq!(found.issues.iter().filter(|issue| issue.kind == SeatIssueKind::SameName).count(), 2);
    }

    #[test]
    fn a_mandate_that_ended_counts_no_more() {
        let mut ended = seat(1, SeatKind::Titular, None);
        ended.period = Period::new(day("2022-01-01"), day("2023-12-31")).unwrap();
        assert_eq!(composition(&[ended], day("2025-06-26")).titulars, 0);
    }
}
