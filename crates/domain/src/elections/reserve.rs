//! The reserved share: how far votes reach it, and the swaps that reach the rest.

use super::compute::small;
use super::contest::Contest;
use super::methods::{Adjustment, ReservedBase, Unfilled};
use super::parameters::ReservedShare;
use super::result::ElectionInput;
use super::wording::{counted, ordinal, pool_name};

/// Adjusts titulars to the reserved share, tells the steps, and returns the seats the share asks for.
///
/// While the share is short, the last titular without a declaration gives way to the next candidate of the pool with
/// one, where the difference in votes is smallest; equal differences: government, users, workers, entities.
pub(super) fn reach_share(contests: &mut [Contest<'_>], input: &ElectionInput, trace: &mut Vec<String>) -> u32 {
    let Some(share) = input.rules.reserved_share.as_ref().filter(|share| !share.fraction.is_zero()) else { return 0 };
    let base = match share.base {
        ReservedBase::TitularSeats => contests.iter().map(|contest| contest.seats).sum(),
        ReservedBase::FilledTitularSeats => contests.iter().map(|contest| contest.titulars.len()).sum::<usize>(),
    };
    let base = small(base);
    let needed = share.needed(base);
    trace.push(need_line(share, base, needed, declared(contests)));
    if share.adjustment == Adjustment::SmallestVoteGapSamePool {
        while declared(contests) < needed {
            let Some(line) = swap(contests) else { break };
            trace.push(line);
        }
    }
    let reached = declared(contests);
    trace.push(outcome_line(share, reached, needed, base));
    if reached < needed && share.adjustment != Adjustment::None && share.unfilled == Unfilled::LeaveVacant {
        for _ in reached..needed {
            trace.extend(leave_vacant(contests));
        }
    }
    needed
}

fn declared(contests: &[Contest<'_>]) -> u32 {
    small(contests.iter().map(Contest::declared_titulars).sum())
}

fn need_line(share: &ReservedShare, base: u32, needed: u32, declared: u32) -> String {
    use crate::Code;
    let filled = if share.base == ReservedBase::FilledTitularSeats { " preenchidas" } else { "" };
    let rounded = if share.fraction.divides(base) {
        String::new()
    } else {
        format!(" = {}, {}", share.fraction.exact(base), share.rounding.label())
    };
    let missing = match needed.saturating_sub(declared) {
        0 => "Não falta nenhuma.".to_owned(),
        1 => "Falta 1.".to_owned(),
        more => format!("Faltam {more}."),
    };
    format!(
        "Reserva: {} de {}{filled}{rounded}: {}. Eleitos por votos com declaração: {declared}. {missing}",
        share.fraction.percent(),
        counted(base, "vaga", "vagas"),
        counted(needed, "vaga", "vagas"),
    )
}

fn outcome_line(share: &ReservedShare, reached: u32, needed: u32, base: u32) -> String {
    if reached >= needed {
        return format!("Reserva cumprida: {reached} de {base}.");
    }
    let short = format!("Reserva não alcançada: {reached} de {}", counted(needed, "vaga", "vagas"));
    match (share.adjustment, share.unfilled) {
        (Adjustment::None, _) => format!("{short}; as regras não preveem ajuste."),
        (_, Unfilled::FillByVotes) => {
            format!("{short}; sem outra candidatura com declaração para trocar, o restante é preenchido por votos.")
        }
        (_, Unfilled::LeaveVacant) => {
            format!("{short}; sem outra candidatura com declaração para trocar, o restante fica vago.")
        }
    }
}

/// A swap that could be made: positions in the ranking of one contest.
struct Swap {
    contest: usize,
    leaves: usize,
    enters: usize,
    gap: u32,
}

fn swap(contests: &mut [Contest<'_>]) -> Option<String> {
    let options: Vec<Swap> =
        contests.iter().enumerate().filter_map(|(index, contest)| option(index, contest)).collect();
    let best = options.iter().min_by_key(|option| option.gap)?;
    let mut line = options_words(contests, &options, best);
    let contest = &mut contests[best.contest];
    contest.titulars.retain(|position| *position != best.leaves);
    contest.titulars.push(best.enters);
    contest.titulars.sort_unstable();
    contest.gave_way.push(best.leaves);
    contest.gave_way.sort_unstable();
    contest.entered.push(best.enters);
    line.push_str(&tie_words(contest, best.enters));
    line.push_str(&format!(" {} é titular; {}.", contest.name(best.enters), stand_by_words(contest)));
    Some(line)
}

fn option(index: usize, contest: &Contest<'_>) -> Option<Swap> {
    let (leaves, enters) = (contest.last_undeclared()?, contest.next_declared()?);
    Some(Swap { contest: index, leaves, enters, gap: contest.votes(leaves).saturating_sub(contest.votes(enters)) })
}

fn options_words(contests: &[Contest<'_>], options: &[Swap], best: &Swap) -> String {
    let each: Vec<_> = options.iter().map(|option| option_words(&contests[option.contest], option)).collect();
    let chosen = pool_name(contests[best.contest].pool);
    let choice = match options.iter().filter(|option| option.gap == best.gap).count() {
        _ if options.len() == 1 => "É a menor.".to_owned(),
        1 => format!("A menor é a de {chosen}."),
        _ => format!("Entre as menores, iguais, vale a ordem dos segmentos: {chosen}."),
    };
    format!("Trocas possíveis no mesmo segmento: {}. {choice}", each.join("; "))
}

fn option_words(contest: &Contest<'_>, option: &Swap) -> String {
    let (pool, leaves, enters) = (pool_name(contest.pool), contest.name(option.leaves), contest.name(option.enters));
    if contest.acclaimed.is_some() {
        return format!("{pool}, {leaves} por {enters}, por aclamação, sem diferença de votos");
    }
    let (from, to) = (contest.votes(option.leaves), contest.votes(option.enters));
    format!("{pool}, {leaves} ({from}) por {enters} ({to}), diferença {}", option.gap)
}

/// The tie that decided who enters, where the votes' own line has not told it.
fn tie_words(contest: &Contest<'_>, enters: usize) -> String {
    let tie = contest.ties.iter().find(|tie| (tie.start..tie.end).contains(&enters));
    match tie.filter(|tie| tie.start >= contest.places()) {
        Some(tie) => format!(" {}", tie.sentence),
        None => String::new(),
    }
}

/// Where those who gave way stand now.
fn stand_by_words(contest: &Contest<'_>) -> String {
    let names = (1..).zip(contest.names(&contest.gave_way));
    let each: Vec<_> = names
        .map(|(place, name)| match contest.alternate_places {
            0 => format!("{name} fica sem vaga, por não haver suplência"),
            _ => format!("{name} passa à {} suplência", ordinal(place)),
        })
        .collect();
    each.join("; ")
}

/// Vacates the seat elected with the fewest votes without a declaration; equal votes: the last pool.
fn leave_vacant(contests: &mut [Contest<'_>]) -> Option<String> {
    let undeclared = contests.iter().enumerate().rev();
    let (index, position) = undeclared
        .filter_map(|(index, contest)| contest.last_undeclared().map(|position| (index, position)))
        .min_by_key(|(index, position)| contests[*index].votes(*position))?;
    let contest = &mut contests[index];
    contest.titulars.retain(|titular| *titular != position);
    contest.gave_way.push(position);
    contest.gave_way.sort_unstable();
    Some(format!(
        "Vaga da reserva sem declaração: fica vaga a de {} ({}), a de menos votos sem declaração; {}.",
        contest.name(position),
        pool_name(contest.pool),
        stand_by_words(contest)
    ))
}
