//! A client of `graphql-transport-ws`, as a screen or a phone has one.

use super::{Answer, House};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Within this time everything that is to come has come.
const PATIENCE: Duration = Duration::from_secs(15);

/// A socket, message by message.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Says something.
    pub async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// Sends anything, also what is no message of the protocol.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    /// The next message; `Err` with the code when the server closed the socket.
    pub async fn hear(&mut self) -> Result<Value, u16> {
        tokio::time::timeout(PATIENCE, self.wait()).await.expect("the server says something in time")
    }

    async fn wait(&mut self) -> Result<Value, u16> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(1005, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(1006),
            }
        }
    }
}

/// One subscription on a socket of its own.
pub struct Subscriber {
    socket: Socket,
}

impl Subscriber {
    /// The next answer.
    ///
    /// # Panics
    /// When the operation or the socket ended instead.
    pub async fn next(&mut self) -> Answer {
        let message = self.socket.hear().await.unwrap_or_else(|code| panic!("the socket was closed with {code}"));
        match message["type"].as_str() {
            Some("next") => Answer::new(message["payload"].clone()),
            Some("error") => Answer::new(json!({ "data": null, "errors": message["payload"] })),
            _ => panic!("the subscription ended: {message}"),
        }
    }

    /// The data of the first answer that fits; those before are skipped.
    pub async fn until(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        let wait = async {
            loop {
                let data = self.next().await.done();
                if fits(&data) {
                    return data;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("an answer that fits comes in time")
    }

    /// The code with which the server closes the socket; answers before that are skipped.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Err(code) = self.socket.hear().await {
                return code;
            }
        }
    }
}

impl House {
    /// A socket on which nothing was said yet, of the given protocol (empty: none).
    pub async fn socket_of(&self, protocol: &str) -> Socket {
        let mut request = self.url("/graphql/ws").replacen("http", "ws", 1).into_client_request().unwrap();
        if !protocol.is_empty() {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        Socket(connect_async(request).await.unwrap().0)
    }

    /// A socket of the holder of a token (empty: nobody), acknowledged.
    pub async fn socket(&self, token: &str) -> Socket {
        let mut socket = self.socket_of("graphql-transport-ws").await;
        let payload = if token.is_empty() { json!({}) } else { json!({ "token": token }) };
        socket.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.hear().await, Ok(json!({ "type": "connection_ack" })));
        socket
    }

    /// Subscribes as the holder of a token (empty: nobody); from now on the outbox is carried out by itself.
    pub async fn subscribe(&self, token: &str, query: &str, variables: Value) -> Subscriber {
        self.keep_relaying();
        let mut socket = self.socket(token).await;
        let payload = json!({ "query": query, "variables": variables });
        socket.say(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
        Subscriber { socket }
    }

    /// Carries out the outbox in the background, as a server does.
    pub fn keep_relaying(&self) {
        self.relaying.get_or_init(|| {
            let relay = self.relay.clone();
            tokio::spawn(async move { relay.run(std::future::pending()).await })
        });
    }
}
