//! Letters between councils: put into the outbox by the act that writes them, carried out by the
//! relay. A letter has the same id on both sides, and so arrives once however often it is carried.

use super::answered;
use crate::{
    App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use domain::ids::TenantId;
use domain::reports::{LetterKind, LetterRefused, SealedLetter};
use serde_json::json;
use store::councils::{self, council};
use store::outbox::{self, NewEntry, Topic};
use store::reports::{Direction, letter, sent_letter};
use store::{Coded, Scope};
use uuid::Uuid;

/// Keeps a letter of the scope's council and puts it into the outbox; says its id.
///
/// # Errors
/// When the database fails.
pub(crate) async fn send(scope: &Scope, ctx: &Ctx, sealed: &SealedLetter) -> Outcome<Uuid> {
    let row = kept(ctx.new_id(), sealed, Direction::Sent, ctx);
    let id = row.id;
    scope.insert::<letter::Entity>(row).await?;
    let entry = NewEntry {
        id: ctx.new_id(),
        topic: Topic::Letter,
        conference_id: None,
        sequence: None,
        payload: json!({ "letter": id }),
        at: ctx.now(),
    };
    outbox::put(scope, entry).await?;
    Ok(id)
}

/// Carries a letter out: reads it in the sender's tenant, checks it, and puts a copy with its
/// consequences into the recipient's, in one transaction. Carried out again it changes nothing.
///
/// # Errors
/// When the letter is not the one that was sealed, its councils are not one above the other, or the
/// recipient does not take it; the relay tries again later.
pub(crate) async fn deliver(app: &App, entry: &outbox::entry::Model) -> Outcome<()> {
    let ctx = &app.context(policy::Actor::Anonymous, format!("letter:{}", entry.id));
    let (id, sealed) = outgoing(app, entry).await?;
    let letter = sealed.letter();
    let (sender, recipient) = councils_of(app, &sealed).await?;
    let cycle = match letter.kind {
        LetterKind::FinalReport => Some(crate::consolidation::cycle_of_letter(app, &sealed).await?),
        _ => None,
    };
    let permit = policy::system(letter.recipient, "letters.deliver");
    let (sealed, sender, recipient, cycle) = (&sealed, &sender, &recipient, &cycle);
    app.db
        .transact("letters.deliver", &permit, |scope| async move {
            if !scope.insert_new::<letter::Entity>(kept(id, sealed, Direction::Received, ctx)).await? {
                return Ok(());
            }
            match cycle {
                Some(cycle) => {
                    crate::consolidation::arrive(&scope, ctx, (id, sealed), (sender, recipient), cycle).await
                }
                None => answered::take(app, &scope, ctx, sealed).await,
            }
        })
        .await?;
    app.announce();
    Ok(())
}

/// The letter of an outbox entry as its sender kept it, checked against its hash.
async fn outgoing(app: &App, entry: &outbox::entry::Model) -> Outcome<(Uuid, SealedLetter)> {
    let id: Uuid = serde_json::from_value(entry.payload["letter"].clone()).map_err(Failure::internal)?;
    let sender = TenantId(entry.tenant_id);
    let scope = app.db.read(&policy::system(sender, "letters.deliver")).await?;
    let row = sent_letter(&scope, id).await?.found()?;
    let sealed = SealedLetter::open(&row.text, &row.hash).or_refuse()?;
    let named = sealed.letter();
    if named.sender != sender || named.recipient.0 != row.peer_id {
        return Err(LetterRefused::BadAddress).or_refuse();
    }
    Ok((id, sealed))
}

/// Sender and recipient: a report goes to the council above, an answer to one below.
async fn councils_of(app: &App, sealed: &SealedLetter) -> Outcome<(council::Model, council::Model)> {
    let letter = sealed.letter();
    let ids = vec![letter.sender.0, letter.recipient.0];
    let found = councils::councils(&app.db.directory(None).await?, ids).await?;
    let of = |tenant: TenantId| found.iter().find(|council| council.id == tenant.0).cloned().found();
    let (sender, recipient) = (of(letter.sender)?, of(letter.recipient)?);
    let (below, above) =
        if letter.kind == LetterKind::FinalReport { (&sender, &recipient) } else { (&recipient, &sender) };
    if below.parent_id != Some(above.id) {
        return Err(LetterRefused::BadAddress).or_refuse();
    }
    Ok((sender, recipient))
}

/// A copy of a letter as the one or the other side keeps it.
fn kept(id: Uuid, sealed: &SealedLetter, direction: Direction, ctx: &Ctx) -> letter::Model {
    let letter = sealed.letter();
    let (tenant, peer) = match direction {
        Direction::Sent => (letter.sender, letter.recipient),
        Direction::Received => (letter.recipient, letter.sender),
    };
    letter::Model {
        tenant_id: tenant.0,
        id,
        direction: Coded(direction),
        kind: Coded(letter.kind),
        peer_id: peer.0,
        conference_id: letter.conference,
        number: i32::try_from(letter.version).unwrap_or(i32::MAX),
        schema: letter.schema.clone(),
        hash: sealed.hash().to_owned(),
        text: sealed.text().to_owned(),
        at: ctx.now(),
    }
}
