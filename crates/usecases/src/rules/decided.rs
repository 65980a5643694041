//! Polls on the rules of procedure: whether they may be taken, and what they decide.

use super::{after, author, locked};
use crate::decided::{Annulled, Decided, built_upon};
use crate::{Ctx, Outcome, failure::Found, failure::OrRefuse};
use domain::Refusal;
use domain::destaques::DestaqueState;
use domain::rules::{RulesAct, RulesRefusal, RulesState};
use domain::voting::{Outcome as Result, SubjectKind};
use store::conferences::conference;
use store::destaques::{DestaqueTarget, destaque};
use store::rules::{article, document};
use store::{Coded, Scope};
use uuid::Uuid;

/// Checks that the rules as a whole, one article, or articles en bloc may be voted now.
///
/// # Errors
/// `RULES_NOT_NOW`, `RULES_ALREADY_VOTED`, `DESTAQUES_OPEN`, `ARTICLE_HIGHLIGHTED`; not found for foreign articles.
pub(crate) async fn check(
    scope: &Scope,
    conference: &conference::Model,
    subject: SubjectKind,
    items: &[Uuid],
) -> Outcome<()> {
    let document = locked(scope, conference.id).await?;
    if *document.state != RulesState::Read {
        return Err(RulesRefusal::NotNow(*document.state)).or_refuse();
    }
    if document.approval_poll_id.is_some() {
        return Err(RulesRefusal::AlreadyVoted).or_refuse();
    }
    let destaques = of_round(scope, &document).await?;
    if subject == SubjectKind::Rules {
        let open_destaques = destaques.iter().filter(|row| !row.state.is_settled()).count();
        return document.state.after(RulesAct::Adopt { open_destaques }).map(|_| ()).or_refuse();
    }
    for article in chosen(scope, conference.id, items).await? {
        let own = destaques.iter().filter(|row| row.subject_id == article.id);
        let held = match subject {
            SubjectKind::RulesBloc => own.count(),
            _ => own.filter(|row| !row.state.is_settled()).count(),
        };
        if held > 0 {
            return Err(RulesRefusal::Highlighted { article: super::number(article.number) }).or_refuse();
        }
    }
    Ok(())
}

/// Writes what a proclaimed poll decided: the approval of the whole, its rejection, which takes it back
/// to the draft, or the decision on each article. A bloc that is rejected decides nothing: its articles
/// are voted one by one.
///
/// # Errors
/// When the database fails; not found for foreign articles.
pub(crate) async fn record(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    let mut document = locked(scope, conference.id).await?;
    match (decided.subject, decided.result.outcome) {
        (_, Result::Tie | Result::Annulled) | (SubjectKind::RulesBloc, Result::Rejected) => {}
        (SubjectKind::Rules, Result::Approved) => {
            document.approval_poll_id = Some(decided.poll);
            document.version += 1;
            scope.save::<document::Entity>(document).await?;
        }
        (SubjectKind::Rules, Result::Rejected) => back_to_draft(ctx, scope, document).await?,
        (_, outcome) => {
            for mut article in chosen(scope, conference.id, decided.items).await? {
                article.decision_poll_id = Some(decided.poll);
                article.decision = Some(Coded(outcome));
                article.version += 1;
                scope.save::<article::Entity>(article).await?;
            }
        }
    }
    Ok(())
}

/// Takes back what an annulled poll decided on the rules, as long as no later vote stands on it.
///
/// # Errors
/// `DECISION_BUILT_UPON`; not found for foreign articles.
pub(crate) async fn take_back(scope: &Scope, conference: &conference::Model, annulled: &Annulled<'_>) -> Outcome<()> {
    let mut document = locked(scope, conference.id).await?;
    if annulled.decided.subject == SubjectKind::Rules {
        if *document.state == RulesState::Draft {
            return Err(built_upon("O regimento rejeitado já voltou à minuta: publique, leia e vote de novo."));
        }
        under_discussion(&document, Some(annulled.decided.poll))?;
        document.approval_poll_id = None;
        document.version += 1;
        scope.save::<document::Entity>(document).await?;
        return Ok(());
    }
    under_discussion(&document, None)?;
    for mut article in chosen(scope, conference.id, annulled.decided.items).await? {
        match article.decision_poll_id {
            Some(poll) if poll == annulled.decided.poll => {}
            // A rejected bloc decided nothing on its articles.
            None => continue,
            Some(_) => return Err(built_upon("Anule antes a votação mais recente sobre o artigo.")),
        }
        (article.decision, article.decision_poll_id) = (None, None);
        article.version += 1;
        scope.save::<article::Entity>(article).await?;
    }
    Ok(())
}

/// Gives the article of an annulled destaque the text it had before.
///
/// # Errors
/// `DECISION_BUILT_UPON`; not found.
pub(crate) async fn restore(ctx: &Ctx, scope: &Scope, row: &destaque::Model, note: String) -> Outcome<()> {
    let document = locked(scope, row.conference_id).await?;
    under_discussion(&document, None)?;
    if document.reading_round != row.reading_round {
        return Err(built_upon("O regimento já está em nova leitura: peça o destaque de novo."));
    }
    let mut article = scope.lock::<article::Entity>(row.subject_id).await?.found()?;
    if article.decision_poll_id.is_some() {
        return Err(built_upon("Anule antes a votação do artigo."));
    }
    if *row.state != DestaqueState::Approved {
        return Ok(());
    }
    if article.current_text != row.after_text {
        return Err(built_upon("Anule antes a votação do destaque que depois mudou este mesmo texto."));
    }
    let text = Some(row.before_text.clone());
    article.history.0.note(text.clone(), author(ctx), ctx.now(), note);
    article.current_text = text;
    article.version += 1;
    scope.save::<article::Entity>(article).await?;
    Ok(())
}

/// Checks that the rules are still before the plenary, and approved by no other poll than this one.
fn under_discussion(document: &document::Model, approval: Option<Uuid>) -> Outcome<()> {
    if !matches!(*document.state, RulesState::Reading | RulesState::Read) {
        return Err(built_upon(
            "O regimento já foi aprovado e vale assim; uma mudança pede novo destaque em nova leitura.",
        ));
    }
    if document.approval_poll_id != approval {
        return Err(built_upon("Anule antes a votação do regimento por inteiro."));
    }
    Ok(())
}

/// The destaques of the present reading, without those taken back.
pub(super) async fn of_round(scope: &Scope, document: &document::Model) -> Outcome<Vec<destaque::Model>> {
    let mut rows = store::destaques::on(scope, document.conference_id, DestaqueTarget::Article).await?;
    rows.retain(|row| row.reading_round == document.reading_round && *row.state != DestaqueState::Withdrawn);
    Ok(rows)
}

/// The articles a poll is about.
async fn chosen(scope: &Scope, conference: Uuid, items: &[Uuid]) -> Outcome<Vec<article::Model>> {
    if items.is_empty() {
        let message = "Escolha ao menos um artigo para esta votação.";
        return Err(Refusal::invalid("subjects", "REQUIRED", message).into());
    }
    let rows = scope.get_many::<article::Entity>(items.to_vec()).await?;
    let known = |item: &Uuid| rows.iter().any(|row| row.id == *item && row.conference_id == conference);
    if items.iter().all(known) { Ok(rows) } else { Err(crate::Failure::NotFound) }
}

/// The rejected text is written anew: every article reads again as drafted, and no decision stands.
async fn back_to_draft(ctx: &Ctx, scope: &Scope, document: document::Model) -> Outcome<()> {
    for mut article in store::rules::articles(scope, document.conference_id).await? {
        let text = Some(article.text.clone());
        article.history.0.note(
            text.clone(),
            author(ctx),
            ctx.now(),
            "Regimento rejeitado pela plenária; volta à minuta.",
        );
        article.current_text = text;
        (article.decision, article.decision_poll_id) = (None, None);
        article.version += 1;
        scope.save::<article::Entity>(article).await?;
    }
    let document = document::Model { reading_article: None, ..after(document, RulesAct::Reject)? };
    scope.save::<document::Entity>(document).await?;
    Ok(())
}
