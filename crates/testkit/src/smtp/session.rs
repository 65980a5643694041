//! One conversation of the mail server, as far as RFC 5321 goes for a client that only delivers.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::ReceivedMessage;

/// The sender and the recipients named so far.
#[derive(Default)]
struct Envelope {
    from: String,
    to: Vec<String>,
}

pub(super) async fn converse(
    stream: TcpStream,
    received: &watch::Sender<Vec<ReceivedMessage>>,
    refusing: &AtomicBool,
) -> io::Result<()> {
    let mut stream = BufStream::new(stream);
    let mut envelope = Envelope::default();
    answer(&mut stream, "220 testkit ready").await?;
    while let Some(line) = read_line(&mut stream).await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => answer(&mut stream, "250-testkit\r\n250 8BITMIME").await?,
            "HELO" | "NOOP" => answer(&mut stream, "250 OK").await?,
            "RSET" => {
                envelope = Envelope::default();
                answer(&mut stream, "250 OK").await?;
            }
            "MAIL" if refusing.load(Ordering::SeqCst) => answer(&mut stream, "451 try again later").await?,
            "MAIL" => {
                envelope = Envelope { from: address(&line), to: Vec::new() };
                answer(&mut stream, "250 OK").await?;
            }
            "RCPT" => {
                envelope.to.push(address(&line));
                answer(&mut stream, "250 OK").await?;
            }
            "DATA" => {
                answer(&mut stream, "354 go on").await?;
                let Some(data) = read_data(&mut stream).await? else { return Ok(()) };
                let Envelope { from, to } = std::mem::take(&mut envelope);
                // Kept before it is acknowledged, so that whoever has the acknowledgement finds it.
                received.send_modify(|messages| messages.push(ReceivedMessage { from, to, data }));
                answer(&mut stream, "250 kept").await?;
            }
            "QUIT" => return answer(&mut stream, "221 bye").await,
            _ => answer(&mut stream, "502 not known here").await?,
        }
    }
    Ok(())
}

async fn answer(stream: &mut BufStream<TcpStream>, line: &str) -> io::Result<()> {
    stream.write_all(line.as_bytes()).await?;
    stream.write_all(b"\r\n").await?;
    stream.flush().await
}

/// `None` when the client has hung up.
async fn read_line(stream: &mut BufStream<TcpStream>) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if stream.read_until(b'\n', &mut line).await? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}

/// The lines up to the one with a single dot, with doubled leading dots undone. `None` when the client hung up.
async fn read_data(stream: &mut BufStream<TcpStream>) -> io::Result<Option<String>> {
    let mut data = String::new();
    while let Some(line) = read_line(stream).await? {
        if line == "." {
            return Ok(Some(data));
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
        data.push_str("\r\n");
    }
    Ok(None)
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
