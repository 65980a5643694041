//! Assessing an action, with evidence.

use crate::people::GovernmentLevel;
use crate::{Refusal, codes, text};

/// Longest comment or evidence, in characters.
const COMMENT_MAX: usize = 2_000;

codes! {
    /// What came of an earlier decision (*avaliação da ação*).
    pub enum Assessment {
        /// Done (*avançou*).
        Advanced = "ADVANCED", "avançou";
        /// Done in part (*avançou em parte*).
        Partly = "PARTLY", "avançou em parte";
        /// Not done (*não avançou*).
        NotAdvanced = "NOT_ADVANCED", "não avançou";
    }
}

/// An assessment as it is given, and as it is kept after [`assess`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentInput {
    /// What came of it.
    pub assessment: Assessment,
    /// In words, what was done and what is missing.
    pub comment: Option<String>,
    /// Where it can be checked: a document, a report, a panel.
    pub evidence: Option<String>,
    /// Who answers for it.
    pub responsible: Option<String>,
}

/// Checks an assessment and cleans its texts. What advanced, wholly or in part, is shown by
/// evidence; what did not advance wholly is explained; somebody answers for what is still open.
///
/// # Errors
/// `EVIDENCE_REQUIRED`, `COMMENT_REQUIRED`, `RESPONSIBLE_REQUIRED`, each tied to its field; those
/// of [`text::optional_body`].
pub fn assess(input: &AssessmentInput) -> Result<AssessmentInput, Refusal> {
    let comment = text::optional_body("comment", input.comment.as_deref(), COMMENT_MAX)?;
    let evidence = text::optional_body("evidence", input.evidence.as_deref(), COMMENT_MAX)?;
    let responsible = text::optional_line("responsible", input.responsible.as_deref(), text::LINE_MAX)?;
    let assessment = input.assessment;
    if assessment != Assessment::NotAdvanced && evidence.is_none() {
        return Err(missing(
            "evidence",
            "EVIDENCE_REQUIRED",
            "Diga onde se pode conferir o avanço: um documento, um relatório ou uma página.",
        ));
    }
    if assessment != Assessment::Advanced && comment.is_none() {
        return Err(missing("comment", "COMMENT_REQUIRED", "Conte o que foi feito e o que ainda falta."));
    }
    if assessment != Assessment::Advanced && responsible.is_none() {
        return Err(missing("responsible", "RESPONSIBLE_REQUIRED", "Indique quem responde pelo que ainda falta."));
    }
    Ok(AssessmentInput { assessment, comment, evidence, responsible })
}

/// How many actions there are of each assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct ActionCounts {
    /// Done.
    pub advanced: u32,
    /// Done in part.
    pub partly: u32,
    /// Not done.
    pub not_advanced: u32,
    /// Not assessed yet.
    pub open: u32,
}

/// Counts assessments; none stands for an action not assessed yet.
pub fn count_assessments(assessments: impl IntoIterator<Item = Option<Assessment>>) -> ActionCounts {
    let mut counts = ActionCounts::default();
    for assessment in assessments {
        *match assessment {
            Some(Assessment::Advanced) => &mut counts.advanced,
            Some(Assessment::Partly) => &mut counts.partly,
            Some(Assessment::NotAdvanced) => &mut counts.not_advanced,
            None => &mut counts.open,
        } += 1;
    }
    counts
}

/// Checks that a recommendation may insist on an action: it is not done, and of the same axis and
/// level of government. domain.md section 9.
///
/// # Errors
/// `ACTION_ADVANCED`, `ACTION_ELSEWHERE`.
pub fn check_recommendation(
    action: (u32, GovernmentLevel),
    assessment: Option<Assessment>,
    proposal: (u32, GovernmentLevel),
) -> Result<(), Refusal> {
    if assessment == Some(Assessment::Advanced) {
        return Err(missing(
            "previousActionId",
            "ACTION_ADVANCED",
            "Esta ação já avançou; a recomendação insiste no que ainda falta. Escreva uma proposta nova.",
        ));
    }
    if action != proposal {
        return Err(missing(
            "previousActionId",
            "ACTION_ELSEWHERE",
            "A ação é de outro eixo ou ente federado. Escolha uma ação do mesmo eixo e ente.",
        ));
    }
    Ok(())
}

fn missing(field: &str, code: &'static str, message: &str) -> Refusal {
    Refusal::rule(code, "ações a conferir", message).at(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(assessment: Assessment, comment: &str, evidence: &str, responsible: &str) -> AssessmentInput {
        let some = |text: &str| Some(text.to_owned());
        AssessmentInput { assessment, comment: some(comment), evidence: some(evidence), responsible: some(responsible) }
    }

    #[test]
    fn progress_needs_evidence_and_what_is_missing_needs_words_and_somebody_who_answers() {
        let code = |given: AssessmentInput| assess(&given).unwrap_err().code;
        assert_eq!(code(input(Assessment::Advanced, "feito", " ", "x")), "EVIDENCE_REQUIRED");
        assert_eq!(code(input(Assessment::NotAdvanced, " ", "", "x")), "COMMENT_REQUIRED");
        assert_eq!(code(input(Assessment::Partly, "em parte", "ata", "")), "RESPONSIBLE_REQUIRED");
        let kept = assess(&input(Assessment::NotAdvanced, " falta edital ", "", "Fazenda")).unwrap();
        assert_eq!((kept.comment.as_deref(), kept.evidence), (Some("falta edital"), None));
    }

    #[test]
    fn a_recommendation_insists_on_what_is_not_done_in_its_own_axis_and_level() {
        let here = (1, GovernmentLevel::Municipal);
        assert!(check_recommendation(here, Some(Assessment::Partly), here).is_ok());
        assert_eq!(check_recommendation(here, Some(Assessment::Advanced), here).unwrap_err().code, "ACTION_ADVANCED");
        let there = (2, GovernmentLevel::Municipal);
        assert_eq!(check_recommendation(here, None, there).unwrap_err().code, "ACTION_ELSEWHERE");
    }

    #[test]
    fn what_nobody_assessed_is_counted_apart() {
        let counts = count_assessments([Some(Assessment::Advanced), None, Some(Assessment::Partly), None]);
        assert_eq!(counts, ActionCounts { advanced: 1, partly: 1, not_advanced: 0, open: 2 });
    }
}
