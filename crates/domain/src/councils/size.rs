//! Size classes (*portes*) of municipalities. The limits are data of the cycle (`sizeClasses`).

use crate::people::SizeClass;
use crate::{Code, Refusal};

/// One row of the table: the class and the largest population that still belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SizeLimit {
    /// The class.
    #[serde(alias = "id")]
    pub class: SizeClass,
    /// Largest population, inclusive; `None` in the last row only: no upper limit.
    pub max_population: Option<u32>,
}

/// The table of size classes (*tabela de portes*), ascending and without gaps.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Vec<SizeLimit>", into = "Vec<SizeLimit>")]
pub struct SizeClasses {
    limits: Vec<(u32, SizeClass)>,
    above: SizeClass,
}

impl SizeClasses {
    /// A table from its rows, smallest class first.
    ///
    /// # Errors
    /// `SIZE_CLASSES_INVALID` when the limits do not rise, a class comes twice, or the last row
    /// has a limit (some population would have no class).
    pub fn new(rows: &[SizeLimit]) -> Result<Self, Refusal> {
        let refuse = |message: &str| Err(Refusal::invalid("sizeClasses", "SIZE_CLASSES_INVALID", message));
        let Some((last, lower)) = rows.split_last() else {
            return refuse("A tabela de portes está vazia. Informe ao menos uma faixa.");
        };
        if last.max_population.is_some() {
            return refuse("A última faixa da tabela de portes não pode ter limite. Deixe o limite em branco.");
        }
        let mut limits = Vec::with_capacity(lower.len());
        for row in lower {
            let Some(max) = row.max_population else {
                return refuse("Só a última faixa da tabela de portes fica sem limite. Informe o limite das outras.");
            };
            limits.push((max, row.class));
        }
        if limits.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return refuse("Os limites da tabela de portes precisam crescer de uma faixa para a outra. Reordene-os.");
        }
        let repeated = SizeClass::ALL.iter().any(|class| rows.iter().filter(|row| row.class == *class).count() > 1);
        if repeated {
            return refuse("Um porte aparece duas vezes na tabela. Deixe uma faixa para cada porte.");
        }
        Ok(Self { limits, above: last.class })
    }

    /// The limits of PNAS 2004: 20, 50, 100 and 900 thousand inhabitants.
    pub fn pnas_2004() -> Self {
        Self {
            limits: vec![
                (20_000, SizeClass::Small1),
                (50_000, SizeClass::Small2),
                (100_000, SizeClass::Medium),
                (900_000, SizeClass::Large),
            ],
            above: SizeClass::Metropolis,
        }
    }

    /// The class of a population in inhabitants. Which population counts is `populationBasis`.
    pub fn class_of(&self, population: u32) -> SizeClass {
        self.limits.iter().find(|(max, _)| population <= *max).map_or(self.above, |(_, class)| *class)
    }
}

impl Default for SizeClasses {
    fn default() -> Self {
        Self::pnas_2004()
    }
}

impl TryFrom<Vec<SizeLimit>> for SizeClasses {
    type Error = Refusal;

    fn try_from(rows: Vec<SizeLimit>) -> Result<Self, Refusal> {
        Self::new(&rows)
    }
}

impl From<SizeClasses> for Vec<SizeLimit> {
    fn from(table: SizeClasses) -> Self {
        let lower = table.limits.iter().map(|(max, class)| SizeLimit { class: *class, max_population: Some(*max) });
        lower.chain([SizeLimit { class: table.above, max_population: None }]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_belongs_to_the_smaller_class() {
        let table = SizeClasses::default();
        let cases = [
            (0, SizeClass::Small1),
            (20_000, SizeClass::Small1),
            (20_001, SizeClass::Small2),
            (50_000, SizeClass::Small2),
            (50_001, SizeClass::Medium),
            (100_001, SizeClass::Large),
            (900_000, SizeClass::Large),
            (900_001, SizeClass::Metropolis),
        ];
        for (population, class) in cases {
            assert_eq!(table.class_of(population), class, "{population}");
        }
    }

    #[test]
    fn a_table_that_leaves_some_population_without_a_class_is_refused() {
        let mut rows: Vec<SizeLimit> = SizeClasses::default().into();
        assert_eq!(SizeClasses::new(&rows).unwrap(), SizeClasses::default());
        rows.pop();
        assert_eq!(SizeClasses::new(&rows).unwrap_err().code, "SIZE_CLASSES_INVALID");
        assert!(SizeClasses::new(&[]).is_err());
    }

    #[test]
    fn limits_that_do_not_rise_are_refused() {
        let mut rows: Vec<SizeLimit> = SizeClasses::default().into();
        rows.swap(0, 1);
        assert!(SizeClasses::new(&rows).is_err());
    }

    #[test]
    fn a_class_given_twice_is_refused() {
        let mut rows: Vec<SizeLimit> = SizeClasses::default().into();
        rows[1].class = SizeClass::Small1;
        assert!(SizeClasses::new(&rows).is_err());
    }
}
