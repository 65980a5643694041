//! State of a working group.

use crate::{Refusal, codes};

codes! {
    /// State of a working group.
    pub enum GroupState {
        /// Room and axis are set, people are assigned.
        Planned = "PLANNED", "planejado";
        /// Meets: attendance, proposals and votes are recorded.
        Open = "OPEN", "em andamento";
        /// Its outcome is on record and nothing changes any more.
        Concluded = "CONCLUDED", "concluído";
    }
}

/// Why a group does not change its state, or takes no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupStateError {
    /// The group does not meet yet.
    #[error("O grupo ainda não foi aberto. Abra-o antes de registrar presenças e votos.")]
    NotOpen,
    /// The group is open already.
    #[error("O grupo já está aberto. Nada foi alterado.")]
    AlreadyOpen,
    /// The group is over.
    #[error("O grupo já foi concluído e o resultado está com a relatoria. Mudanças agora são da plenária final.")]
    Concluded,
    /// Nobody is on the attendance list, so no share of the delegates present can be computed.
    #[error("Registre a presença no grupo antes de concluir: o resultado depende de quantas delegadas e delegados há.")]
    NobodyPresent,
    /// Coordinator or rapporteur is missing.
    #[error("Informe quem coordenou e quem relatou o grupo antes de concluir.")]
    WithoutTable,
    /// Proposals wait for their vote.
    #[error("Propostas do grupo ainda sem voto: {0}. Registre os votos, ou retire as propostas, e conclua de novo.")]
    Unvoted(u32),
    /// It is not concluded, so there is nothing to open again.
    #[error("O grupo ainda não foi concluído. Continue a registrar presenças e votos.")]
    NotConcluded,
    /// Its proposals are before the plenary.
    #[error("As propostas do grupo já estão no caderno da plenária final. Mudanças agora são por destaque.")]
    SentToPlenary,
}

/// What must be on record before a group concludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// Delegates on the attendance list.
    pub delegates_present: u32,
    /// Whether coordinator and rapporteur are named.
    pub table_named: bool,
    /// Proposals without a vote.
    pub unvoted: u32,
}

impl GroupState {
    /// Opens the group.
    ///
    /// # Errors
    /// [`GroupStateError::AlreadyOpen`], [`GroupStateError::Concluded`].
    pub fn open(self) -> Result<Self, GroupStateError> {
        match self {
            Self::Planned => Ok(Self::Open),
            Self::Open => Err(GroupStateError::AlreadyOpen),
            Self::Concluded => Err(GroupStateError::Concluded),
        }
    }

    /// Whether attendance, proposals and votes may be recorded.
    ///
    /// # Errors
    /// [`GroupStateError::NotOpen`], [`GroupStateError::Concluded`].
    pub fn records(self) -> Result<(), GroupStateError> {
        match self {
            Self::Planned => Err(GroupStateError::NotOpen),
            Self::Open => Ok(()),
            Self::Concluded => Err(GroupStateError::Concluded),
        }
    }

    /// Concludes the group.
    ///
    /// # Errors
    /// See [`GroupStateError`].
    pub fn conclude(self, readiness: Readiness) -> Result<Self, GroupStateError> {
        self.records()?;
        match readiness {
            Readiness { delegates_present: 0, .. } => Err(GroupStateError::NobodyPresent),
            Readiness { table_named: false, .. } => Err(GroupStateError::WithoutTable),
            Readiness { unvoted: 0, .. } => Ok(Self::Concluded),
            Readiness { unvoted, .. } => Err(GroupStateError::Unvoted(unvoted)),
        }
    }

    /// Opens a concluded group again, as long as nothing of it was sent to the plenary.
    ///
    /// # Errors
    /// [`GroupStateError::NotConcluded`], [`GroupStateError::SentToPlenary`].
    pub fn reopen(self, sent: bool) -> Result<Self, GroupStateError> {
        match (self, sent) {
            (Self::Concluded, false) => Ok(Self::Open),
            (Self::Concluded, true) => Err(GroupStateError::SentToPlenary),
            _ => Err(GroupStateError::NotConcluded),
        }
    }
}

impl From<GroupStateError> for Refusal {
    fn from(error: GroupStateError) -> Self {
        let code = match error {
            GroupStateError::NotOpen => "GROUP_NOT_OPEN",
            GroupStateError::AlreadyOpen => "GROUP_ALREADY_OPEN",
            GroupStateError::Concluded => "GROUP_CONCLUDED",
            GroupStateError::NobodyPresent => "GROUP_WITHOUT_ATTENDANCE",
            GroupStateError::WithoutTable => "GROUP_WITHOUT_TABLE",
            GroupStateError::Unvoted(_) => "GROUP_UNVOTED_PROPOSALS",
            GroupStateError::NotConcluded => "GROUP_NOT_CONCLUDED",
            GroupStateError::SentToPlenary => "GROUP_SENT_TO_PLENARY",
        };
        Self::rule(code, "grupos de trabalho", error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: Readiness = Readiness { delegates_present: 14, table_named: true, unvoted: 0 };

    #[test]
    fn a_group_goes_from_planned_to_open_to_concluded_and_is_not_opened_twice() {
        let open = GroupState::Planned.open().unwrap();
        assert_eq!(open.conclude(READY), Ok(GroupState::Concluded));
        assert_eq!(open.open(), Err(GroupStateError::AlreadyOpen));
        assert_eq!(GroupState::Planned.conclude(READY), Err(GroupStateError::NotOpen));
        for refused in [GroupState::Concluded.open(), GroupState::Concluded.conclude(READY)] {
            assert_eq!(refused, Err(GroupStateError::Concluded));
        }
    }

    #[test]
    fn a_concluded_group_opens_again_until_its_proposals_are_before_the_plenary() {
        assert_eq!(GroupState::Concluded.reopen(false), Ok(GroupState::Open));
        assert_eq!(GroupState::Concluded.reopen(true), Err(GroupStateError::SentToPlenary));
        assert_eq!(GroupState::Open.reopen(false), Err(GroupStateError::NotConcluded));
    }

    #[test]
    fn what_is_missing_for_the_conclusion_is_named() {
        for (readiness, error) in [
            (Readiness { delegates_present: 0, ..READY }, GroupStateError::NobodyPresent),
            (Readiness { table_named: false, ..READY }, GroupStateError::WithoutTable),
            (Readiness { unvoted: 2, ..READY }, GroupStateError::Unvoted(2)),
        ] {
            assert_eq!(GroupState::Open.conclude(readiness), Err(error));
        }
    }
}
