//! What happens in the hall besides the story: tables, speakers, points, announcements, motions, cards.

use super::conference::Filled;
use crate::story::CROWD;
use crate::support::key;
use serde_json::{Value, json};
use std::time::Duration;

impl Filled<'_> {
    /// The opening table, a keynote and the directing table of a session.
    pub async fn sets_the_tables(&self, session: &Value) {
        let (town, delegates) = (&self.town, &self.town.delegates);
        let member =
            |n: usize, role: &str| json!({ "name": CROWD[n].0, "role": role, "participantId": delegates[n].id });
        let members = [member(0, "Presidente do CMAS"), member(4, "Fórum de trabalhadoras")];
        let table = json!({ "key": key(), "conferenceId": town.conference, "version": 1, "members": members });
        self.house.act(&town.secretary, "setOpeningTable", "OpeningTable", "version", table).await.done();
        let talk = town.session("KEYNOTE", [11, 12]).await;
        let keynote = json!({ "key": key(), "sessionId": talk, "title": "Vinte anos de SUAS", "speaker": "Palestrante Sanhaço",
            "minutes": 40, "summary": "Do direito escrito ao vivido." });
        self.house.act(&town.secretary, "setKeynote", "Session", "id", keynote).await.done();
        let [chair, secretary, rapporteur] = [0, 1, 4].map(|n| &delegates[n].id);
        let directing =
            json!({ "sessionId": session, "chairId": chair, "secretaryId": secretary, "rapporteurId": rapporteur });
        town.leads("setDirectingTable", "Session", "id", directing).await;
    }

    /// Evidence beside what was assessed.
    pub async fn proves_an_action(&self) {
        let query = "query($id: ID!) { conference(id: $id) { actions { items { id } } } }";
        let found = self.house.ask(&self.town.rapporteur, query, json!({ "id": self.town.conference })).await.done();
        let action = &found["conference"]["actions"]["items"][0]["id"];
        let proof = json!({ "key": key(), "actionItemId": action, "description": "Relatório anual" });
        self.house.act(&self.town.rapporteur, "attachActionEvidence", "ActionItem", "id", proof).await.done();
    }

    /// Somebody speaks, somebody waits, a point is ruled, something is announced and something lies before the hall.
    pub async fn fills_the_floor(&self, destaque: &Value) {
        let (house, town) = (self.house, &self.town);
        let here = |more: Value| {
            let mut input = json!({ "key": key(), "conferenceId": town.conference });
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            input
        };
        let token = |n: usize| town.delegates[n].token.as_str();
        let point = here(json!({ "kind": "ORDER", "text": "Fora da ordem.", "articleCited": 1 }));
        let point = house.act(token(0), "raisePointOfOrder", "Point", "id", point).await.done();
        let ruling = json!({ "pointId": point["id"], "ruling": "DENIED", "text": "Não procede." });
        town.leads("ruleOnPointOfOrder", "Point", "id", ruling).await;
        for n in [1, 2, 3] {
            house
                .act(token(n), "requestToSpeak", "SpeechRequest", "id", here(json!({ "kind": "SPEECH" })))
                .await
                .done();
        }
        town.leads("grantFloor", "SpeechRequest", "id", json!({ "conferenceId": town.conference })).await;
        town.leads("announce", "Announcement", "id", here(json!({ "text": "Almoço às 12h." }))).await;
        let item = here(json!({ "title": "Destaque", "subjectId": destaque }));
        town.leads("setCurrentItem", "CurrentItemSet", "currentItem { title }", item).await;
    }

    /// A motion with enough signatures, admitted when its time is over; its id.
    pub async fn moves(&self) -> Value {
        let motion = json!({ "key": key(), "conferenceId": self.town.conference, "kind": "SUPPORT", "title": "Apoio à lei",
            "text": "A Conferência apoia a lei.", "addressees": ["Câmara Municipal"] });
        let delegates = &self.town.delegates;
        let motion = self.house.act(&delegates[3].token, "submitMotion", "Motion", "id", motion).await.done();
        for delegate in &delegates[..5] {
            let sign = json!({ "key": key(), "motionId": motion["id"] });
            self.house.act(&delegate.token, "signMotion", "Motion", "id", sign).await.done();
        }
        self.house.clock.advance(Duration::from_secs(3_700));
        self.town
            .leads("closeMotions", "MotionList", "motions { state }", json!({ "conferenceId": self.town.conference }))
            .await;
        motion["id"].clone()
    }

    /// A destaque on the proposal of the caderno, presented; its id.
    pub async fn highlights_a_proposal(&self) -> Value {
        let query = "query($id: ID!) { conference(id: $id) { proposals(first: 10) { edges { node { id } } } } }";
        let book = self.house.ask("", query, json!({ "id": self.town.conference })).await.done();
        let proposal = &book["conference"]["proposals"]["edges"][0]["node"]["id"];
        let call = json!({ "key": key(), "proposalId": proposal, "kind": "CHANGE",
            "amendment": { "text": "Garantir ônibus gratuito e acessível para quem vai ao CRAS." } });
        let token = &self.town.delegates[2].token;
        let destaque = self.house.act(token, "highlightProposal", "Destaque", "id", call).await.done();
        self.town.leads("callDestaque", "Destaque", "id", json!({ "destaqueId": destaque["id"] })).await;
        destaque["id"].clone()
    }

    /// A vote by show of cards that two tellers counted, one that was annulled, and one that is only announced.
    pub async fn counts_cards(&self) {
        let town = &self.town;
        for question in ["Aprova a pausa?", "Aprova a pausa curta?"] {
            let poll = town.poll("SHOW_OF_CARDS", "PROCEDURE", &[], question).await;
            for teller in ["Norte", "Sul"] {
                let counts = [("FOR", 4), ("AGAINST", 1), ("ABSTENTION", 0)]
                    .map(|(code, votes)| json!({ "code": code, "votes": votes }));
                let count = json!({ "pollId": poll, "count": { "teller": teller, "round": 1, "counts": counts } });
                town.leads("recordShowOfCards", "Poll", "id", count).await;
            }
            town.proclaim(&poll).await;
            if question == "Aprova a pausa curta?" {
                let annulled = json!({ "pollId": poll, "reason": "Contagem refeita." });
                town.leads("annulPoll", "Poll", "id", annulled).await;
            }
        }
        let draft = json!({ "conferenceId": town.conference, "kind": "ROLL_CALL", "subject": "PROCEDURE", "question": "Prorroga?" });
        let poll = town.leads("createPoll", "Poll", "id", draft).await;
        town.leads("publishPoll", "Poll", "id", json!({ "pollId": poll["id"] })).await;
    }
}
