//! What can be asked about elections and the delegation.

use crate::{App, Ctx, Outcome, failure::Found};
use domain::elections::{ElectionResult, ElectionState, NominationState};
use domain::ids::RowId;
use domain::participants::{Cpf, Email};
use policy::Action;
use sha2::{Digest, Sha256};
use store::Scope;
use store::elections::{
    self as kept, Turnout, departure, election as elected, meeting as met, nomination as named, place,
};
use store::participants::participant;
use uuid::Uuid;

/// An election as this actor may see it.
#[derive(Debug, Clone)]
pub struct ElectionView {
    /// The election; without its result and seed where the actor may not see them yet.
    pub election: elected::Model,
    /// SHA-256 of the seed, published from the beginning.
    pub seed_commitment: String,
    /// Whether reasons and trace are shown, which tell of people more than the public has to know.
    pub in_hall: bool,
    /// Nominations, in the order of presentation.
    pub nominations: Vec<NominationView>,
    /// The meetings of the pools, in their usual order.
    pub meetings: Vec<MeetingView>,
}

impl ElectionView {
    /// The result, if the actor may see it.
    pub fn result(&self) -> Option<&ElectionResult> {
        self.election.result.as_ref().map(|result| &result.0)
    }

    /// The seed of the lots, once it is published.
    pub fn seed(&self) -> Option<&str> {
        self.election.computed_at.map(|_| self.election.seed.as_str())
    }
}

/// A nomination with the name, where the actor may know it.
#[derive(Debug, Clone)]
pub struct NominationView {
    /// The nomination.
    pub nomination: named::Model,
    /// Name as called.
    pub name: Option<String>,
}

/// A meeting with its turnout.
#[derive(Debug, Clone)]
pub struct MeetingView {
    /// The meeting.
    pub meeting: met::Model,
    /// Its roll in figures.
    pub turnout: Turnout,
}

/// The delegation after all substitutions.
#[derive(Debug, Clone)]
pub struct DelegationView {
    /// The election that gave it.
    pub election: elected::Model,
    /// Places in the order of the result.
    pub places: Vec<PlaceView>,
    /// Who left, in order of time.
    pub departures: Vec<departure::Model>,
}

/// A place with what the actor may know of the person.
#[derive(Debug, Clone)]
pub struct PlaceView {
    /// The place.
    pub place: place::Model,
    /// Body or organization.
    pub organization: Option<String>,
    /// CPF, in full or masked.
    pub cpf: Option<String>,
    /// E-mail, in full or masked.
    pub email: Option<String>,
}

/// An election.
///
/// # Errors
/// Not found when there is none.
pub async fn election(app: &App, ctx: &Ctx, id: RowId) -> Outcome<ElectionView> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<elected::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ReadConference, id.tenant, Some(row.conference_id))?;
    views(&scope, ctx, vec![row]).await?.pop().found()
}

/// The elections of a conference, oldest first; those before the last are annulled.
///
/// # Errors
/// When the database fails.
pub async fn elections(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<ElectionView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let rows = kept::elections(&scope, conference.id).await?;
    views(&scope, ctx, rows).await
}

/// A nomination.
///
/// # Errors
/// Not found when there is none.
pub async fn nomination(app: &App, ctx: &Ctx, id: RowId) -> Outcome<NominationView> {
    let permit = ctx.permit(Action::ReadElection, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let nomination = scope.get::<named::Entity>(id.id).await?.found()?;
    in_hall_of(&scope, ctx, nomination.election_id).await?;
    let person = scope.get::<participant::Entity>(nomination.participant_id).await?;
    Ok(NominationView { name: person.map(|person| person.shown_name().to_owned()), nomination })
}

/// The meeting of a pool.
///
/// # Errors
/// Not found when there is none.
pub async fn meeting(app: &App, ctx: &Ctx, id: RowId) -> Outcome<MeetingView> {
    let permit = ctx.permit(Action::ReadElection, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let meeting = scope.get::<met::Entity>(id.id).await?.found()?;
    in_hall_of(&scope, ctx, meeting.election_id).await?;
    let turnout = kept::turnout(&scope, vec![meeting.id]).await?;
    Ok(MeetingView { meeting, turnout: turnout.first().map(|(_, turnout)| *turnout).unwrap_or_default() })
}

async fn in_hall_of(scope: &Scope, ctx: &Ctx, election: Uuid) -> Outcome<()> {
    let election = scope.get::<elected::Entity>(election).await?.found()?;
    ctx.permit(Action::ReadElection, scope.tenant(), Some(election.conference_id))?;
    Ok(())
}

/// All elections with what belongs to them, in a fixed number of queries.
async fn views(scope: &Scope, ctx: &Ctx, rows: Vec<elected::Model>) -> Outcome<Vec<ElectionView>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let nominations = kept::nominations(scope, ids.clone()).await?;
    let people = nominations.iter().map(|one| one.participant_id).collect();
    let people = scope.get_many::<participant::Entity>(people).await?;
    let meetings = kept::meetings(scope, ids).await?;
    let turnout = kept::turnout(scope, meetings.iter().map(|one| one.id).collect()).await?;
    let in_hall =
        |row: &elected::Model| ctx.permit(Action::ReadElection, scope.tenant(), Some(row.conference_id)).is_ok();
    let view = |row: elected::Model| {
        let (in_hall, proclaimed) = (in_hall(&row), *row.state == ElectionState::Proclaimed);
        let named = nominations.iter().filter(|one| one.election_id == row.id).map(|one| {
            let public = proclaimed && *one.state == NominationState::Accepted;
            let person = people.iter().find(|person| person.id == one.participant_id);
            let name = person.filter(|_| in_hall || public).map(|person| person.shown_name().to_owned());
            NominationView { nomination: as_shown(one, in_hall), name }
        });
        let met = meetings.iter().filter(|one| one.election_id == row.id).map(|one| {
            let turnout = turnout.iter().find(|(id, _)| *id == one.id).map(|(_, turnout)| *turnout);
            MeetingView { meeting: one.clone(), turnout: turnout.unwrap_or_default() }
        });
        ElectionView {
            seed_commitment: Sha256::digest(&row.seed).iter().map(|byte| format!("{byte:02x}")).collect(),
            in_hall,
            nominations: named.collect(),
            meetings: met.collect(),
            election: elected::Model { result: row.result.clone().filter(|_| in_hall || proclaimed), ..row },
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Outside the hall nobody learns why somebody does not stand.
fn as_shown(row: &named::Model, in_hall: bool) -> named::Model {
    let shown = row.clone();
    if in_hall {
        shown
    } else {
        named::Model { reason: None, refusal_code: None, attended: None, counted: None, ..shown }
    }
}

/// The delegation of a conference (*delegação*); none while no result is proclaimed. Names are public, documents
/// for the desk alone.
///
/// # Errors
/// When the database fails.
pub async fn delegation(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Option<DelegationView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let Some(election) = kept::current(&scope, conference.id).await? else { return Ok(None) };
    if *election.state != ElectionState::Proclaimed {
        return Ok(None);
    }
    let places = kept::places(&scope, election.id).await?;
    let people = places.iter().map(|one| one.participant_id).collect();
    let people = scope.get_many::<participant::Entity>(people).await?;
    let departures = kept::departures(&scope, election.id).await?;
    let may = |action| ctx.permit(action, conference.tenant, Some(conference.id)).is_ok();
    let shown = match (may(Action::ReadPersonalData), may(Action::ReadParticipants)) {
        (true, _) => Documents::Full,
        (false, true) => Documents::Masked,
        (false, false) => Documents::None,
    };
    let view = |place: place::Model| {
        let person = people.iter().find(|person| person.id == place.participant_id);
        PlaceView {
            organization: person.and_then(|person| person.organization.clone()),
            cpf: person.and_then(|person| shown.cpf(person.cpf.as_deref()?)),
            email: person.and_then(|person| shown.email(person.email.as_deref()?)),
            place,
        }
    };
    Ok(Some(DelegationView { places: places.into_iter().map(view).collect(), election, departures }))
}

/// How far an actor sees documents and contacts.
#[derive(Debug, Clone, Copy)]
enum Documents {
    Full,
    Masked,
    None,
}

impl Documents {
    fn cpf(self, digits: &str) -> Option<String> {
        match self {
            Self::Full => Some(digits.to_owned()),
            Self::Masked => Cpf::parse(digits).ok().map(|cpf| cpf.masked()),
            Self::None => None,
        }
    }

    fn email(self, address: &str) -> Option<String> {
        match self {
            Self::Full => Some(address.to_owned()),
            Self::Masked => Email::parse(address).ok().map(|email| email.masked()),
            Self::None => None,
        }
    }
}
