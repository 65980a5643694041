//! Sign-in by a link in an e-mail: single use, 15 minutes, bound to the browser that asked.

use super::{Session, start_account_session};
use crate::{App, Ctx, Outcome};
use chrono::Duration;
use domain::{Refusal, participants::Email};
use serde_json::json;
use store::identity::{self as people, link};
use store::{Directory, outbox};

/// How long a link can be used.
const VALID: Duration = Duration::minutes(VALID_MINUTES as i64);
const VALID_MINUTES: u32 = 15;
/// Links for one address within [`VALID`]; more are silently not sent.
const LINKS_MAX: u64 = 5;

/// A person asks for a link.
#[derive(Debug, Clone)]
pub struct RequestLink {
    /// The address.
    pub email: String,
}

/// What the asking browser keeps; the same whether the address is known or not.
#[derive(Debug, Clone)]
pub struct LinkRequested {
    /// The secret that must come back with the link's token.
    pub browser_secret: String,
}

/// Asks for a sign-in link (*link de acesso*). The answer never tells whether the address is known.
///
/// # Errors
/// A refusal when the address is none.
pub async fn request_link(app: &App, ctx: &Ctx, command: &RequestLink) -> Outcome<LinkRequested> {
    let email = &Email::of_account("email", &command.email)?.as_str().to_owned();
    let token = &identity::token::Secret::new(identity::token::Kind::Link, ctx.bytes());
    let browser = &identity::token::Secret::new(identity::token::Kind::Browser, ctx.bytes());
    app.db
        .transact_directory(None, |directory| async move {
            let known = people::account_by_email(&directory, email).await?;
            let recent = people::links_since(&directory, email, ctx.now() - VALID).await?;
            let row = link::Model {
                id: ctx.new_id(),
                token_hash: token.hash(),
                browser_hash: browser.hash(),
                email: email.clone(),
                created_at: ctx.now(),
                expires_at: ctx.now() + VALID,
                redeemed_at: None,
            };
            // Kept for unknown addresses too, so that both take the same time and space.
            directory.insert::<link::Entity>(row).await?;
            if known.is_some() && recent < LINKS_MAX {
                put_letter(app, ctx, &directory, email, &token.reveal()).await?;
            }
            Ok::<_, crate::Failure>(())
        })
        .await?;
    app.announce();
    Ok(LinkRequested { browser_secret: browser.reveal() })
}

async fn put_letter(app: &App, ctx: &Ctx, directory: &Directory, email: &str, token: &str) -> Outcome<()> {
    let link = format!("{}/entrar/link?t={token}", app.settings.public_url);
    let template = mail::Template::SignInLink { link, minutes: VALID_MINUTES, code: None };
    let entry = outbox::NewEntry {
        id: ctx.new_id(),
        topic: outbox::Topic::Mail,
        conference_id: None,
        sequence: None,
        payload: json!(mail::Draft { to: email.to_owned(), template }),
        at: ctx.now(),
    };
    Ok(outbox::put_for_platform(directory, entry).await?)
}

/// The link comes back.
#[derive(Debug, Clone)]
pub struct RedeemLink {
    /// The token in the link.
    pub token: String,
    /// What the asking browser kept.
    pub browser_secret: String,
}

/// Redeems a link: a session begins.
///
/// # Errors
/// `LINK_INVALID`, in the same words for every reason: unknown, used, expired, other browser.
pub async fn redeem_link(app: &App, ctx: &Ctx, command: &RedeemLink) -> Outcome<Session> {
    let hash = &identity::token::hash(&command.token);
    let browser = &identity::token::hash(&command.browser_secret);
    app.db
        .transact_directory(None, |directory| async move {
            let link = people::lock_link(&directory, hash).await?.ok_or_else(link_invalid)?;
            let usable = link.redeemed_at.is_none() && link.expires_at > ctx.now() && link.browser_hash == *browser;
            if !usable {
                return Err(link_invalid().into());
            }
            let account = people::account_by_email(&directory, &link.email).await?.ok_or_else(link_invalid)?;
            directory.save::<link::Entity>(link::Model { redeemed_at: Some(ctx.now()), ..link }).await?;
            start_account_session(app, ctx, &directory, account.id).await
        })
        .await
}

fn link_invalid() -> Refusal {
    Refusal::invalid(
        "token",
        "LINK_INVALID",
        "Este link não vale mais ou foi aberto em outro navegador. Peça um novo link e abra-o aqui mesmo.",
    )
}
