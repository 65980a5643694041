//! Messages by SMTP, to a server of the test's own that answers as told.
#![allow(clippy::unwrap_used)] // Also in what the tests share.

use chrono::DateTime;
use mail::{Draft, MailError, Mailer, Template};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use uuid::Uuid;

/// How the server answers.
#[derive(Clone, Copy)]
struct Answers {
    greeting: &'static str,
    recipient: &'static str,
    sign_in: &'static str,
}

const KIND: Answers = Answers { greeting: "220 sink", recipient: "250 ok", sign_in: "235 ok" };

/// Starts a server; gives its port and what it is told, one line at a time.
async fn sink(answers: Answers) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (told, heard) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, answers, told.clone()));
        }
    });
    (port, heard)
}

async fn serve(stream: TcpStream, answers: Answers, told: mpsc::UnboundedSender<String>) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    answer(&mut writing, answers.greeting).await;
    while let Ok(Some(line)) = lines.next_line().await {
        told.send(line.clone()).ok();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "EHLO" => answer(&mut writing, "250-sink\r\n250 AUTH PLAIN").await,
            "AUTH" => answer(&mut writing, answers.sign_in).await,
            "RCPT" => answer(&mut writing, answers.recipient).await,
            "DATA" => take_letter(&mut lines, &mut writing, &told).await,
            "QUIT" => return answer(&mut writing, "221 bye").await,
            _ => answer(&mut writing, "250 ok").await,
        }
    }
}

async fn take_letter(
    lines: &mut Lines<BufReader<OwnedReadHalf>>,
    writing: &mut OwnedWriteHalf,
    told: &mpsc::UnboundedSender<String>,
) {
    answer(writing, "354 go on").await;
    while let Ok(Some(line)) = lines.next_line().await {
        told.send(line.clone()).ok();
        if line == "." {
            return answer(writing, "250 taken").await;
        }
    }
}

async fn answer(writing: &mut OwnedWriteHalf, text: &str) {
    writing.write_all(format!("{text}\r\n").as_bytes()).await.ok();
}

async fn send(port: u16, credentials: &str) -> Result<(), MailError> {
    let mailer =
        Mailer::smtp(&format!("smtp://{credentials}127.0.0.1:{port}"), "Confere <confere@example.org>").unwrap();
    let template =
        Template::ReportReceived { municipality: "São João".to_owned(), protocol: "GO-2027-000123".to_owned() };
    let draft = Draft { to: "ana@example.org".to_owned(), template };
    mailer.send(&draft.message(Uuid::from_u128(7), DateTime::UNIX_EPOCH)).await
}

fn everything(mut heard: mpsc::UnboundedReceiver<String>) -> Vec<String> {
    std::iter::from_fn(|| heard.try_recv().ok()).collect()
}

#[tokio::test]
async fn a_message_arrives_with_the_id_of_its_entry() {
    let (port, heard) = sink(KIND).await;
    send(port, "").await.unwrap();
    let lines = everything(heard);
    for line in [
        "MAIL FROM:<confere@example.org>",
        "RCPT TO:<ana@example.org>",
        "Message-ID: <00000000-0000-0000-0000-000000000007@example.org>",
        "Protocolo: GO-2027-000123",
        ".",
    ] {
        assert!(lines.iter().any(|told| told.trim_end() == line), "lacks {line:?}: {lines:#?}");
    }
}

#[tokio::test]
async fn credentials_of_the_address_are_used() {
    let (port, heard) = sink(KIND).await;
    send(port, "user:p%40ss@").await.unwrap();
    // "\0user\0p@ss" in base64.
    assert!(everything(heard).contains(&"AUTH PLAIN AHVzZXIAcEBzcw==".to_owned()));
}

#[tokio::test]
async fn an_unknown_mailbox_is_refused_for_good_without_repeating_it() {
    let (port, _heard) = sink(Answers { recipient: "550 no such user ana@example.org", ..KIND }).await;
    let error = send(port, "").await.unwrap_err();
    assert_eq!(error, MailError::Permanent("SMTP 550".to_owned()));
}

#[tokio::test]
async fn a_busy_server_is_tried_again_later() {
    let (port, _heard) = sink(Answers { recipient: "451 try later", ..KIND }).await;
    assert_eq!(send(port, "").await.unwrap_err(), MailError::Transient("SMTP 451".to_owned()));
    let (port, _heard) = sink(Answers { greeting: "421 too busy", ..KIND }).await;
    assert!(send(port, "").await.unwrap_err().is_transient());
}

#[tokio::test]
async fn a_wrong_password_of_ours_loses_no_message() {
    let (port, _heard) = sink(Answers { sign_in: "535 wrong", ..KIND }).await;
    assert_eq!(send(port, "user:wrong@").await.unwrap_err(), MailError::Transient("SMTP 535".to_owned()));
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_again_later() {
    let closed = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    let error = send(closed, "").await.unwrap_err();
    assert_eq!(error, MailError::Transient("no connection to the mail server".to_owned()));
}

#[tokio::test]
async fn the_doctor_learns_whether_the_server_answers() {
    let (port, _heard) = sink(KIND).await;
    let from = "confere@example.org";
    Mailer::smtp(&format!("smtp://127.0.0.1:{port}"), from).unwrap().check().await.unwrap();
    let closed = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    assert!(Mailer::smtp(&format!("smtp://127.0.0.1:{closed}"), from).unwrap().check().await.is_err());
}
