//! The binary `confere` as a child process on a database of the test's own.

use serde_json::{Value, json};
use std::process::Stdio;
use testkit::databases::TestDatabase;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    address: String,
    client: reqwest::Client,
    _mails: tempfile::TempDir,
}

/// The binary with an environment that names the database and nothing of the machine's own.
pub fn confere(database: &TestDatabase, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_confere"));
    command
        .args(arguments)
        .env_remove("CONFERE_CONFIG")
        .env("DATABASE_URL", database.app_url())
        .env("CONFERE_DATABASE__MIGRATION_URL", database.owner_url())
        .env("CONFERE_HTTP__LISTEN", "127.0.0.1:0")
        .env("CONFERE_LOG__FORMAT", "json")
        .kill_on_drop(true);
    command
}

/// What a command prints, which must succeed.
pub async fn output(database: &TestDatabase, arguments: &[&str]) -> String {
    let output = confere(database, arguments).output().await.unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

impl Server {
    /// Starts it and waits until it listens.
    pub async fn start(database: &TestDatabase) -> Self {
        let mails = tempfile::tempdir().unwrap();
        let mut command = confere(database, &["serve"]);
        command.env("CONFERE_MAIL__FILES_DIR", mails.path()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next_line().await.unwrap().expect("it says where it listens before it ends");
            let entry: Value = serde_json::from_str(&line).unwrap_or_default();
            if let Some(listen) = entry["fields"]["listen"].as_str().or(entry["listen"].as_str()) {
                break format!("http://{listen}");
            }
        };
        // The pipe must not fill up, or the server would wait for a reader of its log.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, address, client: reqwest::Client::new(), _mails: mails }
    }

    /// Asks as the holder of a token (empty: nobody); an error when no whole answer came back.
    pub fn ask(
        &self,
        token: &str,
        query: &str,
        variables: Value,
    ) -> impl Future<Output = Result<Value, reqwest::Error>> + use<> {
        let body = json!({ "query": query, "variables": variables });
        let mut request = self.client.post(format!("{}/graphql", self.address)).json(&body);
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        async move { request.send().await?.json().await }
    }

    /// kill -9.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// SIGTERM, and how it ended.
    pub async fn terminate(&mut self) -> std::process::ExitStatus {
        let pid = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
        self.child.wait().await.unwrap()
    }
}
