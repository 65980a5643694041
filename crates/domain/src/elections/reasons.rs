//! Why each candidate has their place and each vacant seat is vacant, in Portuguese.

use super::compute::small;
use super::contest::Contest;
use super::methods::{TieBreak, VacantSeatRule};
use super::result::{ElectionInput, RefusedNomination, Vacancy};
use super::wording::{capital, cited, counted, number, of_pool, ordinal, ratio_percent};
use crate::people::{Pool, SeatKind};

/// The reasons of one pool.
pub(super) struct Reasons<'c, 'a> {
    pub contest: &'c Contest<'a>,
    pub input: &'c ElectionInput,
}

impl Reasons<'_, '_> {
    pub fn titular(&self, position: usize) -> String {
        if self.contest.entered.contains(&position) {
            return format!("Entra pela reserva de vagas{}.", cited(&[&self.input.rules.articles.reserved_share]));
        }
        self.by_choice(position)
    }

    pub fn alternate(&self, position: usize, order: u32) -> String {
        if self.contest.gave_way.contains(&position) {
            return format!("Cedeu a vaga de titular à reserva; é a {} suplência.", ordinal(order));
        }
        self.by_choice(position)
    }

    pub fn not_elected(&self, position: usize) -> String {
        let (contest, per_seat) = (self.contest, self.input.rules.alternates_per_seat);
        let of = of_pool(contest.pool);
        if contest.seats == 0 {
            return "O segmento não tem vaga nesta eleição.".into();
        }
        if !contest.standing[position].electable {
            let minimum = counted(self.input.rules.minimum_votes, "voto", "votos");
            return match contest.acclaimed {
                Some(_) => "Não integra a lista aclamada.".into(),
                None => format!("Não alcançou o mínimo de {minimum}."),
            };
        }
        if contest.gave_way.contains(&position) {
            return "Cedeu a vaga de titular à reserva; não há suplência.".into();
        }
        if per_seat == 0 {
            return format!("Vagas {of} esgotadas; não há suplência.");
        }
        format!("Suplências {of} esgotadas ({} por titular).", number(per_seat))
    }

    fn by_choice(&self, position: usize) -> String {
        let (contest, place) = (self.contest, small(position + 1));
        match contest.acclaimed {
            Some(true) => return format!("Por aclamação da lista única, na {} posição.", ordinal(place)),
            Some(false) => return "Por aclamação: não há mais candidaturas que vagas.".into(),
            None => {}
        }
        if contest.standing.len() == 1 {
            return "Candidatura única, eleita por votos.".into();
        }
        if let Some(reason) = self.by_tie_break(position) {
            return reason;
        }
        match place {
            1 => format!("Candidatura mais votada {}.", of_pool(contest.pool)),
            _ => format!("{} candidatura mais votada.", capital(&ordinal(place))),
        }
    }

    fn by_tie_break(&self, position: usize) -> Option<String> {
        let placement = self.contest.standing[position].placement?;
        let tie = format!("Empate em {}", counted(self.contest.votes(position), "voto", "votos"));
        let article = cited(&[&self.input.rules.articles.ties]);
        Some(match (placement.by?, placement.place) {
            (TieBreak::Older, 1) => format!("{tie}; prefere-se a pessoa de mais idade{article}."),
            (TieBreak::Older, place) => format!("{tie}; {} por idade.", ordinal(place)),
            (TieBreak::Lots, 1) => format!("{tie}; preferência por sorteio{article}."),
            (TieBreak::Lots, place) => format!("{tie}; {} por sorteio.", ordinal(place)),
        })
    }

    pub fn vacant_titulars(&self) -> Vec<Vacancy> {
        let by_share = self.contest.gave_way.len() - self.contest.entered.len();
        let first = self.contest.titulars.len() + 1;
        let vacancies = first..=self.contest.seats;
        vacancies
            .map(|order| {
                let left_by_share = order < first + by_share;
                let reason = if left_by_share { self.share_vacancy() } else { self.vacancy(SeatKind::Titular) };
                Vacancy { kind: SeatKind::Titular, pool: self.contest.pool, order: small(order), reason }
            })
            .collect()
    }

    pub fn vacant_alternates(&self, filled: usize) -> Vec<Vacancy> {
        let vacancy = |order| Vacancy {
            kind: SeatKind::Alternate,
            pool: self.contest.pool,
            order: small(order),
            reason: self.vacancy(SeatKind::Alternate),
        };
        (filled + 1..=self.contest.alternate_places).map(vacancy).collect()
    }

    fn share_vacancy(&self) -> String {
        let article = cited(&[&self.input.rules.articles.reserved_share]);
        format!("Vaga da reserva sem candidatura com declaração{article}.")
    }

    fn vacancy(&self, kind: SeatKind) -> String {
        use crate::Code;
        let articles = &self.input.rules.articles;
        let standing = self.contest.standing.iter().any(|one| !one.electable);
        let what = if standing { "candidatura que possa ocupá-la" } else { "candidatura" };
        let seat = format!("Vaga de {} sem {what}", kind.label());
        let stays = self.stays();
        match self.refused_words() {
            Some(refused) => {
                format!("{seat}: {refused}{}. {stays}", cited(&[&articles.eligibility, &articles.vacancies]))
            }
            None => format!("{seat}{}. {stays}", cited(&[&articles.vacancies])),
        }
    }

    /// What happens to the seat.
    fn stays(&self) -> &'static str {
        match (self.contest.pool, self.input.rules.vacant_seat_rule) {
            (Pool::Government, _) => "A vaga não passa à sociedade civil.",
            (_, VacantSeatRule::Vacant) => "A vaga não passa a outro segmento.",
            (_, VacantSeatRule::NextSegment) => "Nenhum outro segmento tem candidatura para ocupá-la.",
        }
    }

    /// What became of the nominations that might have filled the seat.
    fn refused_words(&self) -> Option<String> {
        let of = of_pool(self.contest.pool);
        let refused: Vec<&RefusedNomination> =
            self.input.refused.iter().filter(|refused| refused.pool == self.contest.pool).collect();
        let other = if self.contest.standing.is_empty() { "única" } else { "única outra" };
        match refused.as_slice() {
            [] => None,
            [RefusedNomination { presence: Some((attended, counted)), .. }] => Some(format!(
                "a {other} candidatura {of} foi indeferida por presença de {}, abaixo de {}",
                ratio_percent(*attended, *counted),
                self.input.rules.minimum_presence.percent()
            )),
            [_] => Some(format!("a {other} candidatura {of} foi indeferida")),
            several => Some(format!("{} candidaturas {of} foram indeferidas", number(small(several.len())))),
        }
    }
}
