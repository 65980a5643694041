//! What contradicts itself in the parameters of a cycle, all of it, before it is published.

use super::CycleParameters;
use crate::people::Level;
use crate::rules::check_articles;
use crate::{Code, Refusal};

/// Most axes of a cycle.
const AXES_MAX: usize = 20;
/// Shortest and longest limit of a proposal's text.
const PROPOSAL_CHARS: std::ops::RangeInclusive<usize> = 50..=5_000;

impl CycleParameters {
    /// Everything that keeps the cycle of a council of that level from being published; empty when nothing does.
    pub fn contradictions(&self, level: Level) -> Vec<Refusal> {
        let mut found = Vec::new();
        self.check_axes(&mut found);
        self.check_stages(level, &mut found);
        self.check_windows(&mut found);
        self.check_lists(&mut found);
        self.check_people(level, &mut found);
        self.check_plenary(&mut found);
        self.check_models(&mut found);
        found
    }

    fn check_axes(&self, found: &mut Vec<Refusal>) {
        if self.theme.is_empty() {
            found.push(rule("theme", "THEME_MISSING", "Informe o tema do ciclo."));
        }
        if self.axes.is_empty() || self.axes.len() > AXES_MAX {
            found.push(rule("axes", "AXES_COUNT", format!("O ciclo precisa ter de 1 a {AXES_MAX} eixos.")));
        }
        if !self.axes.iter().zip(1_usize..).all(|(axis, number)| usize::from(axis.number) == number) {
            found.push(rule("axes", "AXES_NUMBERS", "Numere os eixos em ordem, a partir de 1, sem pular números."));
        }
    }

    fn check_stages(&self, level: Level, found: &mut Vec<Refusal>) {
        let count = |wanted: Level| self.stages.iter().filter(|stage| stage.level == wanted).count();
        if Level::ALL.iter().any(|level| count(*level) > 1) {
            found.push(rule("stages", "STAGE_REPEATED", "Uma etapa aparece duas vezes. Deixe cada etapa uma vez."));
        }
        if count(level) == 0 {
            let message = format!("O ciclo não tem a etapa {} do próprio conselho. Inclua-a.", level.label());
            found.push(rule("stages", "STAGE_MISSING", message));
        }
        // Levels are declared from the national one down, so a stage elects to a smaller one.
        for stage in &self.stages {
            if stage.elects_to.is_some_and(|above| above >= stage.level || count(above) == 0) {
                let message = format!(
                    "A etapa {} elege para uma etapa que não vem depois dela no ciclo. Corrija o destino.",
                    stage.level.label()
                );
                found.push(rule("stages", "STAGE_ORDER", message));
            }
        }
    }

    fn check_windows(&self, found: &mut Vec<Refusal>) {
        if self.windows.is_empty() {
            found.push(rule("windows", "WINDOW_MISSING", "Informe o período de ao menos uma etapa."));
        }
        for (place, window) in self.windows.iter().enumerate() {
            let name = window.stage.label();
            if window.to < window.from {
                let message = format!("O período da etapa {name} termina antes de começar. Confira as duas datas.");
                found.push(rule("windows", "WINDOW_REVERSED", message));
            }
            if window.extensions.iter().any(|extended| *extended < window.to) {
                let message = format!("Uma prorrogação da etapa {name} vem antes do fim do período. Confira as datas.");
                found.push(rule("windows", "EXTENSION_EARLY", message));
            }
            if self.windows[..place].iter().any(|earlier| earlier.stage == window.stage) {
                let message = format!("A etapa {name} tem dois períodos. Deixe um só e use as prorrogações.");
                found.push(rule("windows", "WINDOW_REPEATED", message));
            }
            let above = self.elects_to(window.stage).and_then(|above| self.windows.iter().find(|w| w.stage == above));
            if above.is_some_and(|above| above.from < window.from || above.to < window.to) {
                let message = format!("A etapa {name} vai além da etapa para a qual elege. Confira os períodos.");
                found.push(rule("windows", "WINDOWS_ORDER", message));
            }
        }
    }

    fn check_lists(&self, found: &mut Vec<Refusal>) {
        for (field, empty) in [
            ("modesAllowed", self.modes_allowed.is_empty()),
            ("convocationActTypes", self.convocation_act_types.is_empty()),
            ("requiredSigners", self.required_signers.is_empty()),
            ("motions.kinds", self.motions.kinds.is_empty()),
        ] {
            if empty {
                found.push(rule(field, "LIST_EMPTY", format!("Escolha ao menos uma opção ({field}).")));
            }
        }
        let signers = &self.required_signers;
        if signers.iter().enumerate().any(|(place, role)| signers[..place].contains(role)) {
            let message = "Um cargo aparece duas vezes entre as assinaturas pedidas. Deixe-o uma vez.";
            found.push(rule("requiredSigners", "SIGNER_TWICE", message));
        }
    }

    fn check_people(&self, level: Level, found: &mut Vec<Refusal>) {
        // The national council leaves the table of municipal seats to the states.
        if level != Level::National || !self.seat_table.rows.is_empty() {
            found.extend(self.seat_table.broken_rules(&self.seat_rules()).into_iter().map(Refusal::from));
        }
        let parts: u32 = self.committee_parity.values().map(|share| share.ten_thousandths()).sum();
        if parts != 10_000 {
            let message = "As partes do governo e da sociedade civil na comissão precisam somar 1. Corrija-as.";
            found.push(rule("committeeParity", "COMMITTEE_SHARES", message));
        }
        if self.committee_min_size == 0 {
            found.push(rule("committeeMinSize", "COMMITTEE_SIZE", "A comissão precisa de ao menos uma pessoa."));
        }
        let first_day = self.windows.first().map(|window| window.from).unwrap_or_default();
        match self.participation(first_day, chrono_tz::America::Sao_Paulo) {
            Ok(rules) => found.extend(rules.contradictions()),
            Err(odd) => found.push(odd.at("municipalDelegateCount")),
        }
    }

    fn check_plenary(&self, found: &mut Vec<Refusal>) {
        let speech = &self.speech;
        if [speech.defence_seconds, speech.point_seconds, speech.presentation_seconds].contains(&0) {
            found.push(rule("speech", "SPEECH_SECONDS", "Cada tipo de fala precisa de ao menos um segundo."));
        }
        if self.group_threshold.is_zero() || self.consensus_threshold.is_some_and(|above| above < self.group_threshold)
        {
            let message = "O limiar do grupo precisa ser maior que zero, e o de consenso não pode ficar abaixo dele.";
            found.push(rule("groupThreshold", "GROUP_THRESHOLDS", message));
        }
        if self.groups_per_axis == 0 {
            found.push(rule("groupsPerAxis", "GROUPS_PER_AXIS", "Cada eixo precisa de ao menos um grupo."));
        }
        let limits = &self.proposal_limits;
        for level in crate::people::GovernmentLevel::ALL {
            if limits.report.of(*level) > limits.plenary.of(*level) {
                let message = format!(
                    "O relatório leva mais propostas ({}) do que a plenária aprova. Confira os limites.",
                    level.label()
                );
                found.push(rule("proposalLimits", "LIMITS_ORDER", message));
            }
        }
        if !PROPOSAL_CHARS.contains(&self.proposal_max_chars) {
            let (least, most) = (PROPOSAL_CHARS.start(), PROPOSAL_CHARS.end());
            let message = format!("O texto de uma proposta pode ter de {least} a {most} caracteres.");
            found.push(rule("proposalMaxChars", "PROPOSAL_LENGTH", message));
        }
        if self.motions.threshold.is_zero() {
            found.push(rule("motions.threshold", "MOTION_THRESHOLD", "Informe a parte de assinaturas das moções."));
        }
        found.extend(self.election_rules().validate().err().map(Refusal::from));
    }

    fn check_models(&self, found: &mut Vec<Refusal>) {
        found.extend(self.evaluation_form.clone().checked().err().map(Refusal::from));
        found.extend(self.report_model.clone().checked().err().map(Refusal::from));
        if let Some(model) = &self.rules_model {
            found.extend(check_articles(&model.chapters, &model.articles).err().map(Refusal::from));
            let open = model.articles.iter().filter_map(|article| crate::rules::placeholders(&article.text).err());
            found.extend(open.map(Refusal::from));
        }
        if self.report_deadline_days == Some(0) {
            found.push(rule(
                "reportDeadlineDays",
                "REPORT_DEADLINE",
                "O prazo do relatório precisa ser de ao menos um dia.",
            ));
        }
        if self.report_deadline_days.is_some() && self.report_deadline_on.is_some() {
            let message = "O prazo do relatório é um número de dias ou uma data. Deixe só um dos dois.";
            found.push(rule("reportDeadlineOn", "REPORT_DEADLINE", message));
        }
    }
}

fn rule(parameter: &str, code: &'static str, message: impl Into<String>) -> Refusal {
    Refusal::rule(code, parameter, message).at(parameter)
}

/// All of them as one refusal; none when there is nothing to refuse.
pub fn as_one(mut found: Vec<Refusal>) -> Option<Refusal> {
    if found.len() < 2 {
        return found.pop();
    }
    let messages: Vec<String> = found.iter().map(|refusal| refusal.message.clone()).collect();
    let mut rules: Vec<String> = Vec::new();
    for rule in found.into_iter().filter_map(|refusal| refusal.rule.or(refusal.path.first().cloned())) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let message = format!("O ciclo ainda não pode ser publicado. {}", messages.join(" "));
    Some(Refusal::rule("CYCLE_CONTRADICTIONS", rules.join(", "), message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycles::{Axis, StageWindow};

    fn parameters() -> CycleParameters {
        let axis = |number| Axis { number, title: format!("Eixo {number}"), guiding_text: None };
        let window = |stage, from: &str, to: &str| StageWindow {
            stage,
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            extensions: Vec::new(),
        };
        let windows = vec![
            window(Level::Municipal, "2027-03-01", "2027-07-11"),
            window(Level::State, "2027-08-01", "2027-10-31"),
        ];
        CycleParameters::by_default("Tema".into(), vec![axis(1), axis(2)], windows)
    }

    fn codes(parameters: &CycleParameters) -> Vec<&'static str> {
        parameters.contradictions(Level::State).iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn theme_axes_and_dates_are_enough() {
        assert_eq!(parameters().contradictions(Level::State), []);
    }

    #[test]
    fn every_contradiction_is_named_and_not_only_the_first() {
        let mut wrong = parameters();
        wrong.axes[0].number = 2;
        wrong.windows[1].from = wrong.windows[0].from - chrono::Days::new(1);
        wrong.municipal_delegate_count = 7;
        wrong.seat_table.rows[3].seats.government = 5;
        wrong.seat_table.rows[3].total = 9;
        wrong.election.alternates_per_seat = 99;
        wrong.report_model.sections.clear();
        let found = codes(&wrong);
        for code in ["AXES_NUMBERS", "WINDOWS_ORDER", "SEATS_ODD", "SEATS_INDIVISIBLE", "ELECTION_ALTERNATES_PER_SEAT"]
        {
            assert!(found.contains(&code), "{code} in {found:?}");
        }
        let one = as_one(wrong.contradictions(Level::State)).unwrap();
        assert_eq!(one.code, "CYCLE_CONTRADICTIONS");
        assert!(one.message.contains("Numere os eixos") && one.rule.unwrap().contains("windows"));
    }

    #[test]
    fn a_stage_elects_to_one_above_it() {
        let mut wrong = parameters();
        wrong.stages[1].elects_to = Some(Level::Municipal);
        assert_eq!(codes(&wrong), ["STAGE_ORDER", "WINDOWS_ORDER"]);
    }
}
