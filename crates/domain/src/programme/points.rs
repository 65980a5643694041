//! Points of order, referral and clarification, with the chair's ruling on record.
//! Source: domain.md section 7.4.

use super::ProgrammeRefusal;
use crate::codes;

codes! {
    /// Kind of point (*questão*).
    pub enum PointKind {
        /// The rules are being broken; cites the article (*questão de ordem*).
        Order = "ORDER", "questão de ordem";
        /// How to proceed (*questão de encaminhamento*).
        Referral = "REFERRAL", "questão de encaminhamento";
        /// Asks for information (*questão de esclarecimento*).
        Clarification = "CLARIFICATION", "questão de esclarecimento";
    }
}

codes! {
    /// What the chair decides on a point (*decisão da presidência*).
    pub enum Ruling {
        /// The person is right (*procede*).
        Upheld = "UPHELD", "procede";
        /// The person is not right (*não procede*).
        Denied = "DENIED", "não procede";
        /// The plenary decides (*posta em votação*).
        PutToVote = "PUT_TO_VOTE", "posta em votação";
    }
}

codes! {
    /// State of a point.
    pub enum PointState {
        /// Waits for the ruling (*apresentada*).
        Raised = "RAISED", "apresentada";
        /// The chair has ruled (*decidida*).
        Ruled = "RULED", "decidida";
        /// The plenary votes on the ruling (*em recurso*).
        Appealed = "APPEALED", "em recurso";
        /// The plenary has decided on the appeal (*recurso julgado*).
        Settled = "SETTLED", "recurso julgado";
    }
}

codes! {
    /// What the plenary did with a ruling (*resultado do recurso*).
    pub enum Appeal {
        /// The ruling stands (*mantida*).
        Kept = "KEPT", "decisão mantida";
        /// The ruling falls, and the opposite counts (*reformada*).
        Overturned = "OVERTURNED", "decisão reformada";
    }
}

/// A point as far as its life is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Point {
    /// Kind.
    pub kind: PointKind,
    /// Where it stands.
    pub state: PointState,
    /// The chair's ruling.
    pub ruling: Option<Ruling>,
    /// What the plenary decided on an appeal.
    pub appeal: Option<Appeal>,
}

/// Checks that a point may be raised: a point of order cites an article, and once a vote is open
/// only a point of order about that vote is taken.
///
/// # Errors
/// `ARTICLE_REQUIRED`, `VOTE_IN_PROGRESS`.
pub fn check_point(
    kind: PointKind,
    article_cited: Option<u32>,
    vote_open: bool,
    about_the_vote: bool,
) -> Result<(), ProgrammeRefusal> {
    if vote_open && !(kind == PointKind::Order && about_the_vote) {
        return Err(ProgrammeRefusal::VoteInProgress);
    }
    if kind == PointKind::Order && article_cited.is_none() {
        return Err(ProgrammeRefusal::ArticleRequired);
    }
    Ok(())
}

impl Point {
    /// A point just raised.
    pub fn raised(kind: PointKind) -> Self {
        Self { kind, state: PointState::Raised, ruling: None, appeal: None }
    }

    /// The chair rules.
    ///
    /// # Errors
    /// `POINT_NOT_NOW` when it was ruled before.
    pub fn rule(self, ruling: Ruling) -> Result<Self, ProgrammeRefusal> {
        self.expect(PointState::Raised)?;
        Ok(Self { state: PointState::Ruled, ruling: Some(ruling), ..self })
    }

    /// Somebody appeals to the plenary.
    ///
    /// # Errors
    /// `POINT_NOT_NOW` unless ruled and not yet appealed; `NOTHING_TO_APPEAL` when the plenary
    /// itself decided.
    pub fn lodge_appeal(self) -> Result<Self, ProgrammeRefusal> {
        self.expect(PointState::Ruled)?;
        if self.ruling == Some(Ruling::PutToVote) {
            return Err(ProgrammeRefusal::NothingToAppeal);
        }
        Ok(Self { state: PointState::Appealed, ..self })
    }

    /// The plenary has voted on "keeps the ruling".
    ///
    /// # Errors
    /// `POINT_NOT_NOW` unless an appeal is open.
    pub fn settle_appeal(self, kept: bool) -> Result<Self, ProgrammeRefusal> {
        self.expect(PointState::Appealed)?;
        let appeal = if kept { Appeal::Kept } else { Appeal::Overturned };
        Ok(Self { state: PointState::Settled, appeal: Some(appeal), ..self })
    }

    /// The plenary's vote was annulled: the appeal is open again.
    ///
    /// # Errors
    /// `POINT_NOT_NOW` unless the plenary had voted.
    pub fn reopen_appeal(self) -> Result<Self, ProgrammeRefusal> {
        self.expect(PointState::Settled)?;
        Ok(Self { state: PointState::Appealed, appeal: None, ..self })
    }

    /// What counts in the end: the ruling, or its opposite when the plenary overturned it.
    pub fn outcome(self) -> Option<Ruling> {
        match (self.ruling, self.appeal) {
            (Some(Ruling::Upheld), Some(Appeal::Overturned)) => Some(Ruling::Denied),
            (Some(Ruling::Denied), Some(Appeal::Overturned)) => Some(Ruling::Upheld),
            (ruling, _) => ruling,
        }
    }

    fn expect(self, state: PointState) -> Result<(), ProgrammeRefusal> {
        if self.state == state { Ok(()) } else { Err(ProgrammeRefusal::PointNotNow(self.state)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_order_cites_an_article() {
        assert_eq!(check_point(PointKind::Order, None, false, false), Err(ProgrammeRefusal::ArticleRequired));
        assert!(check_point(PointKind::Order, Some(16), false, false).is_ok());
        assert!(check_point(PointKind::Clarification, None, false, false).is_ok());
    }

    #[test]
    fn during_a_vote_only_a_point_of_order_about_it_is_taken() {
        assert_eq!(check_point(PointKind::Referral, None, true, true), Err(ProgrammeRefusal::VoteInProgress));
        assert_eq!(check_point(PointKind::Order, Some(23), true, false), Err(ProgrammeRefusal::VoteInProgress));
        assert!(check_point(PointKind::Order, Some(23), true, true).is_ok());
    }

    #[test]
    fn an_appeal_keeps_or_turns_the_ruling() {
        let denied = Point::raised(PointKind::Order).rule(Ruling::Denied).unwrap().lodge_appeal().unwrap();
        assert_eq!(denied.settle_appeal(true).unwrap().outcome(), Some(Ruling::Denied));
        assert_eq!(denied.settle_appeal(false).unwrap().outcome(), Some(Ruling::Upheld));
    }

    #[test]
    fn an_annulled_vote_leaves_the_appeal_open_and_the_ruling_as_it_was() {
        let appealed = Point::raised(PointKind::Order).rule(Ruling::Denied).unwrap().lodge_appeal().unwrap();
        assert_eq!(appealed.settle_appeal(false).unwrap().reopen_appeal(), Ok(appealed));
        assert_eq!(appealed.reopen_appeal(), Err(ProgrammeRefusal::PointNotNow(PointState::Appealed)));
    }

    #[test]
    fn nothing_is_ruled_twice_and_a_vote_of_the_plenary_is_not_appealed() {
        let ruled = Point::raised(PointKind::Referral).rule(Ruling::PutToVote).unwrap();
        assert_eq!(ruled.rule(Ruling::Upheld), Err(ProgrammeRefusal::PointNotNow(PointState::Ruled)));
        assert_eq!(ruled.lodge_appeal(), Err(ProgrammeRefusal::NothingToAppeal));
    }
}
