//! The facts of a report, composed of what each capability has on record.

use super::frame::{Frame, last_day, zone};
use crate::Outcome;
use chrono::{DateTime, Utc};
use domain::reports::Coded;
use domain::reports::ReportFacts;
use domain::reports::facts::{AxisFact, ConferenceFact, CouncilFact, PlaceFact, SeatFact};
use store::Scope;
use store::conferences::conference;
use store::councils::{self, council};

/// Everything that the report of a conference says and nobody writes for it.
///
/// # Errors
/// `CONFERENCE_WITHOUT_DAYS` while its days are not set.
pub(super) async fn load(
    scope: &Scope,
    conference: &conference::Model,
    frame: &Frame,
    now: DateTime<Utc>,
) -> Outcome<ReportFacts> {
    let convening = crate::conferences::report_facts(scope, conference).await?;
    Ok(ReportFacts {
        place: place(&frame.council)?,
        council: CouncilFact { president: convening.president, ..council_fact(scope, &frame.council, now).await? },
        conference: conference_fact(conference)?,
        convocation_act: convening.act,
        committee: convening.committee,
        mobilization: crate::mobilization::report_facts(scope, conference).await?,
        participants: vec![],
        reserved_groups: conference.parameters.election.reserved_groups.clone(),
        sessions: vec![],
        opening_table: vec![],
        keynote: None,
        rules: None,
        actions: vec![],
        groups: vec![],
        proposals: vec![],
        proposal_destaques: vec![],
        motions: vec![],
        polls: vec![],
        delegation: None,
        evaluation: None,
        rapporteur: None,
        deadline: frame.rules.deadline.last_day,
    })
}

fn place(council: &council::Model) -> Outcome<PlaceFact> {
    Ok(PlaceFact {
        ibge_code: council.ibge_code.clone().unwrap_or_default(),
        name: council.name.clone(),
        uf: council.uf.clone().unwrap_or_default(),
        population: council.population.and_then(|people| u64::try_from(people).ok()),
        size_class: council.size_class.map(|size| *size),
        time_zone: zone(council)?,
    })
}

async fn council_fact(scope: &Scope, council: &council::Model, now: DateTime<Utc>) -> Outcome<CouncilFact> {
    let today = now.with_timezone(&zone(council)?).date_naive();
    let mandates = councils::mandates(scope).await?;
    let held = mandates.iter().filter(|mandate| (mandate.starts_on..=mandate.ends_on).contains(&today));
    let seat = |mandate: &councils::mandate::Model| SeatFact {
        kind: *mandate.kind,
        sector: *mandate.sector,
        segment: mandate.segment.map(|segment| *segment),
    };
    Ok(CouncilFact {
        name: council.name.clone(),
        acronym: council.acronym.clone(),
        level: *council.level,
        president: None,
        seats: held.map(seat).collect(),
    })
}

fn conference_fact(conference: &conference::Model) -> Outcome<ConferenceFact> {
    let last = last_day(conference)?;
    let axis = |axis: &domain::cycles::Axis| AxisFact { number: u32::from(axis.number), title: axis.title.clone() };
    Ok(ConferenceFact {
        edition: u32::try_from(conference.edition).unwrap_or_default(),
        title: conference.title.clone(),
        theme: conference.theme.clone(),
        kind: Coded::of(*conference.kind),
        mode: Coded::of(*conference.mode),
        first_day: conference.first_day.unwrap_or(last),
        last_day: last,
        venue: conference.venue_name.clone(),
        address: conference.venue_address.clone(),
        axes: conference.parameters.axes.iter().map(axis).collect(),
    })
}
