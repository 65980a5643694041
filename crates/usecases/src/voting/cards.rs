//! Shows of cards: tellers type what they counted, or the chair declares.

use super::{bench, tally};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::voting::{Counts, Declaration, PollState, ShowOfCards, TellerCount};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::voting::{self, declaration, poll, teller_count};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Longest name of a teller, in characters.
const TELLER_MAX: usize = 120;

/// What was seen in the hall.
#[derive(Debug, Clone, Serialize)]
pub enum CardsSeen {
    /// A teller's count.
    Counted {
        /// Name of who counted, as on the sheet.
        teller: String,
        /// 1 for the first count, one more for each recount.
        round: u32,
        /// Votes by the code of the option.
        counts: Counts,
    },
    /// The chair's declaration.
    Declared(Declaration),
}

/// A count or a declaration to record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordShowOfCards {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
    /// What was seen; none when the client sent neither a count nor a declaration, or both.
    pub seen: Option<CardsSeen>,
}

/// Records a teller's count of a round (*contagem*), or the chair's declaration (*declaração da mesa*).
/// Tellers must agree; otherwise the next round is a recount. In a closed poll the agreement is tallied at once.
///
/// # Errors
/// `NOT_COUNTING`, `WRONG_ROUND`, `TELLER_ALREADY_COUNTED`, `COUNT_EXCEEDS_ROLL`, `COUNT_NEEDED`, `ALREADY_COUNTED`,
/// `NO_OBJECTION_ONLY_EN_BLOC`, `POLL_KIND`, `COUNT_OR_DECLARATION`.
pub async fn record_show_of_cards(app: &App, ctx: &Ctx, command: &RecordShowOfCards) -> Outcome<poll::Model> {
    let action = match command.seen {
        Some(CardsSeen::Declared(_)) => Action::ManagePolls,
        _ => Action::CountCards,
    };
    let permit = ctx.permit(action, command.poll.tenant, None)?;
    let Some(seen) = &command.seen else {
        let message = "Informe a contagem ou a declaração da mesa, uma das duas.";
        return Err(Refusal::invalid("count", "COUNT_OR_DECLARATION", message).into());
    };
    app.act(ctx, "voting.record_show_of_cards", &permit, command.key, command, |scope| async move {
        let row = bench::lock_poll(&scope, ctx, action, command.poll).await?;
        let cards = tally::cards(&scope, row.id).await?;
        let details = match seen {
            CardsSeen::Counted { teller, round, counts } => {
                let teller = text::line("teller", teller, TELLER_MAX)?;
                let count = TellerCount { teller, round: *round, counts: counts.clone() };
                add_count(&scope, ctx, &row, &cards, count).await?;
                json!({ "round": round })
            }
            CardsSeen::Declared(declared) => {
                declare(&scope, ctx, &row, &cards, *declared).await?;
                json!({ "declaration": declared })
            }
        };
        let row = if *row.state == PollState::Closed { tally::keep(&scope, row).await? } else { row };
        let act = Act::new(action, "Poll", row.id).of(row.conference_id);
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

async fn add_count(
    scope: &Scope,
    ctx: &Ctx,
    row: &poll::Model,
    cards: &ShowOfCards,
    count: TellerCount,
) -> Outcome<()> {
    let next = cards.record(&row.poll, count).or_refuse()?;
    let Some(added) = next.counts.get(cards.counts.len()) else { return Ok(()) };
    let model = teller_count::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        poll_id: row.id,
        round: i32::try_from(added.round).unwrap_or(i32::MAX),
        teller: added.teller.clone(),
        counts: Doc(added.counts.clone()),
        recorded_by: ctx.actor.key().0,
        recorded_at: ctx.now(),
    };
    scope.insert::<voting::teller_count::Entity>(model).await?;
    Ok(())
}

async fn declare(
    scope: &Scope,
    ctx: &Ctx,
    row: &poll::Model,
    cards: &ShowOfCards,
    declared: Declaration,
) -> Outcome<()> {
    cards.declare(&row.poll, declared).or_refuse()?;
    let model = declaration::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        poll_id: row.id,
        kind: Coded(declared.kind),
        approved: declared.approved,
        declared_by: ctx.actor.key().0,
        declared_at: ctx.now(),
    };
    scope.insert::<declaration::Entity>(model).await?;
    Ok(())
}
