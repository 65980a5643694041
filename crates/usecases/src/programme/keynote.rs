//! The keynote.

use super::{locked_session, open_conference, participant_of};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::programme::{Keynote, SessionKind, check_keynote};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Doc;
use store::programme::session::{self, KeptKeynote};
use uuid::Uuid;

/// Longest summary of a talk, in characters.
const SUMMARY_MAX: usize = 5_000;

/// A keynote for a session.
#[derive(Debug, Clone, Serialize)]
pub struct SetKeynote {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
    /// Title of the talk.
    pub title: String,
    /// Speaker, as announced.
    pub speaker: String,
    /// The participant, when registered.
    pub participant: Option<RowId>,
    /// Where the speaker comes from.
    pub organization: Option<String>,
    /// Planned length.
    pub minutes: i64,
    /// What was said; written afterwards.
    pub summary: Option<String>,
}

/// Names the keynote of a session (*palestra magna*), and later what was said in it.
///
/// # Errors
/// `NOT_A_KEYNOTE_SESSION`, `KEYNOTE_TOO_LONG`, `CONFERENCE_OVER`, refusals of the texts.
pub async fn set_keynote(app: &App, ctx: &Ctx, command: &SetKeynote) -> Outcome<session::Model> {
    let permit = ctx.permit(Action::ManageProgramme, command.session.tenant, None)?;
    let keynote = &parse(command)?;
    app.act(ctx, "programme.set_keynote", &permit, command.key, command, |scope| async move {
        let row = locked_session(ctx, &scope, Action::ManageProgramme, command.session).await?;
        open_conference(&scope, row.conference_id).await?;
        if *row.kind != SessionKind::Keynote {
            let message = "Esta sessão não é de palestra magna. Escolha a sessão certa ou corrija o tipo dela.";
            return Err(Refusal::rule("NOT_A_KEYNOTE_SESSION", "programação da conferência", message).into());
        }
        if let Some(participant) = keynote.participant {
            participant_of(&scope, row.conference_id, participant).await?;
        }
        let talk = Keynote { title: keynote.title.clone(), speaker: keynote.speaker.clone(), minutes: keynote.minutes };
        let session_minutes = u32::try_from((row.ends_at - row.starts_at).num_minutes()).unwrap_or_default();
        check_keynote(&talk, session_minutes).or_refuse()?;
        let row = session::Model { keynote: Some(Doc(keynote.clone())), version: row.version + 1, ..row };
        let row = scope.save::<session::Entity>(row).await?;
        let act = Act::new(Action::ManageProgramme, "Session", row.id).of(row.conference_id);
        act.with(json!({ "keynote": keynote.title, "minutes": keynote.minutes })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn parse(command: &SetKeynote) -> Outcome<KeptKeynote> {
    Ok(KeptKeynote {
        title: text::line("title", &command.title, text::LINE_MAX)?,
        speaker: text::line("speaker", &command.speaker, text::LINE_MAX)?,
        participant: command.participant.map(|participant| participant.id),
        organization: text::optional_line("organization", command.organization.as_deref(), text::LINE_MAX)?,
        // What does not fit is as long as no session is.
        minutes: u32::try_from(command.minutes.max(0)).unwrap_or(u32::MAX),
        summary: text::optional_body("summary", command.summary.as_deref(), SUMMARY_MAX)?,
    })
}
