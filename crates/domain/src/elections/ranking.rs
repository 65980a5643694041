//! The order of a pool's candidates: votes, then the tie-breaks of the rules.

use super::compute_refused::ComputeRefused;
use super::contest::{Placement, Standing, Tie};
use super::lots::lot;
use super::methods::TieBreak;
use super::result::ElectionInput;
use super::wording::{counted, listed};
use crate::people::Pool;

/// Where in the ranking an order matters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub seats: usize,
    pub places: usize,
}

/// Orders candidates by votes and breaks their ties.
///
/// Ties that decide nothing may stay unbroken when the rules' tie-breaks do not suffice; their members then stand in
/// the order of names, so that the result does not depend on the order in which candidates came.
pub(super) fn rank<'a>(
    mut standing: Vec<Standing<'a>>,
    pool: Pool,
    bounds: Bounds,
    input: &ElectionInput,
) -> Result<(Vec<Standing<'a>>, Vec<Tie>), ComputeRefused> {
    standing.sort_by(|a, b| b.votes.cmp(&a.votes).then_with(|| by_name(a, b)));
    let mut ties = Vec::new();
    let mut start = 0;
    while start < standing.len() {
        let end = start + standing[start..].iter().take_while(|other| other.votes == standing[start].votes).count();
        if end - start > 1 && standing[start].electable {
            let mut breaker = Breaker { pool, bounds, input, sentences: Vec::new() };
            let tied = &mut standing[start..end];
            breaker.order(tied, start, &input.rules.tie_breaks)?;
            for (place, member) in (1..).zip(tied.iter_mut()) {
                member.placement.get_or_insert(Placement { place, by: None }).place = place;
            }
            ties.push(Tie { start, end, sentence: sentence(tied, &breaker.sentences) });
        }
        start = end;
    }
    Ok((standing, ties))
}

fn by_name(a: &Standing<'_>, b: &Standing<'_>) -> std::cmp::Ordering {
    let key = |standing: &Standing<'_>| (standing.candidate.name.clone(), standing.candidate.participant_id.clone());
    key(a).cmp(&key(b))
}

fn sentence(tied: &[Standing<'_>], steps: &[String]) -> String {
    let votes = counted(tied[0].votes.unwrap_or(0), "voto", "votos");
    let mut text = format!("{} empatam em {votes}.", listed(&names(tied)));
    for step in steps {
        text.push(' ');
        text.push_str(step);
    }
    text
}

fn names<'a>(tied: &[Standing<'a>]) -> Vec<&'a str> {
    tied.iter().map(|standing| standing.candidate.name.as_str()).collect()
}

struct Breaker<'i> {
    pool: Pool,
    bounds: Bounds,
    input: &'i ElectionInput,
    sentences: Vec<String>,
}

impl Breaker<'_> {
    /// Orders candidates still equal, of which the first stands at `start` of the ranking.
    fn order(&mut self, tied: &mut [Standing<'_>], start: usize, left: &[TieBreak]) -> Result<(), ComputeRefused> {
        match (left, &self.input.seed) {
            ([TieBreak::Older, rest @ ..], _) => self.by_age(tied, start, rest),
            ([TieBreak::Lots, ..], Some(seed)) => {
                self.by_lots(tied, seed);
                Ok(())
            }
            _ if !self.decides(tied, start) => Ok(()),
            ([TieBreak::Lots, ..], None) => Err(self.unbroken(tied, true)),
            ([], _) => Err(self.unbroken(tied, false)),
        }
    }

    fn by_age(&mut self, tied: &mut [Standing<'_>], start: usize, rest: &[TieBreak]) -> Result<(), ComputeRefused> {
        tied.sort_by_key(|standing| standing.candidate.birth_date);
        self.sentences.push(age_sentence(tied));
        let mut at = start;
        for same_age in tied.chunk_by_mut(|a, b| a.candidate.birth_date == b.candidate.birth_date) {
            let size = same_age.len();
            if let [alone] = same_age {
                alone.placement = Some(Placement { place: 0, by: Some(TieBreak::Older) });
            } else {
                self.order(same_age, at, rest)?;
            }
            at += size;
        }
        Ok(())
    }

    fn by_lots(&mut self, tied: &mut [Standing<'_>], seed: &str) {
        let drawn = |standing: &Standing<'_>| lot(seed, self.pool, &standing.candidate.participant_id);
        tied.sort_by_cached_key(drawn);
        let order: Vec<_> = tied.iter().map(|one| format!("{} ({})", one.candidate.name, &drawn(one)[..8])).collect();
        self.sentences.push(format!(
            "Sorteio com a semente publicada “{seed}” (SHA-256, do menor para o maior): {}.",
            order.join(", ")
        ));
        for standing in tied {
            standing.placement = Some(Placement { place: 0, by: Some(TieBreak::Lots) });
        }
    }

    /// Whether the order among the tied changes who gets which place.
    fn decides(&self, tied: &[Standing<'_>], start: usize) -> bool {
        let adjusts = self.input.rules.adjusts();
        let all_titulars = start + tied.len() <= self.bounds.seats;
        (start < self.bounds.places && (adjusts || !all_titulars))
            || (adjusts && tied.iter().any(|standing| standing.declared))
    }

    fn unbroken(&self, tied: &[Standing<'_>], lots: bool) -> ComputeRefused {
        let names = listed(&names(tied));
        if lots {
            ComputeRefused::LotsSeedMissing { pool: self.pool, names }
        } else {
            ComputeRefused::TieUnbroken { pool: self.pool, names, article: self.input.rules.articles.ties.clone() }
        }
    }
}

fn age_sentence(tied: &[Standing<'_>]) -> String {
    let mut groups = tied.chunk_by(|a, b| a.candidate.birth_date == b.candidate.birth_date).map(|same_age| {
        let date = same_age[0].candidate.birth_date.format("%d/%m/%Y");
        (listed(&names(same_age)), date, same_age.len())
    });
    let Some((eldest, born, size)) = groups.next() else { return String::new() };
    let younger: Vec<_> = groups.map(|(names, date, _)| format!("{names} ({date})")).collect();
    if younger.is_empty() {
        return format!("A idade não desempata: nascimento em {born}.");
    }
    let verb = if size == 1 { "precede" } else { "precedem" };
    format!("Desempate por idade: {eldest} (nascimento em {born}) {verb} {}.", younger.join(", depois "))
}
