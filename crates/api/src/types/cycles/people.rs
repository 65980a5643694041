//! Seats, committee and who takes part.

use super::figures::{count, part, share, shown};
use crate::types::enums::{Enumeration, codes, enumerations};
use async_graphql::{InputObject, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Refusal;
use domain::cycles::CycleParameters;
use domain::participants::rules::{BornDelegates, RegistrationWindow};
use domain::people::{Category, Sector, Segment, SizeClass};
use domain::seats::{SeatRow, SeatTable, SeatsByPool, Share, SplitMethod, remainder_order};
use serde::Serialize;
use std::collections::BTreeMap;

/// Seats of the municipalities of one size class (*vagas por porte*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleSeatRowInput")]
pub(crate) struct CycleSeatRow {
    /// Size class.
    size_class: Enumeration<SizeClass>,
    /// Titular seats in all.
    total: i32,
    /// Seats of the government.
    government: i32,
    /// Seats of the users.
    users: i32,
    /// Seats of the workers.
    workers: i32,
    /// Seats of the entities.
    entities: i32,
}

/// Seats of delegates to the next stage (*quadro de vagas*), and how their civil part is split.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleQuotasInput")]
pub(crate) struct CycleQuotas {
    /// One row a size class.
    seat_table: Vec<CycleSeatRow>,
    /// How civil seats are split.
    segment_split: Enumeration<SplitMethod>,
    /// Who receives the seats that thirds leave over, in order; all three segments.
    remainder_order: Vec<Enumeration<Segment>>,
    /// Who receives a single civil seat.
    single_civil_seat: Enumeration<Segment>,
}

impl CycleQuotas {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let row = |row: &SeatRow| CycleSeatRow {
            size_class: Enumeration(row.size_class),
            total: shown(row.total),
            government: shown(row.seats.government),
            users: shown(row.seats.users),
            workers: shown(row.seats.workers),
            entities: shown(row.seats.entities),
        };
        Self {
            seat_table: parameters.seat_table.rows.iter().map(row).collect(),
            segment_split: Enumeration(parameters.segment_split),
            remainder_order: enumerations(&parameters.remainder_order),
            single_civil_seat: Enumeration(parameters.single_civil_seat),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let row = |row: &CycleSeatRow| {
            let seats = SeatsByPool {
                government: count("seatTable", row.government)?,
                users: count("seatTable", row.users)?,
                workers: count("seatTable", row.workers)?,
                entities: count("seatTable", row.entities)?,
            };
            Ok::<_, Refusal>(SeatRow { size_class: row.size_class.0, total: count("seatTable", row.total)?, seats })
        };
        let rows = self.seat_table.iter().map(row).collect::<Result<_, _>>()?;
        let order = remainder_order(&codes(&self.remainder_order));
        parameters.remainder_order = order.map_err(|broken| Refusal::from(broken).at("remainderOrder"))?;
        parameters.seat_table = SeatTable { rows };
        parameters.segment_split = self.segment_split.0;
        parameters.single_civil_seat = self.single_civil_seat.0;
        Ok(())
    }
}

impl usecases::cycles::CycleChange for CycleQuotas {
    fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        CycleQuotas::apply(self, parameters)
    }
}

/// The organizing committee (*comissão organizadora*) a conference needs.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleCommitteeInput")]
pub(crate) struct CycleCommittee {
    /// Share of the government, between 0 and 1; the rest is civil society's.
    government_share: f64,
    /// Fewest members.
    min_size: i32,
}

impl CycleCommittee {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let government = parameters.committee_parity.get(&Sector::Government).copied().unwrap_or(Share::HALF);
        Self { government_share: part(government), min_size: shown(parameters.committee_min_size) }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let government = share("governmentShare", self.government_share)?;
        let civil = Share::of_ten_thousand(10_000 - government.ten_thousandths()).unwrap_or_default();
        parameters.committee_parity = BTreeMap::from([(Sector::Government, government), (Sector::CivilSociety, civil)]);
        parameters.committee_min_size = count("minSize", self.min_size)?;
        Ok(())
    }
}

/// Whether a category that does not vote may speak.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CategoryVoiceInput")]
pub(crate) struct CategoryVoice {
    /// The category.
    category: Enumeration<Category>,
    /// Whether it has voice (*direito a voz*).
    speaks: bool,
}

impl CategoryVoice {
    /// Those of some parameters.
    pub(crate) fn all(voice: &BTreeMap<Category, bool>) -> Vec<Self> {
        voice.iter().map(|(category, speaks)| Self { category: Enumeration(*category), speaks: *speaks }).collect()
    }

    /// As kept.
    pub(crate) fn kept(all: &[Self]) -> BTreeMap<Category, bool> {
        all.iter().map(|one| (one.category.0, one.speaks)).collect()
    }
}

/// First and last day of registration (*período de inscrição*), both included.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "RegistrationDaysInput")]
pub(crate) struct RegistrationDays {
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
}

impl From<RegistrationWindow> for RegistrationDays {
    fn from(window: RegistrationWindow) -> Self {
        Self { from: window.from, to: window.to }
    }
}

impl From<&RegistrationDays> for RegistrationWindow {
    fn from(days: &RegistrationDays) -> Self {
        Self { from: days.from, to: days.to }
    }
}

/// Who takes part in a conference. Days and times left null are set by each conference.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleParticipationInput")]
pub(crate) struct CycleParticipation {
    /// Whether titular members of the council are delegates by birth (*natos*).
    titulars_born: bool,
    /// Whether their alternates are.
    alternates_born: bool,
    /// Whether delegates by birth take seats of their segment, or come on top of them.
    born_inside_parity: bool,
    /// Seats of delegates of the conference itself; an even number.
    delegate_count: i32,
    /// Who may speak besides the delegates, who always may.
    voice: Vec<CategoryVoice>,
    /// Categories that may be registered at the door.
    walk_ins: Vec<Enumeration<Category>>,
    /// Days on which the public page takes registrations.
    registration: Option<RegistrationDays>,
    /// When delegates can no longer be accredited.
    credentialing_close: Option<DateTime<Utc>>,
    /// From when alternates are admitted in the place of absent titulars.
    alternate_admission_at: Option<DateTime<Utc>>,
}

impl CycleParticipation {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        Self {
            titulars_born: parameters.born_delegates.titulars,
            alternates_born: parameters.born_delegates.alternates,
            born_inside_parity: parameters.born_delegates.inside_parity,
            delegate_count: shown(parameters.municipal_delegate_count),
            voice: CategoryVoice::all(&parameters.voice),
            walk_ins: enumerations(&parameters.walk_ins),
            registration: parameters.registration_window.map(Into::into),
            credentialing_close: parameters.credentialing_close,
            alternate_admission_at: parameters.alternate_admission_at,
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.municipal_delegate_count = count("delegateCount", self.delegate_count)?;
        parameters.born_delegates = BornDelegates {
            titulars: self.titulars_born,
            alternates: self.alternates_born,
            inside_parity: self.born_inside_parity,
        };
        parameters.voice = CategoryVoice::kept(&self.voice);
        parameters.walk_ins = codes(&self.walk_ins);
        parameters.registration_window = self.registration.as_ref().map(RegistrationWindow::from);
        parameters.credentialing_close = self.credentialing_close;
        parameters.alternate_admission_at = self.alternate_admission_at;
        Ok(())
    }
}
