//! Stages (*etapas*) of a cycle, as a tree, and their windows.

use crate::conferences::Window;
use crate::people::Level;
use chrono::NaiveDate;

/// A stage and the one to which it elects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stage {
    /// The stage.
    #[serde(rename = "id")]
    pub level: Level,
    /// The stage its delegates go to; none for the last.
    pub elects_to: Option<Level>,
}

/// When a stage meets (*período da etapa*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StageWindow {
    /// The stage.
    pub stage: Level,
    /// First day.
    pub from: NaiveDate,
    /// Last day without extensions.
    pub to: NaiveDate,
    /// Last days after each extension (*prorrogação*), in the order they were given.
    #[serde(default)]
    pub extensions: Vec<NaiveDate>,
}

impl StageWindow {
    /// The window with its latest extension.
    pub fn window(&self) -> Window {
        Window { from: self.from, to: self.to, extended_to: self.extensions.iter().max().copied() }
    }
}
