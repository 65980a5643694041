//! What the conference's parameters say on participants, with its day and its place.

use crate::{Ctx, Failure, Outcome, failure::OrRefuse};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::conferences::ConferenceState;
use domain::participants::{Credentialing, ParticipationRules};
use domain::{Code, Refusal};
use store::conferences::conference;

/// The parameters of one conference at one moment.
pub(crate) struct Bound {
    /// What the cycle says on participants.
    pub rules: ParticipationRules,
    /// Numbers of the axes.
    pub axes: Vec<u8>,
    /// The day at the conference's place.
    pub today: NaiveDate,
    /// Its first day, or today while none is set.
    pub first_day: NaiveDate,
    /// Its last day, or the first while none is set.
    pub last_day: NaiveDate,
    /// Its credentialing.
    pub credentialing: Credentialing,
}

/// The time zone of a conference.
pub(crate) fn zone(conference: &conference::Model) -> Outcome<Tz> {
    conference.time_zone.parse().map_err(Failure::internal)
}

/// Reads what a conference is bound to.
pub(crate) fn bound(ctx: &Ctx, conference: &conference::Model) -> Outcome<Bound> {
    let zone = zone(conference)?;
    let today = ctx.now().with_timezone(&zone).date_naive();
    let first_day = conference.first_day.unwrap_or(today);
    let rules = conference.parameters.participation(first_day, zone).or_refuse()?;
    let credentialing = Credentialing {
        opened_at: conference.credentialing_opened_at,
        closed_at: conference.credentialing_closed_at,
        closes_at: closes_at(conference, &rules),
        zone,
    };
    let last_day = conference.last_day.unwrap_or(first_day);
    Ok(Bound { rules, axes: conference.parameters.axis_numbers(), today, first_day, last_day, credentialing })
}

fn closes_at(conference: &conference::Model, rules: &ParticipationRules) -> DateTime<Utc> {
    conference.credentialing_closes_at.unwrap_or(rules.credentialing_close)
}

/// Refuses what does not belong to the state the conference is in.
pub(crate) fn in_state(conference: &conference::Model, allowed: &[ConferenceState]) -> Result<(), Refusal> {
    let state = *conference.state;
    if allowed.contains(&state) {
        return Ok(());
    }
    let when = allowed.iter().map(|state| state.label()).collect::<Vec<_>>().join(", ");
    Err(Refusal::rule(
        "CONFERENCE_STATE",
        "situação da conferência",
        format!("A conferência está {}. Este ato é possível quando ela está: {when}.", state.label()),
    ))
}

/// The states in which people can be registered by the council's own people.
pub(crate) const BEFORE_THE_END: &[ConferenceState] =
    &[ConferenceState::Planned, ConferenceState::Convened, ConferenceState::Registration, ConferenceState::InProgress];

/// The states in which the desk works.
pub(crate) const AT_THE_DOOR: &[ConferenceState] = &[ConferenceState::Registration, ConferenceState::InProgress];
