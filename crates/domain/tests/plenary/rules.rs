//! The rules of procedure: reading, destaques, adoption.

use crate::specimen::{category, code, id, list, maybe, moment, number, specimen, text};
use domain::destaques::{
    Amendment, ApprovedDestaque, Destaque, DestaqueAct, DestaqueKind, DestaqueState, PendingDestaque, Raising,
    TextHistory, answered_reason, check_raising, made_pointless,
};
use domain::rules::{
    Article, ArticleDestaque, ArticleOutcome, Chapter, DestaqueWindow, Reading, article_citation, article_label,
    check_articles, plan_adoption,
};
use serde_json::Value;

fn articles() -> Vec<Article> {
    list("/rulesOfProcedure/articles")
        .iter()
        .map(|row| Article {
            number: number(row, "number"),
            chapter: number(row, "chapter"),
            text: text(row, "text").into(),
        })
        .collect()
}

/// What the destaque asks, written as a text: the quoted passages of its wording.
fn amendment(row: &Value) -> Amendment {
    let (before, wording) = (text(row, "before"), text(row, "text"));
    let quoted: Vec<&str> = wording.split(['“', '”']).skip(1).step_by(2).collect();
    let kind: DestaqueKind = code(row, "kind");
    let proposed = match kind {
        DestaqueKind::Change => Some(Amendment::replacing(before, quoted[0], quoted[1]).unwrap()),
        DestaqueKind::Add => Some(Amendment::appending(before, quoted[0])),
        _ => None,
    };
    Amendment { kind, before: before.into(), wording: Some(wording.into()), proposed }
}

fn row_of(destaque: &str) -> &'static Value {
    list("/rulesOfProcedure/destaques").iter().find(|row| row["id"] == destaque).unwrap()
}

#[test]
fn articles_are_labelled_and_numbered_as_in_the_specimen() {
    for row in list("/rulesOfProcedure/articles") {
        assert_eq!(article_label(number(row, "number")), text(row, "label"));
    }
    let chapters: Vec<Chapter> = list("/rulesOfProcedure/chapters")
        .iter()
        .map(|row| Chapter { number: number(row, "number"), title: text(row, "title").into() })
        .collect();
    check_articles(&chapters, &articles()).unwrap();
}

#[test]
fn all_destaques_were_called_by_delegates_on_articles_already_read() {
    let mut rows: Vec<_> = list("/rulesOfProcedure/destaques").iter().collect();
    rows.sort_by_key(|row| moment(row, "raisedAt"));
    let mut reading = Reading::begin(32).unwrap();
    for row in rows {
        let article = number(row, "article");
        while reading.article().unwrap() < article {
            reading = reading.advance();
        }
        reading.check_destaque(article, DestaqueWindow::UntilReadingEnds).unwrap();
        let author = category(text(row, "authorId"));
        check_raising(Raising { category: author, in_hall: true, text_suppressed: false }).unwrap();
    }
}

#[test]
fn approved_destaques_give_the_text_the_specimen_adopted() {
    for row in list("/rulesOfProcedure/destaques").iter().filter(|row| row["outcome"] == "APPROVED") {
        let done = amendment(row).apply(Some(text(row, "before"))).unwrap();
        assert_eq!(done.after, maybe(row, "after"), "{}", row["id"]);
    }
}

#[test]
fn the_second_destaque_on_the_same_words_is_pointless_with_the_reason_read_out() {
    let (approved, waiting) = (row_of("RD2"), row_of("RD5"));
    let change = amendment(approved).apply(Some(text(approved, "before"))).unwrap();
    let subject = id("A16");
    let by = ApprovedDestaque { id: id("RD2"), label: "RD2", subject, merged: None, change: &change };
    let asked = amendment(waiting);
    let pending = PendingDestaque { id: id("RD5"), subject, state: DestaqueState::Raised, amendment: &asked };
    let found = made_pointless(by, &[pending], &article_citation(17));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].reason, text(waiting, "reason"));
    let destaque = Destaque::raised(DestaqueKind::Change, id("P067"));
    assert_eq!(destaque.after(DestaqueAct::Moot), Ok(code(waiting, "outcome")));
}

#[test]
fn the_clarification_is_answered_with_the_reason_read_out() {
    let row = row_of("RD4");
    let destaque = Destaque::raised(code(row, "kind"), id(text(row, "authorId")));
    assert_eq!(destaque.after(DestaqueAct::Answer), Ok(code(row, "outcome")));
    let answer = "são os delegados credenciados que não registraram saída até as 10h do segundo dia.";
    assert_eq!(answered_reason(answer, "art. 15, § 3º"), text(row, "reason"));
}

#[test]
fn the_adopted_text_is_the_specimens_article_by_article() {
    let destaques: Vec<ArticleDestaque> = list("/rulesOfProcedure/destaques")
        .iter()
        .map(|row| ArticleDestaque {
            id: id(text(row, "id")),
            article: number(row, "article"),
            state: code(row, "outcome"),
            amendment: amendment(row),
        })
        .collect();
    let plan = plan_adoption(&articles(), &destaques).unwrap();
    for (adopted, row) in plan.articles.iter().zip(list("/rulesOfProcedure/articles")) {
        assert_eq!(adopted.text, maybe(row, "adoptedText"), "{}", row["label"]);
    }
    assert_eq!(plan.en_bloc().len(), 28);
    let outcome = |number: usize| plan.articles[number - 1].outcome;
    assert_eq!([7, 29].map(outcome), [ArticleOutcome::Kept; 2]);
    assert_eq!([16, 18].map(outcome), [ArticleOutcome::Amended; 2]);
}

#[test]
fn destaques_by_outcome_are_counted_as_expected() {
    let states: Vec<DestaqueState> =
        list("/rulesOfProcedure/destaques").iter().map(|row| code(row, "outcome")).collect();
    for (outcome, count) in specimen()["expected"]["rulesDestaques"].as_object().unwrap() {
        let found = states.iter().filter(|state| domain::Code::code(**state) == outcome).count();
        assert_eq!(count.as_u64().unwrap() as usize, found, "{outcome}");
    }
}

#[test]
fn the_history_of_an_article_keeps_what_was_read() {
    let row = row_of("RD3");
    let at = moment(row, "raisedAt");
    let mut history = TextHistory::begin(text(row, "before"), id("P017"), at, "Texto lido");
    assert!(history.note(maybe(row, "after"), id("P049"), at, text(row, "reason")));
    assert_eq!((history.original(), history.current()), (row["before"].as_str(), row["after"].as_str()));
}
