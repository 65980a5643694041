//! The people of the specimen conference, put into a hall as they came and went.

use super::hall::{Hall, global, specimen};
use super::{House, Person};
use chrono::{DateTime, Duration, Utc};
use domain::Code;
use domain::participants::{Channel, Eligibility};
use domain::text::search_key;
use policy::Role;
use serde_json::Value;
use std::collections::HashMap;
use store::participants::participant;
use store::{Coded, Doc};
use usecases::seeding;

/// Days between the specimen's conference and the test's.
const DAYS: i64 = 693;

/// A moment of the specimen, on the test's days.
pub fn moment(value: &Value) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(value.as_str()?).unwrap();
    Some(at.to_utc() + Duration::days(DAYS))
}

fn code<T: Code>(value: &Value) -> Option<T> {
    value.as_str().map(|code| T::from_code(code).unwrap_or_else(|| panic!("{code} is no {}", T::NAME)))
}

impl House {
    /// All participants of the specimen, by its ids (`P001`), without sessions.
    pub async fn cast(&self, hall: &Hall) -> HashMap<String, Person> {
        let ctx = self.system();
        let specimen = specimen();
        let mut people = HashMap::new();
        let mut models = Vec::new();
        for (number, row) in (1..).zip(specimen["participants"].as_array().unwrap()) {
            let name = row["name"].as_str().unwrap().to_owned();
            let id = ctx.new_id();
            models.push(participant::Model {
                tenant_id: hall.row.tenant.0,
                id,
                conference_id: hall.row.id,
                number,
                search_name: search_key(&name),
                name,
                social_name: None,
                gender: None,
                birth_date: serde_json::from_value(row["birthDate"].clone()).unwrap(),
                cpf: None,
                email: row["email"].as_str().map(str::to_owned),
                category: Coded(code(&row["category"]).unwrap()),
                sector: code(&row["sector"]).map(Coded),
                segment: code(&row["segment"]).map(Coded),
                organization: row["organization"].as_str().map(str::to_owned),
                mandate_id: None,
                reserved_groups: Doc(serde_json::from_value(row["reservedGroups"].clone()).unwrap()),
                axis_preferences: Doc(serde_json::from_value(row["axisPreferences"].clone()).unwrap()),
                group_id: None,
                channel: Coded(Channel::Online),
                eligibility: Coded(Eligibility::Eligible),
                eligibility_reason: None,
                badge_code: None,
                pin_hash: None,
                registered_at: moment(&row["registeredAt"]).unwrap(),
                consent: None,
                check_in_at: moment(&row["checkInAt"]),
                check_in_desk: None,
                check_out_at: moment(&row["checkOutAt"]),
                accessibility_needs: Doc(Vec::new()),
                diet: None,
                withdrawn_at: None,
                seat_kind: None,
                delegation_id: None,
                replaces_id: None,
                holds_seat: true,
                version: 1,
            });
            let person = Person { id: global("Participant", hall.row.tenant, id), row: id, token: String::new() };
            people.insert(row["id"].as_str().unwrap().to_owned(), person);
        }
        let permit = policy::system(hall.row.tenant, "test");
        let models = &models;
        self.store
            .transact("test.cast", &permit, |scope| async move {
                scope.insert_all::<participant::Entity>(models.clone()).await
            })
            .await
            .unwrap();
        people
    }

    /// A session of somebody of the cast, as a delegate.
    pub async fn badge(&self, hall: &Hall, person: &Person) -> String {
        let ctx = self.system();
        let session = seeding::participant_session(&self.app, &ctx, hall.row, person.row, Role::Delegate).await;
        session.unwrap().token
    }
}
