//! Messages as files, for the demo.
#![allow(clippy::unwrap_used)] // Also in what the tests share.

use chrono::DateTime;
use mail::{Draft, MailError, Mailer, SettingsError, Template};
use uuid::Uuid;

const LINK: &str = "https://confere.example/entrar?t=cfl_AbC-1_2";

fn draft(to: &str) -> Draft {
    let template = Template::ReportReturned {
        municipality: "São João d'Aliança".to_owned(),
        reasons: vec!["Falta a ata da eleição".to_owned(), "ção ".repeat(490)],
        link: LINK.to_owned(),
    };
    Draft { to: to.to_owned(), template }
}

fn message(to: &str) -> mail::Message {
    draft(to).message(Uuid::from_u128(7), DateTime::from_timestamp(1_800_000_000, 0).unwrap())
}

#[tokio::test]
async fn a_message_is_one_readable_file_with_the_id_of_its_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::files(folder.path().join("mail"), "Confere <confere@example.org>").unwrap();
    let sent = draft("ana@example.org");
    let short = Template::ConfirmSignUp { council: "São João d'Aliança".to_owned(), link: LINK.to_owned() };
    let sent = Draft { template: short, ..sent }.message(Uuid::from_u128(7), DateTime::UNIX_EPOCH);
    mailer.check().await.unwrap();
    mailer.send(&sent).await.unwrap();
    mailer.send(&sent).await.unwrap();

    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail")).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "a message sent again replaces its file: {files:?}");
    assert_eq!(files[0].file_name().unwrap(), "00000000-0000-0000-0000-000000000007.eml");
    let text = std::fs::read_to_string(&files[0]).unwrap().replace("\r\n", "\n");
    for line in [
        "Message-ID: <00000000-0000-0000-0000-000000000007@example.org>",
        "Date: Thu, 01 Jan 1970 00:00:00 +0000",
        "From: Confere <confere@example.org>",
        "To: ana@example.org",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        LINK,
    ] {
        assert!(text.lines().any(|l| l == line), "lacks {line:?}:\n{text}");
    }
    assert!(text.contains("conselho no Confere: São João d'Aliança."), "{text}");
}

#[tokio::test]
async fn a_very_long_line_is_encoded_instead_of_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::files(folder.path(), "confere@example.org").unwrap();
    mailer.send(&message("ana@example.org")).await.unwrap();
    let text = std::fs::read_to_string(folder.path().join(format!("{}.eml", Uuid::from_u128(7)))).unwrap();
    assert!(text.lines().all(|line| line.len() <= 998));
    assert!(!text.contains("Content-Transfer-Encoding: 8bit"));
}

#[tokio::test]
async fn what_is_no_address_is_refused_for_good_without_repeating_it() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::files(folder.path(), "confere@example.org").unwrap();
    for to in ["", "ana", "ana@", "ana@example.org\r\nBcc: bia@example.org", "Ana <ana@example.org>, bia@example.org"] {
        let error = mailer.send(&message(to)).await.unwrap_err();
        assert_eq!(error, MailError::Permanent("not an e-mail address".to_owned()), "{to}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_folder_that_went_away_is_tried_again_later() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::files(folder.path(), "confere@example.org").unwrap();
    folder.close().unwrap();
    assert!(mailer.send(&message("ana@example.org")).await.unwrap_err().is_transient());
    assert!(mailer.check().await.is_err());
}

#[tokio::test]
async fn settings_that_cannot_work_are_refused_without_repeating_them() {
    let from = "Confere <confere@example.org>";
    assert_eq!(Mailer::smtp("http://user:secret@host", from).unwrap_err(), SettingsError::Server);
    assert_eq!(Mailer::smtp("smtp://localhost", "Confere").unwrap_err(), SettingsError::Sender);
    assert!(Mailer::smtp("smtps://user:p%40ss@mail.example.org", from).is_ok());
    assert!(Mailer::smtp("smtp://user:secret@mail.example.org:587?tls=required", from).is_ok());
}
