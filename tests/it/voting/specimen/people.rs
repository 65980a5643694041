//! Who is in the hall, and the plenary they sit in.

use super::{Played, instant, text};
use chrono::{DateTime, Utc};
use domain::Code;
use domain::people::Category;
use domain::programme::{SessionKind, SessionState};
use domain::quorum::QuorumCall;
use policy::Role;
use serde_json::Value;
use store::programme::{quorum_check, session};
use store::{Coded, Doc};
use usecases::seeding;

fn category(row: &Value) -> Category {
    Category::from_code(text(&row["category"])).unwrap()
}

impl Played {
    /// Everybody with the times at which they came and left, and a session on their phones.
    pub(super) async fn seat_people(&mut self) {
        let (house, hall) = (&self.hall.house, &self.hall.hall);
        self.people = house.cast(hall).await;
        let ctx = house.system();
        for row in self.specimen["participants"].as_array().unwrap() {
            let person = self.people.get_mut(text(&row["id"])).unwrap();
            let role = if category(row).is_delegate() { Role::Delegate } else { Role::Guest };
            let begun = seeding::participant_session(&house.app, &ctx, hall.row, person.row, role).await;
            person.token = begun.unwrap().token;
        }
    }

    /// The plenary in which all polls are voted. Presence is counted at the sessions of the election.
    pub(super) async fn begin_plenary(&self) {
        let (house, hall) = (&self.hall.house, self.hall.hall.row);
        let now = house.system().now();
        let session = &session::Model {
            tenant_id: hall.tenant.0,
            id: self.session,
            conference_id: hall.id,
            title: "Plenária".into(),
            kind: Coded(SessionKind::FinalPlenary),
            place: None,
            starts_at: now,
            ends_at: now,
            counts_for_hours: false,
            counts_for_presence: false,
            state: Coded(SessionState::Running),
            started_at: Some(now),
            ended_at: None,
            chair_id: None,
            secretary_id: None,
            rapporteur_id: None,
            keynote: None,
            version: 1,
        };
        let begin = |scope: store::Scope| async move { scope.insert::<session::Entity>(session.clone()).await };
        house.store.transact("test.session", &policy::system(hall.tenant, "test"), begin).await.unwrap();
    }

    /// A check of the quorum: the last one is the call in force.
    pub(super) async fn check_quorum(&self, row: &Value) {
        let (house, hall) = (&self.hall.house, self.hall.hall.row);
        let number = |key: &str| u32::try_from(row[key].as_u64().unwrap()).unwrap();
        let call = QuorumCall::from_code(text(&row["call"])).unwrap();
        let rule = crate::support::parameters().quorum;
        let check = &quorum_check::Model {
            tenant_id: hall.tenant.0,
            id: house.system().new_id(),
            conference_id: hall.id,
            session_id: self.session,
            call: Coded(call),
            at: instant(&row["at"]),
            result: Doc(rule.check(call, number("accredited"), number("headcount")).unwrap()),
            counted_heads: true,
            note: None,
        };
        let keep = |scope: store::Scope| async move { scope.insert::<quorum_check::Entity>(check.clone()).await };
        house.store.transact("test.check", &policy::system(hall.tenant, "test"), keep).await.unwrap();
    }

    /// Codes of the delegates who are there at a moment.
    pub(super) fn present(&self, at: DateTime<Utc>) -> Vec<String> {
        let there = |row: &&Value| {
            let came = row["checkInAt"].is_string() && instant(&row["checkInAt"]) <= at;
            let gone = row["checkOutAt"].is_string() && instant(&row["checkOutAt"]) <= at;
            category(row).is_delegate() && came && !gone
        };
        let rows = self.specimen["participants"].as_array().unwrap().iter();
        rows.filter(there).map(|row| text(&row["id"]).to_owned()).collect()
    }
}
