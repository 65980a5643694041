//! The specimen conference: its parameters, people and quorum checks.

use crate::support::time;
use chrono::{DateTime, Utc};
use domain::Code;
use domain::people::Category;
use domain::quorum::{FirstCall, QuorumCall, QuorumCheck, QuorumRule};
use domain::voting::{Citations, Presence, VotingRules};
use serde_json::Value;

pub struct Specimen(Value);

impl Specimen {
    pub fn load() -> Self {
        Self(serde_json::from_str(include_str!("../../specimen/municipal-conference.json")).unwrap())
    }

    pub fn rows(&self, key: &str) -> &Vec<Value> {
        self.0[key].as_array().unwrap()
    }

    pub fn expected(&self, key: &str) -> &Value {
        &self.0["expected"][key]
    }

    pub fn row(&self, key: &str, id: &str) -> &Value {
        self.rows(key).iter().find(|row| row["id"] == id).unwrap()
    }

    pub fn quorum_rule(&self) -> QuorumRule {
        serde_json::from_value(self.0["cycle"]["quorum"].clone()).unwrap()
    }

    pub fn voting_rules(&self) -> VotingRules {
        let cited = |article: &str| Some(article.to_owned());
        let citations = Citations {
            tie: cited("art. 23"),
            roll: cited("art. 20"),
            late_vote: cited("art. 21, § 2º"),
            ..Citations::default()
        };
        VotingRules { citations, ..serde_json::from_value(self.0["cycle"].clone()).unwrap() }
    }

    pub fn presence(&self, participant: &str) -> Presence {
        presence(self.row("participants", participant))
    }

    pub fn accredited(&self, at: DateTime<Utc>) -> u32 {
        self.count(|presence| presence.is_accredited(at))
    }

    pub fn roll(&self, at: DateTime<Utc>) -> u32 {
        self.count(|presence| presence.is_on_roll(at))
    }

    fn count(&self, counts: impl Fn(Presence) -> bool) -> u32 {
        self.rows("participants").iter().filter(|row| counts(presence(row))).count() as u32
    }

    /// The call under which a session meets at that moment: that of its last check with quorum.
    pub fn call(&self, session: &Value, at: DateTime<Utc>) -> QuorumCall {
        let checks = self.rows("quorumChecks").iter();
        let mut held = checks.filter(|check| &check["sessionId"] == session && check["reached"] == true);
        let last = held.rfind(|check| instant(&check["at"]) <= at).unwrap();
        QuorumCall::from_code(last["call"].as_str().unwrap()).unwrap()
    }
}

pub fn instant(value: &Value) -> DateTime<Utc> {
    time(value.as_str().unwrap())
}

pub fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn presence(row: &Value) -> Presence {
    let moment = |key: &str| row[key].as_str().map(time);
    Presence {
        category: Category::from_code(row["category"].as_str().unwrap()).unwrap(),
        checked_in_at: moment("checkInAt"),
        checked_out_at: moment("checkOutAt"),
    }
}

pub fn assert_quorum(check: &QuorumCheck, expected: &Value) {
    assert_eq!(check.call.code(), expected["call"]);
    assert_eq!(check.accredited, number(&expected["accredited"]));
    assert_eq!(check.needed, number(&expected["needed"]));
    assert_eq!(check.reached, expected["reached"].as_bool().unwrap());
}

#[test]
fn quorum_checks_come_out_as_recorded() {
    let specimen = Specimen::load();
    assert_eq!(specimen.rows("quorumChecks").len(), 4);
    for recorded in specimen.rows("quorumChecks") {
        let call = QuorumCall::from_code(recorded["call"].as_str().unwrap()).unwrap();
        let accredited = specimen.accredited(instant(&recorded["at"]));
        let check = specimen.quorum_rule().check(call, accredited, number(&recorded["headcount"])).unwrap();
        assert_quorum(&check, recorded);
    }
}

#[test]
fn the_second_call_of_the_opening_came_in_time() {
    let specimen = Specimen::load();
    let (first, second) = (specimen.row("quorumChecks", "QC1"), specimen.row("quorumChecks", "QC2"));
    let first = FirstCall { at: instant(&first["at"]), reached: first["reached"].as_bool().unwrap() };
    let allowed =
        specimen.quorum_rule().allow_second_call(first, instant(&second["at"]), chrono_tz::America::Sao_Paulo);
    assert_eq!(allowed, Ok(()));
    assert_eq!(specimen.quorum_rule().second_call_from(first.at), instant(&second["at"]));
}

#[test]
fn the_cycle_reads_as_voting_rules() {
    let rules = Specimen::load().voting_rules();
    let back: VotingRules = serde_json::from_value(serde_json::to_value(&rules).unwrap()).unwrap();
    assert_eq!(back, rules);
    assert!(!rules.majority.abstentions_count);
    assert_eq!(rules.majority.by_subject.len(), 3);
}
