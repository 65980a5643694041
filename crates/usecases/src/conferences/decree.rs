//! The act of convocation: drafted from the model, or anew where it was published and something changes.

use super::named::{own_council, territory};
use super::update::{Named, rename};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::NaiveDate;
use domain::conferences::act::{
    ActRefused, ConvocationAct, ConvocationActType, DEFAULT_MODEL, ModelValues, Placeholder, Publication, Signer,
    SignerRole, check_type, fill,
};
use domain::conferences::{ConferenceField, Edition, NumeralStyle, may_change};
use domain::ids::RowId;
use domain::reports::{listed, long_date};
use domain::{Code, Refusal};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::{KeptSigner, NamedByAct, act, conference, last_act};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// What a text leaves blank until it is known.
const BLANK: &str = "________";

/// An act to draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftDecree {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version of the draft that is replaced; none for a first one.
    pub version: Option<i32>,
    /// Type.
    pub kind: ConvocationActType,
    /// Number, once given.
    pub number: Option<String>,
    /// Date of the act, once given.
    pub date: Option<NaiveDate>,
    /// Place where it is given; none for the council's.
    pub place: Option<String>,
    /// Whole text; none for the model, filled in.
    pub text: Option<String>,
    /// Budget line, for the model.
    pub budget: Option<String>,
    /// Who names the committee, for the model.
    pub committee: Option<String>,
    /// Office, name and title of each who signs, in order.
    pub signers: Vec<(SignerRole, String, String)>,
    /// What a new act changes of a conference that is already convened.
    pub rectification: Option<Named>,
}

/// Drafts the act of convocation (*minuta*), or drafts it again. Of a convened conference, drafts the act that
/// rectifies it.
///
/// # Errors
/// `ACT_TYPE_NOT_ALLOWED`, `SIGNER_REQUIRED`, `SIGNER_TWICE`, `ACT_PUBLISHED` without a rectification, `NOT_CONVENED`
/// with one too early; refusals on each field; `STALE_VERSION`.
pub async fn draft_decree(app: &App, ctx: &Ctx, command: &DraftDecree) -> Outcome<act::Model> {
    let permit = ctx.permit(Action::DraftAct, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "conferences.draft_decree", &permit, command.key, command, |scope| async move {
        let mut row = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        may_change(ConferenceField::Title, *row.state, false)?;
        check_type(command.kind, &row.parameters.convocation_act_types)?;
        let last = last_act(&scope, row.id).await?;
        let kept = replaced(last.as_ref(), command)?;
        rectify(&scope, &mut row, command).await?;
        let drafted = drafted(&scope, &row, command).await?;
        let draft = act::Model {
            tenant_id: scope.tenant_id(),
            id: kept.map_or_else(|| ctx.new_id(), |kept| kept.id),
            conference_id: row.id,
            ordinal: kept.map_or_else(|| last.as_ref().map_or(1, |last| last.ordinal + 1), |kept| kept.ordinal),
            kind: Coded(drafted.kind),
            number: drafted.number,
            date: drafted.date,
            place: drafted.place,
            text: drafted.text,
            signers: Doc(drafted.signers.into_iter().map(kept_signer).collect()),
            names: Doc(named(&row)?),
            published_on: None,
            published_in: None,
            published_at: None,
            created_at: kept.map_or_else(|| ctx.now(), |kept| kept.created_at),
            version: kept.map_or(1, |kept| kept.version + 1),
        };
        let draft = match kept {
            Some(_) => scope.save::<act::Entity>(draft).await?,
            None => scope.insert::<act::Entity>(draft).await?,
        };
        let entry = Act::new(Action::DraftAct, "Decree", draft.id).of(row.id);
        let details = json!({ "ordinal": draft.ordinal, "version": draft.version });
        entry.with(details).live().record(&scope, ctx).await?;
        Ok(draft)
    })
    .await
}

/// The draft that is drafted again; none where a new act begins.
fn replaced<'a>(last: Option<&'a act::Model>, command: &DraftDecree) -> Outcome<Option<&'a act::Model>> {
    match last {
        Some(last) if last.published_at.is_none() => match command.version {
            Some(version) if version == last.version => Ok(Some(last)),
            _ => Err(Refusal::stale(last.version).into()),
        },
        Some(_) if command.rectification.is_none() => Err(Refusal::from(ActRefused::Published).into()),
        _ => Ok(None),
    }
}

/// Puts what the new act changes over the conference, as far as the text is concerned; it is kept on publication.
async fn rectify(scope: &Scope, row: &mut conference::Model, command: &DraftDecree) -> Outcome<()> {
    let Some(changes) = &command.rectification else { return Ok(()) };
    if !row.state.is_convened() {
        return Err(Refusal::rule(
            "NOT_CONVENED",
            "ato de convocação",
            "A conferência ainda não foi convocada: mude os dados dela e redija o ato de novo.",
        )
        .at("rectification")
        .into());
    }
    rename(scope, row, changes, true).await
}

async fn drafted(scope: &Scope, row: &conference::Model, command: &DraftDecree) -> Outcome<ConvocationAct> {
    let council = own_council(scope).await?;
    let territory = territory(&scope.directory(), &council).await?;
    let place = command.place.clone().unwrap_or_else(|| territory.clone());
    let words = match &command.text {
        Some(text) => text.clone(),
        None => fill(DEFAULT_MODEL, &values(row, command, &council.name, territory))?,
    };
    let required = row.parameters.signers_of(*row.level);
    let mut drafted = ConvocationAct::draft(command.kind, &place, &words, command.signers.clone(), &required)?;
    match (&command.number, command.date) {
        (Some(number), Some(date)) => drafted.identify(number, date)?,
        (None, None) => {}
        (given, _) => {
            let field = if given.is_some() { "date" } else { "number" };
            return Err(Refusal::invalid(field, "REQUIRED", "Informe o número e a data do ato juntos.").into());
        }
    }
    Ok(drafted)
}

fn values(row: &conference::Model, command: &DraftDecree, council: &str, territory: String) -> ModelValues {
    let heading = command.kind.label().to_uppercase();
    let act_date = command.date.map_or_else(|| BLANK.to_owned(), long_date);
    let number = command.number.as_deref().unwrap_or(BLANK);
    let venue: Vec<&str> = [&row.venue_name, &row.venue_address].into_iter().flatten().map(String::as_str).collect();
    let signers = command.signers.iter().map(|(_, name, title)| format!("{name}\n{title}"));
    let or = |given: &Option<String>, default: &str| given.clone().unwrap_or_else(|| default.to_owned());
    let edition = Edition::new(i64::from(row.edition)).map(|edition| edition.display(NumeralStyle::Arabic));
    ModelValues::from([
        (Placeholder::Edition, edition.unwrap_or_default()),
        (Placeholder::Theme, row.theme.clone()),
        (Placeholder::Kind, row.kind.label().to_owned()),
        (Placeholder::Date, days_in_words(row)),
        (Placeholder::Venue, if venue.is_empty() { BLANK.to_owned() } else { venue.join(", ") }),
        (Placeholder::Territory, territory),
        (Placeholder::Council, council.to_owned()),
        (Placeholder::Act, format!("{heading} Nº {number}, DE {}", act_date.to_uppercase())),
        (Placeholder::ActDate, act_date),
        (Placeholder::Committee, or(&command.committee, "resolução do conselho")),
        (Placeholder::Budget, or(&command.budget, "dotações próprias da política de assistência social")),
        (Placeholder::Signers, signers.collect::<Vec<_>>().join("\n\n")),
    ])
}

/// "26 e 27 de junho de 2025", "26 de junho de 2025", "30 de junho de 2025 a 1º de julho de 2025".
fn days_in_words(row: &conference::Model) -> String {
    let Some((first, last)) = row.first_day.zip(row.last_day) else { return BLANK.to_owned() };
    if first == last {
        return long_date(first);
    }
    let (begin, end) = (long_date(first), long_date(last));
    match (begin.split_once(" de "), end.split_once(" de ")) {
        (Some((day, month)), Some((_, same))) if month == same && (last - first).num_days() == 1 => {
            listed(&[day.to_owned(), end])
        }
        (Some((day, month)), Some((_, same))) if month == same => format!("{day} a {end}"),
        _ => format!("{begin} a {end}"),
    }
}

/// What an act of the conference, as it is now, names.
pub(super) fn named(row: &conference::Model) -> Outcome<NamedByAct> {
    let (first_day, last_day) = row.first_day.zip(row.last_day).ok_or_else(|| {
        Refusal::invalid("firstDay", "REQUIRED", "Informe as datas da conferência antes de redigir o ato.")
    })?;
    Ok(NamedByAct {
        edition: row.edition,
        kind: *row.kind,
        mode: *row.mode,
        first_day,
        last_day,
        venue_name: row.venue_name.clone(),
        venue_address: row.venue_address.clone(),
    })
}

fn kept_signer(signer: Signer) -> KeptSigner {
    KeptSigner { role: signer.role, name: signer.name, title: signer.title, signed_at: signer.signed_at }
}

/// A kept act as the rules see it.
pub(super) fn as_rule(kept: &act::Model) -> ConvocationAct {
    let signer = |signer: &KeptSigner| Signer {
        role: signer.role,
        name: signer.name.clone(),
        title: signer.title.clone(),
        signed_at: signer.signed_at,
    };
    let publication = kept.published_on.zip(kept.published_in.clone()).map(|(on, medium)| Publication { on, medium });
    ConvocationAct {
        kind: *kept.kind,
        number: kept.number.clone(),
        date: kept.date,
        place: kept.place.clone(),
        text: kept.text.clone(),
        signers: kept.signers.iter().map(signer).collect(),
        publication,
    }
}

/// Keeps what the rules changed of an act: signatures and publication.
pub(super) fn kept(row: act::Model, changed: ConvocationAct) -> act::Model {
    act::Model {
        signers: Doc(changed.signers.into_iter().map(kept_signer).collect()),
        published_on: changed.publication.as_ref().map(|publication| publication.on),
        published_in: changed.publication.map(|publication| publication.medium),
        ..row
    }
}

/// The act a command names, locked, with its conference, locked before it.
pub(super) async fn locked(scope: &Scope, id: Uuid) -> Outcome<(act::Model, conference::Model)> {
    let named = scope.get::<act::Entity>(id).await?.found()?;
    let conference = scope.lock::<conference::Entity>(named.conference_id).await?.found()?;
    let act = scope.lock::<act::Entity>(id).await?.found()?;
    Ok((act, conference))
}

/// Refuses when the text is not the one that was read.
pub(super) fn check_version(act: &act::Model, version: i32) -> Outcome<()> {
    if act.version == version { Ok(()) } else { Err(Refusal::stale(act.version)).or_refuse() }
}
