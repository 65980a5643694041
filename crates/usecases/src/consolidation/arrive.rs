//! A report arrives from a council below.

use super::cycle;
use crate::reports::{deadline_for, send, zone};
use crate::{App, Ctx, Failure, Outcome, failure::OrRefuse, record::tell};
use chrono::Datelike;
use domain::consolidation::{Arrival, InboxEntry};
use domain::ids::TenantId;
use domain::people::SeatKind;
use domain::reports::{
    Answer, Deadline, FiledReport, LetterRefused, ProtocolNumber, Receipt, SealedLetter, answer_letter, filed_report,
};
use store::consolidation::{inbox_entry, lock_entry_of};
use store::councils::council;
use store::{Coded, Doc, Scope, cycles, sequence};
use uuid::Uuid;

/// The cycle a report was filed under: published by the recipient or by the council above it.
///
/// # Errors
/// `LETTER_BAD_ADDRESS` when another council published it; not found when it is not public.
pub(crate) async fn cycle_of_letter(app: &App, sealed: &SealedLetter) -> Outcome<cycles::cycle::Model> {
    let filed = filed_report(sealed.letter()).or_refuse()?;
    let recipient = crate::councils::get(app, sealed.letter().recipient).await?;
    let above = recipient.and_then(|council| council.parent_id);
    if filed.cycle.tenant != sealed.letter().recipient && Some(filed.cycle.tenant.0) != above {
        return Err(LetterRefused::BadAddress).or_refuse();
    }
    cycle::published(app, filed.cycle).await
}

/// Takes a report into the inbox, gives it a protocol number and sends the receipt back.
///
/// # Errors
/// Refusals of the inbox: another version than the next, an entry that is answered.
pub(crate) async fn arrive(
    scope: &Scope,
    ctx: &Ctx,
    (letter_id, sealed): (Uuid, &SealedLetter),
    (sender, recipient): (&council::Model, &council::Model),
    cycle: &cycles::cycle::Model,
) -> Outcome<()> {
    let filed = filed_report(sealed.letter()).or_refuse()?;
    let deadline = deadline_for(cycle::parameters(cycle), &filed.report, zone(sender)?);
    let kept = lock_entry_of(scope, cycle.id, sender.id).await?;
    let before = match &kept {
        Some(kept) => as_rule(kept)?,
        None => InboxEntry::expected(TenantId(sender.id), filed.report.place.name.clone()),
    };
    let protocol = next_protocol(scope, ctx, recipient).await?;
    let arrival = Arrival {
        version: sealed.letter().version,
        letter_hash: sealed.hash(),
        protocol,
        filed_at: filed.filed_at,
        received_at: ctx.now(),
    };
    let entry = before.received(&arrival, &deadline).or_refuse()?;
    let late = entry.late && arrival.version == 1;
    let letter = ReceivedLetter { id: letter_id, sealed, filed: &filed };
    keep(scope, ctx, kept, &letter, &entry, (&deadline, cycle)).await?;
    let receipt = Receipt {
        protocol,
        recipient_name: recipient.name.clone(),
        sender_name: sender.name.clone(),
        conference_title: filed.report.conference.title.clone(),
        version: arrival.version,
        letter_hash: sealed.hash().to_owned(),
        received_at: ctx.now(),
        late,
    };
    send(scope, ctx, &answer_letter(sealed, &Answer::Received(receipt))?).await?;
    tell(scope, ctx, cycle.id).await
}

struct ReceivedLetter<'a> {
    id: Uuid,
    sealed: &'a SealedLetter,
    filed: &'a FiledReport,
}

async fn keep(
    scope: &Scope,
    ctx: &Ctx,
    kept: Option<inbox_entry::Model>,
    letter: &ReceivedLetter<'_>,
    entry: &InboxEntry,
    (deadline, cycle): (&Deadline, &cycles::cycle::Model),
) -> Outcome<()> {
    let report = &letter.filed.report;
    let titulars = report.delegation.as_ref().map_or(0, |all| all.of_kind(SeatKind::Titular).count());
    let row = inbox_entry::Model {
        tenant_id: scope.tenant_id(),
        id: kept.as_ref().map_or_else(|| ctx.new_id(), |kept| kept.id),
        cycle_tenant_id: cycle.tenant_id,
        cycle_id: cycle.id,
        sender_id: entry.sender.0,
        conference_id: letter.sealed.letter().conference,
        place: entry.place.clone(),
        title: report.conference.title.clone(),
        state: Coded(entry.state),
        number: i32::try_from(entry.version).unwrap_or(i32::MAX),
        letter_id: letter.id,
        letter_hash: letter.sealed.hash().to_owned(),
        protocol: entry.protocol.map(|protocol| protocol.to_string()).unwrap_or_default(),
        first_received_at: entry.first_received_at.unwrap_or_else(|| ctx.now()),
        received_at: ctx.now(),
        filed_at: letter.filed.filed_at,
        late: entry.late,
        deadline: deadline.last_day,
        reasons: Doc(entry.reasons.clone()),
        proposals: i32::try_from(report.proposals.len()).unwrap_or(i32::MAX),
        delegates: i32::try_from(titulars).unwrap_or(i32::MAX),
        decided_at: None,
        decided_by: None,
        version: kept.as_ref().map_or(1, |kept| kept.version + 1),
    };
    match kept {
        Some(_) => scope.save::<inbox_entry::Entity>(row).await?,
        None => scope.insert::<inbox_entry::Entity>(row).await?,
    };
    Ok(())
}

/// A kept entry as the rules see it.
pub(super) fn as_rule(row: &inbox_entry::Model) -> Outcome<InboxEntry> {
    Ok(InboxEntry {
        sender: TenantId(row.sender_id),
        place: row.place.clone(),
        state: *row.state,
        version: u32::try_from(row.number).unwrap_or_default(),
        letter_hash: Some(row.letter_hash.clone()),
        protocol: Some(row.protocol.parse().map_err(|refused| Failure::internal(format!("{refused:?}")))?),
        first_received_at: Some(row.first_received_at),
        late: row.late,
        reasons: row.reasons.0.clone(),
    })
}

/// The next protocol number of the year on the recipient's clock. Numbers are counted under the year.
async fn next_protocol(scope: &Scope, ctx: &Ctx, recipient: &council::Model) -> Outcome<ProtocolNumber> {
    let year = ctx.now().with_timezone(&zone(recipient)?).year();
    let counted = Uuid::from_u128(u128::from(year.unsigned_abs()));
    let sequence = u32::try_from(sequence::next(scope, counted).await?).ok();
    let number =
        sequence.zip(u16::try_from(year).ok()).and_then(|(sequence, year)| ProtocolNumber::new(year, sequence));
    number.ok_or_else(|| Failure::internal("the protocol numbers of this year are used up"))
}
