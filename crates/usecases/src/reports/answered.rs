//! What the council above answers: receipt, return, acceptance.

use super::version;
use crate::{
    App, Ctx, Outcome,
    failure::{Found, OrRefuse},
    record::{send_mail, tell},
};
use domain::people::SeatKind;
use domain::reports::{Answer, LetterRefused, ReturnReason, SealedLetter, read_answer};
use mail::Template;
use store::councils;
use store::reports::{self, report_version};
use store::{Doc, Scope, identity};

/// Takes an answer in: the version moves on, the secretariat is written to.
///
/// # Errors
/// `LETTER_HASH_MISMATCH` when it answers another letter; not found when there is no such version.
pub(super) async fn take(app: &App, scope: &Scope, ctx: &Ctx, sealed: &SealedLetter) -> Outcome<()> {
    let letter = sealed.letter();
    let number = i32::try_from(letter.version).map_err(|_| LetterRefused::BadAddress).or_refuse()?;
    reports::lock_report(scope, letter.conference).await?.found()?;
    let row = reports::numbered_version(scope, letter.conference, number).await?.found()?;
    let answer = read_answer(letter, row.letter_hash.as_deref().unwrap_or_default()).or_refuse()?;
    let message = message(app, &row, &answer);
    let row = moved(row, answer, ctx)?;
    scope.save::<report_version::Entity>(row).await?;
    for address in secretaries(scope).await? {
        send_mail(scope, ctx, &address, message.clone()).await?;
    }
    tell(scope, ctx, letter.conference).await
}

fn moved(row: report_version::Model, answer: Answer, ctx: &Ctx) -> Outcome<report_version::Model> {
    let rule = version::as_rule(&row);
    Ok(match answer {
        Answer::Received(receipt) => {
            let rule = rule.received(receipt.protocol).or_refuse()?;
            report_version::Model { receipt: Some(Doc(receipt)), ..version::after(row, rule) }
        }
        Answer::Accepted(_) => {
            let rule = rule.accepted().or_refuse()?;
            report_version::Model { answered_at: Some(ctx.now()), ..version::after(row, rule) }
        }
        Answer::Returned(verdict) => {
            let rule = rule.returned(&verdict.reasons).or_refuse()?;
            report_version::Model { answered_at: Some(ctx.now()), ..version::after(row, rule) }
        }
    })
}

fn message(app: &App, row: &report_version::Model, answer: &Answer) -> Template {
    let municipality = row.content.place.name.clone();
    let protocol = row.receipt.as_ref().map(|receipt| receipt.protocol.to_string()).unwrap_or_default();
    match answer {
        Answer::Received(receipt) => Template::ReportReceived { municipality, protocol: receipt.protocol.to_string() },
        Answer::Accepted(_) => {
            let titulars = row.content.delegation.as_ref().map(|all| all.of_kind(SeatKind::Titular).count());
            let delegates = titulars.and_then(|count| u32::try_from(count).ok()).unwrap_or_default();
            Template::ReportAccepted { municipality, protocol, delegates }
        }
        Answer::Returned(verdict) => Template::ReportReturned {
            municipality,
            reasons: verdict.reasons.iter().map(in_words).collect(),
            link: format!("{}/painel", app.settings.public_url),
        },
    }
}

fn in_words(reason: &ReturnReason) -> String {
    match reason.section {
        Some(section) => format!("Seção {section}: {}", reason.reason),
        None => reason.reason.clone(),
    }
}

/// Addresses of those who hold the secretariat.
async fn secretaries(scope: &Scope) -> Outcome<Vec<String>> {
    let members = councils::members_in_role(scope, policy::Role::Secretary).await?;
    let accounts = members.into_iter().map(|member| member.account_id).collect();
    Ok(identity::accounts(&scope.directory(), accounts).await?.into_iter().map(|account| account.email).collect())
}
