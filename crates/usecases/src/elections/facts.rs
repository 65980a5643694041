//! The election as the 17 steps and the final report see it.

use crate::{Failure, Outcome};
use domain::conferences::steps::ElectionFacts;
use domain::elections::{ElectionState, NominationState};
use domain::people::{Pool, SeatKind, Segment};
use domain::reports::facts::{DelegateFact, DelegationFact, VacantSeat};
use std::collections::BTreeMap;
use store::Scope;
use store::conferences::conference;
use store::elections::{self, election, place};
use store::participants::participant;

/// Facts for the steps; in two queries.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ElectionFacts> {
    let Some(election) = elections::current(scope, conference.id).await? else { return Ok(ElectionFacts::default()) };
    let nominations = elections::nominations(scope, vec![election.id]).await?;
    let standing = nominations.iter().filter(|one| *one.state != NominationState::Withdrawn).count();
    Ok(ElectionFacts {
        nominations: u32::try_from(standing).unwrap_or(u32::MAX),
        opened_at: Some(election.opened_at),
        proclaimed_at: election.proclaimed_at,
    })
}

/// Elections whose nominations or ballot opened and which are not proclaimed: what keeps a conference from closing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn unfinished(scope: &Scope, conference: &conference::Model) -> Outcome<u32> {
    let current = elections::current(scope, conference.id).await?;
    Ok(u32::from(current.is_some_and(|election| *election.state != ElectionState::Proclaimed)))
}

/// The delegation for the report, after all substitutions; none while no result is proclaimed. In three queries.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Option<DelegationFact>> {
    let Some(election) = elections::current(scope, conference.id).await? else { return Ok(None) };
    let Some(result) = election.result.as_ref().filter(|_| *election.state == ElectionState::Proclaimed) else {
        return Ok(None);
    };
    let places = elections::places(scope, election.id).await?;
    let ids = places.iter().map(|one| one.participant_id).collect();
    let people = scope.get_many::<participant::Entity>(ids).await?;
    let mut delegates = Vec::new();
    for seat in seated(&places) {
        let person = people.iter().find(|person| person.id == seat.holder.participant_id);
        let person = person.ok_or_else(|| Failure::internal("somebody elected is not a participant"))?;
        delegates.push(delegate(&seat, person, &election, &conference.parameters.delegate_fields));
    }
    let mut vacant: Vec<VacantSeat> = result
        .vacant
        .iter()
        .map(|seat| VacantSeat {
            kind: seat.kind,
            pool: seat.pool,
            order: seat.order,
            reason: Some(seat.reason.clone()),
        })
        .collect();
    vacant.extend(left_vacant(&places));
    Ok(Some(DelegationFact {
        seats: election.seats.total(),
        reserved_needed: election.rules.reserved_share.as_ref().map(|_| result.reserved_needed),
        delegates,
        vacant,
    }))
}

/// A seat as it is held now.
struct Seat<'a> {
    kind: SeatKind,
    order: u32,
    pool: Pool,
    holder: &'a place::Model,
}

/// Titular seats with whoever holds them, then the alternates still at disposal, in the order of the result.
fn seated(places: &[place::Model]) -> Vec<Seat<'_>> {
    let of = |kind| places.iter().filter(move |place| *place.kind == kind);
    let seat = |kind, of: &place::Model, holder| Seat { kind, order: order(of), pool: *of.pool, holder };
    let titulars = of(SeatKind::Titular)
        .filter_map(|elected| holder(places, elected).map(|holder| seat(SeatKind::Titular, elected, holder)));
    let alternates = of(SeatKind::Alternate)
        .filter(|one| one.departed.is_none() && one.stands_for.is_none())
        .map(|one| seat(SeatKind::Alternate, one, one));
    titulars.chain(alternates).collect()
}

fn order(place: &place::Model) -> u32 {
    u32::try_from(place.place).unwrap_or_default()
}

/// Who holds the seat of an elected titular now; none when it stays vacant.
fn holder<'a>(places: &'a [place::Model], elected: &'a place::Model) -> Option<&'a place::Model> {
    let mut holder = elected;
    while holder.departed.is_some() {
        holder = places.iter().find(|one| one.stands_for == Some(holder.participant_id))?;
    }
    Some(holder)
}

fn left_vacant(places: &[place::Model]) -> Vec<VacantSeat> {
    let titulars = places.iter().filter(|one| *one.kind == SeatKind::Titular);
    let vacant = titulars.filter(|elected| holder(places, elected).is_none());
    vacant
        .map(|elected| VacantSeat {
            kind: SeatKind::Titular,
            pool: *elected.pool,
            order: order(elected),
            reason: Some("Vaga aberta por saída, sem suplente.".into()),
        })
        .collect()
}

fn delegate(
    seat: &Seat<'_>,
    person: &participant::Model,
    election: &election::Model,
    asked: &[String],
) -> DelegateFact {
    let id = person.id.to_string();
    let result = election.result.iter().flat_map(|result| result.titulars.iter().chain(&result.alternates));
    let known: [(&str, Option<String>); 5] = [
        ("cpf", person.cpf.clone()),
        ("email", person.email.clone()),
        ("accessibilityNeeds", Some(person.accessibility_needs.join(", ")).filter(|needs| !needs.is_empty())),
        ("diet", person.diet.clone()),
        ("birthDate", person.birth_date.map(|day| day.to_string())),
    ];
    let fields: BTreeMap<String, String> = known
        .into_iter()
        .filter(|(field, _)| asked.iter().any(|asked| asked == field))
        .filter_map(|(field, value)| Some((field.to_owned(), value?)))
        .collect();
    DelegateFact {
        kind: seat.kind,
        order: seat.order,
        sector: seat.pool.sector(),
        segment: segment(seat.pool),
        name: person.shown_name().to_owned(),
        organization: person.organization.clone(),
        reserved_share: result.into_iter().any(|one| one.participant_id == id && one.reserved_share),
        fields,
    }
}

fn segment(pool: Pool) -> Option<Segment> {
    match pool {
        Pool::Government => None,
        Pool::Users => Some(Segment::Users),
        Pool::Workers => Some(Segment::Workers),
        Pool::Entities => Some(Segment::Entities),
    }
}
