//! Axes (*eixos*) of a cycle.

/// An axis of discussion (*eixo*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Axis {
    /// Number, from 1.
    pub number: u8,
    /// Title.
    pub title: String,
    /// Text that guides the discussion (*ementa*).
    #[serde(default)]
    pub guiding_text: Option<String>,
}
