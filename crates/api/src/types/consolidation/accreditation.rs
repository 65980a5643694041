//! The accreditation list.

use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::consolidation::AccreditationState;
use domain::people::{Pool, SeatKind, Sector, Segment};
use usecases::consolidation::{AccreditationDecision, AccreditationFilter, AccreditationRow};

/// Which delegates are wanted.
#[derive(InputObject, Default)]
pub(crate) struct AccreditationFilterInput {
    /// Only with this decision.
    decision: Option<Enumeration<AccreditationDecision>>,
    /// Only in this state.
    state: Option<Enumeration<AccreditationState>>,
    /// Only of this pool.
    pool: Option<Enumeration<Pool>>,
    /// Only of this council.
    council_id: Option<ID>,
    /// Name or place contains this; accents and case do not matter.
    search: Option<String>,
}

impl AccreditationFilterInput {
    /// The filter as it is asked.
    pub(super) fn asked(self) -> async_graphql::Result<AccreditationFilter> {
        Ok(AccreditationFilter {
            decision: self.decision.map(|decision| decision.0),
            state: self.state.map(|state| state.0),
            pool: self.pool.map(|pool| pool.0),
            sender: self.council_id.map(|council| id::council(&council)).transpose()?.map(|tenant| tenant.0),
            search: self.search,
        })
    }
}

/// A delegate of a place on the accreditation list of the next stage (*credenciamento da delegação*).
pub struct Accreditation {
    row: AccreditationRow,
    personal: bool,
}

impl Accreditation {
    /// A delegate, with documents and contacts if `personal`.
    pub(crate) fn new(row: AccreditationRow, personal: bool) -> Self {
        Self { row, personal }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.row.delegate.fields.get(name).filter(|_| self.personal).map(String::as_str)
    }
}

/// A delegate of a place on the accreditation list of the next stage (*credenciamento da delegação*).
#[Object]
impl Accreditation {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Accreditation", self.row.tenant_id, self.row.id)
    }

    /// The council that elected.
    async fn council_id(&self) -> ID {
        id::global("Council", self.row.sender_id, self.row.sender_id)
    }

    /// Name of its place.
    async fn place(&self) -> &str {
        &self.row.place
    }

    /// Name of the person.
    async fn name(&self) -> &str {
        &self.row.delegate.name
    }

    /// Body or entity represented.
    async fn organization(&self) -> Option<&str> {
        self.row.delegate.organization.as_deref()
    }

    /// Elected as titular or alternate.
    async fn kind(&self) -> Enumeration<SeatKind> {
        Enumeration(self.row.delegate.kind)
    }

    /// Sector.
    async fn sector(&self) -> Enumeration<Sector> {
        Enumeration(self.row.delegate.sector)
    }

    /// Segment; null for the government.
    async fn segment(&self) -> Option<Enumeration<Segment>> {
        self.row.delegate.segment.map(Enumeration)
    }

    /// Pool of the seat.
    async fn pool(&self) -> Enumeration<Pool> {
        Enumeration(*self.row.pool)
    }

    /// With a seat, waiting, or replaced.
    async fn state(&self) -> Enumeration<AccreditationState> {
        Enumeration(*self.row.state)
    }

    /// What was decided.
    async fn decision(&self) -> Enumeration<AccreditationDecision> {
        Enumeration(*self.row.decision)
    }

    /// Why it was refused; null otherwise.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// When it was decided; null before.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.row.decided_at
    }

    /// CPF; null for those who may not see documents.
    async fn cpf(&self) -> Option<&str> {
        self.field("cpf")
    }

    /// E-mail; null for those who may not see contacts.
    async fn email(&self) -> Option<&str> {
        self.field("email")
    }

    /// The participant of the council's own conference; null until then.
    async fn participant_id(&self) -> Option<ID> {
        self.row.participant_id.map(|participant| id::global("Participant", self.row.tenant_id, participant))
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// Delegates that an act changed.
#[derive(SimpleObject)]
pub(crate) struct AccreditationList {
    /// The delegates as they stand now.
    pub(crate) delegates: Vec<Accreditation>,
}
