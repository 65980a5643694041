//! Figures on people: participants and parity.

use super::facts::{ParticipantFact, ReportFacts};
use super::figures::titular_seats;
use crate::Code;
use crate::people::{Category, ReservedGroup, Sector, Segment};
use std::collections::BTreeMap;

/// Participants. Groups are published as counts only.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantFigures {
    /// Registered.
    pub registered: u64,
    /// Checked in.
    pub present: u64,
    /// Registered and never checked in.
    pub absent: u64,
    /// Registered at the desk on the day.
    pub walk_ins: u64,
    /// Registered, by category.
    pub registered_by_category: BTreeMap<Category, u64>,
    /// Present, by category.
    pub present_by_category: BTreeMap<Category, u64>,
    /// Present, by gender as declared; those who did not say are missing here.
    pub present_by_gender: BTreeMap<String, u64>,
    /// Present, by group with a reserved share; a person may count in several.
    pub present_by_reserved_group: BTreeMap<ReservedGroup, u64>,
    /// Present, in at least one such group.
    pub present_any_reserved_group: u64,
    /// Registered who asked for something to take part on equal terms.
    pub with_accessibility_needs: u64,
}

impl ParticipantFigures {
    /// Counts the participants.
    pub fn count(facts: &ReportFacts) -> Self {
        let all = &facts.participants;
        let number = |counted: &dyn Fn(&ParticipantFact) -> bool| all.iter().filter(|one| counted(one)).count() as u64;
        let claims = |one: &ParticipantFact, group: ReservedGroup| one.reserved_groups.contains(&group);
        let by_category = |counted: &dyn Fn(&ParticipantFact) -> bool| {
            Category::ALL
                .iter()
                .map(|category| (*category, number(&|one| one.category == *category && counted(one))))
                .collect()
        };
        let mut present_by_gender = BTreeMap::new();
        for gender in all.iter().filter(|one| one.present).filter_map(|one| one.gender.as_ref()) {
            *present_by_gender.entry(gender.code.clone()).or_default() += 1;
        }
        let groups = &facts.reserved_groups;
        Self {
            registered: all.len() as u64,
            present: number(&|one| one.present),
            absent: number(&|one| !one.present),
            walk_ins: number(&|one| one.walk_in),
            registered_by_category: by_category(&|_| true),
            present_by_category: by_category(&|one| one.present),
            present_by_gender,
            present_by_reserved_group: groups
                .iter()
                .map(|group| (*group, number(&|one| one.present && claims(one, *group))))
                .collect(),
            present_any_reserved_group: number(&|one| one.present && groups.iter().any(|group| claims(one, *group))),
            with_accessibility_needs: number(&|one| one.accessibility_needs),
        }
    }
}

/// Parity (*paridade*): a rule on seats; who turned up is shown beside it. Source: domain.md section 3.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParityFigures {
    /// Titular seats of the council.
    pub council: CouncilParity,
    /// Members of the organizing committee; nothing without a committee.
    pub committee: Option<CommitteeParity>,
    /// Delegates registered.
    pub delegate_seats: DelegateParity,
    /// Delegates who checked in.
    pub delegates_present: DelegateParity,
}

/// Parity of the council.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CouncilParity {
    /// Titular seats by sector.
    pub titulars: BTreeMap<Sector, u64>,
    /// Titular seats of civil society by segment.
    pub segments: BTreeMap<Segment, u64>,
    /// As many of government as of civil society.
    pub on_parity: bool,
}

/// Parity of the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CommitteeParity {
    /// Members of government.
    #[serde(rename = "GOVERNMENT")]
    pub government: u64,
    /// Members of civil society.
    #[serde(rename = "CIVIL_SOCIETY")]
    pub civil_society: u64,
    /// As many of the one as of the other.
    #[serde(rename = "onParity")]
    pub on_parity: bool,
}

/// Parity of delegates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DelegateParity {
    /// Of government.
    #[serde(rename = "GOVERNMENT")]
    pub government: u64,
    /// Of civil society.
    #[serde(rename = "CIVIL_SOCIETY")]
    pub civil_society: u64,
    /// Users among civil society.
    #[serde(rename = "USERS")]
    pub users: u64,
    /// Workers among civil society.
    #[serde(rename = "WORKERS")]
    pub workers: u64,
    /// Entities among civil society.
    #[serde(rename = "ENTITIES")]
    pub entities: u64,
    /// As many of government as of civil society.
    #[serde(rename = "onParity")]
    pub on_parity: bool,
}

type Place = (Sector, Option<Segment>);

impl ParityFigures {
    /// Counts seats and people.
    pub fn count(facts: &ReportFacts) -> Self {
        let delegates = facts.participants.iter().filter(|one| one.category.is_delegate());
        let place = |one: &ParticipantFact| one.sector.map(|sector| (sector, one.segment));
        let present = delegates.clone().filter(|one| one.present);
        Self {
            council: council_parity(
                titular_seats(&facts.council.seats).map(|seat| (seat.sector, seat.segment)).collect(),
            ),
            committee: facts.committee.as_ref().map(|committee| {
                let of = |sector| committee.members.iter().filter(|member| member.sector == sector).count() as u64;
                let (government, civil_society) = (of(Sector::Government), of(Sector::CivilSociety));
                CommitteeParity { government, civil_society, on_parity: government == civil_society }
            }),
            delegate_seats: delegate_parity(delegates.filter_map(place).collect()),
            delegates_present: delegate_parity(present.filter_map(place).collect()),
        }
    }
}

fn council_parity(places: Vec<Place>) -> CouncilParity {
    let parity = delegate_parity(places);
    CouncilParity {
        titulars: [(Sector::Government, parity.government), (Sector::CivilSociety, parity.civil_society)].into(),
        segments: [
            (Segment::Users, parity.users),
            (Segment::Workers, parity.workers),
            (Segment::Entities, parity.entities),
        ]
        .into(),
        on_parity: parity.on_parity,
    }
}

fn delegate_parity(places: Vec<Place>) -> DelegateParity {
    let of = |sector| places.iter().filter(|place| place.0 == sector).count() as u64;
    let segment =
        |segment| places.iter().filter(|place| **place == (Sector::CivilSociety, Some(segment))).count() as u64;
    let (government, civil_society) = (of(Sector::Government), of(Sector::CivilSociety));
    DelegateParity {
        government,
        civil_society,
        users: segment(Segment::Users),
        workers: segment(Segment::Workers),
        entities: segment(Segment::Entities),
        on_parity: government == civil_society,
    }
}
