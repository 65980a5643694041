//! One socket: the conversation of the protocol.

use super::message::{self, Ending, Said};
use super::operation::Operation;
use super::{PROTOCOL, presented, question::Answer};
use crate::error::coded;
use crate::http::Served;
use async_graphql::{Pos, ServerError};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use futures_util::future::select_all;
use policy::Actor;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use usecases::{Ctx, identity};

/// Until when the first message must have come.
const FIRST_MESSAGE: Duration = Duration::from_secs(5);
/// How often a silent client is asked whether it is there.
const PING_EVERY: Duration = Duration::from_secs(25);
/// Pings without an answer after which the client is gone.
const PINGS_MISSED: u8 = 2;
/// How often the credential is looked at again, so that whoever lost it goes dark.
const CHECK_EVERY: Duration = Duration::from_secs(8);
/// How long a client may take to accept a message.
const SENDING: Duration = Duration::from_secs(30);
/// Operations that may run on one socket.
const OPERATIONS: usize = 20;
/// Within this time sockets are closed when the server stops, so that clients come back spread.
const SPREAD_MS: u64 = 1_500;

/// Serves a socket until it ends.
pub(super) async fn serve(socket: WebSocket, served: Served, cookie: Option<String>) {
    let speaks = socket.protocol().is_some_and(|protocol| protocol.as_bytes() == PROTOCOL.as_bytes());
    let id = served.app.context(Actor::Anonymous, String::new()).new_id();
    let ctx = served.app.context(Actor::Anonymous, id.to_string());
    let mut connection = Connection { socket, served, ctx, token: cookie, operations: Vec::new(), unanswered: 0 };
    let end = if speaks { connection.converse().await } else { End::Closed(Ending::OtherProtocol) };
    if let End::Closed(ending) = end {
        let frame: CloseFrame = ending.into();
        // The client may be gone already.
        let _ = timeout(SENDING, connection.socket.send(Message::Close(Some(frame)))).await;
    }
}

/// How a conversation ends.
enum End {
    /// The client left or cannot be reached.
    Gone,
    /// The server closes the socket.
    Closed(Ending),
}

impl From<Ending> for End {
    fn from(ending: Ending) -> Self {
        Self::Closed(ending)
    }
}

struct Connection {
    socket: WebSocket,
    served: Served,
    ctx: Ctx,
    token: Option<String>,
    operations: Vec<Operation>,
    unanswered: u8,
}

/// What happens next on a socket.
enum Event {
    Came(Option<Result<Message, axum::Error>>),
    Answered(usize, Option<Arc<Answer>>),
    Ping,
    Check,
    Stop,
}

impl Connection {
    async fn converse(&mut self) -> End {
        match timeout(FIRST_MESSAGE, self.first_message()).await {
            Err(_) => return Ending::Late.into(),
            Ok(Err(end)) => return end,
            Ok(Ok(())) => {}
        }
        let sockets = self.served.options.sockets.clone();
        let (mut ping, mut check) = (every(PING_EVERY), every(CHECK_EVERY));
        loop {
            let event = tokio::select! {
                message = self.socket.recv() => Event::Came(message),
                (which, answer) = next_answer(&mut self.operations) => Event::Answered(which, answer),
                _ = ping.tick() => Event::Ping,
                _ = check.tick() => Event::Check,
                () = sockets.stopping() => Event::Stop,
            };
            if let Err(end) = self.react(event).await {
                return end;
            }
        }
    }

    async fn react(&mut self, event: Event) -> Result<(), End> {
        match event {
            Event::Came(message) => match self.heard(message)? {
                Some(said) => self.answer_to(said).await,
                None => Ok(()),
            },
            Event::Answered(which, answer) => self.pass_on(which, answer).await,
            Event::Ping if self.unanswered >= PINGS_MISSED => Err(End::Gone),
            Event::Ping => {
                self.unanswered += 1;
                self.send_message(Message::Ping(Default::default())).await
            }
            Event::Check => self.check_credential().await,
            Event::Stop => {
                let [a, b]: [u8; 2] = self.ctx.bytes();
                let wait = u64::from(u16::from_be_bytes([a, b])) * SPREAD_MS / u64::from(u16::MAX);
                tokio::time::sleep(Duration::from_millis(wait)).await;
                Err(Ending::Restart.into())
            }
        }
    }

    /// Waits for the first message and acknowledges it.
    async fn first_message(&mut self) -> Result<(), End> {
        loop {
            let message = self.socket.recv().await;
            match self.heard(message)? {
                Some(Said::ConnectionInit { payload }) => {
                    self.token = presented::token(payload.as_ref()).or(self.token.take());
                    let actor = self.actor().await?;
                    self.ctx = self.ctx.with_actor(actor);
                    return self.send(message::ACKNOWLEDGED).await;
                }
                Some(Said::Ping {}) => self.send(message::PONG).await?,
                Some(Said::Subscribe { .. }) => return Err(Ending::Unauthorized.into()),
                Some(Said::Pong {} | Said::Complete { .. }) | None => {}
            }
        }
    }

    /// What the client says, if the message says anything.
    fn heard(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<Option<Said>, End> {
        match message {
            Some(Ok(Message::Text(text))) => {
                self.unanswered = 0;
                message::read(&text).map(Some).ok_or(End::Closed(Ending::Invalid))
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {
                self.unanswered = 0;
                Ok(None)
            }
            Some(Ok(Message::Binary(_))) => Err(Ending::Invalid.into()),
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Gone),
        }
    }

    async fn answer_to(&mut self, said: Said) -> Result<(), End> {
        match said {
            Said::ConnectionInit { .. } => Err(Ending::Repeated.into()),
            Said::Ping {} => self.send(message::PONG).await,
            Said::Pong {} => Ok(()),
            Said::Complete { id } => {
                self.operations.retain(|operation| operation.id != id);
                Ok(())
            }
            Said::Subscribe { id, payload } => {
                if self.operations.iter().any(|operation| operation.id == id) {
                    return Err(Ending::Duplicate(id).into());
                }
                if self.operations.len() >= OPERATIONS {
                    let message = "Há 20 acompanhamentos nesta conexão. Encerre um deles antes.";
                    let error = coded("TOO_MANY_OPERATIONS", message).into_server_error(Pos::default());
                    return self.send(refused(&id, error)).await;
                }
                match Operation::begin(&self.served, &self.ctx, id.clone(), payload) {
                    Ok(operation) => self.operations.push(operation),
                    Err(error) => self.send(refused(&id, error)).await?,
                }
                Ok(())
            }
        }
    }

    async fn pass_on(&mut self, which: usize, answer: Option<Arc<Answer>>) -> Result<(), End> {
        match answer {
            Some(answer) => {
                let message = answer.message(&self.operations[which].id);
                if answer.failed {
                    self.operations.swap_remove(which);
                }
                self.send(message).await
            }
            None => {
                let over = self.operations.swap_remove(which);
                self.send(message::complete(&over.id)).await
            }
        }
    }

    /// Ends the socket of whoever lost the credential; begins anew what others may see after a
    /// change of roles.
    async fn check_credential(&mut self) -> Result<(), End> {
        if self.token.is_none() {
            return Ok(());
        }
        let actor = self.actor().await?;
        if actor == self.ctx.actor {
            return Ok(());
        }
        self.ctx = self.ctx.with_actor(actor);
        let (served, ctx) = (&self.served, &self.ctx);
        let again: Result<Vec<_>, _> = self.operations.iter().map(|operation| operation.again(served, ctx)).collect();
        self.operations = again.map_err(|_| End::Closed(Ending::Unauthorized))?;
        Ok(())
    }

    /// The actor of the token; nobody without one.
    async fn actor(&mut self) -> Result<Actor, End> {
        let Some(token) = &self.token else { return Ok(Actor::Anonymous) };
        match identity::actor_of(&self.served.app, &self.ctx, token).await {
            Ok(Actor::Anonymous) => Err(Ending::Unauthorized.into()),
            Ok(actor) => Ok(actor),
            Err(error) => {
                tracing::error!(request_id = %self.ctx.request_id, %error, "a credential could not be looked up");
                Err(Ending::Restart.into())
            }
        }
    }

    async fn send(&mut self, text: Utf8Bytes) -> Result<(), End> {
        self.send_message(Message::Text(text)).await
    }

    async fn send_message(&mut self, message: Message) -> Result<(), End> {
        match timeout(SENDING, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }
}

/// The next answer of any operation, with its place; waits forever when none runs.
async fn next_answer(operations: &mut [Operation]) -> (usize, Option<Arc<Answer>>) {
    if operations.is_empty() {
        return std::future::pending().await;
    }
    let (answer, which, _) = select_all(operations.iter_mut().map(|operation| Box::pin(operation.next()))).await;
    (which, answer)
}

fn refused(id: &str, error: ServerError) -> Utf8Bytes {
    let errors = serde_json::to_string(&[error]).expect("errors have text keys only, so they are JSON");
    message::about("error", id, &errors)
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
