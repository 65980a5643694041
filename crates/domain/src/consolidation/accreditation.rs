//! A town's delegation against the seats that the state gives it.

use crate::Code;
use crate::people::{Pool, SeatKind, Sector};
use crate::reports::facts::{DelegateFact, DelegationFact};
use crate::reports::{SeatQuota, counted};
use std::collections::BTreeSet;

/// Something in a delegation that does not fit the state's seat table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct QuotaProblem {
    /// Machine code, stable.
    pub code: &'static str,
    /// Name of the person it is about, or nothing for the delegation as a whole.
    pub delegate: Option<String>,
    /// Plain pt-BR, with what to do next.
    pub message: String,
    /// The parameter or section that decided.
    pub rule: &'static str,
}

/// Every problem of a delegation; none means that all of it can be accredited.
///
/// `alternates_per_seat` is the cycle's parameter. Seats left empty are no problem here.
pub fn check_quota(delegation: &DelegationFact, quota: &SeatQuota, alternates_per_seat: u32) -> Vec<QuotaProblem> {
    let mut problems: Vec<QuotaProblem> = delegation.delegates.iter().filter_map(misplaced).collect();
    problems.extend(repeated(&delegation.delegates));
    let titulars = delegation.of_kind(SeatKind::Titular).count() as u64;
    if titulars > u64::from(quota.total()) {
        let seats = counted(u64::from(quota.total()), "vaga", "vagas");
        problems.push(whole(
            "TOO_MANY_TITULARS",
            "seatTable",
            format!("A delegação tem {titulars} titulares para {seats}. Devolva o relatório para correção."),
        ));
    }
    for kind in SeatKind::ALL {
        let per_seat = if *kind == SeatKind::Titular { 1 } else { alternates_per_seat };
        problems.extend(Pool::ALL.iter().filter_map(|pool| over(delegation, *kind, *pool, quota.of(*pool) * per_seat)));
    }
    problems
}

fn whole(code: &'static str, rule: &'static str, message: String) -> QuotaProblem {
    QuotaProblem { code, delegate: None, message, rule }
}

fn over(delegation: &DelegationFact, kind: SeatKind, pool: Pool, seats: u32) -> Option<QuotaProblem> {
    let found = delegation.of_kind(kind).filter(|delegate| delegate.pool() == Some(pool)).count() as u64;
    let code = match kind {
        SeatKind::Titular => "TOO_MANY_TITULARS_IN_POOL",
        SeatKind::Alternate => "TOO_MANY_ALTERNATES_IN_POOL",
    };
    let message = format!(
        "Em {} há {} para {}. Devolva o relatório para correção.",
        pool.label(),
        counted(found, kind.label(), &format!("{}s", kind.label())),
        counted(u64::from(seats), "vaga", "vagas")
    );
    (found > u64::from(seats)).then(|| whole(code, "seatTable", message))
}

fn misplaced(delegate: &DelegateFact) -> Option<QuotaProblem> {
    let (code, rule, message) = match (delegate.sector, delegate.segment) {
        (Sector::Government, Some(segment)) => (
            "SECTOR_MISMATCH",
            "setor e segmento",
            format!(
                "{} consta como governo e, ao mesmo tempo, como {}. Peça a correção.",
                delegate.name,
                segment.label()
            ),
        ),
        (Sector::CivilSociety, None) => (
            "UNKNOWN_POOL",
            "seatTable",
            format!("Não consta o segmento de {}, que é da sociedade civil. Peça a correção.", delegate.name),
        ),
        _ => return None,
    };
    Some(QuotaProblem { code, delegate: Some(delegate.name.clone()), message, rule })
}

/// People who fill more than one seat, told apart by CPF; without one nobody is taken for another.
fn repeated(delegates: &[DelegateFact]) -> Vec<QuotaProblem> {
    let mut seen = BTreeSet::new();
    let digits = |cpf: &String| cpf.chars().filter(char::is_ascii_digit).collect::<String>();
    delegates
        .iter()
        .filter(|delegate| {
            delegate.fields.get("cpf").map(digits).is_some_and(|cpf| !cpf.is_empty() && !seen.insert(cpf))
        })
        .map(|delegate| QuotaProblem {
            code: "DELEGATE_REPEATED",
            delegate: Some(delegate.name.clone()),
            message: format!("{} aparece em mais de uma vaga. Peça a correção.", delegate.name),
            rule: "uma vaga por pessoa",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Segment;

    fn delegate(name: &str, kind: SeatKind, sector: Sector, segment: Option<Segment>) -> DelegateFact {
        DelegateFact {
            kind,
            order: 1,
            sector,
            segment,
            name: name.into(),
            organization: None,
            reserved_share: false,
            fields: Default::default(),
        }
    }

    fn codes(delegates: Vec<DelegateFact>) -> Vec<&'static str> {
        let quota = SeatQuota { seats: [(Pool::Government, 1), (Pool::Users, 1)].into() };
        let delegation = DelegationFact { seats: 2, reserved_needed: None, delegates, vacant: vec![] };
        check_quota(&delegation, &quota, 1).into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_delegation_within_the_table_has_no_problem() {
        assert!(
            codes(vec![
                delegate("A", SeatKind::Titular, Sector::Government, None),
                delegate("B", SeatKind::Titular, Sector::CivilSociety, Some(Segment::Users)),
                delegate("C", SeatKind::Alternate, Sector::CivilSociety, Some(Segment::Users)),
            ])
            .is_empty()
        );
    }

    #[test]
    fn too_many_and_the_wrong_pool_are_named() {
        let titular = |name, segment| delegate(name, SeatKind::Titular, Sector::CivilSociety, Some(segment));
        let found =
            codes(vec![titular("A", Segment::Users), titular("B", Segment::Users), titular("C", Segment::Workers)]);
        assert_eq!(found, ["TOO_MANY_TITULARS", "TOO_MANY_TITULARS_IN_POOL", "TOO_MANY_TITULARS_IN_POOL"]);
    }

    #[test]
    fn sector_and_segment_must_agree() {
        assert_eq!(codes(vec![delegate("A", SeatKind::Titular, Sector::CivilSociety, None)]), ["UNKNOWN_POOL"]);
        let both = delegate("A", SeatKind::Titular, Sector::Government, Some(Segment::Users));
        assert_eq!(codes(vec![both]), ["SECTOR_MISMATCH"]);
    }

    #[test]
    fn one_person_fills_one_seat_and_namesakes_are_two_people() {
        let with = |kind, cpf: &str| DelegateFact {
            fields: [("cpf".to_owned(), cpf.to_owned())].into(),
            ..delegate("Ana", kind, Sector::Government, None)
        };
        let twice = vec![with(SeatKind::Titular, "000.000.101-54"), with(SeatKind::Alternate, "00000010154")];
        assert_eq!(codes(twice), ["DELEGATE_REPEATED"]);
        let namesakes = vec![with(SeatKind::Titular, "000.000.101-54"), with(SeatKind::Alternate, "")];
        assert!(codes(namesakes).is_empty());
    }
}
