//! Participants, programme, rules and evaluation.

use super::super::facts::ReportFacts;
use super::super::figures::ReportFigures;
use super::super::wording::{capitalized, counted, duration, long_date, minutes_of_day};
use super::{data, nothing};
use crate::Code;
use serde_json::{Value, json};

pub(super) fn participants(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    if facts.participants.is_empty() {
        return nothing();
    }
    let (people, parity) = (&figures.participants, &figures.parity);
    let mut lines = vec![format!(
        "{}; {} presentes e {} ausentes; {} no balcão, no dia",
        counted(people.registered, "pessoa inscrita", "pessoas inscritas"),
        people.present,
        people.absent,
        counted(people.walk_ins, "inscrição", "inscrições")
    )];
    for (category, present) in &people.present_by_category {
        let registered = people.registered_by_category.get(category).copied().unwrap_or_default();
        lines.push(format!("- {}: {present} de {registered}", capitalized(category.label())));
    }
    let present = &parity.delegates_present;
    lines.push(format!(
        "Delegação presente: {} do governo e {} da sociedade civil ({} de usuárias e usuários, {} de trabalhadoras e trabalhadores, {} de entidades)",
        present.government, present.civil_society, present.users, present.workers, present.entities
    ));
    for (group, number) in &people.present_by_reserved_group {
        lines.push(format!("- {} (autodeclaração): {number}", capitalized(group.label())));
    }
    let needs = counted(people.with_accessibility_needs, "pessoa pediu", "pessoas pediram");
    lines.push(format!("Acessibilidade: {needs} recursos"));
    (json!({"participants": data(people), "parity": data(parity)}), lines.join("\n"))
}

pub(super) fn programme(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    if facts.sessions.is_empty() {
        return nothing();
    }
    let zone = facts.place.time_zone;
    let mut lines = vec![format!("Carga horária: {}", duration(figures.total_minutes))];
    let mut day = None;
    for session in &facts.sessions {
        let (start, end) = (session.starts_at.with_timezone(&zone), session.ends_at.with_timezone(&zone));
        if day != Some(start.date_naive()) {
            day = Some(start.date_naive());
            lines.push(capitalized(&long_date(start.date_naive())));
        }
        lines.push(format!("- {} a {}: {}", minutes_of_day(start.time()), minutes_of_day(end.time()), session.title));
    }
    if !facts.opening_table.is_empty() {
        lines.push("Mesa de abertura".into());
        lines.extend(facts.opening_table.iter().map(|person| format!("- {}, {}", person.name, person.role)));
    }
    if let Some(keynote) = &facts.keynote {
        let from = keynote.organization.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
        lines.push(format!("Palestra: “{}”, por {}{from}", keynote.title, keynote.speaker));
        lines.extend(keynote.summary.clone());
    }
    let content = json!({
        "sessions": data(&facts.sessions),
        "totalMinutes": figures.total_minutes,
        "openingTable": data(&facts.opening_table),
        "keynote": data(&facts.keynote),
    });
    (content, lines.join("\n"))
}

pub(super) fn evaluation(figures: &ReportFigures) -> (Value, String) {
    let Some(summary) = &figures.evaluation else { return nothing() };
    let average = |value: Option<crate::evaluations::Hundredths>| {
        value.map_or_else(|| "sem nota".to_owned(), crate::evaluations::Hundredths::pt_br)
    };
    let mut lines = vec![format!(
        "{}; média geral {}; {}",
        counted(summary.answers, "resposta", "respostas"),
        average(summary.overall_average),
        counted(summary.comments, "comentário", "comentários")
    )];
    for question in &summary.by_question {
        let answers = counted(question.answers, "nota", "notas");
        lines.push(format!("- {}: {} ({answers})", question.label, average(question.average)));
    }
    (data(summary), lines.join("\n"))
}

pub(super) fn rules(facts: &ReportFacts) -> (Value, String) {
    let Some((rules, day)) = facts.rules.as_ref().and_then(|rules| rules.adopted_on.map(|day| (rules, day))) else {
        return nothing();
    };
    let mut lines = vec![format!("Aprovado pela plenária em {}", long_date(day))];
    lines.extend(rules.articles.iter().map(|article| format!("{} {}", article.label, article.text)));
    (data(rules), lines.join("\n"))
}
