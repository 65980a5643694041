//! The specimen's plenaries through the API: what comes before them, its 23 polls with its people and its votes as
//! they came, and what each poll decided.

mod consequences;
mod matters;
mod people;
mod polls;
mod priority;

use super::support::Plenary;
use crate::elections::specimen::cited;
use crate::support::{House, Person, moment, specimen};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use domain::cycles::CycleParameters;
use domain::voting::{Citations, Majority, SubjectKind};
use matters::Event;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, VecDeque};
use testkit::databases::TestDatabase;
use uuid::Uuid;

/// The specimen conference as it is played.
struct Played {
    hall: Plenary,
    specimen: Value,
    people: HashMap<String, Person>,
    session: Uuid,
    /// What is still to happen, in the order of time.
    coming: VecDeque<(DateTime<Utc>, Event)>,
    /// Global ids of what was brought before the plenary, by the specimen's ids (`RD1`, `1M2`, `MO1`…).
    matters: HashMap<String, String>,
    /// Global ids of the polls, by the specimen's ids (`V01`).
    polls: BTreeMap<String, String>,
}

impl Played {
    /// Everybody has come and the plenary runs; nothing else has happened yet.
    async fn begin(db: TestDatabase) -> Self {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let specimen = specimen();
        let conference = house.hall_with(&state, &town, ConferenceState::InProgress, rules(&specimen)).await;
        let hall = Plenary { house, state, town, hall: conference, people: Vec::new() };
        let session = hall.house.system().new_id();
        let coming = matters::timeline(&specimen);
        let (people, matters, polls) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        let mut played = Self { hall, specimen, people, session, coming, matters, polls };
        played.seat_people().await;
        played.begin_plenary().await;
        played
    }

    fn at(&self, at: DateTime<Utc>) {
        self.hall.house.clock.set(at.timestamp_millis());
    }

    /// A list of the specimen.
    fn rows(&self, name: &str) -> Vec<Value> {
        self.specimen[name].as_array().unwrap().clone()
    }
}

/// When something of the specimen happened, on the test's days.
fn instant(value: &Value) -> DateTime<Utc> {
    moment(value).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The cycle with the majority and the article that the specimen's polls name for each matter.
fn rules(specimen: &Value) -> CycleParameters {
    let mut rules = cited();
    let line = |article: &str| Some(article.to_owned());
    rules.citations = Citations {
        tie: line("art. 23"),
        roll: line("art. 20"),
        late_vote: line("art. 21, § 2º"),
        motion_admission: line("art. 29"),
        ..Citations::default()
    };
    for row in specimen["polls"].as_array().unwrap() {
        let subject: SubjectKind = serde_json::from_value(row["subject"].clone()).unwrap();
        let majority: Majority = serde_json::from_value(row["majority"].clone()).unwrap();
        let article = format!("art. {}", row["ruleArticle"]);
        let before = rules.citations.by_subject.insert(subject, article.clone());
        assert!(before.is_none_or(|before| before == article), "one article for each matter");
        if majority != rules.majority.of(subject) {
            rules.majority.by_subject.insert(subject, majority);
        }
    }
    rules
}
