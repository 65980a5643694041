//! Values of parameters in words, for people who compare two versions of a cycle.

use super::Parameter;
use crate::Code;
use crate::conferences::act::{ConvocationActType, SignerRole};
use crate::conferences::{ConferenceKind, ConferenceMode};
use crate::elections::{ElectionBody, SubstitutionScope, TieBreak, VacantSeatRule};
use crate::groups::rules::ThresholdBase;
use crate::motions::{MotionBase, MotionKind};
use crate::people::{Category, GovernmentLevel, Level, Pool, ReservedGroup, SizeClass};
use crate::proposals::OverflowRule;
use crate::quorum::{QuorumBase, QuorumThreshold};
use crate::seats::{Share, SplitMethod};
use crate::voting::{MajorityKind, SubjectKind, TieStep};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// The value of a parameter in Portuguese.
pub(super) fn value(parameter: Parameter, kept: &Value) -> String {
    match (parameter, kept) {
        (Parameter::EvaluationForm, form) => counted(&form["questions"], "pergunta", "perguntas"),
        (Parameter::ReportModel, sections) => {
            let titles = sections.as_array().into_iter().flatten().filter_map(|section| section["title"].as_str());
            titles.collect::<Vec<_>>().join("; ")
        }
        (Parameter::RulesModel, Value::Object(model)) => {
            counted(model.get("articles").unwrap_or(&Value::Null), "artigo", "artigos")
        }
        (Parameter::Axes, axes) => {
            let axis = |axis: &Value| format!("{}. {}", axis["number"], axis["title"].as_str().unwrap_or_default());
            axes.as_array().into_iter().flatten().map(axis).collect::<Vec<_>>().join("; ")
        }
        (Parameter::GroupThreshold | Parameter::ConsensusThreshold, Value::Number(share)) => percent(share),
        (_, other) => words(other),
    }
}

fn counted(list: &Value, one: &str, many: &str) -> String {
    crate::reports::counted(list.as_array().map_or(0, |list| list.len() as u64), one, many)
}

fn percent(share: &serde_json::Number) -> String {
    share.as_f64().and_then(Share::of_number).map_or_else(|| share.to_string(), Share::percent)
}

fn words(kept: &Value) -> String {
    match kept {
        Value::Null => "não definido".to_owned(),
        Value::Bool(true) => "sim".to_owned(),
        Value::Bool(false) => "não".to_owned(),
        Value::Number(number) if number.is_f64() => percent(number),
        Value::Number(number) => number.to_string(),
        Value::String(text) => readable(text),
        Value::Array(items) if items.is_empty() => "nenhum".to_owned(),
        Value::Array(items) => {
            let separator = if items.iter().any(Value::is_object) { "; " } else { ", " };
            items.iter().map(words).collect::<Vec<_>>().join(separator)
        }
        Value::Object(fields) => {
            let shown = fields.iter().filter(|(_, value)| !value.is_null());
            shown.map(|(key, value)| format!("{}: {}", name(key), words(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A date as people write it, the label of a code, or the text itself.
fn readable(text: &str) -> String {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.format("%d/%m/%Y").to_string();
    }
    if let Ok(at) = text.parse::<DateTime<Utc>>() {
        return at.with_timezone(&chrono_tz::America::Sao_Paulo).format("%d/%m/%Y às %Hh%M (Brasília)").to_string();
    }
    label(text).map_or_else(|| text.to_owned(), str::to_owned)
}

fn label(code: &str) -> Option<&'static str> {
    fn of<T: Code>(code: &str) -> Option<&'static str> {
        T::from_code(code).map(Code::label)
    }
    let sets: [fn(&str) -> Option<&'static str>; 23] = [
        of::<ConferenceMode>,
        of::<ConferenceKind>,
        of::<ConvocationActType>,
        of::<SignerRole>,
        of::<Level>,
        of::<Category>,
        of::<Pool>,
        of::<SizeClass>,
        of::<GovernmentLevel>,
        of::<ReservedGroup>,
        of::<SplitMethod>,
        of::<QuorumBase>,
        of::<QuorumThreshold>,
        of::<TieStep>,
        of::<MajorityKind>,
        of::<ThresholdBase>,
        of::<OverflowRule>,
        of::<MotionBase>,
        of::<MotionKind>,
        of::<ElectionBody>,
        of::<SubstitutionScope>,
        of::<VacantSeatRule>,
        of::<TieBreak>,
    ];
    sets.iter().find_map(|set| set(code))
}

/// The name of a part of a parameter.
fn name(key: &str) -> &str {
    const NAMES: [(&str, &str); 44] = [
        ("from", "de"),
        ("to", "até"),
        ("extensions", "prorrogações"),
        ("stage", "etapa"),
        ("id", "etapa"),
        ("electsTo", "elege para"),
        ("class", "porte"),
        ("maxPopulation", "até habitantes"),
        ("sizeClass", "porte"),
        ("total", "total"),
        ("titulars", "titulares"),
        ("alternates", "suplentes"),
        ("insideParity", "dentro da paridade"),
        ("base", "base"),
        ("first", "primeira convocação"),
        ("second", "segunda convocação"),
        ("secondCallAfterMinutes", "minutos até a segunda convocação"),
        ("defenceSeconds", "segundos de defesa"),
        ("pointSeconds", "segundos de questão"),
        ("presentationSeconds", "segundos de apresentação"),
        ("speechSeconds", "segundos de fala"),
        ("maxDefencePairs", "pares de defesa"),
        ("default", "em geral"),
        ("abstentionsCount", "abstenções contam"),
        ("group", "grupo"),
        ("plenary", "plenária"),
        ("report", "relatório"),
        ("threshold", "assinaturas"),
        ("kinds", "tipos"),
        ("deadline", "prazo"),
        ("debate", "com debate"),
        ("method", "quem elege"),
        ("homologatedByPlenary", "homologada pela plenária"),
        ("minimumPresence", "presença mínima"),
        ("reservedShare", "cota"),
        ("reservedGroups", "grupos da cota"),
        ("alternatesPerSeat", "suplentes por vaga"),
        ("substitutionScope", "substituição"),
        ("vacantSeatRule", "vaga sem candidatura"),
        ("tieBreaks", "desempate"),
        ("majority", "maioria"),
        ("fraction", "fração"),
        ("eligibility", "elegibilidade"),
        ("bySubject", "por matéria"),
    ];
    let known = NAMES.iter().find(|(known, _)| *known == key).map(|(_, name)| *name);
    known.or_else(|| label(key)).or_else(|| SubjectKind::from_code(key).map(Code::label)).unwrap_or(key)
}
