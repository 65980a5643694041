//! Import of registrations from a spreadsheet.

use super::{cpf, listed, register, town_at, user};
use crate::support::{Answer, Hall, House, key};
use domain::conferences::ConferenceState::Registration;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const AT: &str = "2027-05-10T15:00:00Z";
const FIELDS: &str = "imported ready withWarnings withProblems unknownColumns rows { line outcome findings { severity code field message } }";

async fn import(house: &House, token: &str, hall: &Hall, key: &str, csv: &str, dry_run: bool) -> Answer {
    let input = json!({ "key": key, "conferenceId": hall.id, "csv": csv, "dryRun": dry_run });
    house.act(token, "importParticipants", "ImportResult", FIELDS, input).await
}

/// A file with one row to correct, one that repeats another, and one with a warning.
fn flawed() -> String {
    format!(
        "Nome;CPF;E-mail;Categoria;Segmento;Observação\n\
         Umbelina Sucupira;{};umbelina@exemplo.test;sociedade civil;usuários;vem de ônibus\n\
         Cassilda Taquara;123;;sociedade civil;usuários;\n\
         Umbelina de Novo;{};outra@exemplo.test;sociedade civil;usuários;\n\
         Genoveva;;;convidada;;\n",
        cpf(1),
        cpf(1)
    )
}

both_databases! {
    async fn a_dry_run_shows_each_row_and_keeps_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, AT).await;
        let report = import(&house, town.secretary(), &hall, &key(), &flawed(), true).await.done();
        assert_eq!((&report["imported"], &report["ready"], &report["withWarnings"], &report["withProblems"]), (&json!(0), &json!(1), &json!(1), &json!(2)));
        assert_eq!(report["unknownColumns"], json!(["Observação"]));
        let found: Vec<(i64, &str, &str)> = report["rows"].as_array().unwrap().iter().flat_map(|row| {
            let line = row["line"].as_i64().unwrap();
            row["findings"].as_array().unwrap().iter().map(move |f| (line, f["code"].as_str().unwrap(), f["field"].as_str().unwrap()))
        }).collect();
        assert_eq!(found, [(3, "CPF_LENGTH", "cpf"), (4, "REPEATED_IN_FILE", "cpf"), (5, "EMAIL_MISSING", "email")]);
        assert_eq!(listed(&house, town.secretary(), &hall, json!({}), "id").await, Vec::<Value>::new());
    }

    async fn a_file_with_problems_is_not_imported_at_all_and_a_mended_one_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, AT).await;
        let office = town.secretary();
        let one = key();
        assert_eq!(import(&house, office, &hall, &one, &flawed(), true).await.done()["imported"], 0);
        assert_eq!(import(&house, office, &hall, &one, &flawed(), false).await.refusal(), "IMPORT_HAS_PROBLEMS");
        assert_eq!(listed(&house, office, &hall, json!({}), "id").await.len(), 0, "nothing half done");
        let mended = flawed().replace(";123;", &format!(";{};", cpf(2))).replacen(&cpf(1), &cpf(3), 1);
        let done = import(&house, office, &hall, &one, &mended, false).await.done();
        assert_eq!(done["imported"], 4);
        assert_eq!(import(&house, office, &hall, &one, &mended, false).await.done(), done, "the same key gives the same answer");
        assert_eq!(import(&house, office, &hall, &one, &flawed(), false).await.refusal(), "KEY_REUSED");
        let again = import(&house, office, &hall, &key(), &mended, false).await;
        assert_eq!(again.refusal(), "IMPORT_HAS_PROBLEMS", "everybody is registered already");
        let rows = listed(&house, office, &hall, json!({}), "name channel eligibility").await;
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|row| row["channel"] == "IMPORT"));
    }

    async fn a_file_that_is_none_is_refused_whole(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, AT).await;
        register(&house, &town, &hall, user(1, "Umbelina")).await;
        for csv in ["", "Nome;CPF\nUmbelina;1\n", "Nome;Nome;Categoria\n", "Nome;\"Categoria\nA;B\n"] {
            let answer = import(&house, town.secretary(), &hall, &key(), csv, true).await;
            assert_eq!(answer.data["path"], json!(["csv"]), "{csv:?} {}", answer.data);
        }
        let csv = "Nome;Categoria\nLia;convidada\n";
        assert_eq!(import(&house, town.token(Role::Credentialing), &hall, &key(), csv, true).await.refusal(), "NOT_PERMITTED");
        assert_eq!(import(&house, "", &hall, &key(), csv, true).await.error(), "UNAUTHENTICATED");
        let known = format!("Nome;Categoria;CPF;E-mail;Segmento\nUmbelina;sociedade civil;{};u@exemplo.test;usuários\n", cpf(1));
        let report = import(&house, town.secretary(), &hall, &key(), &known, true).await.done();
        assert_eq!(report["rows"][0]["findings"][0]["code"], "ALREADY_REGISTERED");
    }

    async fn two_who_import_one_file_at_once_register_everybody_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, AT).await;
        let rows: String = (1..=120).map(|n| format!("Pessoa {n:03};{};p{n}@exemplo.test;governo\n", cpf(n))).collect();
        let csv = format!("Nome;CPF;E-mail;Categoria\n{rows}");
        let keys = [key(), key()];
        let both = futures_util::future::join_all(keys.iter().map(|key| import(&house, town.secretary(), &hall, key, &csv, false))).await;
        assert_eq!(both.iter().filter(|answer| answer.data["imported"] == 120).count(), 1, "{both:#?}");
        assert_eq!(both.iter().filter(|answer| answer.data["code"] == "IMPORT_HAS_PROBLEMS").count(), 1);
    }
}
