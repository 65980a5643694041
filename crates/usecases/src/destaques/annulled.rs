//! A destaque whose vote was annulled after the proclamation is debated again.

use super::decided::chosen;
use super::{as_rule, moved};
use crate::decided::{Annulled, built_upon};
use crate::proposals::amend::{Restoring, restore};
use crate::{Ctx, Outcome, failure::OrRefuse};
use domain::destaques::{DestaqueAct, DestaqueState};
use store::Scope;
use store::conferences::conference;
use store::destaques::{DestaqueTarget, destaque};

/// Takes back what the poll on a destaque decided: the text is what it was, the destaque waits for another
/// vote, and those it had made pointless are called again.
///
/// # Errors
/// `DECISION_BUILT_UPON`; not found.
pub(crate) async fn take_back(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    let row = chosen(scope, conference, annulled.decided.subject, annulled.decided.items).await?;
    if row.polls.last().is_none_or(|vote| vote.poll != annulled.decided.poll) {
        return Err(built_upon("Anule antes a votação mais recente sobre o destaque."));
    }
    let note = format!("Destaque {}: {}", row.label(), annulled.note());
    match *row.target {
        DestaqueTarget::Article => crate::rules::restore(ctx, scope, &row, note).await?,
        DestaqueTarget::Proposal => {
            let approved = *row.state == DestaqueState::Approved;
            let restoring = Restoring {
                destaque: row.id,
                poll: annulled.decided.poll,
                texts: approved.then(|| (row.before_text.clone(), row.after_text.clone())),
                merged: row.merges_id.filter(|_| approved),
                reason: note,
            };
            restore(scope, ctx, row.subject_id, restoring).await?;
        }
    }
    call_again(ctx, scope, &row).await?;
    let state = as_rule(&row).after(DestaqueAct::Annul).or_refuse()?;
    let row = destaque::Model { reason: None, after_text: None, ..row };
    scope.save::<destaque::Entity>(moved(ctx, row, state, None)).await?;
    Ok(())
}

/// Nothing makes these pointless any more: those that were settled for it are called again.
async fn call_again(ctx: &Ctx, scope: &Scope, annulled: &destaque::Model) -> Outcome<()> {
    for row in store::destaques::on(scope, annulled.conference_id, *annulled.target).await? {
        if row.pointless_by != Some(annulled.id) {
            continue;
        }
        let row = destaque::Model { pointless_by: None, ..row };
        let row = match as_rule(&row).after(DestaqueAct::Annul) {
            Ok(state) => moved(ctx, destaque::Model { reason: None, ..row }, state, None),
            Err(_) => destaque::Model { version: row.version + 1, ..row },
        };
        scope.save::<destaque::Entity>(row).await?;
    }
    Ok(())
}
