//! Destaques (*destaques*) on articles of the rules and on proposals.

mod amend;
mod annulled;
mod conclude;
mod decided;
mod facts;
mod highlight;
mod life;
mod raise;
mod read;
mod subject;

pub use amend::{AmendmentText, ProposeAmendment, propose};
pub use highlight::{HighlightProposal, highlight};
pub use life::{
    AnswerDestaque, CallDestaque, SettleDestaque, Settlement, WithdrawDestaque, answer, call, settle, withdraw,
};
pub use raise::{RaiseDestaque, raise};
pub use read::{DestaqueAuthor, DestaqueView, author, difference, list};
pub use store::destaques::destaque::Model as DestaqueRow;
pub use store::destaques::{DestaqueFilter, DestaquePoll, DestaqueTarget, PENDING};

pub(crate) use annulled::take_back;
pub(crate) use decided::{check, record, release};
pub(crate) use facts::{pending_on_proposals, report_facts};
pub(crate) use read::views;

use crate::{Ctx, Outcome, failure::Found};
use domain::destaques::{Amendment, Destaque, DestaqueState};
use domain::{Refusal, ids::RowId};
use policy::Action;
use store::destaques::destaque;
use store::participants::participant;
use store::{Coded, Scope};
use uuid::Uuid;

/// What a destaque asks, as the domain sees it.
pub(crate) fn amendment(row: &destaque::Model) -> Amendment {
    Amendment {
        kind: *row.kind,
        before: row.before_text.clone(),
        wording: row.wording.clone(),
        proposed: row.proposed.clone(),
    }
}

/// A destaque as far as its life is concerned.
fn as_rule(row: &destaque::Model) -> Destaque {
    Destaque { kind: *row.kind, state: *row.state, author: row.author_id }
}

/// The destaque a command names, locked, after the actor was found to belong to its conference.
async fn locked(ctx: &Ctx, scope: &Scope, action: Action, wanted: RowId) -> Outcome<destaque::Model> {
    let row = scope.lock::<destaque::Entity>(wanted.id).await?.found()?;
    ctx.permit(action, wanted.tenant, Some(row.conference_id))?;
    crate::rules::meeting(scope, row.conference_id).await?;
    Ok(row)
}

/// The delegate in whose name something is done: who acts, or whom the table or the rapporteur names.
fn in_name_of(ctx: &Ctx, named: Option<RowId>) -> Outcome<Uuid> {
    match (ctx.actor.participant(), named) {
        (Some(own), Some(named)) if named.id != own => {
            Err(Refusal::not_permitted("mesa e relatoria, em nome de quem pediu o destaque").into())
        }
        (Some(own), _) => Ok(own),
        (None, Some(named)) => Ok(named.id),
        (None, None) => {
            let message = "Informe a delegada ou o delegado que pediu o destaque.";
            Err(Refusal::invalid("participantId", "REQUIRED", message).into())
        }
    }
}

/// Whether a participant is in the hall now: checked in, and not gone.
fn is_in_hall(ctx: &Ctx, person: &participant::Model) -> bool {
    let now = ctx.now();
    person.check_in_at.is_some_and(|came| came <= now) && person.check_out_at.is_none_or(|left| left > now)
}

/// The destaque in another state; what settles it says so with a reason, to be read out.
fn moved(ctx: &Ctx, row: destaque::Model, state: DestaqueState, reason: Option<String>) -> destaque::Model {
    destaque::Model {
        state: Coded(state),
        reason: reason.or(row.reason),
        settled_at: state.is_settled().then(|| ctx.now()),
        version: row.version + 1,
        ..row
    }
}
