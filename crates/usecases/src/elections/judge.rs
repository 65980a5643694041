//! Judging nominations by the rules of the election.

use super::locked::{keep, locked};
use super::read::{ElectionView, election as shown};
use crate::participants::presence_shares;
use crate::{
    App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::elections::{ElectionState, Ineligible, NominationRefused, NominationState, Nominee, TieBreak, judge};
use domain::ids::RowId;
use domain::participants::presence::PresenceShare;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use store::elections::{self, election, nomination};
use store::participants::participant;
use store::programme;
use store::{Coded, Scope};
use uuid::Uuid;

/// Nominations to judge.
#[derive(Debug, Clone, Serialize)]
pub struct JudgeNominations {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
    /// The nominations, also those judged before (on appeal, or after a list was corrected); empty for
    /// all that were presented and agreed to.
    pub nominations: Vec<RowId>,
}

/// Judges nominations (*deferimento e indeferimento*): who is a delegate, accredited and present enough stands.
///
/// # Errors
/// `NOMINATIONS_NOT_OPEN`, `NOMINATION_NOT_CONSENTED`, `BIRTH_DATE_MISSING`, `NOMINATION_STATE`.
pub async fn judge_nominations(app: &App, ctx: &Ctx, command: &JudgeNominations) -> Outcome<ElectionView> {
    let permit = ctx.permit(Action::ManageElection, command.election.tenant, None)?;
    let id = app
        .act(ctx, "elections.judge", &permit, command.key, command, |scope| async move {
            let election = locked(&scope, ctx, Action::ManageElection, command.election.id).await?;
            if *election.state != ElectionState::Nominations {
                let cause = Ineligible::NotOpen { state: *election.state };
                return Err(NominationRefused { cause, article: None }).or_refuse();
            }
            let all = elections::nominations(&scope, vec![election.id]).await?;
            let chosen = chosen(&all, command)?;
            let people = people(&scope, &chosen).await?;
            let shares = presence(&scope, election.conference_id).await?;
            let (mut accepted, mut refused) = (0, 0);
            for row in chosen {
                let person = people.get(&row.participant_id).found()?;
                let share = shares.get(&person.id).copied().unwrap_or(PresenceShare::over::<Uuid>(&[], &[]));
                let judged = judged(ctx.now(), &election, row, person, share)?;
                if *judged.state == NominationState::Accepted {
                    accepted += 1
                } else {
                    refused += 1
                }
                scope.save::<nomination::Entity>(judged).await?;
            }
            let details = json!({ "accepted": accepted, "refused": refused });
            keep(&scope, ctx, Action::ManageElection, election, details).await
        })
        .await?;
    shown(app, ctx, RowId { id, ..command.election }).await
}

/// Sessions attended of those that count and have begun, by participant.
async fn presence(scope: &Scope, conference: Uuid) -> Outcome<HashMap<Uuid, PresenceShare>> {
    let sessions = programme::sessions(scope, conference).await?;
    let begun = sessions.iter().filter(|session| session.counts_for_presence && session.started_at.is_some());
    let counting: Vec<Uuid> = begun.map(|session| session.id).collect();
    presence_shares(scope, conference, &counting).await
}

fn chosen(all: &[nomination::Model], command: &JudgeNominations) -> Outcome<Vec<nomination::Model>> {
    if command.nominations.is_empty() {
        let ready = all.iter().filter(|row| *row.state == NominationState::Proposed && row.consented_at.is_some());
        return Ok(ready.cloned().collect());
    }
    let mut chosen = Vec::with_capacity(command.nominations.len());
    for wanted in &command.nominations {
        let same = |row: &&nomination::Model| row.id == wanted.id && wanted.tenant == command.election.tenant;
        let row = all.iter().find(same).found()?;
        if row.consented_at.is_none() {
            let message = "A pessoa indicada ainda não aceitou a candidatura. Registre o aceite e julgue depois.";
            let refusal = Refusal::rule("NOMINATION_NOT_CONSENTED", "aceite da candidatura", message);
            return Err(refusal.at("nominationIds").into());
        }
        chosen.push(row.clone());
    }
    chosen.sort_by_key(|row| row.number);
    chosen.dedup_by_key(|row| row.id);
    Ok(chosen)
}

async fn people(scope: &Scope, rows: &[nomination::Model]) -> Outcome<HashMap<Uuid, participant::Model>> {
    let ids = rows.iter().map(|row| row.participant_id).collect();
    let found = scope.get_many::<participant::Entity>(ids).await?;
    Ok(found.into_iter().map(|person| (person.id, person)).collect())
}

fn judged(
    now: DateTime<Utc>,
    election: &election::Model,
    row: nomination::Model,
    person: &participant::Model,
    share: PresenceShare,
) -> Outcome<nomination::Model> {
    let nominee = Nominee {
        category: *person.category,
        sector: person.sector.map(|sector| *sector),
        segment: person.segment.map(|segment| *segment),
        checked_in: person.check_in_at.is_some() && person.check_out_at.is_none_or(|gone| gone > now),
        attended: share.attended,
        counted: share.of,
        already_nominated: false,
    };
    let verdict = judge(&nominee, *row.pool, &election.seats, &election.rules);
    let to = if verdict.is_ok() { NominationState::Accepted } else { NominationState::Refused };
    let state = if *row.state == to { to } else { row.state.advance(to, *election.state).or_refuse()? };
    if verdict.is_ok() && person.birth_date.is_none() && election.rules.tie_breaks.contains(&TieBreak::Older) {
        let message = "Falta a data de nascimento de quem se candidata, que decide em caso de empate. Complete o \
                       cadastro e julgue de novo.";
        return Err(Refusal::rule("BIRTH_DATE_MISSING", "tieBreaks", message).into());
    }
    let refused = verdict.err();
    Ok(nomination::Model {
        state: Coded(state),
        reason: refused.as_ref().map(NominationRefused::reason),
        refusal_code: refused.map(|refused| Refusal::from(refused).code.to_owned()),
        attended: Some(i32::try_from(share.attended).unwrap_or(i32::MAX)),
        counted: Some(i32::try_from(share.of).unwrap_or(i32::MAX)),
        decided_at: Some(now),
        ..row
    })
}
