//! The parameters of a cycle that concern participants (domain.md section 16).

use super::registration::Channel;
use crate::people::{Category, Pool, SeatKind, Segment};
use crate::{Code, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// First and last day of registration (*período de inscrição*), both included, at the
/// conference's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RegistrationWindow {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Which members of the council are delegates by birth (`bornDelegates`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BornDelegates {
    /// Holders of the seats.
    pub titulars: bool,
    /// Their alternates.
    pub alternates: bool,
    /// Whether they take seats of their pool, or come on top of them.
    pub inside_parity: bool,
}

/// What the cycle says on participants. Stored as data of the conference.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipationRules {
    /// Seats of delegates by pool; a pool that is not named has none.
    pub delegate_seats: BTreeMap<Pool, u32>,
    /// Categories that may be registered at the door (`walkIns`).
    pub walk_ins: Vec<Category>,
    /// When the public page takes registrations.
    pub registration_window: RegistrationWindow,
    /// When delegates can no longer be accredited (`credentialingClose`).
    pub credentialing_close: DateTime<Utc>,
    /// Members of the council.
    pub born_delegates: BornDelegates,
    /// From when alternates of a delegation are admitted in the place of absent titulars.
    pub alternate_admission_at: Option<DateTime<Utc>>,
    /// Who may speak besides the delegates, who always may; what is not named may not.
    pub voice: BTreeMap<Category, bool>,
}

/// Why a registration does not fit the parameters of the cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParticipationError {
    /// Registration has not begun.
    #[error("As inscrições abrem em {}. Volte a partir desse dia.", shown(*.from))]
    NotYetOpen {
        /// First day.
        from: NaiveDate,
    },
    /// Registration is over.
    #[error(
        "As inscrições terminaram em {}. Procure a secretaria do conselho para saber como participar.",
        shown(*.to)
    )]
    Over {
        /// Last day.
        to: NaiveDate,
    },
    /// The category cannot be registered at the door.
    #[error("No dia, a inscrição é só para: {}. Ofereça uma dessas categorias.", labels(.allowed))]
    WalkInCategory {
        /// Those that can.
        allowed: Vec<Category>,
    },
    /// Born delegates come from the mandates, not from a form.
    #[error("Quem é do conselho entra pelo mandato, sem inscrição. Registre o mandato no conselho.")]
    BornByMandate,
    /// The pool has no seat left.
    #[error(
        "As {seats} vagas de {} já estão preenchidas. A pessoa pode participar como observadora ou aguardar uma vaga.",
        .pool.label()
    )]
    SeatsFull {
        /// The pool.
        pool: Pool,
        /// How many seats it has.
        seats: u32,
    },
}

impl ParticipationRules {
    /// Whether a registration by this channel is taken on this day (at the conference's place).
    ///
    /// # Errors
    /// [`ParticipationError::NotYetOpen`], [`ParticipationError::Over`] for the public page;
    /// [`ParticipationError::WalkInCategory`] for the desk; [`ParticipationError::BornByMandate`].
    pub fn takes(&self, channel: Channel, category: Category, today: NaiveDate) -> Result<(), ParticipationError> {
        if category == Category::Born && channel != Channel::ExOfficio {
            return Err(ParticipationError::BornByMandate);
        }
        let RegistrationWindow { from, to } = self.registration_window;
        match channel {
            Channel::Online if today < from => Err(ParticipationError::NotYetOpen { from }),
            Channel::Online if today > to => Err(ParticipationError::Over { to }),
            Channel::Desk if !self.walk_ins.contains(&category) => {
                Err(ParticipationError::WalkInCategory { allowed: self.walk_ins.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Whether the pool has room for one more, given how many of its seats are taken.
    ///
    /// # Errors
    /// [`ParticipationError::SeatsFull`].
    pub fn seat_for(&self, pool: Pool, taken: u32) -> Result<(), ParticipationError> {
        let seats = self.delegate_seats.get(&pool).copied().unwrap_or(0);
        if taken < seats { Ok(()) } else { Err(ParticipationError::SeatsFull { pool, seats }) }
    }

    /// Whether a delegate of this category takes one of the pool's seats.
    pub fn takes_a_seat(&self, category: Category) -> bool {
        category.is_delegate() && (category != Category::Born || self.born_delegates.inside_parity)
    }

    /// Whether people of this category may speak. Delegates always may (domain.md section 2).
    pub fn has_voice(&self, category: Category) -> bool {
        category.is_delegate() || self.voice.get(&category).copied().unwrap_or(false)
    }

    /// Whether a member of the council with this kind of seat is a delegate by birth.
    pub fn is_born(&self, kind: SeatKind) -> bool {
        match kind {
            SeatKind::Titular => self.born_delegates.titulars,
            SeatKind::Alternate => self.born_delegates.alternates,
        }
    }

    /// What contradicts itself in the parameters; empty when they can be published.
    pub fn contradictions(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        if self.registration_window.to < self.registration_window.from {
            let message = "O último dia das inscrições vem antes do primeiro. Confira as duas datas.";
            found.push(Refusal::invalid("registrationWindow", "WINDOW_REVERSED", message));
        }
        if self.walk_ins.contains(&Category::Born) {
            let message = "Quem é do conselho entra pelo mandato. Retire a categoria das inscrições no dia.";
            found.push(Refusal::invalid("walkIns", "BORN_BY_MANDATE", message));
        }
        if self.delegate_seats.values().all(|seats| *seats == 0) {
            let message = "Informe quantas vagas de delegadas e delegados há em cada grupo.";
            found.push(Refusal::invalid("delegateSeats", "REQUIRED", message));
        }
        found
    }
}

/// Splits the seats of delegates: half to the government, half to civil society in thirds, the
/// remainder of the thirds in `remainder_order` (domain.md section 3).
///
/// # Errors
/// `SEATS_ODD` when the total cannot be halved.
pub fn seats_by_pool(total: u32, remainder_order: &[Segment]) -> Result<BTreeMap<Pool, u32>, Refusal> {
    if !total.is_multiple_of(2) {
        let message = format!("{total} vagas não se dividem ao meio. Escolha um número par, para manter a paridade.");
        return Err(Refusal { rule: Some("sectorShare".into()), ..Refusal::invalid("seats", "SEATS_ODD", message) });
    }
    let civil = total / 2;
    let mut seats = BTreeMap::from([(Pool::Government, civil)]);
    for pool in [Pool::Users, Pool::Workers, Pool::Entities] {
        seats.insert(pool, civil / 3);
    }
    let rest = usize::try_from(civil % 3).expect("a remainder of thirds is at most 2");
    for segment in remainder_order.iter().take(rest) {
        let pool = match segment {
            Segment::Users => Pool::Users,
            Segment::Workers => Pool::Workers,
            Segment::Entities => Pool::Entities,
        };
        *seats.entry(pool).or_default() += 1;
    }
    Ok(seats)
}

fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn labels(categories: &[Category]) -> String {
    if categories.is_empty() {
        return "nenhuma categoria".into();
    }
    categories.iter().map(|category| category.label()).collect::<Vec<_>>().join(", ")
}

impl From<ParticipationError> for Refusal {
    fn from(error: ParticipationError) -> Self {
        let (code, rule) = match error {
            ParticipationError::NotYetOpen { .. } => ("REGISTRATION_NOT_OPEN", "registrationWindow"),
            ParticipationError::Over { .. } => ("REGISTRATION_OVER", "registrationWindow"),
            ParticipationError::WalkInCategory { .. } => ("WALK_IN_CATEGORY", "walkIns"),
            ParticipationError::BornByMandate => ("BORN_BY_MANDATE", "bornDelegates"),
            ParticipationError::SeatsFull { .. } => ("SEATS_FULL", "municipalDelegateCount"),
        };
        Self::rule(code, rule, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> ParticipationRules {
        serde_json::from_value(serde_json::json!({
            "delegateSeats": { "GOVERNMENT": 36, "USERS": 12, "WORKERS": 12, "ENTITIES": 12 },
            "walkIns": ["OBSERVER"],
            "registrationWindow": { "from": "2025-05-12", "to": "2025-06-20" },
            "credentialingClose": "2025-06-26T10:00:00-03:00",
            "bornDelegates": { "titulars": true, "alternates": false, "insideParity": true },
            "alternateAdmissionAt": null,
            "voice": { "GUEST": true, "OBSERVER": false }
        }))
        .unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_window_binds_the_public_page_on_both_its_days() {
        let online = |date| rules().takes(Channel::Online, Category::Guest, day(date));
        assert!(online("2025-05-12").is_ok() && online("2025-06-20").is_ok());
        assert_eq!(online("2025-05-11"), Err(ParticipationError::NotYetOpen { from: day("2025-05-12") }));
        let over = Refusal::from(online("2025-06-21").unwrap_err());
        assert_eq!(over.rule.as_deref(), Some("registrationWindow"));
        assert!(over.message.contains("20/06/2025"));
        assert!(rules().takes(Channel::Import, Category::Guest, day("2025-06-21")).is_ok());
    }

    #[test]
    fn only_the_listed_categories_walk_in_and_nobody_registers_as_born() {
        let today = day("2025-06-26");
        assert!(rules().takes(Channel::Desk, Category::Observer, today).is_ok());
        let allowed = vec![Category::Observer];
        assert_eq!(
            rules().takes(Channel::Desk, Category::Guest, today),
            Err(ParticipationError::WalkInCategory { allowed })
        );
        assert_eq!(rules().takes(Channel::Import, Category::Born, today), Err(ParticipationError::BornByMandate));
    }

    #[test]
    fn a_pool_is_full_when_all_its_seats_are_taken() {
        assert!(rules().seat_for(Pool::Users, 11).is_ok());
        let full = ParticipationError::SeatsFull { pool: Pool::Users, seats: 12 };
        assert_eq!(rules().seat_for(Pool::Users, 12), Err(full));
        let outside = ParticipationRules {
            born_delegates: BornDelegates { inside_parity: false, ..rules().born_delegates },
            ..rules()
        };
        assert!(rules().takes_a_seat(Category::Born) && !outside.takes_a_seat(Category::Born));
    }

    #[test]
    fn voice_and_birth_follow_the_cycle() {
        assert!(rules().has_voice(Category::Guest) && !rules().has_voice(Category::Observer));
        assert!(rules().has_voice(Category::Government));
        assert!(rules().is_born(SeatKind::Titular) && !rules().is_born(SeatKind::Alternate));
    }

    #[test]
    fn seats_are_halved_and_the_remainder_of_the_thirds_goes_in_order() {
        let order = [Segment::Users, Segment::Workers, Segment::Entities];
        assert_eq!(seats_by_pool(72, &order).unwrap(), rules().delegate_seats);
        let eight = seats_by_pool(10, &order).unwrap();
        assert_eq!(eight.values().copied().collect::<Vec<_>>(), [5, 2, 2, 1]);
        assert_eq!(seats_by_pool(2, &order).unwrap()[&Pool::Users], 1);
        assert_eq!(seats_by_pool(7, &order).unwrap_err().code, "SEATS_ODD");
    }

    #[test]
    fn contradictory_parameters_are_named() {
        let window = RegistrationWindow { from: day("2025-06-20"), to: day("2025-05-12") };
        let wrong = ParticipationRules {
            registration_window: window,
            walk_ins: vec![Category::Born],
            delegate_seats: BTreeMap::new(),
            ..rules()
        };
        let codes: Vec<_> = wrong.contradictions().iter().map(|refusal| refusal.code).collect();
        assert_eq!(codes, ["WINDOW_REVERSED", "BORN_BY_MANDATE", "REQUIRED"]);
        assert!(rules().contradictions().is_empty());
    }
}
