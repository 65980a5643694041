//! A conference in which everything has happened at least once, told by the story's council with people whom
//! nothing makes public among the others.

use super::canaries::Canaries;
use crate::monitoring::decided;
use crate::story::{self, APRIL, MORNING, plenary::votes};
use crate::support::{Hall, House, Town, key, parameters, plan_input, row_of};
use domain::ids::RowId;
use domain::people::GovernmentLevel;
use domain::proposals::ProposalState;
use policy::Role;
use serde_json::{Value, json};

/// The council of the conference and that above, with what was planted.
pub struct Filled<'a> {
    /// The house.
    pub house: &'a House,
    /// The council above.
    pub state: Town,
    /// The council.
    pub own: Town,
    /// The council at work.
    pub town: story::Town<'a>,
    /// Global id of the state's conference.
    pub above: Value,
    /// What nobody outside may read.
    pub canaries: Canaries,
    /// Participants by their place in the list of the hidden, with the candidate behind.
    pub hidden: Vec<String>,
    /// The session of the one who only votes.
    pub voter: String,
}

/// What the plenary has still to decide, by global id.
pub struct Open {
    poll: Value,
    motion: Value,
    destaque: Value,
}

impl<'a> Filled<'a> {
    /// Convened, with everybody registered and the rules drafted.
    pub async fn convened(house: &'a House) -> Self {
        house.clock.set(APRIL);
        let (_, state, own) = house.three_levels().await;
        let mut rules = parameters();
        // Motions are due on the first morning.
        rules.motions.deadline = Some("2027-05-20T13:00:00Z".parse().unwrap());
        let cycle = house.publish_cycle(&state, &rules).await;
        let plan = plan_input(&own, &cycle);
        let conference =
            house.act(own.secretary(), "planConference", "Conference", "id", plan).await.done()["id"].clone();
        let mut plan = plan_input(&state, &cycle);
        (plan["firstDay"], plan["lastDay"]) = (json!("2027-09-10"), json!("2027-09-12"));
        let above = house.act(state.secretary(), "planConference", "Conference", "id", plan).await.done()["id"].clone();
        let token = |role: Role| own.token(role).to_owned();
        let town = story::Town {
            house,
            secretary: token(Role::Secretary),
            president: token(Role::President),
            desk: token(Role::Credentialing),
            table: token(Role::Table),
            rapporteur: token(Role::Rapporteur),
            conference,
            delegates: Vec::new(),
        };
        let (canaries, hidden, voter) = (Canaries::default(), Vec::new(), String::new());
        let mut filled = Self { house, state, own, town, above, canaries, hidden, voter };
        filled.plant_staff();
        filled.town.convenes().await;
        filled.town.names_a_committee_on_parity().await;
        filled
    }

    /// The conference as the helpers of other tests take it.
    pub fn hall(&self) -> Hall {
        let id = self.town.conference.as_str().unwrap().to_owned();
        let row = RowId { tenant: self.own.tenant, id: row_of(&id) };
        Hall { id, row }
    }

    /// Mobilization, rules, registrations, groups.
    pub async fn before(&mut self) -> (Value, Value) {
        let contribution = self.town.hears_people_at_the_cras().await;
        self.a_second_meeting().await;
        self.town.drafts_the_rules().await;
        self.town.registers_people().await;
        self.plant_the_crowd();
        self.registers_the_hidden().await;
        self.records_a_mandate().await;
        (self.town.forms_a_group().await, contribution)
    }

    async fn a_second_meeting(&mut self) {
        let event = json!({
            "key": key(), "conferenceId": self.town.conference, "title": "Debate", "kind": "DEBATE", "place": "Escola",
            "startsAt": "2027-04-20T14:00:00-03:00", "endsAt": "2027-04-20T16:00:00-03:00",
        });
        let secretary = &self.town.secretary;
        let act = |name, success, input| self.house.act(secretary, name, success, "id version", input);
        let event = act("scheduleMobilizationEvent", "MobilizationEvent", event).await.done();
        let words = "Minha vizinha canária espera o benefício desde março.";
        let said = json!({ "key": key(), "mobilizationEventId": event["id"], "text": words });
        self.house.act(secretary, "recordContribution", "Contribution", "id", said).await.done();
        let came = json!({ "key": key(), "mobilizationEventId": event["id"], "version": event["version"], "users": 9, "workers": 2,
            "entities": 1, "government": 1 });
        self.house.act(secretary, "recordEventAttendance", "MobilizationEvent", "id", came).await.done();
        self.canaries.plant("what somebody said at a meeting", words, true);
    }

    /// The morning: the door, the tables, and a destaque while the rules are read.
    pub async fn opens(&mut self) -> (Value, Value) {
        self.house.clock.set(MORNING);
        self.town.opens_the_door().await;
        for delegate in &self.town.delegates {
            self.canaries.plant("the session of a delegate", &delegate.token, false);
        }
        let display = self.town.display().await;
        self.canaries.plant("the token of a display", &display, false);
        let opening = self.town.session("OPENING_PLENARY", [9, 11]).await;
        self.town.leads("startSession", "Session", "state", json!({ "sessionId": opening })).await;
        let first = json!({ "sessionId": opening, "call": "FIRST" });
        self.town.leads("verifyQuorum", "QuorumVerification", "reached", first).await;
        self.sets_the_tables(&opening).await;
        (opening, self.town.reads_the_rules().await)
    }

    /// The rules are adopted, what was decided before is checked, the group works.
    pub async fn works(&mut self, opening: &Value, destaque: &Value, group: &Value, contribution: &Value) {
        self.town.adopts_the_rules(destaque).await;
        self.town.leads("closeSession", "Session", "state", json!({ "sessionId": opening })).await;
        self.town.checks_what_was_decided_before().await;
        self.proves_an_action().await;
        self.town.the_group_works(group, contribution).await;
    }

    /// The final plenary as it sits, with something of everything open.
    pub async fn sits(&mut self) -> Open {
        self.counts_cards().await;
        let motion = self.moves().await;
        self.lets_two_more_in().await;
        let destaque = self.highlights_a_proposal().await;
        self.fills_the_floor(&destaque).await;
        Open { poll: self.votes_unpublished().await, motion, destaque }
    }

    /// A roll call of which nobody reads who chose what, open, with votes in it.
    pub async fn votes_unpublished(&mut self) -> Value {
        let poll = self.town.poll("ROLL_CALL", "PROCEDURE", &[], "Aprova o encaminhamento?").await;
        let mut voters = vec![self.voter.clone()];
        voters.extend(self.town.delegates.iter().map(|delegate| delegate.token.clone()));
        for voter in voters {
            let receipt = votes(self.house, &voter, &poll, "FOR").await;
            self.canaries.plant("a receipt", receipt["receipt"].as_str().unwrap(), false);
        }
        poll
    }

    /// Votes are counted, speakers heard out, the motion and the destaque decided, and presence is taken.
    pub async fn winds_up(&self, open: &Open, sessions: &[&Value]) {
        let town = &self.town;
        town.proclaim(&open.poll).await;
        town.on_the_conference(&town.table, "endSpeech", "SpeechRequest", "state").await;
        town.by_sight("MOTION", &[&open.motion], "Aprova a moção?").await;
        let result = town.roll_call("PROPOSAL_DESTAQUE", &[&open.destaque], "Aprova o destaque?").await;
        assert_eq!(result["outcome"], "APPROVED");
        town.everybody_was_at(sessions).await;
    }

    /// A guest stands and is refused; the users' candidates tie, and their dates of birth decide.
    pub async fn elects(&mut self) {
        let election = self.town.nominates().await;
        let stand =
            json!({ "electionId": election, "participantId": self.hidden[0], "pool": "USERS", "consented": true });
        self.town.leads("nominate", "Nomination", "id", stand).await;
        self.town.elects_its_delegates(&election, [0, 0, 2, 3, 4, 4]).await;
        let reason = "Tratamento de saúde canário.";
        let leaving = json!({ "electionId": election, "leavingId": self.town.delegates[2].id, "cause": "RESIGNED", "reason": reason });
        self.town.leads("substituteDelegate", "Delegation", "electionId", leaving).await;
        self.canaries.plant("why a delegate left", reason, false);
    }

    /// The evaluation, the end, the report at the state, the caderno there, and what is followed up here.
    pub async fn ends(&mut self) {
        let words = "O canário da recepção foi grosseiro comigo.";
        self.town.evaluates(Some(words)).await;
        self.canaries.plant("what somebody wrote in the evaluation", words, true);
        self.town.on_the_conference(&self.town.desk, "closeCredentialing", "Conference", "id").await;
        self.town.on_the_conference(&self.town.secretary, "closeConference", "Conference", "state").await;
        self.town.files_its_report().await;
        self.house.relay().await;
        story::accepts(self.house, self.state.secretary()).await;
        self.house.relay().await;
        let publish = json!({ "key": key(), "conferenceId": self.above });
        self.house.act(self.state.secretary(), "publishCaderno", "PublishedBook", "entries", publish).await.done();
        let proposal = decided(self.house, &self.hall(), 2, GovernmentLevel::Municipal, ProposalState::Approved).await;
        let act = |name, input| self.house.act(&self.town.secretary, name, "Deliberation", "id version", input);
        let opened = act("openDeliberation", json!({ "key": key(), "proposalId": proposal })).await.done();
        let progress = json!({ "key": key(), "deliberationId": opened["id"], "version": opened["version"], "progress": 10,
            "account": "Licitação aberta.", "evidence": { "description": "Edital nº 7", "address": "https://exemplo.test/7" } });
        act("updateProgress", progress).await.done();
    }
}
