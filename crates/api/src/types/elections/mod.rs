//! Elections in GraphQL.

mod delegation;
mod result;

pub(crate) use delegation::Delegation;
use result::ElectionResult;

use crate::types::enums::{Enumeration, optional};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::elections::{ElectionBody, ElectionMethod, ElectionState, NominationState};
use domain::ids::{RowId, TenantId};
use domain::people::{Pool, SizeClass};
use domain::seats::SeatsByPool;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::elections::{self, ElectionView, MeetingState, MeetingView, NominationView};

pub(crate) struct ConferenceElections(pub Arc<Row>);

/// What a conference says of its election.
#[Object]
impl ConferenceElections {
    /// Elections of delegates to the next stage, oldest first; those before the last are annulled.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn elections(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Election>> {
        let (app, asking) = asked(ctx);
        let views = elections::elections(app, asking, self.row()).await.or_fail(asking)?;
        Ok(views.into_iter().map(Election).collect())
    }

    /// The delegation to the next stage (*delegação*), after all substitutions; null while no result is proclaimed.
    #[graphql(complexity = "10 + 10 * child_complexity")]
    async fn delegation(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Delegation>> {
        let (app, asking) = asked(ctx);
        Ok(elections::delegation(app, asking, self.row()).await.or_fail(asking)?.map(Delegation))
    }
}

impl ConferenceElections {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

/// Titular seats by pool (*vagas de titular por segmento*).
#[derive(SimpleObject)]
pub(crate) struct Seats {
    /// Of all pools together.
    total: u32,
    /// Of the government.
    government: u32,
    /// Of the users.
    users: u32,
    /// Of the workers.
    workers: u32,
    /// Of the entities.
    entities: u32,
}

impl From<SeatsByPool> for Seats {
    fn from(seats: SeatsByPool) -> Self {
        let SeatsByPool { government, users, workers, entities } = seats;
        Self { total: seats.total(), government, users, workers, entities }
    }
}

pub(crate) struct Election(pub ElectionView);

/// An election of delegates to the next stage (*eleição de delegadas e delegados*).
#[Object]
impl Election {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Election", self.0.election.tenant_id, self.0.election.id)
    }

    /// Number within the conference, from 1.
    async fn number(&self) -> i32 {
        self.0.election.number
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ElectionState> {
        Enumeration(*self.0.election.state)
    }

    /// Titular seats, frozen when nominations opened.
    async fn seats(&self) -> Seats {
        (*self.0.election.seats).into()
    }

    /// Size class whose row of the cycle's table the seats are; null where they were given.
    async fn size_class(&self) -> Option<Enumeration<SizeClass>> {
        optional(self.0.election.size_class)
    }

    /// How candidates are chosen.
    async fn method(&self) -> Enumeration<ElectionMethod> {
        Enumeration(self.0.election.rules.method)
    }

    /// Who elects.
    async fn body(&self) -> Enumeration<ElectionBody> {
        Enumeration(self.0.election.rules.body)
    }

    /// Names a ballot may take.
    async fn votes_per_voter(&self) -> u32 {
        self.0.election.rules.votes_per_voter
    }

    /// Alternates elected for each titular seat.
    async fn alternates_per_seat(&self) -> u32 {
        self.0.election.rules.alternates_per_seat
    }

    /// Presence that a candidate needs, as read: `75%`.
    async fn minimum_presence(&self) -> String {
        self.0.election.rules.minimum_presence.percent()
    }

    /// Whether the final plenary must homologate the result.
    async fn homologated_by_plenary(&self) -> bool {
        self.0.election.rules.homologated_by_plenary
    }

    /// Whether it did; null while it has not decided.
    async fn homologated(&self) -> Option<bool> {
        self.0.election.homologated
    }

    /// SHA-256 of the seed of the lots, published before anybody votes, so that nobody can choose the seed later.
    async fn seed_commitment(&self) -> &str {
        &self.0.seed_commitment
    }

    /// Seed of the lots (*semente do sorteio*); null until the result is computed.
    async fn seed(&self) -> Option<&str> {
        self.0.seed()
    }

    /// Nominations, in the order of presentation.
    async fn nominations(&self) -> Vec<Nomination> {
        self.0.nominations.iter().cloned().map(Nomination).collect()
    }

    /// The meetings of the pools (*reuniões por segmento*).
    async fn meetings(&self) -> Vec<ElectionMeeting> {
        self.0.meetings.iter().cloned().map(ElectionMeeting).collect()
    }

    /// The result; in the hall once it is computed, for the public once it is proclaimed.
    async fn result(&self) -> Option<ElectionResult<'_>> {
        self.0.result().map(|result| ElectionResult {
            result,
            in_hall: self.0.in_hall,
            tenant: self.0.election.tenant_id,
        })
    }

    /// When nominations opened.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.election.opened_at
    }

    /// When the result was computed.
    async fn computed_at(&self) -> Option<DateTime<Utc>> {
        self.0.election.computed_at
    }

    /// When the result was proclaimed.
    async fn proclaimed_at(&self) -> Option<DateTime<Utc>> {
        self.0.election.proclaimed_at
    }

    /// Why it was annulled; null unless it was.
    async fn annulled_because(&self) -> Option<&str> {
        self.0.election.annulled_because.as_deref()
    }
}

pub(crate) struct Nomination(pub NominationView);

/// A nomination (*candidatura*).
#[Object]
impl Nomination {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Nomination", self.0.nomination.tenant_id, self.0.nomination.id)
    }

    /// Number within the election, from 1.
    async fn number(&self) -> i32 {
        self.0.nomination.number
    }

    /// Global id of the participant who stands; null where the name is.
    async fn participant_id(&self) -> Option<ID> {
        let row = &self.0.nomination;
        self.0.name.as_ref().map(|_| id::global("Participant", row.tenant_id, row.participant_id))
    }

    /// Name as called. In the hall always; for the public after proclamation, and only of those who stood.
    async fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Where the person stands.
    async fn pool(&self) -> Enumeration<Pool> {
        Enumeration(*self.0.nomination.pool)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<NominationState> {
        Enumeration(*self.0.nomination.state)
    }

    /// Whether the person agreed to stand (*aceite*).
    async fn consented(&self) -> bool {
        self.0.nomination.consented_at.is_some()
    }

    /// Why it was refused or withdrawn, as in the minutes; null for the public.
    async fn reason(&self) -> Option<&str> {
        self.0.nomination.reason.as_deref()
    }

    /// Sessions attended when it was judged; null before, and for the public.
    async fn attended(&self) -> Option<i32> {
        self.0.nomination.attended
    }

    /// Sessions that counted for presence when it was judged; null before, and for the public.
    async fn counted(&self) -> Option<i32> {
        self.0.nomination.counted
    }
}

pub(crate) struct ElectionMeeting(pub MeetingView);

/// The meeting of a pool in an election (*reunião do segmento*).
#[Object]
impl ElectionMeeting {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("ElectionMeeting", self.0.meeting.tenant_id, self.0.meeting.id)
    }

    /// The pool.
    async fn pool(&self) -> Enumeration<Pool> {
        Enumeration(*self.0.meeting.pool)
    }

    /// Titular seats of the pool.
    async fn seats(&self) -> i32 {
        self.0.meeting.seats
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<MeetingState> {
        Enumeration(*self.0.meeting.state)
    }

    /// How many are on the roll; 0 before the ballot opened.
    async fn voters(&self) -> u64 {
        self.0.turnout.voters
    }

    /// How many of them have voted.
    async fn voted(&self) -> u64 {
        self.0.turnout.voted
    }

    /// When the ballot opened.
    async fn opened_at(&self) -> Option<DateTime<Utc>> {
        self.0.meeting.opened_at
    }

    /// When it closed, or the meeting acclaimed.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.meeting.closed_at
    }
}
