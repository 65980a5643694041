//! The sentences that tell how a result came about, for the minutes.

use super::compute::small;
use super::contest::Contest;
use super::result::{ElectionInput, ElectionResult};
use super::wording::{capital, counted, listed, number, pool_name, size_class_name};
use crate::Code;
use crate::people::{Pool, SeatKind, Sector, Segment};

/// The seats and how the civil ones are split.
pub(super) fn opening_lines(input: &ElectionInput) -> Vec<String> {
    let seats = &input.seats;
    let (government, civil) = (seats.of_sector(Sector::Government), seats.of_sector(Sector::CivilSociety));
    let size = input.size_class.map_or_else(String::new, |size| format!("{}: ", size_class_name(size)));
    let total = counted(seats.total(), "vaga de titular", "vagas de titular");
    let mut lines = vec![format!("{size}{total}, {government} do governo e {civil} da sociedade civil.")];
    lines.extend((civil > 0).then(|| split_line(input, civil)));
    lines
}

fn split_line(input: &ElectionInput, civil: u32) -> String {
    let split = &input.segment_split;
    let by_pool = |segment: Segment| format!("{} ({})", pool_name(segment.into()), input.seats.of(segment.into()));
    let by_rule = split.split(civil);
    if Segment::ALL.iter().any(|segment| by_rule.of((*segment).into()) != input.seats.of((*segment).into())) {
        let each: Vec<_> = Segment::ALL.iter().map(|segment| by_pool(*segment)).collect();
        return format!("Vagas da sociedade civil, pela tabela: {}.", listed(&each));
    }
    let opening = format!("{} da sociedade civil", capital(&counted_words(civil)));
    if civil == 1 {
        return format!("{opening} não se divide: vai a {}.", pool_name(split.single_civil_seat.into()));
    }
    let (third, remainder) = (civil / 3, (civil % 3) as usize);
    let share = match third {
        0 => "nenhuma divisão inteira".to_owned(),
        _ => format!("{third} para cada"),
    };
    if remainder == 0 {
        return format!("{opening} em três segmentos: {share}.");
    }
    let (more, rest) = split.remainder_order.split_at(remainder);
    let more: Vec<_> = more.iter().map(|segment| by_pool(*segment)).collect();
    let rest: Vec<_> = rest.iter().map(|segment| format!("{}, {third}", pool_name((*segment).into()))).collect();
    format!("{opening} em três segmentos: {share}; o resto vai, pela ordem, a {}; {}.", listed(&more), rest.join("; "))
}

fn counted_words(seats: u32) -> String {
    format!("{} {}", number(seats), if seats == 1 { "vaga" } else { "vagas" })
}

/// How a pool chose; nothing for a pool without a seat and without a candidate.
pub(super) fn pool_line(contest: &Contest<'_>, input: &ElectionInput) -> Option<String> {
    let told = match contest.standing.as_slice() {
        [] if contest.seats == 0 => return None,
        [] => "nenhuma candidatura.".to_owned(),
        _ if contest.seats == 0 => "o segmento não tem vaga.".to_owned(),
        _ if contest.acclaimed.is_some() => acclaimed_words(contest),
        [_] => single_words(contest, input),
        _ => votes_words(contest, input),
    };
    Some(format!("{}: {told}", capital(pool_name(contest.pool))))
}

fn acclaimed_words(contest: &Contest<'_>) -> String {
    let titulars = listed(&contest.names(&contest.titulars));
    if contest.acclaimed == Some(false) {
        let candidates = counted(small(contest.standing.len()), "candidatura", "candidaturas");
        let seats = counted(small(contest.seats), "vaga", "vagas");
        return format!("{candidates} para {seats}. Por aclamação: {titulars}.");
    }
    let on_list: Vec<_> = contest.standing.iter().filter(|one| one.electable).map(|one| &one.candidate.name).collect();
    let heading = if contest.titulars.len() == 1 { "Titular" } else { "Titulares" };
    format!("lista única aclamada, {}. {heading} pela ordem da lista: {titulars}.", listed(&on_list))
}

fn single_words(contest: &Contest<'_>, input: &ElectionInput) -> String {
    let blank = match contest.blank {
        0 => String::new(),
        blank => format!(" e {blank} em branco"),
    };
    let votes = counted(contest.votes(0), "voto", "votos");
    let short = if contest.standing[0].electable { String::new() } else { format!(" {}", too_few(input)) };
    format!("{}, candidatura única, {votes}{blank}.{short}", contest.name(0))
}

fn too_few(input: &ElectionInput) -> String {
    format!("Não alcança o mínimo de {}.", counted(input.rules.minimum_votes, "voto", "votos"))
}

/// Counts, ties that decide a place, and titulars. A tie that takes in every place tells all of this by itself.
fn votes_words(contest: &Contest<'_>, input: &ElectionInput) -> String {
    let ties: Vec<_> =
        contest.ties.iter().filter(|tie| tie.start < contest.places()).map(|tie| tie.sentence.as_str()).collect();
    if contest.ties.first().is_some_and(|tie| tie.start == 0 && tie.end >= contest.places()) {
        return ties.join(" ");
    }
    let counts: Vec<_> =
        (0..contest.standing.len()).map(|at| format!("{} {}", contest.name(at), contest.votes(at))).collect();
    let titulars = match contest.titulars.as_slice() {
        [] => too_few(input),
        [only] => format!("Titular por votos: {}.", contest.name(*only)),
        several => format!("Titulares por votos: {}.", listed(&contest.names(several))),
    };
    let mut sentences = vec![format!("{}.", counts.join(", "))];
    sentences.extend(ties.into_iter().map(str::to_owned));
    sentences.push(titulars);
    sentences.join(" ")
}

/// The alternates of each pool; nothing where the rules have none.
pub(super) fn alternates_line(contests: &[Contest<'_>]) -> Option<String> {
    let each: Vec<_> = contests
        .iter()
        .filter(|contest| contest.alternate_places > 0)
        .map(|contest| format!("{}, {}", pool_name(contest.pool), alternates_words(contest)))
        .collect();
    (!each.is_empty()).then(|| format!("Suplentes: {}.", each.join("; ")))
}

fn alternates_words(contest: &Contest<'_>) -> String {
    let positions = contest.alternates();
    let mut holders: Vec<String> = contest.names(&positions).into_iter().map(str::to_owned).collect();
    match contest.alternate_places - positions.len() {
        0 => {}
        1 if holders.is_empty() => holders.push("vaga sem candidatura".into()),
        vacant => holders.push(format!("{} sem candidatura", counted(small(vacant), "vaga", "vagas"))),
    }
    listed(&holders)
}

/// Titular seats without a holder, and parity of those who were elected.
pub(super) fn parity_lines(result: &ElectionResult) -> Vec<String> {
    let vacant = |pool: &Pool| {
        small(result.vacant.iter().filter(|seat| seat.kind == SeatKind::Titular && seat.pool == *pool).count())
    };
    let each: Vec<_> = Pool::ALL
        .iter()
        .filter(|pool| vacant(pool) > 0)
        .map(|pool| format!("{}, {}", pool_name(*pool), vacant(pool)))
        .collect();
    let mut lines = Vec::new();
    if !each.is_empty() {
        lines.push(format!("Vagas de titular que ficam vagas: {}.", each.join("; ")));
    }
    let parity = result.parity;
    lines.push(format!(
        "Paridade dos titulares: {} do governo e {} da sociedade civil.",
        parity.government, parity.civil_society
    ));
    lines
}
