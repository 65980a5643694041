//! Subscriptions over WebSocket: the protocol `graphql-transport-ws`.
//!
//! Each distinct question is executed once for all who ask it and may see the same; its serialized
//! answer is shared. A slow socket skips to the newest answer instead of queueing old ones.

mod connection;
mod message;
mod operation;
mod presented;
mod question;
mod sockets;

pub(super) use question::Questions;
pub use sockets::Sockets;

use super::Served;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::Response;

/// The protocol's name.
const PROTOCOL: &str = "graphql-transport-ws";
/// Largest message a client may send.
const MESSAGE: usize = 64 * 1024;

/// Turns a request into a socket.
pub(super) async fn upgrade(State(served): State<Served>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let cookie = presented::cookie(&headers);
    let sockets = served.options.sockets.clone();
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(2048)
        .write_buffer_size(0)
        .max_message_size(MESSAGE)
        .max_frame_size(MESSAGE)
        .on_upgrade(move |socket| sockets.track(connection::serve(socket, served, cookie)))
}
