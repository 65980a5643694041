//! Who works for the council, who registers, and who comes through the door: each planted with what is theirs alone.

use super::canaries::{CANDIDATE, HIDDEN};
use super::conference::Filled;
use crate::elections::flow::change_hall;
use crate::story::{CROWD, Delegate, people::gets_a_badge};
use crate::support::key;
use policy::Role;
use serde_json::{Value, json};
use store::Doc;
use store::conferences::conference;

impl Filled<'_> {
    /// Those who work for the council; the president signs, and is public for it.
    pub fn plant_staff(&mut self) {
        for role in Role::COUNCIL.iter().filter(|role| **role != Role::President) {
            let code = domain::Code::code(*role).to_lowercase();
            self.canaries.plant("somebody of the council", &format!("Pessoa {code}"), true);
            self.canaries.plant("a session of the council", self.own.token(*role), false);
        }
        let mails = format!("{}.test", self.own.tenant.0.simple());
        self.canaries.plant("an e-mail of the council", &mails, true);
    }

    /// The delegates of the story: their names are public by what they do, nothing else is.
    pub fn plant_the_crowd(&mut self) {
        self.canaries.plant("somebody of the crowd, masked", "p***@exemplo.test", false);
        for (number, (name, ..)) in CROWD.iter().enumerate() {
            self.canaries.plant_cpf(name, number);
            self.canaries.plant(name, &format!("pessoa{number}@exemplo.test"), true);
            self.canaries.plant(name, &format!("19{}-01-01", 60 + number), true);
            self.canaries.plant(name, &format!("01/01/19{}", 60 + number), false);
        }
    }

    /// People whom nothing makes public, the last of whom is refused; and one who will stand for election.
    pub async fn registers_the_hidden(&mut self) {
        let reason = "Documento canário ilegível.";
        for (n, hidden) in HIDDEN.iter().chain([&CANDIDATE]).enumerate() {
            let register = json!({ "key": key(), "conferenceId": self.town.conference, "person": hidden.person() });
            let act = |name, input| {
                self.house.act(&self.town.secretary, name, "Participant", "id version eligibility", input)
            };
            let done = act("registerParticipant", register).await.done();
            if done["eligibility"] == "PENDING" {
                let refused = n == 3;
                let review = json!({ "key": key(), "participantId": done["id"], "version": done["version"], "accept": !refused,
                    "reason": refused.then_some(reason) });
                act("reviewEligibility", review).await.done();
            }
            hidden.plant(&mut self.canaries, n == HIDDEN.len());
            self.hidden.push(done["id"].as_str().unwrap().to_owned());
        }
        self.canaries.plant("why a registration was refused", reason, true);
    }

    /// Somebody of the council, with an e-mail.
    pub async fn records_a_mandate(&mut self) {
        let mandate = json!({
            "key": key(), "councilId": self.own.id, "seat": 1, "kind": "TITULAR", "name": "Conselheira Bem-te-vi",
            "sector": "CIVIL_SOCIETY", "segment": "USERS", "organization": "Associação", "startsOn": "2026-01-01",
            "endsOn": "2028-12-31", "email": "conselheira@mandato.canario.test",
        });
        self.house.act(&self.town.secretary, "recordMandate", "Mandate", "id", mandate).await.done();
        self.canaries.plant("a member of the council", "conselheira@mandato.canario.test", true);
    }

    /// The one who only votes and the one who will stand come in; from now on nobody reads who chose what.
    pub async fn lets_two_more_in(&mut self) {
        let issue = json!({ "key": key(), "conferenceId": self.town.conference, "participantId": self.hidden[0] });
        let badge = self.house.act(&self.town.desk, "issueBadge", "Badge", "badgeCode pin", issue).await.done();
        self.canaries.plant("a badge's code", badge["badgeCode"].as_str().unwrap(), true);
        self.canaries.plant("a PIN", badge["pin"].as_str().unwrap(), false);
        self.voter = self.comes_in(2).await.1;
        let (id, token) = self.comes_in(HIDDEN.len()).await;
        self.town.delegates.push(Delegate { id, token });
        let unpublished = |kept: conference::Model| {
            let mut rules = kept.parameters.0.clone();
            rules.publish_choices = false;
            conference::Model { parameters: Doc(rules), ..kept }
        };
        change_hall(self.house, &self.hall(), unpublished).await;
    }

    /// One of the hidden gets a badge and comes through the door; the participant and the token of a session.
    async fn comes_in(&mut self, hidden: usize) -> (Value, String) {
        let conference = self.town.conference.as_str().unwrap().to_owned();
        let (desk, id) = (&self.town.desk, json!(self.hidden[hidden]));
        let (code, token) = gets_a_badge(self.house, desk, &conference, &id).await;
        let enter = json!({ "key": key(), "conferenceId": conference, "badgeCode": code, "desk": "mesa 1" });
        self.house.act(desk, "checkIn", "Participant", "present", enter).await.done();
        self.canaries.plant("a badge's code", &code, true);
        self.canaries.plant("the session of a delegate", &token, false);
        (id, token)
    }
}
