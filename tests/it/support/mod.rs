//! A running house: the real API over HTTP, on a throwaway database, with a clock that the test moves.

mod actors;
mod answer;
mod cast;
mod clock;
mod cycles;
mod groupwork;
mod hall;
mod planned;
mod polls;
mod socket;

pub use actors::{MUNICIPALITY, Town};
pub use answer::Answer;
pub use cast::moment;
pub use clock::TestClock;
pub use cycles::{PARAMETERS, cycle_input};
pub use groupwork::GroupWork;
pub use hall::{Hall, Person, global, parameters, proposal_model, row_of, specimen};
pub use planned::{decree_input, plan_input};

use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};
use store::{Database, Options};
use testkit::{clock::FakeClock, databases::TestDatabase, smtp::SmtpSink};
use tokio::net::TcpListener;
use usecases::{App, Ctx, Relay, Settings, SystemEntropy};
use uuid::Uuid;

/// The system as people reach it, alone on its database.
pub struct House {
    /// The running system, for what the API does not offer (seeding, the relay).
    pub app: App,
    /// The store, for building what other capabilities would build, and for counting statements.
    pub store: Database,
    /// The clock of all requests.
    pub clock: FakeClock,
    /// Where all mail goes.
    pub mail: SmtpSink,
    address: String,
    relay: Arc<Relay>,
    client: reqwest::Client,
    serving: tokio::task::JoinHandle<()>,
    database: Arc<TestDatabase>,
    relaying: OnceLock<tokio::task::JoinHandle<()>>,
}

impl Drop for House {
    fn drop(&mut self) {
        self.serving.abort();
        if let Some(relaying) = self.relaying.get() {
            relaying.abort();
        }
    }
}

impl House {
    /// Opens a house on a database.
    pub async fn open(database: TestDatabase) -> Self {
        Self::open_with(database, api::ApiOptions::default()).await
    }

    /// Opens a house with other options of the API.
    pub async fn open_with(database: TestDatabase, options: api::ApiOptions) -> Self {
        Self::node(Arc::new(database), bus::Bus::local(), options).await
    }

    /// One of several nodes on a database, with its bus.
    pub async fn node(database: Arc<TestDatabase>, bus: bus::Bus, options: api::ApiOptions) -> Self {
        let connect = Options { url: database.app_url().to_owned(), max_connections: 20 };
        let store = Database::connect(&connect).await.unwrap();
        let clock = FakeClock::default();
        let settings = Settings { public_url: "http://confere.test".into(), session_days: 30 };
        let shown = Arc::new(TestClock(clock.clone()));
        let app = App::new(store.clone(), bus, settings, shown, Arc::new(SystemEntropy));
        let mail = SmtpSink::start().await;
        let mailer = mail::Mailer::smtp(&mail.url(), "Confere <confere@confere.test>").unwrap();
        let relay = Arc::new(Relay::new(app.clone(), Arc::new(mailer)));
        let router = api::router(app.clone(), api::schema(app.clone()), options);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let client = reqwest::Client::new();
        let relaying = OnceLock::new();
        Self { app, store, clock, mail, address, relay, client, serving, relaying, database }
    }

    /// The database underneath, to take it away and give it back.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The HTTP client, for what is not GraphQL.
    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// A context of the system itself.
    pub fn system(&self) -> Ctx {
        self.app.context(policy::Actor::Anonymous, "test".into())
    }

    /// Asks as the holder of a token (empty: nobody).
    pub async fn ask(&self, token: &str, query: &str, variables: Value) -> Answer {
        let body = json!({ "query": query, "variables": variables });
        let mut request = self.client.post(self.url("/graphql")).json(&body);
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        Answer::new(response.json().await.unwrap())
    }

    /// Runs one mutation `name(input:)` and answers its union as JSON: `__typename`, the selection on
    /// the success type, and the fields of refusals.
    pub async fn act(&self, token: &str, name: &str, success: &str, selection: &str, input: Value) -> Answer {
        let input_type = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let query = format!(
            "mutation($input: {input_type}!) {{ {name}(input: $input) {{ __typename \
             ... on {success} {{ {selection} }} ... on Refusal {{ code message path rule }} \
             ... on StaleVersion {{ currentVersion }} }} }}"
        );
        self.ask(token, &query, json!({ "input": input })).await.field(name)
    }

    /// Carries out all that is in outboxes now.
    pub async fn relay(&self) {
        self.relay.drain().await.unwrap();
    }

    /// The text of the last mail to an address, after the outbox was carried out.
    pub async fn last_mail_to(&self, address: &str) -> Option<String> {
        self.relay().await;
        let to = |message: &testkit::smtp::ReceivedMessage| message.header("To").is_some_and(|to| to.contains(address));
        self.mail.messages().iter().rev().find(|message| to(message)).map(testkit::smtp::ReceivedMessage::text)
    }

    /// The value of a parameter in the first link of a mail.
    pub async fn link_parameter(&self, address: &str, parameter: &str) -> String {
        let mail = self.last_mail_to(address).await.expect("a mail was sent");
        let marks = [format!("?{parameter}="), format!("&{parameter}=")];
        let start = marks.iter().find_map(|mark| mail.find(mark).map(|at| at + mark.len())).expect("a link is in it");
        mail[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    }
}

/// A new idempotency key.
pub fn key() -> String {
    let mut bytes = [0; 16];
    usecases::Entropy::fill(&SystemEntropy, &mut bytes);
    Uuid::from_bytes(bytes).to_string()
}
