//! A participant as the asking actor may see one.

use crate::Ctx;
use domain::ids::TenantId;
use domain::participants::{Cpf, Email, Placement, Presence, Standing, credentialing::Stamp};
use domain::people::Pool;
use policy::Action;
use serde::{Deserialize, Serialize};
use store::participants::participant;

/// A participant, with documents and contacts masked unless the actor may see them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Participant {
    /// The row.
    pub row: participant::Model,
    /// Whether documents, contacts and needs are shown.
    pub full: bool,
}

impl Participant {
    /// As the actor may see this one.
    pub(crate) fn seen_by(ctx: &Ctx, row: participant::Model) -> Self {
        let own = ctx.actor.participant() == Some(row.id);
        let tenant = TenantId(row.tenant_id);
        let full = own || ctx.permit(Action::ReadPersonalData, tenant, Some(row.conference_id)).is_ok();
        Self { row, full }
    }

    /// CPF, masked unless the actor may see it.
    pub fn cpf(&self) -> Option<String> {
        let cpf = Cpf::parse(self.row.cpf.as_deref()?).ok()?;
        Some(if self.full { cpf.to_string() } else { cpf.masked() })
    }

    /// E-mail, masked unless the actor may see it.
    pub fn email(&self) -> Option<String> {
        let email = Email::parse(self.row.email.as_deref()?).ok()?;
        Some(if self.full { email.to_string() } else { email.masked() })
    }

    /// What only those who need it may see.
    pub fn only_full<'a, T>(&'a self, field: &'a Option<T>) -> Option<&'a T> {
        field.as_ref().filter(|_| self.full)
    }

    /// Pool, for delegates.
    pub fn pool(&self) -> Option<Pool> {
        let sector = *self.row.sector?;
        Pool::of(sector, self.row.segment.map(|segment| *segment))
    }
}

/// Category, sector and segment of a row.
pub(crate) fn placement(row: &participant::Model) -> crate::Outcome<Placement> {
    let (sector, segment) = (row.sector.map(|sector| *sector), row.segment.map(|segment| *segment));
    Placement::stored(*row.category, sector, segment).map_err(crate::Failure::internal)
}

/// Eligibility of a row.
pub(crate) fn standing(row: &participant::Model) -> Standing {
    Standing { state: *row.eligibility, reason: row.eligibility_reason.clone() }
}

/// Where the person of a row is.
pub(crate) fn presence(row: &participant::Model) -> Presence {
    let Some(at) = row.check_in_at else { return Presence::NotArrived };
    let since = Stamp { at, desk: row.check_in_desk.clone().unwrap_or_default() };
    match row.check_out_at {
        None => Presence::In { since },
        Some(at) => Presence::Out { since, at },
    }
}

/// A row with another presence.
pub(crate) fn with_presence(row: participant::Model, presence: Presence) -> participant::Model {
    let (since, check_out_at) = match presence {
        Presence::NotArrived => (None, None),
        Presence::In { since } => (Some(since), None),
        Presence::Out { since, at } => (Some(since), Some(at)),
    };
    let (check_in_at, check_in_desk) = since.map(|since| (since.at, since.desk)).unzip();
    participant::Model { check_in_at, check_in_desk, check_out_at, version: row.version + 1, ..row }
}
