//! Shortcomings of the delegation.

use super::facts::{DelegateFact, DelegationFact};
use super::validation::{Findings, required};
use super::wording::{counted, listed};
use super::{Binding, Report, ReportRules, SeatQuota};
use crate::Code;
use crate::people::{Pool, SeatKind, Sector};

/// Seats against the table, parity, alternates, reserved share, data asked for.
pub(super) fn delegation(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    let Some(delegation) = report.delegation.as_ref().filter(|delegation| !delegation.delegates.is_empty()) else {
        if required(report, Binding::Election) {
            let message = "Não consta a delegação eleita à próxima etapa. Registre a eleição.".to_owned();
            findings.error((Binding::Election, "delegation"), "DELEGATION_MISSING", "reportModel", message);
        }
        return;
    };
    if let Some(quota) = &rules.quota {
        seats(findings, delegation, quota);
        alternates(findings, delegation, quota, rules.alternates_per_seat);
    }
    parity(findings, delegation);
    reserved_share(findings, delegation);
    for delegate in &delegation.delegates {
        fields(findings, delegate, rules);
    }
}

fn number(delegation: &DelegationFact, kind: SeatKind, pool: Pool) -> u32 {
    let found = delegation.of_kind(kind).filter(|delegate| delegate.pool() == Some(pool)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

fn seats(findings: &mut Findings<'_>, delegation: &DelegationFact, quota: &SeatQuota) {
    let titulars = delegation.of_kind(SeatKind::Titular).count() as u64;
    if titulars > u64::from(quota.total()) {
        let message = format!(
            "Foram eleitas {titulars} pessoas titulares para {}. Confira a apuração da eleição.",
            counted(u64::from(quota.total()), "vaga", "vagas")
        );
        findings.error((Binding::Election, "titulars"), "TOO_MANY_DELEGATES", "seatTable", message);
    }
    for pool in Pool::ALL {
        let (found, seats) = (number(delegation, SeatKind::Titular, *pool), quota.of(*pool));
        if found > seats {
            let message = format!(
                "{} titulares de {} para {}. Confira a apuração da eleição.",
                found,
                pool.label(),
                counted(u64::from(seats), "vaga", "vagas")
            );
            findings.error((Binding::Election, pool.code()), "TOO_MANY_DELEGATES_IN_POOL", "seatTable", message);
        } else if found < seats {
            let message = format!(
                "Há {} de titular sem ocupante em {}. A etapa seguinte contará com menos pessoas deste lugar.",
                counted(u64::from(seats - found), "vaga", "vagas"),
                pool.label()
            );
            findings.warning((Binding::Election, pool.code()), "TITULAR_SEAT_VACANT", "vacantSeatRule", message);
        }
    }
}

fn alternates(findings: &mut Findings<'_>, delegation: &DelegationFact, quota: &SeatQuota, per_seat: u32) {
    for pool in Pool::ALL {
        let (found, wanted) = (number(delegation, SeatKind::Alternate, *pool), quota.of(*pool) * per_seat);
        let (found_text, wanted_text) =
            (counted(u64::from(found), "suplente", "suplentes"), counted(u64::from(wanted), "vaga", "vagas"));
        if found < wanted {
            let message = format!(
                "Em {} há {found_text} para {wanted_text} de suplência. Se alguém faltar, pode não haver quem substitua.",
                pool.label()
            );
            findings.warning((Binding::Election, pool.code()), "MISSING_ALTERNATE", "alternatesPerSeat", message);
        } else if found > wanted {
            let message = format!(
                "Em {} há {found_text} para {wanted_text} de suplência. Confira a apuração da eleição.",
                pool.label()
            );
            findings.error((Binding::Election, pool.code()), "TOO_MANY_ALTERNATES", "alternatesPerSeat", message);
        }
    }
}

/// Parity is a rule on seats: seats that nobody fills count for their sector, and what is off only
/// because of them is shown without stopping anybody (domain.md section 3).
fn parity(findings: &mut Findings<'_>, delegation: &DelegationFact) {
    let elected = |sector| delegation.of_kind(SeatKind::Titular).filter(|one| one.sector == sector).count();
    let vacant = |sector| {
        let titular = delegation.vacant.iter().filter(|seat| seat.kind == SeatKind::Titular);
        titular.filter(|seat| seat.pool.sector() == sector).count()
    };
    let (government, civil) = (elected(Sector::Government), elected(Sector::CivilSociety));
    if government == civil {
        return;
    }
    let at = (Binding::Election, "parity");
    let figures = format!("A delegação titular tem {government} do governo e {civil} da sociedade civil");
    if government + vacant(Sector::Government) == civil + vacant(Sector::CivilSociety) {
        let message = format!("{figures}, por causa de vagas sem ocupante. Fica o registro.");
        findings.warning(at, "DELEGATION_OFF_PARITY", "sectorShare", message);
    } else {
        let message = format!("{figures}; a regra é metade de cada. Confira a apuração da eleição.");
        findings.error(at, "DELEGATION_OFF_PARITY", "sectorShare", message);
    }
}

fn reserved_share(findings: &mut Findings<'_>, delegation: &DelegationFact) {
    let Some(needed) = delegation.reserved_needed else { return };
    let found = delegation.of_kind(SeatKind::Titular).filter(|delegate| delegate.reserved_share).count() as u64;
    if found < u64::from(needed) {
        let message = format!(
            "A reserva de vagas pede {needed} titulares e foram eleitas {found} pessoas que a declaram. Fica o registro de que faltou candidatura."
        );
        findings.warning((Binding::Election, "reservedShare"), "RESERVED_SHARE_NOT_REACHED", "reservedShares", message);
    }
}

fn fields(findings: &mut Findings<'_>, delegate: &DelegateFact, rules: &ReportRules) {
    let value = |field: &str| match field {
        "organization" => delegate.organization.as_ref(),
        other => delegate.fields.get(other),
    };
    let blank = |field: &str| value(field).is_none_or(|value| value.trim().is_empty());
    let missing: Vec<String> =
        rules.delegate_fields.iter().filter(|field| blank(&field.code)).map(|field| field.label.clone()).collect();
    if !missing.is_empty() {
        let message = format!("Faltam dados de {}: {}. Complete o cadastro.", delegate.name, listed(&missing));
        findings.error((Binding::Election, &delegate.name), "DELEGATE_DATA_MISSING", "delegateFields", message);
    }
    if delegate.pool().is_none() {
        let message = format!("Não consta o segmento de {}. Complete o cadastro.", delegate.name);
        findings.error((Binding::Election, &delegate.name), "DELEGATE_SEGMENT_MISSING", "seatTable", message);
    }
}
