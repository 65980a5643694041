//! Votes of which a test only wants the outcome.

use super::{Answer, Hall, House, key};
use serde_json::{Value, json};

impl House {
    /// A vote that the table decides at a glance (*contraste visual*), from draft to proclamation; gives its id.
    pub async fn at_a_glance(&self, table: &str, hall: &Hall, subject: &str, items: &[&str], approved: bool) -> String {
        let act = |name: &'static str, input: Value| self.act(table, name, "Poll", "id", input);
        let draft = json!({
            "key": key(), "conferenceId": hall.id, "kind": "SHOW_OF_CARDS", "subject": subject, "itemIds": items,
            "question": "Aprova-se?",
        });
        let poll = act("createPoll", draft).await.done()["id"].as_str().unwrap().to_owned();
        let step = || json!({ "key": key(), "pollId": poll });
        act("publishPoll", step()).await.done();
        act("openPoll", step()).await.done();
        let declaration = json!({ "kind": "VISUAL_CONTRAST", "approved": approved });
        let declared = json!({ "key": key(), "pollId": poll, "declaration": declaration });
        act("recordShowOfCards", declared).await.done();
        act("closePoll", step()).await.done();
        act("proclaimPoll", step()).await.done();
        poll
    }

    /// Tries to annul a poll.
    pub async fn annul(&self, table: &str, poll: &str, reason: &str) -> Answer {
        let input = json!({ "key": key(), "pollId": poll, "reason": reason });
        self.act(table, "annulPoll", "Poll", "state annulment { from }", input).await
    }
}
