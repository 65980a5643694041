//! Parity (*paridade*) between government and civil society, with the reason in words.
//! Source: domain.md section 3; the shares are data (`sectorShare`, `committeeParity`).

use crate::Refusal;
use crate::people::Pool;
use crate::people::Sector;

/// An exact share, for instance one half; no rounding decides parity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fraction {
    /// Upper number.
    pub numerator: u32,
    /// Lower number, never zero in a valid [`SectorShare`].
    pub denominator: u32,
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// Which share of the seats the government has; civil society has the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Fraction", into = "Fraction")]
pub struct SectorShare(Fraction);

impl SectorShare {
    /// Half and half.
    pub const HALVES: Self = Self(Fraction { numerator: 1, denominator: 2 });

    /// The government's share; the rest is civil society's.
    ///
    /// # Errors
    /// `SHARE_INVALID` when it is not between 0 and 1.
    pub fn of_government(share: Fraction) -> Result<Self, Refusal> {
        if share.denominator == 0 || share.numerator > share.denominator {
            return Err(Refusal::invalid(
                "sectorShare",
                "SHARE_INVALID",
                "A parte do governo precisa estar entre 0 e 1, por exemplo 1/2. Corrija o valor.",
            ));
        }
        Ok(Self(share))
    }

    /// The share of a sector.
    pub fn of(self, sector: Sector) -> Fraction {
        let Fraction { numerator, denominator } = self.0;
        match sector {
            Sector::Government => self.0,
            Sector::CivilSociety => Fraction { numerator: denominator - numerator, denominator },
        }
    }

    fn seats_balanced(self, government: u32, civil_society: u32) -> bool {
        let (ours, theirs) = (self.of(Sector::Government).numerator, self.of(Sector::CivilSociety).numerator);
        u64::from(government) * u64::from(theirs) == u64::from(civil_society) * u64::from(ours)
    }
}

impl TryFrom<Fraction> for SectorShare {
    type Error = Refusal;

    fn try_from(share: Fraction) -> Result<Self, Refusal> {
        Self::of_government(share)
    }
}

impl From<SectorShare> for Fraction {
    fn from(share: SectorShare) -> Self {
        share.0
    }
}

/// How many there are in each pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Government.
    pub government: u32,
    /// Users.
    pub users: u32,
    /// Workers.
    pub workers: u32,
    /// Entities.
    pub entities: u32,
}

impl Counts {
    /// Counts pools.
    pub fn of(pools: impl IntoIterator<Item = Pool>) -> Self {
        let mut counts = Self::default();
        for pool in pools {
            *counts.of_pool_mut(pool) += 1;
        }
        counts
    }

    /// The figure of one pool.
    pub fn of_pool(&self, pool: Pool) -> u32 {
        match pool {
            Pool::Government => self.government,
            Pool::Users => self.users,
            Pool::Workers => self.workers,
            Pool::Entities => self.entities,
        }
    }

    /// The three segments together.
    pub fn civil_society(&self) -> u32 {
        self.users + self.workers + self.entities
    }

    /// Everybody.
    pub fn total(&self) -> u32 {
        self.government + self.civil_society()
    }

    fn of_pool_mut(&mut self, pool: Pool) -> &mut u32 {
        match pool {
            Pool::Government => &mut self.government,
            Pool::Users => &mut self.users,
            Pool::Workers => &mut self.workers,
            Pool::Entities => &mut self.entities,
        }
    }
}

/// The rule a body is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParityRule {
    /// Shares of the sectors.
    pub share: SectorShare,
    /// Name of the parameter or act that sets the shares.
    pub share_rule: &'static str,
    /// Fewest members; 0 for no minimum.
    pub min_size: u32,
    /// Name of the parameter that sets the minimum.
    pub min_size_rule: &'static str,
}

impl ParityRule {
    /// Councils: half and half (Res. CNAS/MDS 100/2023), no minimum of our own.
    pub const COUNCIL: Self =
        Self { share: SectorShare::HALVES, share_rule: "Res. CNAS/MDS 100/2023", min_size: 0, min_size_rule: "" };

    /// The organizing committee by the cycle's `committeeParity` and `committeeMinSize`.
    pub fn committee(share: SectorShare, min_size: u32) -> Self {
        Self { share, share_rule: "committeeParity", min_size, min_size_rule: "committeeMinSize" }
    }
}

/// A rule that is not kept, and what would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRule {
    /// The parameter or act.
    pub rule: &'static str,
    /// What is wrong and what to do, in pt-BR.
    pub message: String,
}

/// Parity as found, with its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParityReport {
    /// The figures it was computed from.
    pub counts: Counts,
    /// Whether the sectors have exactly their shares and there is anybody at all.
    pub on_parity: bool,
    /// The whole in one or more sentences, in pt-BR.
    pub explanation: String,
    /// Each rule that is not kept; empty when all are.
    pub broken: Vec<BrokenRule>,
}

impl ParityReport {
    /// Whether every rule is kept, size included.
    pub fn is_satisfied(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Measures a body against a rule. Shown always; it blocks only where the cycle says so.
pub fn parity(counts: Counts, rule: &ParityRule) -> ParityReport {
    let (government, civil) = (counts.government, counts.civil_society());
    let on_parity = counts.total() > 0 && rule.share.seats_balanced(government, civil);
    let mut broken = Vec::new();
    if !on_parity {
        broken.push(BrokenRule { rule: rule.share_rule, message: share_message(counts, rule.share) });
    }
    if counts.total() < rule.min_size {
        broken.push(BrokenRule {
            rule: rule.min_size_rule,
            message: format!(
                "São {} de no mínimo {}. Inclua mais {}.",
                counts.total(),
                rule.min_size,
                rule.min_size - counts.total()
            ),
        });
    }
    let mut sentences = vec![figures(counts)];
    if on_parity {
        sentences.push(format!("Há paridade ({} do governo).", rule.share.of(Sector::Government)));
    }
    sentences.extend(broken.iter().map(|one| format!("{} Regra: {}.", one.message, one.rule)));
    ParityReport { counts, on_parity, explanation: sentences.join(" "), broken }
}

fn figures(counts: Counts) -> String {
    format!(
        "Governo: {}. Sociedade civil: {} (usuárias e usuários {}, trabalhadoras e trabalhadores {}, entidades {}).",
        counts.government,
        counts.civil_society(),
        counts.users,
        counts.workers,
        counts.entities
    )
}

fn share_message(counts: Counts, share: SectorShare) -> String {
    if counts.total() == 0 {
        return "Ainda não há ninguém. Inclua pessoas do governo e da sociedade civil.".to_owned();
    }
    let (ours, theirs) = (share.of(Sector::Government).numerator, share.of(Sector::CivilSociety).numerator);
    let government_scaled = u64::from(counts.government) * u64::from(theirs);
    let civil_scaled = u64::from(counts.civil_society()) * u64::from(ours);
    let (who, by, weight) = if government_scaled < civil_scaled {
        ("do governo", civil_scaled - government_scaled, theirs)
    } else {
        ("da sociedade civil", government_scaled - civil_scaled, ours)
    };
    let missing = by.div_ceil(u64::from(weight.max(1)));
    format!("Não há paridade: faltam ao menos {missing} {who}. Inclua ou troque pessoas.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn committee(government: u32, users: u32, workers: u32, entities: u32) -> ParityReport {
        let rule = ParityRule::committee(SectorShare::HALVES, 4);
        parity(Counts { government, users, workers, entities }, &rule)
    }

    #[test]
    fn half_and_half_is_on_parity_and_says_so() {
        let report = committee(4, 2, 1, 1);
        assert!(report.on_parity && report.is_satisfied());
        assert!(report.explanation.contains("Governo: 4. Sociedade civil: 4"), "{}", report.explanation);
    }

    #[test]
    fn off_parity_names_the_rule_and_how_many_are_missing() {
        let report = committee(3, 2, 2, 1);
        assert_eq!(report.broken[0].rule, "committeeParity");
        assert!(report.broken[0].message.contains("faltam ao menos 2 do governo"), "{}", report.broken[0].message);
    }

    #[test]
    fn a_small_committee_on_parity_breaks_only_the_minimum() {
        let report = committee(1, 1, 0, 0);
        assert!(report.on_parity);
        assert_eq!(report.broken.iter().map(|one| one.rule).collect::<Vec<_>>(), ["committeeMinSize"]);
        assert!(report.explanation.contains("Inclua mais 2"));
    }

    #[test]
    fn nobody_is_not_on_parity() {
        assert!(!committee(0, 0, 0, 0).on_parity);
    }

    #[test]
    fn other_shares_are_data() {
        let third = SectorShare::of_government(Fraction { numerator: 1, denominator: 3 }).unwrap();
        let rule = ParityRule::committee(third, 0);
        assert!(parity(Counts { government: 2, users: 2, workers: 1, entities: 1 }, &rule).on_parity);
        let off = parity(Counts { government: 2, users: 2, workers: 0, entities: 1 }, &rule);
        assert!(off.broken[0].message.contains("faltam ao menos 1 da sociedade civil"), "{}", off.broken[0].message);
        assert!(SectorShare::of_government(Fraction { numerator: 3, denominator: 2 }).is_err());
        assert!(SectorShare::of_government(Fraction { numerator: 0, denominator: 0 }).is_err());
    }

    proptest! {
        #[test]
        fn halves_treat_both_sides_alike(a in 0_u32..500, b in 0_u32..500) {
            let rule = ParityRule::committee(SectorShare::HALVES, 0);
            let one = parity(Counts { government: a, users: b, ..Counts::default() }, &rule);
            let other = parity(Counts { government: b, users: a, ..Counts::default() }, &rule);
            prop_assert_eq!(one.on_parity, other.on_parity);
            prop_assert_eq!(one.on_parity, a == b && a > 0);
        }

        #[test]
        fn adding_what_is_missing_makes_parity(a in 0_u32..300, b in 1_u32..300) {
            prop_assume!(a < b);
            let rule = ParityRule::committee(SectorShare::HALVES, 0);
            let off = parity(Counts { government: a, users: b, ..Counts::default() }, &rule);
            let announced = format!("faltam ao menos {} do governo", b - a);
            prop_assert!(off.explanation.contains(&announced));
        }
    }
}
