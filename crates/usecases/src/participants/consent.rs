//! The text on the use of personal data that people agree to.

use super::rules::{BEFORE_THE_END, in_state};
use crate::failure::Found;
use crate::{Act, App, Ctx, Outcome};
use domain::ids::RowId;
use domain::participants::consent as rule;
use domain::{Refusal, text};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, consent_text as kept};
use uuid::Uuid;

/// Version of the text that holds while a conference has none of its own.
const STANDARD_VERSION: &str = "padrao-1";
/// Days after the conference for which the standard text keeps the data: until the state has accepted the report.
const STANDARD_DAYS: u32 = 365;
const STANDARD: &str = "Usamos os dados desta inscrição só para organizar a conferência: confirmar quem participa, \
    dar o crachá, formar os grupos, cuidar da acessibilidade e contar a presença no relatório. Dados sobre cor ou raça, \
    deficiência e outros grupos com vagas reservadas são opcionais e aparecem apenas como totais. Nada é vendido nem \
    publicado com o seu nome sem que a lei o exija. Os dados ficam guardados por um ano depois do último dia da \
    conferência e então são apagados. Você pode pedir à secretaria do conselho para ver, corrigir ou apagar os seus dados \
    (Lei nº 13.709/2018).";
/// Longest time of keeping, in days: ten years.
const RETENTION_MAX: i32 = 3_653;

/// The text in force.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConsentText {
    /// Version, to be sent back with the agreement.
    pub version: String,
    /// What people read.
    pub body: String,
    /// Days after the last day of the conference until the data are erased.
    pub retention_days: u32,
}

impl ConsentText {
    /// As the rules see it.
    pub(super) fn rule(&self) -> rule::ConsentText {
        rule::ConsentText { version: self.version.clone(), retention_days: self.retention_days }
    }
}

/// The text in force in a conference: its own, or the platform's.
pub(super) async fn in_force(scope: &Scope, conference: Uuid) -> Outcome<ConsentText> {
    let own = people::consent_text_in_force(scope, conference).await?;
    Ok(own.map_or_else(
        || ConsentText {
            version: STANDARD_VERSION.to_owned(),
            body: STANDARD.to_owned(),
            retention_days: STANDARD_DAYS,
        },
        |row| ConsentText {
            version: row.version,
            body: row.body,
            retention_days: u32::try_from(row.retention_days).unwrap_or_default(),
        },
    ))
}

/// The text that whoever registers reads; public.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn consent_text(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<ConsentText> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    in_force(&app.db.read(&permit).await?, conference.id).await
}

/// A new text on the use of personal data.
#[derive(Debug, Clone, Serialize)]
pub struct PublishConsentText {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// What people read.
    pub body: String,
    /// Days after the last day of the conference until the data are erased.
    pub retention_days: i32,
}

/// Publishes a text on the use of personal data (*termo de consentimento*); earlier versions stay on record.
///
/// # Errors
/// Refusals on each field; `CONFERENCE_STATE` once it is over.
pub async fn publish_consent_text(app: &App, ctx: &Ctx, command: &PublishConsentText) -> Outcome<ConsentText> {
    let permit = ctx.permit(Action::ManageParticipants, command.conference.tenant, Some(command.conference.id))?;
    let body = &text::body("body", &command.body, text::BODY_MAX)?;
    if !(1..=RETENTION_MAX).contains(&command.retention_days) {
        let message =
            "Informe por quantos dias os dados ficam guardados depois da conferência: de 1 a 3653 (dez anos).";
        return Err(Refusal::invalid("retentionDays", "RETENTION_RANGE", message).into());
    }
    app.act(ctx, "participants.publish_consent_text", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, BEFORE_THE_END)?;
        let last = people::consent_text_in_force(&scope, conference.id).await?;
        let number = last.and_then(|row| row.version.parse::<u32>().ok()).unwrap_or_default() + 1;
        let row = kept::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            version: number.to_string(),
            body: body.clone(),
            retention_days: command.retention_days,
            published_at: ctx.now(),
        };
        let row = scope.insert::<kept::Entity>(row).await?;
        let act = Act::new(Action::ManageParticipants, "ConsentText", row.id).of(conference.id);
        act.with(json!({ "version": row.version, "retentionDays": row.retention_days })).record(&scope, ctx).await?;
        in_force(&scope, conference.id).await
    })
    .await
}
