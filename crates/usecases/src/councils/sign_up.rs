//! A council signs up; its e-mail is confirmed.

use crate::{
    App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
    record::send_mail,
};
use chrono::Duration;
use domain::councils::{CouncilAct, SizeClasses, slug};
use domain::{Refusal, ids::TenantId, participants::Email, people::Level, text};
use policy::Role;
use serde::Serialize;
use store::councils::{self, CouncilStatus, council, sign_up as person};
use store::{Coded, Directory, Scope, reference};
use uuid::Uuid;

/// How long the confirmation link can be used.
const CONFIRM_WITHIN: Duration = Duration::hours(48);

/// What a council says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct SignUp {
    /// Becomes the council's id, so that a repeated sign-up is the same one.
    pub key: Uuid,
    /// State or municipal.
    pub level: Level,
    /// Municipality, for a municipal council.
    pub ibge_code: Option<String>,
    /// State, for a state council.
    pub uf: Option<String>,
    /// Full name; by default made of the level and the place.
    pub name: Option<String>,
    /// For instance CMAS.
    pub acronym: Option<String>,
    /// Institutional e-mail.
    pub email: String,
    /// The law that created it.
    pub created_by_law: String,
    /// Name of the person who signs it up.
    pub person_name: String,
    /// E-mail of that person, to which the confirmation goes.
    pub person_email: String,
    /// Role that person will hold: secretary or president.
    pub person_role: Role,
}

/// The place a council stands for.
struct Place {
    name: String,
    uf: String,
    ibge_code: Option<String>,
    time_zone: String,
    population: Option<i32>,
}

/// Signs a council up (*cadastro*). It can do nothing until its e-mail is confirmed and the parent
/// council approved it. An unconfirmed or declined sign-up of the same place is replaced.
///
/// # Errors
/// Refusals on each field; `COUNCIL_EXISTS`; `PARENT_MISSING` while the council above is not here.
pub async fn sign_up(app: &App, ctx: &Ctx, command: &SignUp) -> Outcome<council::Model> {
    let parsed = parse(command)?;
    let parsed = &parsed;
    let token = identity::token::Secret::new(identity::token::Kind::Link, ctx.bytes());
    let token = &token;
    let permit = policy::system(TenantId(command.key), "councils.sign_up");
    let council = app
        .db
        .transact("councils.sign_up", &permit, |scope| async move {
            let directory = scope.directory();
            if let Some(known) = councils::council(&directory, command.key).await? {
                return repeated(known, parsed);
            }
            let place = place(&directory, command).await?;
            let parent = parent(&directory, command.level, &place.uf).await?;
            make_room(&directory, command.level, &place).await?;
            let council = directory.insert::<council::Entity>(row(ctx, command, parsed, &place, parent)).await?;
            keep_person(ctx, &scope, parsed, command.person_role, token).await?;
            let link = format!("{}/cadastro/confirmar?c={}&t={}", app.settings.public_url, council.id, token.reveal());
            let letter = mail::Template::ConfirmSignUp { council: council.name.clone(), link };
            send_mail(&scope, ctx, &parsed.person_email, letter).await?;
            Ok(council)
        })
        .await?;
    app.announce();
    Ok(council)
}

struct Parsed {
    name: Option<String>,
    acronym: Option<String>,
    email: String,
    created_by_law: String,
    person_name: String,
    person_email: String,
}

fn parse(command: &SignUp) -> Result<Parsed, Refusal> {
    if command.level == Level::National {
        return Err(Refusal::invalid(
            "level",
            "LEVEL_NOT_OPEN",
            "O conselho nacional é cadastrado por quem opera a plataforma. Escolha estadual ou municipal.",
        ));
    }
    if !matches!(command.person_role, Role::Secretary | Role::President) {
        return Err(Refusal::invalid(
            "personRole",
            "ROLE_NOT_OPEN",
            "Quem cadastra o conselho é a secretaria executiva ou a presidência. As outras pessoas são convidadas depois.",
        ));
    }
    Ok(Parsed {
        name: text::optional_line("name", command.name.as_deref(), text::LINE_MAX)?,
        acronym: text::optional_line("acronym", command.acronym.as_deref(), 20)?,
        email: Email::of_account("email", &command.email)?.as_str().to_owned(),
        created_by_law: text::line("createdByLaw", &command.created_by_law, text::LINE_MAX)?,
        person_name: text::line("personName", &command.person_name, text::LINE_MAX)?,
        person_email: Email::of_account("personEmail", &command.person_email)?.as_str().to_owned(),
    })
}

fn repeated(known: council::Model, parsed: &Parsed) -> Outcome<council::Model> {
    if known.email == parsed.email && known.created_by_law == parsed.created_by_law {
        Ok(known)
    } else {
        Err(Refusal::key_reused().into())
    }
}

async fn place(directory: &Directory, command: &SignUp) -> Outcome<Place> {
    if command.level == Level::State {
        return state(directory, command.uf.as_deref().unwrap_or_default()).await;
    }
    let unknown = || Refusal::invalid("ibgeCode", "MUNICIPALITY_UNKNOWN", "Escolha o município na lista do IBGE.");
    let code = command.ibge_code.as_deref().ok_or_else(unknown)?;
    let town = reference::municipality(directory, code).await?.ok_or_else(unknown)?;
    Ok(Place {
        name: town.name,
        uf: town.uf,
        ibge_code: Some(town.ibge_code),
        time_zone: town.time_zone,
        population: Some(town.population),
    })
}

async fn state(directory: &Directory, uf: &str) -> Outcome<Place> {
    let uf = uf.to_uppercase();
    let towns = reference::all_of_state(directory, &uf).await?;
    let capital = towns
        .into_iter()
        .find(|town| town.is_capital)
        .ok_or_else(|| Refusal::invalid("uf", "STATE_UNKNOWN", "Escolha um dos 26 estados ou o Distrito Federal."))?;
    let name = reference::state_name(directory, &uf).await?.unwrap_or_else(|| uf.clone());
    Ok(Place { name, uf, ibge_code: None, time_zone: capital.time_zone, population: None })
}

async fn parent(directory: &Directory, level: Level, uf: &str) -> Outcome<Uuid> {
    let (above, uf) = if level == Level::State { (Level::National, None) } else { (Level::State, Some(uf)) };
    let parent = councils::active_council_of(directory, above, uf).await?;
    Ok(parent
        .ok_or_else(|| {
            Refusal::rule(
                "PARENT_MISSING",
                "conselho de nível acima",
                "O conselho que aprovaria este cadastro ainda não usa o Confere. Fale com o conselho estadual; \
                 quando ele entrar, este cadastro poderá ser feito.",
            )
        })?
        .id)
}

/// Frees the place of an unconfirmed or declined sign-up, or refuses.
async fn make_room(directory: &Directory, level: Level, place: &Place) -> Outcome<()> {
    let known = match &place.ibge_code {
        Some(code) => councils::council_of_municipality(directory, code).await?,
        None => councils::council_of_state(directory, level, &place.uf).await?,
    };
    let Some(known) = known else { return Ok(()) };
    if matches!(*known.status, CouncilStatus::Active | CouncilStatus::Pending) {
        return Err(Refusal::invalid(
            if place.ibge_code.is_some() { "ibgeCode" } else { "uf" },
            "COUNCIL_EXISTS",
            format!("{} já tem cadastro. Peça um convite à secretaria executiva desse conselho.", known.name),
        )
        .into());
    }
    let slug = slug(&known.slug, &known.id.simple().to_string());
    let retired = council::Model { ibge_code: None, slug, status: Coded(CouncilStatus::Declined), ..known };
    directory.save::<council::Entity>(retired).await?;
    Ok(())
}

fn row(ctx: &Ctx, command: &SignUp, parsed: &Parsed, place: &Place, parent: Uuid) -> council::Model {
    let municipal = command.level == Level::Municipal;
    let title = if municipal { "Conselho Municipal" } else { "Conselho Estadual" };
    let name = parsed.name.clone().unwrap_or_else(|| format!("{title} de Assistência Social – {}", place.name));
    let slug = if municipal { slug(&place.name, &place.uf) } else { slug(&place.uf, "") };
    let population = place.population.and_then(|people| u32::try_from(people).ok());
    council::Model {
        id: command.key,
        parent_id: Some(parent),
        level: Coded(command.level),
        status: Coded(CouncilStatus::SignedUp),
        search_name: text::search_key(&format!("{name} {}", place.name)),
        name,
        acronym: parsed.acronym.clone().unwrap_or_else(|| if municipal { "CMAS" } else { "CEAS" }.to_owned()),
        slug,
        uf: Some(place.uf.clone()),
        ibge_code: place.ibge_code.clone(),
        time_zone: place.time_zone.clone(),
        population: place.population,
        size_class: population.map(|people| Coded(SizeClasses::pnas_2004().class_of(people))),
        email: parsed.email.clone(),
        created_by_law: parsed.created_by_law.clone(),
        status_reason: None,
        signed_up_at: ctx.now(),
        decided_at: None,
        version: 1,
    }
}

async fn keep_person(
    ctx: &Ctx,
    scope: &Scope,
    parsed: &Parsed,
    role: Role,
    token: &identity::token::Secret,
) -> Outcome<()> {
    let row = person::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        person_name: parsed.person_name.clone(),
        person_email: parsed.person_email.clone(),
        person_role: Coded(role),
        token_hash: token.hash(),
        expires_at: ctx.now() + CONFIRM_WITHIN,
        confirmed_at: None,
    };
    scope.insert::<person::Entity>(row).await?;
    Ok(())
}

/// The confirmation of a sign-up's e-mail.
#[derive(Debug, Clone)]
pub struct ConfirmEmail {
    /// The council.
    pub council: TenantId,
    /// The token from the message.
    pub token: String,
}

/// Confirms the e-mail (*confirmação*): the parent council now sees the sign-up. Repeating is harmless.
///
/// # Errors
/// `LINK_EXPIRED`; not found when the token is wrong.
pub async fn confirm_email(app: &App, ctx: &Ctx, command: &ConfirmEmail) -> Outcome<council::Model> {
    let permit = policy::system(command.council, "councils.confirm_email");
    let hash = &identity::token::hash(&command.token);
    app.db
        .transact("councils.confirm_email", &permit, |scope| async move {
            let person = councils::sign_up_by_token(&scope, hash).await?.found()?;
            let directory = scope.directory();
            let council = councils::lock_council(&directory, scope.tenant_id()).await?.found()?;
            if person.confirmed_at.is_some() {
                return Ok(council);
            }
            if person.expires_at < ctx.now() {
                return Err(Failure::Refused(Refusal::invalid(
                    "token",
                    "LINK_EXPIRED",
                    "O prazo deste link terminou. Faça o cadastro de novo; leva poucos minutos.",
                )));
            }
            let confirmed = person::Model { confirmed_at: Some(ctx.now()), ..person };
            scope.save::<person::Entity>(confirmed).await?;
            let version = council.version + 1;
            let status = Coded(council.status.after(CouncilAct::ConfirmEmail).or_refuse()?);
            let pending = council::Model { status, version, ..council };
            Ok(directory.save::<council::Entity>(pending).await?)
        })
        .await
}
