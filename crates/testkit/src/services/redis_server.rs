//! A Redis of one test's own, which it may stop and start again.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// A private `redis-server` on a free port of 127.0.0.1, without persistence; stopped on drop.
#[derive(Debug)]
pub struct RedisServer {
    port: u16,
    process: Option<Child>,
}

impl RedisServer {
    /// Starts a server and returns when it accepts connections.
    ///
    /// # Panics
    /// When `redis-server` is not installed or cannot start.
    pub fn start() -> Self {
        for _ in 0..10 {
            let port = free_port();
            if let Some(process) = launch(port) {
                return Self { port, process: Some(process) };
            }
        }
        panic!("redis-server did not start on any of ten free ports");
    }

    /// The server's address; the same after a restart.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Kills the server: connections break, what it held is gone. Does nothing when it is stopped already.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // Both fail only when the process has already ended, which is what is wanted.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Starts a stopped server again, empty, on the same port.
    ///
    /// # Panics
    /// When the server still runs, or when another program took its port.
    pub fn start_again(&mut self) {
        assert!(self.process.is_none(), "the server still runs: stop it first");
        self.process = launch(self.port);
        assert!(self.process.is_some(), "port {} was taken while the server was stopped", self.port);
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("127.0.0.1 has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// `None` when the port is taken.
fn launch(port: u16) -> Option<Child> {
    let mut process = Command::new("redis-server")
        .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--appendonly", "no"])
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("redis-server is installed; scripts/with-services sees to it");
    let mut log = BufReader::new(process.stdout.take().expect("its output was piped"));
    let mut line = String::new();
    while log.read_line(&mut line).is_ok_and(|length| length > 0) {
        if line.contains("Ready to accept connections") {
            // Whoever writes into a pipe that nobody reads stops one day.
            std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
            return Some(process);
        }
        line.clear();
    }
    let _ = process.wait();
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ping(url: &str) -> redis::RedisResult<String> {
        redis::cmd("PING").query(&mut redis::Client::open(url)?.get_connection()?)
    }

    #[test]
    fn comes_back_empty_at_the_same_address() {
        let mut server = RedisServer::start();
        let url = server.url();
        assert_eq!(ping(&url).unwrap(), "PONG");
        let mut connection = redis::Client::open(&*url).unwrap().get_connection().unwrap();
        redis::cmd("SET").arg("key").arg("value").exec(&mut connection).unwrap();

        server.stop();
        assert!(ping(&url).is_err());

        server.start_again();
        assert_eq!(server.url(), url);
        let mut connection = redis::Client::open(&*url).unwrap().get_connection().unwrap();
        let value: Option<String> = redis::cmd("GET").arg("key").query(&mut connection).unwrap();
        assert_eq!(value, None);
    }

    #[test]
    fn several_run_side_by_side() {
        let (one, other) = (RedisServer::start(), RedisServer::start());
        assert_ne!(one.url(), other.url());
        assert_eq!(ping(&one.url()).unwrap(), "PONG");
        assert_eq!(ping(&other.url()).unwrap(), "PONG");
    }
}
