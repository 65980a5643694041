//! The facts of a report, composed of what each capability has on record.

use super::frame::{Frame, last_day, zone};
use crate::{Ctx, Outcome};
use chrono::{DateTime, Utc};
use domain::reports::Coded;
use domain::reports::ReportFacts;
use domain::reports::facts::{AxisFact, ConferenceFact, CouncilFact, PlaceFact, SeatFact};
use store::Scope;
use store::conferences::conference;
use store::councils::{self, council};
use store::{identity, reference};

/// Everything that the report of a conference says and nobody writes for it.
///
/// # Errors
/// `CONFERENCE_WITHOUT_DAYS` while its days are not set.
pub(super) async fn load(
    scope: &Scope,
    conference: &conference::Model,
    frame: &Frame,
    ctx: &Ctx,
) -> Outcome<ReportFacts> {
    let convening = crate::conferences::report_facts(scope, conference).await?;
    let programme = crate::programme::report_facts(scope, conference).await?;
    Ok(ReportFacts {
        place: place(scope, &frame.council).await?,
        council: CouncilFact {
            president: convening.president,
            ..council_fact(scope, &frame.council, ctx.now()).await?
        },
        conference: conference_fact(conference)?,
        convocation_act: convening.act,
        committee: convening.committee,
        mobilization: crate::mobilization::report_facts(scope, conference).await?,
        participants: crate::participants::facts::report_facts(scope, conference.id).await?,
        reserved_groups: conference.parameters.election.reserved_groups.clone(),
        sessions: programme.sessions,
        opening_table: programme.opening_table,
        keynote: programme.keynotes.into_iter().next(),
        rules: crate::rules::report_facts(scope, conference).await?,
        actions: crate::actions::facts::report_facts(scope, conference).await?,
        groups: crate::groups::facts::report_facts(scope, conference).await?,
        proposals: crate::proposals::facts::report_facts(scope, conference).await?,
        proposal_destaques: crate::destaques::report_facts(scope, conference).await?,
        motions: crate::motions::facts::report_facts(scope, ctx, conference).await?,
        polls: crate::voting::report_facts(scope, conference).await?,
        delegation: crate::elections::facts::report_facts(scope, conference).await?,
        evaluation: crate::evaluations::facts::report_facts(scope, conference).await?,
        rapporteur: None,
        deadline: frame.rules.deadline.last_day,
    })
}

async fn place(scope: &Scope, council: &council::Model) -> Outcome<PlaceFact> {
    let directory = scope.directory();
    let name = match (&council.ibge_code, &council.uf) {
        (Some(code), _) => reference::municipality(&directory, code).await?.map(|municipality| municipality.name),
        (None, Some(uf)) => reference::state_name(&directory, uf).await?,
        (None, None) => None,
    };
    Ok(PlaceFact {
        ibge_code: council.ibge_code.clone().unwrap_or_default(),
        name: name.unwrap_or_else(|| council.name.clone()),
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
        president: president(scope).await?,
        seats: held.map(seat).collect(),
    })
}

/// Name of who presides the council.
async fn president(scope: &Scope) -> Outcome<Option<String>> {
    let members = councils::members_in_role(scope, policy::Role::President).await?;
    let Some(first) = members.into_iter().min_by_key(|member| member.since) else { return Ok(None) };
    Ok(identity::account(&scope.directory(), first.account_id).await?.map(|account| account.name))
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
