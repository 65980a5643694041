//! How a plenary works: sessions, and votes by roll call and by show of cards.

use super::Town;
use crate::support::{House, key};
use serde_json::{Value, json};

impl Town<'_> {
    /// The chair opens a session.
    pub async fn session(&self, kind: &str, hours: [u32; 2]) -> Value {
        let at = |hour: u32| format!("2027-05-20T{hour:02}:00:00-03:00");
        let plan = json!({
            "key": key(), "conferenceId": self.conference, "title": format!("Sessão {kind}"), "kind": kind,
            "startsAt": at(hours[0]), "endsAt": at(hours[1]), "countsForHours": true, "countsForPresence": true,
        });
        self.house.act(&self.secretary, "scheduleSession", "Session", "id", plan).await.done()["id"].clone()
    }

    /// A step of the table on one thing.
    pub async fn leads(&self, name: &str, success: &str, fields: &str, more: Value) -> Value {
        let mut input = json!({ "key": key() });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.house.act(&self.table, name, success, fields, input).await.done()
    }

    /// A step on the conference as a whole.
    pub async fn on_the_conference(&self, token: &str, name: &str, success: &str, fields: &str) -> Value {
        let input = json!({ "key": key(), "conferenceId": self.conference });
        self.house.act(token, name, success, fields, input).await.done()
    }

    /// A poll that is written, shown and open.
    pub async fn poll(&self, kind: &str, subject: &str, items: &[&Value], question: &str) -> Value {
        let draft = json!({
            "conferenceId": self.conference, "kind": kind, "subject": subject, "itemIds": items, "question": question,
        });
        let poll = self.leads("createPoll", "Poll", "id", draft).await["id"].clone();
        self.leads("publishPoll", "Poll", "state", json!({ "pollId": poll })).await;
        self.leads("openPoll", "Poll", "state", json!({ "pollId": poll })).await;
        poll
    }

    /// Closes and proclaims a poll; its result.
    pub async fn proclaim(&self, poll: &Value) -> Value {
        self.leads("closePoll", "Poll", "state", json!({ "pollId": poll })).await;
        let proclaimed =
            self.leads("proclaimPoll", "Poll", "result { outcome explanation }", json!({ "pollId": poll }));
        proclaimed.await["result"].clone()
    }

    /// Everybody in the hall votes in favour, but for the first who is against.
    pub async fn roll_call(&self, subject: &str, items: &[&Value], question: &str) -> Value {
        let poll = self.poll("ROLL_CALL", subject, items, question).await;
        for (n, delegate) in self.delegates.iter().enumerate() {
            votes(self.house, &delegate.token, &poll, if n == 0 { "AGAINST" } else { "FOR" }).await;
        }
        self.proclaim(&poll).await
    }

    /// The chair sees at a glance that it is approved.
    pub async fn by_sight(&self, subject: &str, items: &[&Value], question: &str) -> Value {
        let poll = self.poll("SHOW_OF_CARDS", subject, items, question).await;
        let seen = json!({ "pollId": poll, "declaration": { "kind": "VISUAL_CONTRAST", "approved": true } });
        self.leads("recordShowOfCards", "Poll", "state", seen).await;
        self.proclaim(&poll).await
    }
}

/// One delegate votes from a phone; the receipt.
pub async fn votes(house: &House, token: &str, poll: &Value, choice: &str) -> Value {
    let vote = json!({ "key": key(), "pollId": poll, "choices": [choice] });
    house.act(token, "castVote", "VoteReceipt", "receipt castAt", vote).await.done()
}
