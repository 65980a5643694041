//! The delegation in GraphQL.

use crate::id;
use crate::types::enums::{Enumeration, optional};
use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};
use domain::elections::DepartureCause;
use domain::people::{Pool, SeatKind};
use usecases::elections::{DelegationView, Departure, PlaceView};

pub(crate) struct Delegation(pub DelegationView);

impl Delegation {
    fn places(&self, kind: SeatKind) -> Vec<DelegationPlace<'_>> {
        self.0.places.iter().filter(|place| *place.place.kind == kind).map(DelegationPlace).collect()
    }
}

/// The delegation to the next stage (*delegação*), as elected and after all substitutions.
#[Object]
impl Delegation {
    /// Global id of the election that gave it.
    async fn election_id(&self) -> ID {
        id::global("Election", self.0.election.tenant_id, self.0.election.id)
    }

    /// When it was proclaimed.
    async fn proclaimed_at(&self) -> Option<DateTime<Utc>> {
        self.0.election.proclaimed_at
    }

    /// Elected titulars, by pool and order; also those who left.
    async fn titulars(&self) -> Vec<DelegationPlace<'_>> {
        self.places(SeatKind::Titular)
    }

    /// Elected alternates, by pool and order; also those who left or took a seat over.
    async fn alternates(&self) -> Vec<DelegationPlace<'_>> {
        self.places(SeatKind::Alternate)
    }

    /// Who left and who took over, in order of time (*substituições*).
    async fn substitutions(&self) -> Vec<Substitution<'_>> {
        self.0.departures.iter().map(Substitution).collect()
    }
}

pub(crate) struct DelegationPlace<'a>(&'a PlaceView);

/// A place in the delegation.
#[Object]
impl DelegationPlace<'_> {
    /// Global id of the participant.
    async fn participant_id(&self) -> ID {
        id::global("Participant", self.0.place.tenant_id, self.0.place.participant_id)
    }

    /// Name as proclaimed.
    async fn name(&self) -> &str {
        &self.0.place.name
    }

    /// The pool that elected the person.
    async fn pool(&self) -> Enumeration<Pool> {
        Enumeration(*self.0.place.pool)
    }

    /// Elected as titular or alternate.
    async fn kind(&self) -> Enumeration<SeatKind> {
        Enumeration(*self.0.place.kind)
    }

    /// Place from 1 within pool and kind.
    async fn order(&self) -> i32 {
        self.0.place.place
    }

    /// Votes; null where the pool acclaimed.
    async fn votes(&self) -> Option<i32> {
        self.0.place.votes
    }

    /// Whether the person holds a titular's seat now.
    async fn holds_seat(&self) -> bool {
        let place = &self.0.place;
        place.departed.is_none() && (*place.kind == SeatKind::Titular || place.stands_for.is_some())
    }

    /// Why the person left; null who did not.
    async fn departed(&self) -> Option<Enumeration<DepartureCause>> {
        optional(self.0.place.departed)
    }

    /// Global id of the participant whose seat this alternate took over.
    async fn stands_for_id(&self) -> Option<ID> {
        let place = &self.0.place;
        place.stands_for.map(|participant| id::global("Participant", place.tenant_id, participant))
    }

    /// Body or organization.
    async fn organization(&self) -> Option<&str> {
        self.0.organization.as_deref()
    }

    /// CPF: in full for who may see personal data, masked for other people of the council, else null.
    async fn cpf(&self) -> Option<&str> {
        self.0.cpf.as_deref()
    }

    /// E-mail, shown as the CPF is.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }
}

pub(crate) struct Substitution<'a>(&'a Departure);

impl Substitution<'_> {
    fn participant(&self, id: uuid::Uuid) -> ID {
        id::global("Participant", self.0.tenant_id, id)
    }
}

/// Somebody left the delegation (*substituição, vacância*).
#[Object]
impl Substitution<'_> {
    /// Number, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// Global id of the participant who left.
    async fn leaving_id(&self) -> ID {
        self.participant(self.0.leaving_id)
    }

    /// Global id of the participant who took over; null where the seat stays vacant.
    async fn entering_id(&self) -> Option<ID> {
        self.0.entering_id.map(|id| self.participant(id))
    }

    /// Why.
    async fn cause(&self) -> Enumeration<DepartureCause> {
        Enumeration(*self.0.cause)
    }

    /// Global ids of the participants who held the seat, from the elected titular on.
    async fn chain(&self) -> Vec<ID> {
        self.0.chain.iter().map(|id| self.participant(*id)).collect()
    }

    /// The act in Portuguese.
    async fn sentence(&self) -> &str {
        &self.0.sentence
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }
}
