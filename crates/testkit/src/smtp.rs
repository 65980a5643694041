//! A small real mail server that keeps what it receives, and can be told to refuse.

mod message;
mod session;

pub use message::ReceivedMessage;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A mail server on a free port of 127.0.0.1, without encryption or sign-in; stopped on drop.
#[derive(Debug)]
pub struct SmtpSink {
    address: SocketAddr,
    received: watch::Sender<Vec<ReceivedMessage>>,
    refusing: Arc<AtomicBool>,
    listening: JoinHandle<()>,
}

impl SmtpSink {
    /// Starts to listen.
    ///
    /// # Panics
    /// When 127.0.0.1 has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("127.0.0.1 has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let received = watch::Sender::new(Vec::new());
        let refusing = Arc::new(AtomicBool::new(false));
        let listening = tokio::spawn(listen(listener, received.clone(), Arc::clone(&refusing)));
        Self { address, received, refusing, listening }
    }

    /// The address for a mail client: `smtp://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What arrived until now, oldest first.
    pub fn messages(&self) -> Vec<ReceivedMessage> {
        self.received.borrow().clone()
    }

    /// Waits until at least `count` messages have arrived, and returns all.
    pub async fn wait_for(&self, count: usize) -> Vec<ReceivedMessage> {
        let mut watching = self.received.subscribe();
        let arrived = watching.wait_for(|messages| messages.len() >= count).await;
        arrived.expect("this value holds the sending half").clone()
    }

    /// Whether messages are refused for now (451), as by a mail server in trouble.
    pub fn refuse(&self, refusing: bool) {
        self.refusing.store(refusing, Ordering::SeqCst);
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(listener: TcpListener, received: watch::Sender<Vec<ReceivedMessage>>, refusing: Arc<AtomicBool>) {
    // The conversations end with this task, and so with the sink.
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let (received, refusing) = (received.clone(), Arc::clone(&refusing));
        conversations.spawn(async move {
            // A client that hangs up in the middle is the client's affair.
            let _ = session::converse(stream, &received, &refusing).await;
        });
    }
}

#[cfg(test)]
mod tests {
    use lettre::message::Mailbox;
    use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

    use super::*;

    fn client(sink: &SmtpSink) -> AsyncSmtpTransport<Tokio1Executor> {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&sink.url()).unwrap().build()
    }

    fn letter(subject: &str, body: &str) -> Message {
        let to: Mailbox = "Ana <ana@example.org>".parse().unwrap();
        let from = "confere@example.org".parse().unwrap();
        Message::builder().from(from).to(to).subject(subject).body(body.to_owned()).unwrap()
    }

    #[tokio::test]
    async fn a_message_arrives_readable() {
        let sink = SmtpSink::start().await;
        let body =
            format!("Olá, secretária!\r\n.um ponto\r\nhttps://confere.example/entrar?chave={}\r\n", "a".repeat(90));
        client(&sink).send(letter("Conferência", &body)).await.unwrap();
        let messages = sink.wait_for(1).await;
        assert_eq!(messages[0].from, "confere@example.org");
        assert_eq!(messages[0].to, ["ana@example.org"]);
        assert!(messages[0].header("from").unwrap().contains("confere@example.org"));
        assert_eq!(messages[0].text().trim_end(), body.trim_end());
    }

    #[tokio::test]
    async fn several_messages_arrive_in_order_over_one_client() {
        let sink = SmtpSink::start().await;
        let client = client(&sink);
        for subject in ["um", "dois", "tres"] {
            client.send(letter(subject, "texto")).await.unwrap();
        }
        let subjects: Vec<_> = sink.messages().iter().map(|message| message.header("Subject").unwrap()).collect();
        assert_eq!(subjects, ["um", "dois", "tres"]);
    }

    #[tokio::test]
    async fn a_refusing_server_keeps_nothing_until_it_accepts_again() {
        let sink = SmtpSink::start().await;
        let client = client(&sink);
        sink.refuse(true);
        assert!(client.send(letter("um", "texto")).await.unwrap_err().is_transient());
        assert!(sink.messages().is_empty());
        sink.refuse(false);
        client.send(letter("um", "texto")).await.unwrap();
        assert_eq!(sink.messages().len(), 1);
    }
}
