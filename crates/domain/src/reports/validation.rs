//! Every shortcoming of a report by name, with the rule that says so.

use super::validation_election::delegation;
use super::wording::{counted, duration, listed, long_date};
use super::{Binding, Coded, Report, ReportRules, Timeliness};
use crate::{Code, codes};
use chrono::{DateTime, Utc};

codes! {
    /// How much a shortcoming weighs.
    pub enum Severity {
        /// The report cannot be signed (*impede a assinatura*).
        Error = "ERROR", "impede a assinatura";
        /// It is shown and the report can be signed (*aviso*).
        Warning = "WARNING", "aviso";
    }
}

/// Something that the report lacks or has too much of (*pendência*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shortcoming {
    /// Number of the section it shows in; nothing for the report as a whole.
    pub section: Option<u32>,
    /// What it is about: a field, an axis and level (`1.MUNICIPAL`), a delegate.
    pub field: String,
    /// Machine code, stable.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Plain pt-BR with figures and what to do next.
    pub message: String,
    /// The article or parameter that decided.
    pub rule: String,
}

/// Collects shortcomings of one report.
pub(super) struct Findings<'a> {
    report: &'a Report,
    found: Vec<Shortcoming>,
}

impl Findings<'_> {
    pub(super) fn error(&mut self, at: (Binding, &str), code: &'static str, rule: &str, message: String) {
        self.add(Severity::Error, at, code, rule, message);
    }

    pub(super) fn warning(&mut self, at: (Binding, &str), code: &'static str, rule: &str, message: String) {
        self.add(Severity::Warning, at, code, rule, message);
    }

    fn add(
        &mut self,
        severity: Severity,
        (binding, field): (Binding, &str),
        code: &'static str,
        rule: &str,
        message: String,
    ) {
        let section = self.report.section(binding).map(|section| section.number);
        let (field, rule) = (field.to_owned(), rule.to_owned());
        self.found.push(Shortcoming { section, field, code, severity, message, rule });
    }
}

/// Names every shortcoming of `report` under `rules`, in the order of sections; those of the report
/// as a whole come last. `at` is the instant of signing or filing, for the deadline.
pub fn validate(report: &Report, rules: &ReportRules, at: DateTime<Utc>) -> Vec<Shortcoming> {
    let mut findings = Findings { report, found: missing_sections(report) };
    duration_and_window(&mut findings, report, rules);
    act(&mut findings, report, rules);
    committee(&mut findings, report, rules);
    participants(&mut findings, report, rules);
    actions_and_rules(&mut findings, report);
    proposals(&mut findings, report, rules);
    delegation(&mut findings, report, rules);
    evaluation(&mut findings, report);
    signers(&mut findings, report);
    let mut found = findings.found;
    found.extend(late(rules, at));
    found.sort_by_key(|shortcoming| shortcoming.section.unwrap_or(u32::MAX));
    found
}

/// Sections whose absence another check names more precisely are left to it.
fn missing_sections(report: &Report) -> Vec<Shortcoming> {
    const NAMED_BELOW: [Binding; 6] = [
        Binding::ConvocationAct,
        Binding::OrganizingCommittee,
        Binding::Election,
        Binding::Evaluation,
        Binding::RulesOfProcedure,
        Binding::Signatures,
    ];
    let missing = |section: &&super::ReportSection| {
        section.required && section.is_empty() && !NAMED_BELOW.contains(&section.binding)
    };
    let named = |section: &super::ReportSection| Shortcoming {
        section: Some(section.number),
        field: section.binding.code().to_owned(),
        code: "MISSING_SECTION",
        severity: Severity::Error,
        message: format!(
            "A seção {}, “{}”, é obrigatória e está vazia. Preencha-a ou registre o que aconteceu na conferência.",
            section.number, section.title
        ),
        rule: "reportModel".into(),
    };
    report.sections.iter().filter(missing).map(named).collect()
}

/// Whether the model asks for what `binding` holds.
pub(super) fn required(report: &Report, binding: Binding) -> bool {
    report.section(binding).is_some_and(|section| section.required)
}

fn duration_and_window(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    let at = |field| (Binding::Conference, field);
    let figures = &report.figures;
    if figures.total_minutes < rules.min_hours * 60 {
        let message = format!(
            "A conferência durou {}; o mínimo é {}. Confira na programação quais sessões contam para a carga horária.",
            duration(figures.total_minutes),
            duration(rules.min_hours * 60)
        );
        findings.error(at("totalMinutes"), "HOURS_BELOW_MINIMUM", "minHours", message);
    }
    if figures.days < rules.min_days {
        let (found, least) = (counted(figures.days, "dia", "dias"), counted(rules.min_days, "dia", "dias"));
        let message = format!("Há sessões em {found}; o mínimo é {least}. Confira as datas na programação.");
        findings.error(at("days"), "DAYS_BELOW_MINIMUM", "minDays", message);
    }
    if figures.shifts < rules.min_shifts {
        let (found, least) = (counted(figures.shifts, "turno", "turnos"), counted(rules.min_shifts, "turno", "turnos"));
        let message = format!("Há sessões em {found}; o mínimo é {least}. Confira os horários na programação.");
        findings.error(at("shifts"), "SHIFTS_BELOW_MINIMUM", "minShifts", message);
    }
    if let Some((first, last)) = rules.window {
        let (begins, ends) = (report.conference.first_day, report.conference.last_day);
        if begins < first || ends > last {
            let message = format!(
                "A conferência ocorreu fora do período do ciclo, de {} a {}. Explique o motivo ao conselho que recebe o relatório.",
                long_date(first),
                long_date(last)
            );
            findings.warning(at("firstDay"), "OUTSIDE_WINDOW", "window", message);
        }
    }
}

fn act(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    let at = |field| (Binding::ConvocationAct, field);
    let Some(act) = &report.convocation_act else {
        let message = "Falta o ato de convocação. Registre o decreto com número, data e quem assinou.".to_owned();
        return findings.error(at("convocationAct"), "MISSING_ACT", "convocationActTypes", message);
    };
    if !rules.convocation_act_kinds.is_empty() && !rules.convocation_act_kinds.contains(&act.kind.code) {
        let message = format!("O ciclo não prevê convocação por {}. Confira o tipo do ato registrado.", act.kind.label);
        findings.error(at("kind"), "ACT_KIND_NOT_ALLOWED", "convocationActTypes", message);
    }
    let signed = |role: &Coded| act.signers.iter().any(|signer| signer.role.code == role.code);
    let missing: Vec<String> =
        rules.required_signers.iter().filter(|role| !signed(role)).map(|role| role.label.clone()).collect();
    if !missing.is_empty() {
        let message = format!("Falta no ato de convocação a assinatura de: {}. Complete o registro.", listed(&missing));
        findings.error(at("signers"), "ACT_SIGNER_MISSING", "requiredSigners", message);
    }
    if act.published_on.is_none() {
        let message = "Não consta a publicação do ato de convocação. Registre a data e onde foi publicado.".to_owned();
        findings.warning(at("publishedOn"), "ACT_NOT_PUBLISHED", "convocationActTypes", message);
    }
}

fn committee(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    let at = (Binding::OrganizingCommittee, "committee");
    let parity = report.figures.parity.committee.filter(|_| report.committee_size > 0);
    let Some(parity) = parity else {
        if required(report, Binding::OrganizingCommittee) {
            let message = "Falta a comissão organizadora. Registre quem participou dela.".to_owned();
            findings.error(at, "MISSING_COMMITTEE", "reportModel", message);
        }
        return;
    };
    if !parity.on_parity {
        let message = format!(
            "A comissão organizadora tem {} do governo e {} da sociedade civil; a regra é metade de cada. Confira os membros registrados.",
            parity.government, parity.civil_society
        );
        findings.error(at, "COMMITTEE_OFF_PARITY", "committeeParity", message);
    }
    if report.committee_size < rules.committee_min_size {
        let message = format!(
            "A comissão organizadora tem {}; o mínimo é {}. Confira os membros registrados.",
            counted(report.committee_size, "pessoa", "pessoas"),
            rules.committee_min_size
        );
        findings.error(at, "COMMITTEE_TOO_SMALL", "committeeMinSize", message);
    }
}

fn participants(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    let parity = &report.figures.parity;
    let (seats, present) = (parity.delegate_seats, parity.delegates_present);
    if !seats.on_parity {
        let message = format!(
            "Há {} vagas de delegação do governo e {} da sociedade civil; a regra é metade de cada. Confira as inscrições.",
            seats.government, seats.civil_society
        );
        let at = (Binding::Participants, "delegateSeats");
        findings.add(rules.delegate_parity, at, "DELEGATES_OFF_PARITY", "sectorShare", message);
    }
    if !present.on_parity {
        let message = format!(
            "Compareceram {} do governo e {} da sociedade civil. A paridade é regra das vagas: fica só o registro.",
            present.government, present.civil_society
        );
        findings.warning((Binding::Participants, "delegatesPresent"), "PRESENCE_OFF_PARITY", "sectorShare", message);
    }
}

fn actions_and_rules(findings: &mut Findings<'_>, report: &Report) {
    if report.actions_not_assessed > 0 {
        let message = format!(
            "{} sem avaliação. Diga de cada uma se avançou, avançou em parte ou não avançou.",
            counted(report.actions_not_assessed, "deliberação anterior está", "deliberações anteriores estão")
        );
        findings.warning((Binding::ActionsToVerify, "assessment"), "ACTION_NOT_ASSESSED", "reportModel", message);
    }
    if report.rules_adopted_on.is_none() && required(report, Binding::RulesOfProcedure) {
        let message = "O regimento interno não consta como aprovado. Registre a votação que o aprovou.".to_owned();
        findings.error((Binding::RulesOfProcedure, "adoptedOn"), "RULES_NOT_ADOPTED", "reportModel", message);
    }
}

fn proposals(findings: &mut Findings<'_>, report: &Report, rules: &ReportRules) {
    for (axis, levels) in &report.figures.proposals.reported_by_axis_level {
        for (level, number) in levels {
            let Some(max) = rules.proposal_limit(*axis, *level).filter(|max| number > max) else { continue };
            let message = format!(
                "No eixo {axis} há {} para {}; o limite é {max}. Escolha, pela ordem de prioridade, as que vão no relatório.",
                counted(*number, "proposta", "propostas"),
                level.label()
            );
            let field = format!("{axis}.{}", level.code());
            findings.error((Binding::Proposals, &field), "TOO_MANY_PROPOSALS", "proposalLimits", message);
        }
    }
    let Some(max) = rules.proposal_max_chars else { return };
    for proposal in &report.proposals {
        let length = proposal.text.chars().count();
        if length > max {
            let message =
                format!("A proposta {} tem {length} caracteres; o limite é {max}. Reveja o texto.", proposal.label);
            findings.error((Binding::Proposals, &proposal.label), "PROPOSAL_TOO_LONG", "proposalMaxChars", message);
        }
    }
}

fn evaluation(findings: &mut Findings<'_>, report: &Report) {
    if report.figures.evaluation.is_none() && required(report, Binding::Evaluation) {
        let message = "Não há respostas à avaliação da conferência. Abra a avaliação ou registre as fichas de papel.";
        findings.error((Binding::Evaluation, "answers"), "EVALUATION_MISSING", "evaluationForm", message.into());
    }
}

fn signers(findings: &mut Findings<'_>, report: &Report) {
    if report.president.is_none() && required(report, Binding::Signatures) {
        let message = "Não consta quem preside o conselho e assina o relatório. Registre a presidência.".to_owned();
        findings.error((Binding::Signatures, "president"), "PRESIDENT_MISSING", "reportModel", message);
    }
}

fn late(rules: &ReportRules, at: DateTime<Utc>) -> Option<Shortcoming> {
    let deadline = &rules.deadline;
    if deadline.timeliness(at) == Timeliness::OnTime {
        return None;
    }
    let day = long_date(deadline.last_day);
    let (severity, message) = match deadline.late_allowed {
        true => {
            (Severity::Warning, format!("O prazo terminou em {day}. O ciclo aceita o envio, com o atraso registrado."))
        }
        false => (
            Severity::Error,
            format!(
                "O prazo terminou em {day}, e o ciclo não aceita envio depois dele. Fale com o conselho que recebe o relatório."
            ),
        ),
    };
    let (field, rule) = ("reportDeadline".to_owned(), "reportDeadline".to_owned());
    Some(Shortcoming { section: None, field, code: "LATE", severity, message, rule })
}

#[cfg(test)]
#[path = "validation_tests.rs"]
mod tests;
