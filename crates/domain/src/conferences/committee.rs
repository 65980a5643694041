//! Organizing committee (*comissão organizadora paritária*).

use crate::Refusal;
use crate::councils::{Counts, ParityReport, ParityRule, parity};
use crate::people::{Pool, Sector, Segment};
use crate::text::{self, search_key};

/// A member of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitteeMember {
    /// Name.
    pub name: String,
    /// Half of parity.
    pub sector: Sector,
    /// Segment; `None` for the government and only for it.
    pub segment: Option<Segment>,
    /// Task in the committee, as typed (*coordenação, membro, …*).
    pub task: Option<String>,
}

/// Appoints a member beside those there are.
///
/// # Errors
/// `SEGMENT_REQUIRED`, `SEGMENT_NOT_ALLOWED`, `ALREADY_APPOINTED` or a text refusal.
pub fn appoint(
    existing: &[CommitteeMember],
    name: &str,
    sector: Sector,
    segment: Option<Segment>,
    task: Option<&str>,
) -> Result<CommitteeMember, Refusal> {
    let name = text::line("name", name, text::LINE_MAX)?;
    let task = text::optional_line("task", task, 100)?;
    let segment = crate::councils::segment_of(sector, segment)?;
    if existing.iter().any(|member| search_key(&member.name) == search_key(&name)) {
        return Err(Refusal::invalid(
            "name",
            "ALREADY_APPOINTED",
            format!("{name} já está na comissão. Se for outra pessoa com o mesmo nome, acrescente um sobrenome."),
        ));
    }
    Ok(CommitteeMember { name, sector, segment, task })
}

/// Parity of the committee by the cycle's rule; shown at all times, also while it is incomplete.
pub fn committee_parity(members: &[CommitteeMember], rule: &ParityRule) -> ParityReport {
    parity(Counts::of(members.iter().filter_map(|member| Pool::of(member.sector, member.segment))), rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::councils::SectorShare;

    #[test]
    fn a_person_is_appointed_once() {
        let one = appoint(&[], "Elvira Gameleira", Sector::Government, None, None).unwrap();
        let again = appoint(&[one], " ELVIRA  gameleira", Sector::CivilSociety, Some(Segment::Users), None);
        assert_eq!(again.unwrap_err().code, "ALREADY_APPOINTED");
    }

    #[test]
    fn appointing_shows_parity_as_it_grows() {
        let rule = ParityRule::committee(SectorShare::HALVES, 2);
        let one = appoint(&[], "Elvira Gameleira", Sector::Government, None, None).unwrap();
        let mut members = vec![one];
        assert!(!committee_parity(&members, &rule).on_parity);
        members.push(appoint(&members, "Otaviano Jatobá", Sector::CivilSociety, Some(Segment::Users), None).unwrap());
        assert!(committee_parity(&members, &rule).is_satisfied());
    }
}
