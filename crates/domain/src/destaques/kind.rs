//! The kinds and the states of a destaque.

use crate::codes;

codes! {
    /// Kind of destaque (*tipo de destaque*). domain.md sections 7 and 9.
    pub enum DestaqueKind {
        /// Takes the text away, or a part of it (*supressivo*).
        Suppress = "SUPPRESS", "supressivo";
        /// Puts other words in place (*modificativo*).
        Change = "CHANGE", "modificativo";
        /// Adds words and keeps all that were there (*aditivo*).
        Add = "ADD", "aditivo";
        /// Asks what the text means; the table answers, nobody votes (*de esclarecimento*).
        Clarify = "CLARIFY", "de esclarecimento";
        /// Joins two texts in one (*aglutinativo*).
        Merge = "MERGE", "aglutinativo";
    }
}

impl DestaqueKind {
    /// Whether the plenary votes on it; a clarification is answered instead.
    pub fn is_voted(self) -> bool {
        self != Self::Clarify
    }

    /// Whether a new wording must be on record before the vote.
    pub fn needs_wording(self) -> bool {
        matches!(self, Self::Change | Self::Add | Self::Merge)
    }
}

codes! {
    /// State of a destaque (*situação do destaque*).
    pub enum DestaqueState {
        /// Called during the reading, waits for its turn (*pedido*).
        Raised = "RAISED", "pedido";
        /// The author presented it to the plenary (*apresentado*).
        Presented = "PRESENTED", "apresentado";
        /// The table answered a clarification (*respondido*).
        Answered = "ANSWERED", "respondido";
        /// The author was absent when called (*caiu*).
        Fallen = "FALLEN", "caiu";
        /// Another one decided on the same text before (*prejudicado*).
        Mooted = "MOOTED", "prejudicado";
        /// The author took it back (*retirado*).
        Withdrawn = "WITHDRAWN", "retirado";
        /// The vote on it has begun (*em votação*).
        InVote = "IN_VOTE", "em votação";
        /// Approved by the plenary (*aprovado*).
        Approved = "APPROVED", "aprovado";
        /// Rejected by the plenary (*rejeitado*).
        Rejected = "REJECTED", "rejeitado";
    }
}

impl DestaqueState {
    /// Whether nothing more can happen to it.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Raised | Self::Presented | Self::InVote)
    }
}
