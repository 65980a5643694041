//! Category, sector and segment together: what a person is in a conference.

use crate::people::{Category, Pool, Sector, Segment};
use crate::{Code, Refusal};

/// Category, sector and segment of a participant, consistent with each other (domain.md section 2).
///
/// One person has exactly one at a time (section 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Placement {
    category: Category,
    sector: Option<Sector>,
    segment: Option<Segment>,
}

/// What somebody declares about their own place, before it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// Category asked for.
    pub category: Category,
    /// Sector, where it does not follow from the category.
    pub sector: Option<Sector>,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Whether the person holds a leading, commissioned or trust post (*cargo de direção,
    /// comissionado ou função de confiança*) in a public body.
    pub leading_post: bool,
}

/// Why category, sector and segment do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// A delegate of civil society must belong to one of the three segments.
    #[error(
        "Quem representa a sociedade civil participa por um segmento. Escolha entre usuárias e usuários, trabalhadoras e trabalhadores ou entidades."
    )]
    SegmentMissing,
    /// Government is one pool and has no segments.
    #[error("O governo não se divide em segmentos. Deixe o segmento em branco ou escolha a sociedade civil.")]
    SegmentOfGovernment,
    /// A born delegate sits for one of the two sectors.
    #[error("Informe se a pessoa conselheira representa o governo ou a sociedade civil.")]
    SectorMissing,
    /// The category says one sector, the field another.
    #[error("A categoria e o setor não combinam. Confira se a vaga é do governo ou da sociedade civil.")]
    SectorDiffers,
    /// A worker with a leading post counts as government (Res. CNAS 6/2015).
    #[error(
        "Quem tem cargo de direção, comissionado ou função de confiança participa pelo governo, mesmo trabalhando no SUAS. Escolha delegada ou delegado governamental."
    )]
    LeadingPost,
    /// Guests and observers take no seat, so sector and segment are not asked (data minimised).
    #[error("Setor e segmento são só para delegadas e delegados. Deixe os dois em branco ou escolha outra categoria.")]
    NotAsked {
        /// The category without a vote.
        category: Category,
    },
}

impl Declared {
    /// Checks the declaration. The sector follows from the category where only one is possible.
    ///
    /// A municipal social worker without a leading post is civil society, although the town hall
    /// pays the salary: that is the most frequent mistake.
    ///
    /// # Errors
    /// See [`PlacementError`].
    pub fn check(self) -> Result<Placement, PlacementError> {
        let sector = match self.category {
            Category::Guest | Category::Observer => return self.without_seat(),
            Category::Born => self.sector.ok_or(PlacementError::SectorMissing)?,
            Category::Government => self.sector_is(Sector::Government)?,
            Category::CivilSociety => self.sector_is(Sector::CivilSociety)?,
        };
        match (sector, self.segment) {
            (Sector::Government, Some(_)) => Err(PlacementError::SegmentOfGovernment),
            (Sector::CivilSociety, None) => Err(PlacementError::SegmentMissing),
            (Sector::CivilSociety, Some(Segment::Workers)) if self.leading_post => Err(PlacementError::LeadingPost),
            (_, segment) => Ok(Placement { category: self.category, sector: Some(sector), segment }),
        }
    }

    fn without_seat(self) -> Result<Placement, PlacementError> {
        if self.sector.is_some() || self.segment.is_some() {
            return Err(PlacementError::NotAsked { category: self.category });
        }
        Ok(Placement { category: self.category, sector: None, segment: None })
    }

    fn sector_is(self, expected: Sector) -> Result<Sector, PlacementError> {
        match self.sector {
            Some(other) if other != expected => Err(PlacementError::SectorDiffers),
            _ => Ok(expected),
        }
    }
}

impl Placement {
    /// Puts together what was checked before it was stored.
    ///
    /// # Errors
    /// See [`PlacementError`]; a stored row that gives one was not written by this system.
    pub fn stored(
        category: Category,
        sector: Option<Sector>,
        segment: Option<Segment>,
    ) -> Result<Self, PlacementError> {
        Declared { category, sector, segment, leading_post: false }.check()
    }

    /// A guest: voice as the cycle says, never a vote.
    pub const GUEST: Self = Self { category: Category::Guest, sector: None, segment: None };
    /// An observer: voice as the cycle says, never a vote.
    pub const OBSERVER: Self = Self { category: Category::Observer, sector: None, segment: None };

    /// The category.
    pub fn category(self) -> Category {
        self.category
    }

    /// The half of parity; `None` for guests and observers.
    pub fn sector(self) -> Option<Sector> {
        self.sector
    }

    /// The segment; `None` for government, guests and observers.
    pub fn segment(self) -> Option<Segment> {
        self.segment
    }

    /// The pool in which the person elects and is counted; `None` for those without a vote.
    pub fn pool(self) -> Option<Pool> {
        self.sector.and_then(|sector| Pool::of(sector, self.segment))
    }

    /// Whether the person votes (domain.md section 17: only delegates do).
    pub fn can_vote(self) -> bool {
        self.category.is_delegate()
    }

    /// What a person reads on the badge: category and, for civil society, segment.
    pub fn label(self) -> String {
        match self.segment {
            Some(segment) => format!("{} ({})", self.category.label(), segment.label()),
            None => self.category.label().to_owned(),
        }
    }
}

impl From<PlacementError> for Refusal {
    fn from(error: PlacementError) -> Self {
        let (code, field, rule) = match error {
            PlacementError::SegmentMissing => ("SEGMENT_REQUIRED", "segment", None),
            PlacementError::SegmentOfGovernment => ("SEGMENT_OF_GOVERNMENT", "segment", None),
            PlacementError::SectorMissing => ("SECTOR_REQUIRED", "sector", None),
            PlacementError::SectorDiffers => ("SECTOR_DIFFERS", "sector", None),
            PlacementError::LeadingPost => {
                ("LEADING_POST_IS_GOVERNMENT", "segment", Some("Resolução CNAS nº 6/2015".to_owned()))
            }
            PlacementError::NotAsked { .. } => ("SEGMENT_WITHOUT_VOTE", "segment", None),
        };
        Self { rule, ..Self::invalid(field, code, error.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(category: Category, sector: Option<Sector>, segment: Option<Segment>) -> Declared {
        Declared { category, sector, segment, leading_post: false }
    }

    #[test]
    fn sector_follows_from_the_category() {
        let worker = declared(Category::CivilSociety, None, Some(Segment::Workers)).check().unwrap();
        assert_eq!((worker.sector(), worker.pool()), (Some(Sector::CivilSociety), Some(Pool::Workers)));
        let government = declared(Category::Government, None, None).check().unwrap();
        assert_eq!(government.pool(), Some(Pool::Government));
        assert!(worker.can_vote() && government.can_vote());
    }

    #[test]
    fn a_worker_with_a_leading_post_is_sent_to_the_government_with_the_resolution_named() {
        let worker = Declared { leading_post: true, ..declared(Category::CivilSociety, None, Some(Segment::Workers)) };
        let refusal = Refusal::from(worker.check().unwrap_err());
        assert_eq!(refusal.code, "LEADING_POST_IS_GOVERNMENT");
        assert_eq!(refusal.rule.as_deref(), Some("Resolução CNAS nº 6/2015"));
        assert!(refusal.message.contains("governamental"));
        let government = Declared { leading_post: true, ..declared(Category::Government, None, None) };
        assert!(government.check().is_ok());
    }

    #[test]
    fn inconsistent_declarations_are_named() {
        let civil = Some(Sector::CivilSociety);
        for (given, error) in [
            (declared(Category::CivilSociety, civil, None), PlacementError::SegmentMissing),
            (declared(Category::Government, civil, None), PlacementError::SectorDiffers),
            (declared(Category::Government, None, Some(Segment::Users)), PlacementError::SegmentOfGovernment),
            (declared(Category::Born, None, None), PlacementError::SectorMissing),
            (declared(Category::Born, civil, None), PlacementError::SegmentMissing),
            (declared(Category::Guest, civil, None), PlacementError::NotAsked { category: Category::Guest }),
        ] {
            assert_eq!(given.check(), Err(error));
        }
    }

    #[test]
    fn guests_and_observers_have_no_vote_and_no_pool() {
        for place in [Placement::GUEST, Placement::OBSERVER] {
            assert!(!place.can_vote() && place.pool().is_none());
        }
    }
}
