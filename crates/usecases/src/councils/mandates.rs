//! Mandates of the council's members.

use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::NaiveDate;
use domain::councils::{self as rules, MandateInput};
use domain::participants::Email;
use domain::people::{SeatKind, Sector, Segment};
use domain::{Refusal, ids::RowId, ids::TenantId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::councils::{self, mandate};
use store::{Coded, Scope};
use uuid::Uuid;

/// A mandate to record or correct.
#[derive(Debug, Clone, Serialize)]
pub struct RecordMandate {
    /// Idempotency key.
    pub key: Uuid,
    /// The council.
    pub council: TenantId,
    /// The mandate to correct, with the version that was read; none for a new one.
    pub mandate: Option<(RowId, i32)>,
    /// Seat number, from 1.
    pub seat: i32,
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Name of the member.
    pub name: String,
    /// E-mail of the member.
    pub email: Option<String>,
    /// Government or civil society.
    pub sector: Sector,
    /// Segment, for civil society.
    pub segment: Option<Segment>,
    /// Body or organization represented.
    pub organization: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

/// Records or corrects a mandate (*mandato*) of a member of the council.
///
/// # Errors
/// Refusals on each field; `SEAT_TAKEN` when the chair is held at the time; `STALE_VERSION`.
pub async fn record_mandate(app: &App, ctx: &Ctx, command: &RecordMandate) -> Outcome<mandate::Model> {
    let permit = ctx.permit(Action::RecordMandate, command.council, None)?;
    let parsed = &rules::Mandate::parse(input(command))?;
    let email = match command.email.as_deref().map(str::trim) {
        Some(email) if !email.is_empty() => Some(Email::of_account("email", email)?.as_str().to_owned()),
        _ => None,
    };
    let email = &email;
    app.act(ctx, "councils.record_mandate", &permit, command.key, command, |scope| async move {
        // Seats are weighed against each other, so the council's mandates change one at a time.
        councils::lock_council(&scope.directory(), scope.tenant_id()).await?.found()?;
        let kept = current(&scope, command).await?;
        let others = councils::mandates(&scope).await?;
        let others: Vec<_> =
            others.iter().filter(|other| kept.as_ref().is_none_or(|kept| kept.id != other.id)).map(as_rule).collect();
        rules::admit(&others, parsed).or_refuse()?;
        let row = mandate::Model {
            tenant_id: scope.tenant_id(),
            id: kept.as_ref().map_or_else(|| ctx.new_id(), |kept| kept.id),
            seat: i32::from(parsed.seat),
            kind: Coded(parsed.kind),
            name: parsed.name.clone(),
            email: email.clone(),
            sector: Coded(parsed.sector),
            segment: parsed.segment.map(Coded),
            organization: parsed.organization.clone(),
            starts_on: parsed.period.from,
            ends_on: parsed.period.to,
            version: kept.as_ref().map_or(1, |kept| kept.version + 1),
        };
        let row = match kept {
            Some(_) => scope.save::<mandate::Entity>(row).await?,
            None => scope.insert::<mandate::Entity>(row).await?,
        };
        crate::participants::follow_mandates(&scope, ctx).await?;
        let act = Act::new(Action::RecordMandate, "Mandate", row.id);
        act.with(json!({ "seat": row.seat, "kind": row.kind, "version": row.version })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn input(command: &RecordMandate) -> MandateInput {
    MandateInput {
        name: command.name.clone(),
        seat: i64::from(command.seat),
        kind: command.kind,
        sector: command.sector,
        segment: command.segment,
        organization: command.organization.clone(),
        from: command.starts_on,
        to: command.ends_on,
    }
}

async fn current(scope: &Scope, command: &RecordMandate) -> Outcome<Option<mandate::Model>> {
    let Some((wanted, version)) = command.mandate else { return Ok(None) };
    let kept = scope.lock::<mandate::Entity>(wanted.id).await?.found()?;
    if kept.version != version {
        return Err(Refusal::stale(kept.version).into());
    }
    Ok(Some(kept))
}

/// A kept mandate as the rules see it.
pub(crate) fn as_rule(kept: &mandate::Model) -> rules::Mandate {
    rules::Mandate {
        name: kept.name.clone(),
        seat: u16::try_from(kept.seat).unwrap_or_default(),
        kind: *kept.kind,
        sector: *kept.sector,
        segment: kept.segment.map(|segment| *segment),
        organization: kept.organization.clone(),
        period: rules::Period { from: kept.starts_on, to: kept.ends_on },
    }
}
