//! Delegates by birth (*delegados natos*), derived from the mandates in force.

use super::cpf::Cpf;
use super::email::Email;
use super::placement::Placement;
use super::rules::ParticipationRules;
use crate::people::{Category, SeatKind, Sector, Segment};
use chrono::NaiveDate;
use std::collections::HashSet;
use uuid::Uuid;

/// A member of the council, as far as the conference needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateHolder {
    /// The member's row in the council.
    pub member: Uuid,
    /// Name.
    pub name: String,
    /// CPF, if the council has it.
    pub cpf: Option<Cpf>,
    /// E-mail address, if the council has it.
    pub email: Option<Email>,
    /// Half of parity.
    pub sector: Sector,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Body or entity that named the member.
    pub organization: Option<String>,
    /// First day of the mandate.
    pub from: NaiveDate,
    /// Last day of the mandate; `None` while no end is known.
    pub until: Option<NaiveDate>,
}

/// A registration that exists already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredPerson {
    /// The registration.
    pub participant: Uuid,
    /// The member it was derived from, if it was.
    pub member: Option<Uuid>,
    /// CPF.
    pub cpf: Option<Cpf>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Present category, sector and segment.
    pub placement: Placement,
}

/// A member of the council who registered on their own, to become a born delegate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The registration that exists.
    pub participant: Uuid,
    /// The member it belongs to.
    pub member: Uuid,
    /// What it was.
    pub from: Placement,
    /// What it becomes.
    pub to: Placement,
}

/// A delegate to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BornDelegate {
    /// Whom the registration is for.
    pub holder: MandateHolder,
    /// Category, sector and segment.
    pub placement: Placement,
}

/// What has to be done so that every member in office is a delegate. Empty once it was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BornPlan {
    /// Registrations to create.
    pub create: Vec<BornDelegate>,
    /// Registrations to change: the entity's delegate who also sits in the council is one person.
    pub adopt: Vec<Adoption>,
    /// Members whose sector and segment do not fit together, to be mended in the council.
    pub incomplete: Vec<Uuid>,
}

/// Derives the born delegates from the mandates in force on `on`.
///
/// Titulars come before alternates, so that somebody who holds two seats is taken once, as titular.
/// What exists already (by member, CPF or e-mail) is not created again.
pub fn born_delegates(
    holders: &[MandateHolder],
    on: NaiveDate,
    rules: &ParticipationRules,
    registered: &[RegisteredPerson],
) -> BornPlan {
    let mut in_office: Vec<&MandateHolder> =
        holders.iter().filter(|holder| rules.is_born(holder.kind) && holder.in_force(on)).collect();
    in_office.sort_by_key(|holder| (holder.kind, holder.member));
    let mut plan = BornPlan::default();
    let mut seen = Seen::default();
    for holder in in_office {
        let Ok(placement) = Placement::stored(Category::Born, Some(holder.sector), holder.segment) else {
            plan.incomplete.push(holder.member);
            continue;
        };
        if !seen.first_time(holder) {
            continue;
        }
        match registered.iter().find(|person| person.is(holder)) {
            None => plan.create.push(BornDelegate { holder: holder.clone(), placement }),
            Some(person) if person.placement.category() == Category::Born => {}
            Some(person) => plan.adopt.push(Adoption {
                participant: person.participant,
                member: holder.member,
                from: person.placement,
                to: placement,
            }),
        }
    }
    plan
}

impl MandateHolder {
    /// Whether the mandate is in force on that day, its first and last day included.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

impl RegisteredPerson {
    fn is(&self, holder: &MandateHolder) -> bool {
        self.member == Some(holder.member)
            || (self.cpf.is_some() && self.cpf == holder.cpf)
            || (self.email.is_some() && self.email.as_ref().map(Email::key) == holder.email.as_ref().map(Email::key))
    }
}

/// People met so far, by what identifies them.
#[derive(Default)]
struct Seen {
    cpfs: HashSet<Cpf>,
    emails: HashSet<String>,
}

impl Seen {
    fn first_time(&mut self, holder: &MandateHolder) -> bool {
        let new_cpf = holder.cpf.is_none_or(|cpf| self.cpfs.insert(cpf));
        let new_email = holder.email.as_ref().is_none_or(|email| self.emails.insert(email.key()));
        new_cpf && new_email
    }
}
