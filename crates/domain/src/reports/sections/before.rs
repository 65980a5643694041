//! General information, act, committee, preparatory events, signatures.

use super::super::facts::ReportFacts;
use super::super::figures::ReportFigures;
use super::super::wording::{capitalized, counted, duration, listed, long_date};
use super::{data, nothing};
use crate::Code;
use serde_json::{Value, json};

pub(super) fn conference(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    let (place, conference) = (&facts.place, &facts.conference);
    let content = json!({
        "place": data(place),
        "council": facts.council.name,
        "conference": data(conference),
        "totalMinutes": figures.total_minutes,
        "totalHours": data(&figures.total_hours),
        "participants": figures.participants.present,
        "presentByReservedGroup": data(&figures.participants.present_by_reserved_group),
    });
    let mut lines = vec![
        format!("{} ({}ª edição)", conference.title, conference.edition),
        format!("Tema: {}", conference.theme),
        format!("Conselho: {}", facts.council.name),
    ];
    let class = place.size_class.map(|class| format!(", {}", class.label())).unwrap_or_default();
    lines.push(format!("Lugar: {}-{}, código IBGE {}{class}", place.name, place.uf, place.ibge_code));
    let days = match conference.first_day == conference.last_day {
        true => long_date(conference.first_day),
        false => format!("de {} a {}", long_date(conference.first_day), long_date(conference.last_day)),
    };
    lines.push(format!("Realização: {days}, {}", conference.mode.label));
    let venue: Vec<String> = [&conference.venue, &conference.address].into_iter().flatten().cloned().collect();
    if !venue.is_empty() {
        lines.push(format!("Local: {}", venue.join(", ")));
    }
    lines.push(format!("Carga horária total: {}", duration(figures.total_minutes)));
    lines.push(format!("Participantes: {}", figures.participants.present));
    (content, lines.join("\n"))
}

pub(super) fn act(facts: &ReportFacts) -> (Value, String) {
    let Some(act) = &facts.convocation_act else { return nothing() };
    let mut text = format!("{} nº {}, de {}", capitalized(&act.kind.label), act.number, long_date(act.date));
    if let Some(day) = act.published_on {
        let where_ = act.published_in.as_ref().map(|paper| format!(" ({paper})")).unwrap_or_default();
        text.push_str(&format!(", publicado em {}{where_}", long_date(day)));
    }
    let signers: Vec<String> = act.signers.iter().map(|one| format!("{} ({})", one.name, one.role.label)).collect();
    if !signers.is_empty() {
        text.push_str(&format!("\nAssinado por: {}", listed(&signers)));
    }
    (data(act), text)
}

pub(super) fn committee(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    let (Some(committee), Some(parity)) = (&facts.committee, &figures.parity.committee) else { return nothing() };
    if committee.members.is_empty() {
        return nothing();
    }
    let mut lines: Vec<String> = committee.named_by.iter().map(|act| format!("Nomeada por: {act}")).collect();
    lines.push(format!("Governo: {}; sociedade civil: {}", parity.government, parity.civil_society));
    for member in &committee.members {
        let segment = member.segment.map(|segment| format!(", {}", segment.label())).unwrap_or_default();
        lines.push(format!("- {} ({}{segment}): {}", member.name, member.sector.label(), member.role));
    }
    (json!({"committee": data(committee), "parity": data(parity)}), lines.join("\n"))
}

pub(super) fn mobilization(facts: &ReportFacts, figures: &ReportFigures) -> (Value, String) {
    if facts.mobilization.is_empty() {
        return nothing();
    }
    let total = &figures.mobilization;
    let mut lines = vec![format!(
        "{}, {} ao todo, {}",
        counted(total.events, "evento", "eventos"),
        counted(total.attendance, "presença", "presenças"),
        counted(total.contributions, "contribuição", "contribuições")
    )];
    for event in &facts.mobilization {
        let day = event.starts_at.with_timezone(&facts.place.time_zone).date_naive();
        let people = counted(event.attendance, "pessoa", "pessoas");
        lines.push(format!("- {}: {}, em {}, {people}", event.title, event.place, long_date(day)));
    }
    (json!({"events": data(&facts.mobilization), "figures": data(total)}), lines.join("\n"))
}

pub(super) fn signatures(facts: &ReportFacts) -> (Value, String) {
    let Some(president) = &facts.council.president else { return nothing() };
    let mut lines = vec![format!("{president}\nPresidência do conselho")];
    lines.extend(facts.rapporteur.iter().map(|name| format!("{name}\nRelatoria geral")));
    (json!({"president": president, "rapporteur": facts.rapporteur}), lines.join("\n\n"))
}
