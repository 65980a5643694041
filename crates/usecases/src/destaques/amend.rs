//! The wording that a destaque proposes.

use super::{as_rule, locked, subject};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::destaques::{Amendment, DestaqueAct, DestaqueKind, DestaqueRefusal};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::destaques::{DestaqueTarget, destaque};
use uuid::Uuid;

/// A wording: the author's words and, in one of three ways, the text as it would read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AmendmentText {
    /// The author's words, for instance “Trocar ‘três’ por ‘dois’”.
    pub wording: Option<String>,
    /// The whole text as it would read.
    pub text: Option<String>,
    /// Or: a passage that is in the text exactly once.
    pub passage: Option<String>,
    /// What stands in its place; nothing takes the passage away.
    pub replacement: Option<String>,
    /// Or: what is added at the end.
    pub addition: Option<String>,
}

impl AmendmentText {
    /// The amendment of a text that this is.
    ///
    /// # Errors
    /// `AMENDMENT_AMBIGUOUS`, `PASSAGE_UNCLEAR`, `WORDING_UNCHANGED`, `WORDING_UNLIKE_KIND`,
    /// `CLARIFICATION_NOT_VOTED`; refusals on the texts.
    pub(super) fn of(&self, kind: DestaqueKind, before: &str) -> Outcome<Amendment> {
        let wording = text::optional_body("wording", self.wording.as_deref(), text::BODY_MAX)?;
        let proposed = match (&self.text, &self.passage, &self.addition) {
            (Some(whole), None, None) => Some(whole.clone()),
            (None, Some(passage), None) => {
                let replacement = self.replacement.as_deref().unwrap_or_default();
                let replaced = Amendment::replacing(before, passage, replacement);
                Some(replaced.map_err(|no| Refusal::from(no).at("passage"))?)
            }
            (None, None, Some(addition)) => {
                Some(Amendment::appending(before, &text::body("addition", addition, text::BODY_MAX)?))
            }
            (None, None, None) => None,
            _ => {
                let message = "Escreva a redação de um só jeito: o texto inteiro, o trecho a trocar ou o acréscimo.";
                return Err(Refusal::invalid("text", "AMENDMENT_AMBIGUOUS", message).into());
            }
        };
        let proposed = proposed.map(|proposed| text::body("text", &proposed, text::BODY_MAX)).transpose()?;
        let amendment = Amendment { kind, before: before.to_owned(), wording, proposed };
        if amendment.proposed.is_some() {
            amendment.check().map_err(|no| Refusal::from(no).at("text"))?;
        }
        Ok(amendment)
    }
}

/// The wording for a destaque that was called.
#[derive(Debug, Clone, Serialize)]
pub struct ProposeAmendment {
    /// Idempotency key.
    pub key: Uuid,
    /// The destaque.
    pub destaque: RowId,
    /// Whether it must be on an article or on a proposal.
    #[serde(skip)]
    pub target: DestaqueTarget,
    /// The version that was read.
    pub version: i32,
    /// The wording.
    pub amendment: AmendmentText,
}

/// Writes, or writes anew, what a destaque proposes (*emenda*), on the text as it reads now. Its author does,
/// or the table or the rapporteur for the author.
///
/// # Errors
/// Those of the wording; `NOT_AUTHOR`, `VOTE_IN_PROGRESS`, `DESTAQUE_SETTLED`, `TEXT_SUPPRESSED`, `STALE_VERSION`.
pub async fn propose(app: &App, ctx: &Ctx, command: &ProposeAmendment) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::RaiseDestaque, command.destaque.tenant, None)?;
    app.act(ctx, "destaques.propose_amendment", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::RaiseDestaque, command.destaque).await?;
        if *row.target != command.target {
            return Err(crate::Failure::NotFound);
        }
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        // Writing is open as long as taking back is.
        let by = ctx.actor.participant().unwrap_or(row.author_id);
        as_rule(&row).after(DestaqueAct::Withdraw { by }).or_refuse()?;
        let subject = subject::of(&scope, &row).await?;
        let before = subject.text.ok_or(DestaqueRefusal::TextSuppressed).or_refuse()?;
        let amendment = command.amendment.of(*row.kind, &before)?;
        let row = destaque::Model {
            before_text: before,
            wording: amendment.wording.or(row.wording),
            proposed: amendment.proposed,
            pointless_by: None,
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<destaque::Entity>(row).await?;
        let act = Act::new(Action::RaiseDestaque, "Destaque", row.id).of(row.conference_id).live();
        act.with(json!({ "act": "amend", "destaque": row.label(), "version": row.version }))
            .record(&scope, ctx)
            .await?;
        Ok(row)
    })
    .await
}
