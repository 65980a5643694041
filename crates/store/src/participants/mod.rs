//! Participants of a conference.

mod changes;
mod consent;
mod figures;
mod list;
mod people;
mod sessions;

pub use changes::{ChangeKind, change, changes_of};
pub use consent::{consent_text, consent_text_in_force};
pub use figures::{CountedRow, PresenceCounts, StepCounts, counted, presence_at, step_counts};
pub use list::{ParticipantFilter, page};
pub use people::{
    all_of, badge_codes_taken, born_of, by_badge, delegates_present, duplicate_of, last_number, replaced_by,
    seats_taken,
};
pub use sessions::{attendance, attended, attendees_of};

use crate::entity::*;
use domain::participants::{Channel, Eligibility, Gender, consent::Consent};
use domain::people::{Category, ReservedGroup, SeatKind, Sector, Segment};

/// Participants.
pub mod participant {
    use super::*;

    /// A participant (*participante*): one person in one conference.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "participants")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The participant.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number on lists, from 1, in the order of registration.
        pub number: i32,
        /// Name in documents.
        pub name: String,
        /// Shown name in search form.
        pub search_name: String,
        /// Social name (*nome social*), shown instead of the name wherever there is one.
        pub social_name: Option<String>,
        /// Gender, self-declared.
        pub gender: Option<Coded<Gender>>,
        /// Date of birth.
        pub birth_date: Option<Date>,
        /// CPF, 11 digits.
        pub cpf: Option<String>,
        /// E-mail, lower case.
        pub email: Option<String>,
        /// Category.
        pub category: Coded<Category>,
        /// Sector, for delegates.
        pub sector: Option<Coded<Sector>>,
        /// Segment, for delegates of civil society.
        pub segment: Option<Coded<Segment>>,
        /// Body or organization.
        pub organization: Option<String>,
        /// The mandate that makes a born delegate.
        pub mandate_id: Option<Uuid>,
        /// Groups with reserved shares, self-declared; sensitive, shown only as counts.
        pub reserved_groups: Doc<Vec<ReservedGroup>>,
        /// Preferred axes, first choice first.
        pub axis_preferences: Doc<Vec<i32>>,
        /// Working group.
        pub group_id: Option<Uuid>,
        /// How the person came in.
        pub channel: Coded<Channel>,
        /// Where the eligibility review stands.
        pub eligibility: Coded<Eligibility>,
        /// Why, when refused or reversed.
        pub eligibility_reason: Option<String>,
        /// Code on the badge.
        pub badge_code: Option<String>,
        /// Argon2 hash of the PIN on the badge. Never leaves the store in answers that are kept.
        #[serde(skip)]
        pub pin_hash: Option<String>,
        /// When registered.
        pub registered_at: DateTimeUtc,
        /// The consent on record.
        pub consent: Option<Doc<Consent>>,
        /// When checked in; the last time, if it was undone before.
        pub check_in_at: Option<DateTimeUtc>,
        /// Which desk did.
        pub check_in_desk: Option<String>,
        /// When left for good.
        pub check_out_at: Option<DateTimeUtc>,
        /// What the person needs to take part.
        pub accessibility_needs: Doc<Vec<String>>,
        /// Diet.
        pub diet: Option<String>,
        /// When the registration was withdrawn; such a person counts nowhere.
        pub withdrawn_at: Option<DateTimeUtc>,
        /// Titular or alternate of a delegation that a stage below elected; none for everybody else.
        pub seat_kind: Option<Coded<SeatKind>>,
        /// The council that sent the delegation.
        pub delegation_id: Option<Uuid>,
        /// For an alternate who was admitted: the titular in whose place.
        pub replaces_id: Option<Uuid>,
        /// Whether the person holds the vote of a seat, if a delegate: not an alternate who was not
        /// admitted, nor a titular whose alternate keeps the seat.
        pub holds_seat: bool,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// The name to show and to say: the social name where there is one.
        pub fn shown_name(&self) -> &str {
            self.social_name.as_deref().unwrap_or(&self.name)
        }
    }
}
