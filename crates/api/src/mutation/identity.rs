//! Sign-in and sign-out.

use crate::context::{PresentedToken, asked};
use crate::error::OrFail;
use crate::http::{BROWSER_COOKIE, BrowserSecret, COOKIE};
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::identity::{SignInLinkRequested, SignedIn, SignedOut};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::identity;

#[derive(Default)]
pub(crate) struct IdentityMutation;

/// For whom a link is asked.
#[derive(InputObject)]
pub(crate) struct RequestSignInLinkInput {
    /// The e-mail address of the account.
    email: String,
}

/// A link that came by e-mail.
#[derive(InputObject)]
pub(crate) struct RedeemSignInLinkInput {
    /// The token in the link.
    token: String,
    /// What `requestSignInLink` answered; browsers may leave it out, they send it as a cookie.
    browser_secret: Option<String>,
}

/// A badge with its PIN.
#[derive(InputObject)]
pub(crate) struct SignInWithBadgeInput {
    /// The conference; or give the council's name in addresses.
    conference_id: Option<ID>,
    /// The council's name in addresses, where no conference is given.
    slug: Option<String>,
    /// The code on the badge, as scanned or typed.
    badge_code: String,
    /// The six digits that came with it.
    pin: String,
}

outcome! {
    /// What came of signing in with a badge.
    SignInWithBadgeOutcome = SignedIn
}
outcome! {
    /// What came of asking for a link.
    RequestSignInLinkOutcome = SignInLinkRequested
}
outcome! {
    /// What came of redeeming a link.
    RedeemSignInLinkOutcome = SignedIn
}

#[Object]
impl IdentityMutation {
    /// Sends a sign-in link (*link de acesso*), if the address has an account. It works once, for 15
    /// minutes, in the browser that asked. The answer never tells whether the address is known.
    async fn request_sign_in_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RequestSignInLinkInput,
    ) -> async_graphql::Result<RequestSignInLinkOutcome> {
        let (app, asking) = asked(ctx);
        let command = identity::RequestLink { email: input.email };
        settle(asking, identity::request_link(app, asking, &command).await, |asked| {
            set_cookie(ctx, app.is_https(), BROWSER_COOKIE, &asked.browser_secret, 15 * 60);
            SignInLinkRequested { browser_secret: asked.browser_secret }
        })
    }

    /// Redeems a sign-in link: a session begins.
    async fn redeem_sign_in_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RedeemSignInLinkInput,
    ) -> async_graphql::Result<RedeemSignInLinkOutcome> {
        let (app, asking) = asked(ctx);
        let from_cookie = ctx.data_opt::<BrowserSecret>().and_then(|secret| secret.0.clone());
        let browser_secret = input.browser_secret.or(from_cookie).unwrap_or_default();
        let command = identity::RedeemLink { token: input.token, browser_secret };
        settle(asking, identity::redeem_link(app, asking, &command).await, |session| {
            begin(ctx, asking.now(), app.is_https(), session)
        })
    }

    /// Signs a participant in with badge and PIN (*crachá e senha*). Wrong PINs lock the badge for a while,
    /// never the address. The answer never tells whether a badge exists.
    async fn sign_in_with_badge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SignInWithBadgeInput,
    ) -> async_graphql::Result<SignInWithBadgeOutcome> {
        let (app, asking) = asked(ctx);
        let door = match (id::optional_row("Conference", input.conference_id.as_ref())?, input.slug) {
            (Some(conference), _) => identity::Door::Conference(conference),
            (None, slug) => identity::Door::Council(slug.unwrap_or_default()),
        };
        let command = identity::SignInWithBadge { door, badge_code: input.badge_code, pin: input.pin };
        settle(asking, identity::sign_in_with_badge(app, asking, &command).await, |session| {
            begin(ctx, asking.now(), app.is_https(), session)
        })
    }

    /// Ends the session of this request; repeating is harmless.
    async fn end_session(&self, ctx: &Context<'_>) -> async_graphql::Result<SignedOut> {
        let (app, asking) = asked(ctx);
        let ended = match ctx.data_opt::<PresentedToken>().and_then(|presented| presented.0.as_deref()) {
            Some(token) => identity::end_session(app, asking, token).await.or_fail(asking)?,
            None => false,
        };
        set_cookie(ctx, app.is_https(), COOKIE, "", 0);
        Ok(SignedOut { ended })
    }
}

/// Gives the session's token to the browser as a cookie too.
pub(crate) fn begin(
    ctx: &Context<'_>,
    now: chrono::DateTime<chrono::Utc>,
    https: bool,
    session: identity::Session,
) -> SignedIn {
    let seconds = (session.expires_at - now).num_seconds();
    set_cookie(ctx, https, COOKIE, &session.token, seconds);
    SignedIn { token: session.token, expires_at: session.expires_at }
}

fn set_cookie(ctx: &Context<'_>, https: bool, name: &str, value: &str, seconds: i64) {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    ctx.append_http_header("set-cookie", cookie);
}
