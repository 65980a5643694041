//! The weeks before: convening, committee, mobilization, rules, registration, groups.

use super::{CROWD, Delegate, Town};
use crate::support::{decree_input, key};
use serde_json::{Value, json};
use std::time::Duration;

impl Town<'_> {
    pub async fn convenes(&self) {
        let drafted =
            self.house.act(&self.secretary, "draftDecree", "Decree", "id version", decree_input(&self.conference));
        let drafted = drafted.await.done();
        for (role, token) in [("MAYOR", &self.secretary), ("COUNCIL_PRESIDENT", &self.president)] {
            let sign = json!({ "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "role": role });
            self.house.act(token, "signDecree", "Decree", "id", sign).await.done();
        }
        let publish = json!({
            "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "publishedOn": "2027-04-06",
            "publishedIn": "Diário Oficial do Município",
        });
        self.house.act(&self.secretary, "publishDecree", "Decree", "id", publish).await.done();
    }

    pub async fn names_a_committee_on_parity(&self) {
        for (name, segment, sector) in [CROWD[0], CROWD[1], CROWD[2], CROWD[4]] {
            let appoint = json!({
                "key": key(), "conferenceId": self.conference, "name": name, "sector": sector, "segment": segment,
                "namedBy": "Resolução CMAS nº 9/2027",
            });
            self.house.act(&self.secretary, "appointCommitteeMember", "CommitteeMember", "id", appoint).await.done();
        }
    }

    /// A meeting before the conference, where somebody says what is missing.
    pub async fn hears_people_at_the_cras(&self) -> Value {
        let event = json!({
            "key": key(), "conferenceId": self.conference, "title": "Roda de conversa", "kind": "PRE_CONFERENCE",
            "startsAt": "2027-04-26T14:00:00-03:00", "endsAt": "2027-04-26T16:00:00-03:00", "place": "CRAS Nascente",
        });
        let event =
            self.house.act(&self.secretary, "scheduleMobilizationEvent", "MobilizationEvent", "id", event).await.done();
        self.house.clock.advance(Duration::from_secs(5 * 86_400));
        let said =
            json!({ "key": key(), "mobilizationEventId": event["id"], "text": "Falta ônibus para vir ao CRAS." });
        self.house.act(&self.secretary, "recordContribution", "Contribution", "id", said).await.done()["id"].clone()
    }

    pub async fn drafts_the_rules(&self) {
        let chapters =
            json!([{ "title": "DAS SESSÕES", "articles": ["A plenária decide.", "Só delegadas e delegados votam."] }]);
        let draft = json!({ "key": key(), "conferenceId": self.conference, "chapters": chapters });
        let rules = self.house.act(&self.secretary, "draftRules", "RulesOfProcedure", "version", draft).await.done();
        let publish = json!({ "key": key(), "conferenceId": self.conference, "version": rules["version"] });
        self.house.act(&self.secretary, "publishRules", "RulesOfProcedure", "state", publish).await.done();
    }

    pub async fn registers_people(&mut self) {
        self.on_the_conference(&self.secretary, "openRegistration", "Conference", "state").await;
        let consent = "query($id: ID!) { conference(id: $id) { consentText { version } } }";
        let consent = self.house.ask("", consent, json!({ "id": self.conference })).await.done();
        for (n, (name, segment, category)) in CROWD.iter().enumerate() {
            let sector = if segment.is_none() { "GOVERNMENT" } else { "CIVIL_SOCIETY" };
            let person = json!({
                "name": name, "email": format!("pessoa{n}@exemplo.test"), "category": category, "sector": sector,
                "segment": segment, "organization": "Associação de Moradores", "birthDate": format!("19{}-01-01", 60 + n),
                "axisPreferences": [1, 2, 3], "cpf": cpf(n),
            });
            let register = json!({
                "key": key(), "conferenceId": self.conference, "person": person,
                "consentVersion": consent["conference"]["consentText"]["version"],
            });
            self.house.act("", "preRegister", "PreRegistered", "confirmationTo", register).await.done();
        }
        let query = "query($id: ID!) { conference(id: $id) { participants(first: 50) { edges { node { id name version eligibility } } } } }";
        let list = self.house.ask(&self.secretary, query, json!({ "id": self.conference })).await.done();
        let edges = list["conference"]["participants"]["edges"].as_array().unwrap();
        for (name, _, _) in CROWD {
            let row = &edges.iter().find(|edge| edge["node"]["name"] == name).unwrap()["node"];
            if row["eligibility"] == "PENDING" {
                let accept =
                    json!({ "key": key(), "participantId": row["id"], "version": row["version"], "accept": true });
                self.house.act(&self.secretary, "reviewEligibility", "Participant", "id", accept).await.done();
            }
            self.delegates.push(Delegate { id: row["id"].clone(), token: String::new() });
        }
        assert_eq!(self.delegates.len(), CROWD.len());
    }

    pub async fn forms_a_group(&self) -> Value {
        let plan =
            json!({ "key": key(), "conferenceId": self.conference, "axis": 1, "name": "Eixo 1", "room": "Sala 1" });
        let group = self.house.act(&self.secretary, "createGroup", "WorkingGroup", "id version", plan).await.done();
        let naming = json!({
            "key": key(), "workingGroupId": group["id"], "version": group["version"], "name": "Eixo 1",
            "coordinatorId": self.delegates[0].id, "rapporteurId": self.delegates[4].id,
        });
        self.house.act(&self.secretary, "updateGroup", "WorkingGroup", "id", naming).await.done();
        let assign = json!({ "key": key(), "conferenceId": self.conference, "dryRun": false, "reassign": false });
        self.house.act(&self.secretary, "assignGroups", "GroupAssignment", "__typename", assign).await.done();
        group["id"].clone()
    }
}

/// A CPF with valid digits that belongs to nobody.
pub(crate) fn cpf(n: usize) -> String {
    let base = format!("{:09}", 300 + n);
    let digit = |digits: &str| {
        let weights = (2..=digits.len() + 1).rev();
        let sum: usize = digits.bytes().zip(weights).map(|(d, weight)| usize::from(d - b'0') * weight).sum();
        match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
    };
    let first = digit(&base);
    let second = digit(&format!("{base}{first}"));
    format!("{base}{first}{second}")
}
