//! The report's form (*instrumental*) as data of the cycle.

use super::ReportRefused;
use crate::{codes, text};
use std::collections::BTreeMap;

/// Longest free text of a section when the model sets no limit, in characters.
pub const FREE_TEXT_MAX: usize = 20_000;
/// Most sections of a model.
const SECTIONS_MAX: usize = 60;

codes! {
    /// Where a section's content comes from. The names of older models (`convocationAct`) are read too.
    pub enum Binding {
        /// Municipality, council, conference, total hours and participants (*informações gerais*).
        #[serde(alias = "conference")]
        Conference = "CONFERENCE", "informações gerais";
        /// Act of convocation (*ato de convocação*).
        #[serde(alias = "convocationAct")]
        ConvocationAct = "CONVOCATION_ACT", "ato de convocação";
        /// Organizing committee (*comissão organizadora*).
        #[serde(alias = "organizingCommittee")]
        OrganizingCommittee = "ORGANIZING_COMMITTEE", "comissão organizadora";
        /// Preparatory events (*eventos preparatórios*).
        #[serde(alias = "mobilizationEvents")]
        MobilizationEvents = "MOBILIZATION_EVENTS", "eventos preparatórios";
        /// Participants by category and parity (*participantes*).
        #[serde(alias = "participants")]
        Participants = "PARTICIPANTS", "participantes";
        /// Programme and keynote (*programação e palestra*).
        #[serde(alias = "programme")]
        Programme = "PROGRAMME", "programação e palestra";
        /// Earlier deliberations and their assessment (*ações a conferir*).
        #[serde(alias = "actionsToVerify")]
        ActionsToVerify = "ACTIONS_TO_VERIFY", "avaliação das deliberações anteriores";
        /// Working groups (*grupos de trabalho*).
        #[serde(alias = "workingGroups")]
        WorkingGroups = "WORKING_GROUPS", "grupos de trabalho";
        /// Proposals per axis and level of government (*propostas*).
        #[serde(alias = "proposals")]
        Proposals = "PROPOSALS", "propostas";
        /// Motions (*moções*).
        #[serde(alias = "motions")]
        Motions = "MOTIONS", "moções";
        /// Summary of votes (*votações*).
        #[serde(alias = "polls")]
        Polls = "POLLS", "votações";
        /// Delegation elected to the next stage (*delegação eleita*).
        #[serde(alias = "election")]
        Election = "ELECTION", "delegação eleita";
        /// Evaluation (*avaliação da conferência*).
        #[serde(alias = "evaluation")]
        Evaluation = "EVALUATION", "avaliação da conferência";
        /// Rules of procedure as adopted (*regimento interno aprovado*).
        #[serde(alias = "rulesOfProcedure")]
        RulesOfProcedure = "RULES_OF_PROCEDURE", "regimento interno aprovado";
        /// Names of those who sign (*assinaturas*).
        #[serde(alias = "signatures")]
        Signatures = "SIGNATURES", "assinaturas";
        /// Written by people (*texto livre*).
        #[serde(alias = "freeText")]
        FreeText = "FREE_TEXT", "texto livre";
    }
}

/// A section of the form.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionModel {
    /// Number, unique and rising.
    #[serde(rename = "section")]
    pub number: u32,
    /// Title, in Portuguese.
    pub title: String,
    /// Where the content comes from.
    pub binding: Binding,
    /// Whether a report without content here can be signed.
    pub required: bool,
    /// Instructions to who writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<String>,
    /// Longest free text, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_chars: Option<usize>,
}

/// Model of the report (*modelo de relatório, instrumental*) of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ReportModel {
    /// Sections in order.
    pub sections: Vec<SectionModel>,
}

/// Free texts by number of section.
pub type FreeTexts = BTreeMap<u32, String>;

impl ReportModel {
    /// The model with its texts cleaned.
    ///
    /// # Errors
    /// [`ReportRefused::BadModel`] when there are no sections, too many, or their numbers do not rise.
    pub fn checked(mut self) -> Result<Self, ReportRefused> {
        if self.sections.is_empty() || self.sections.len() > SECTIONS_MAX {
            return Err(ReportRefused::BadModel(format!("ele precisa ter de 1 a {SECTIONS_MAX} seções.")));
        }
        if self.sections[0].number == 0 || !self.sections.windows(2).all(|pair| pair[0].number < pair[1].number) {
            return Err(ReportRefused::BadModel("os números das seções precisam crescer a partir de 1.".into()));
        }
        for section in &mut self.sections {
            section.title = text::line("title", &section.title, text::LINE_MAX)?;
            section.instructions = text::optional_body("instructions", section.instructions.as_deref(), 4_000)?;
        }
        Ok(self)
    }

    /// The section with that number.
    ///
    /// # Errors
    /// [`ReportRefused::UnknownSection`].
    pub fn section(&self, number: u32) -> Result<&SectionModel, ReportRefused> {
        self.sections.iter().find(|section| section.number == number).ok_or(ReportRefused::UnknownSection(number))
    }

    /// A free text as it may be kept for a section; `None` clears it.
    ///
    /// # Errors
    /// [`ReportRefused`]: no such section, a section that facts fill, too long or unreadable.
    pub fn free_text(&self, number: u32, input: &str) -> Result<Option<String>, ReportRefused> {
        let section = self.section(number)?;
        if section.binding != Binding::FreeText {
            return Err(ReportRefused::NotEditable(number));
        }
        let max = section.max_chars.unwrap_or(FREE_TEXT_MAX);
        Ok(text::optional_body("text", Some(input), max)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(number: u32, binding: Binding) -> SectionModel {
        SectionModel { number, title: "T".into(), binding, required: true, instructions: None, max_chars: Some(5) }
    }

    #[test]
    fn only_free_sections_are_edited() {
        let model = ReportModel { sections: vec![section(1, Binding::Proposals), section(2, Binding::FreeText)] };
        assert_eq!(model.free_text(1, "x"), Err(ReportRefused::NotEditable(1)));
        assert_eq!(model.free_text(2, " ok ").unwrap().as_deref(), Some("ok"));
        assert_eq!(model.free_text(2, " ").unwrap(), None);
        assert_eq!(model.free_text(3, "x"), Err(ReportRefused::UnknownSection(3)));
        assert!(matches!(model.free_text(2, "demais!"), Err(ReportRefused::Text(_))));
    }

    #[test]
    fn numbers_must_rise() {
        let twice = ReportModel { sections: vec![section(1, Binding::Motions), section(1, Binding::Polls)] };
        assert!(matches!(twice.checked(), Err(ReportRefused::BadModel(_))));
        assert!(ReportModel { sections: vec![] }.checked().is_err());
    }

    #[test]
    fn bindings_are_read_by_both_names() {
        let read = |text: &str| serde_json::from_str::<Binding>(text).unwrap();
        assert_eq!(read("\"convocationAct\""), read("\"CONVOCATION_ACT\""));
    }
}
