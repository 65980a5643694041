//! Two nodes on one Redis, which is stopped and started again.
//!
//! `CONFERE_TEST_REDIS_URL` names a running Redis for the tests that need not stop it; without it
//! each test starts the installed `redis-server`.

#![allow(clippy::unwrap_used)] // Also in what the tests share.

use bus::{Bus, Note};
use domain::ids::TenantId;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use uuid::Uuid;

/// Far more than anything here takes: a test that hangs fails instead.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    process: Option<Child>,
    port: u16,
    folder: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let mut server = Self { process: None, port, folder: tempfile::tempdir().unwrap() };
        server.start_again();
        server
    }

    fn start_again(&mut self) {
        let port = self.port.to_string();
        let process = Command::new("redis-server")
            .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir"])
            .arg(self.folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is installed, or CONFERE_TEST_REDIS_URL is set");
        self.process = Some(process);
    }

    fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

fn note(conference: u128, sequence: i64) -> Note {
    Note { tenant: TenantId(Uuid::from_u128(1)), conference: Uuid::from_u128(conference), sequence }
}

async fn until_connected(bus: &Bus, wanted: bool) {
    let mut connection = bus.connection();
    tokio::time::timeout(PATIENCE, connection.wait_for(|now| *now == wanted)).await.unwrap().unwrap();
}

/// The next note about a conference; a shared Redis may carry those of others.
async fn next_about(notes: &mut bus::Notes, conference: u128) -> Note {
    let wanted = async {
        loop {
            let note = notes.next().await.unwrap();
            if note.conference == Uuid::from_u128(conference) {
                return note;
            }
        }
    };
    tokio::time::timeout(PATIENCE, wanted).await.unwrap()
}

#[tokio::test]
async fn a_note_of_one_node_reaches_the_other_and_is_heard_once_at_home() {
    let given = std::env::var("CONFERE_TEST_REDIS_URL").ok();
    let own = given.is_none().then(Server::start);
    let url = given.or(own.as_ref().map(Server::url)).unwrap();
    let conference = u128::from(std::process::id()) << 64 | 1;
    let (here, there) = (Bus::redis(&url).unwrap(), Bus::redis(&url).unwrap());
    until_connected(&here, true).await;
    until_connected(&there, true).await;
    let (mut at_home, mut abroad) = (here.subscribe(), there.subscribe());

    here.publish(note(conference, 1)).await.unwrap();
    assert_eq!(next_about(&mut abroad, conference).await.sequence, 1);
    there.publish(note(conference, 2)).await.unwrap();

    assert_eq!(next_about(&mut at_home, conference).await.sequence, 1);
    assert_eq!(next_about(&mut at_home, conference).await.sequence, 2, "the echo of the first note is dropped");
    here.shutdown().await;
    there.shutdown().await;
    assert_eq!(at_home.next().await, None);
    assert!(!here.is_connected());
}

#[tokio::test]
async fn notes_flow_again_after_redis_was_restarted() {
    let mut server = Server::start();
    let (here, there) = (Bus::redis(&server.url()).unwrap(), Bus::redis(&server.url()).unwrap());
    until_connected(&here, true).await;
    until_connected(&there, true).await;
    let (mut at_home, mut abroad) = (here.subscribe(), there.subscribe());
    here.publish(note(1, 1)).await.unwrap();
    assert_eq!(next_about(&mut abroad, 1).await, note(1, 1));

    server.kill();
    until_connected(&here, false).await;
    until_connected(&there, false).await;
    assert!(here.publish(note(1, 2)).await.is_err(), "the caller learns that other nodes did not hear");
    assert_eq!(next_about(&mut at_home, 1).await, note(1, 1));
    assert_eq!(next_about(&mut at_home, 1).await, note(1, 2), "subscribers of the same node hear all the same");

    server.start_again();
    until_connected(&here, true).await;
    until_connected(&there, true).await;
    here.publish(note(1, 3)).await.unwrap();
    assert_eq!(next_about(&mut abroad, 1).await, note(1, 3));
    there.publish(note(1, 4)).await.unwrap();
    assert_eq!(next_about(&mut at_home, 1).await, note(1, 3));
    assert_eq!(next_about(&mut at_home, 1).await, note(1, 4));
}

#[tokio::test]
async fn a_node_starts_while_redis_is_down_and_joins_when_it_comes() {
    let mut server = Server::start();
    server.kill();
    let bus = Bus::redis(&server.url()).unwrap();
    let mut notes = bus.subscribe();
    assert!(!bus.is_connected());
    assert!(bus.publish(note(1, 1)).await.is_err());
    assert_eq!(next_about(&mut notes, 1).await, note(1, 1));

    server.start_again();
    until_connected(&bus, true).await;
    bus.publish(note(1, 2)).await.unwrap();
    assert_eq!(next_about(&mut notes, 1).await, note(1, 2));
}

#[tokio::test]
async fn shutdown_does_not_wait_for_a_redis_that_is_down() {
    let mut server = Server::start();
    server.kill();
    let bus = Bus::redis(&server.url()).unwrap();
    tokio::time::timeout(PATIENCE, bus.shutdown()).await.unwrap();
    assert!(!bus.is_connected());
}
