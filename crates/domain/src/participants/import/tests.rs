use super::*;
use crate::participants::testing::specimen_rules;
use crate::participants::{Cpf, Email, Gender};
use crate::people::{Pool, ReservedGroup};
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<ParticipationRules> = LazyLock::new(specimen_rules);

const HEADER: [&str; 9] =
    ["NOME", "Nome Social", "C.P.F.", "E-mail", "Data de Nascimento", "Categoria", "segmento", "Cotas", "PREFERÊNCIAS"];

fn cells(row: &[&str]) -> Vec<String> {
    row.iter().map(|cell| (*cell).to_owned()).collect()
}

fn columns() -> Columns {
    let header: Vec<String> = cells(&HEADER).into_iter().map(|title| title.replace("C.P.F.", "CPF")).collect();
    Columns::from_header(&header).unwrap()
}

fn known() -> KnownPeople<Registered> {
    let mut known = KnownPeople::default();
    known.add(Registered::Before, Some(Cpf::parse("000.000.102-35").unwrap()), None);
    known
}

fn check(rows: &[&[&str]]) -> ImportReport {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
    let known = known();
    let context = ImportContext {
        today: NaiveDate::from_ymd_opt(2025, 6, 1).unwrap(),
        axes: &[1, 2, 3, 4, 5],
        rules: &RULES,
        known: &known,
    };
    check_rows(&columns(), rows.iter().enumerate().map(|(n, row)| (n as u64 + 2, row.as_slice())), &context)
}

fn findings(row: &RowReport) -> Vec<(ImportSeverity, &'static str, &str)> {
    row.findings.iter().map(|finding| (finding.severity, finding.code, finding.field.as_str())).collect()
}

const GOOD: [&str; 9] = [
    "Umbelina Sucupira",
    "Aurora Ipê",
    "000.000.151-13",
    "u@example.org",
    "29/05/1955",
    "Sociedade Civil",
    "Usuários",
    "Negra; LGBTQIAPN+",
    "Eixo 3, 1",
];

fn with(place: usize, text: &'static str) -> [&'static str; 9] {
    let mut row = GOOD;
    row[place] = text;
    row
}

#[test]
fn a_good_row_becomes_a_registration() {
    let report = check(&[&GOOD]);
    assert_eq!(report.count(ImportOutcome::Ok), 1);
    let (line, kept) = report.registrations().next().unwrap();
    assert_eq!((line, kept.shown_name()), (2, "Aurora Ipê"));
    assert_eq!(kept.birth_date, NaiveDate::from_ymd_opt(1955, 5, 29));
    assert_eq!(kept.placement.pool(), Some(Pool::Users));
    assert_eq!(kept.reserved_groups, [ReservedGroup::Black, ReservedGroup::Lgbtqiapn]);
    assert_eq!(kept.axis_preferences, [3, 1]);
}

#[test]
fn the_header_is_read_without_accents_or_case_and_tells_what_it_does_not_know() {
    let columns = Columns::from_header(&cells(&["  Órgão ", "GENERO", "nome", "categoria", "Telefone", ""])).unwrap();
    assert_eq!(columns.unknown(), ["Telefone"]);
    assert_eq!(Columns::from_header(&cells(&["nome"])), Err(HeaderError::Missing(Column::Category)));
    let twice = Columns::from_header(&cells(&["nome", "Nome completo", "categoria"]));
    assert_eq!(twice, Err(HeaderError::Twice(Column::Name)));
}

#[test]
fn a_row_with_mistakes_names_each_with_its_field() {
    let report = check(&[&["", "", "123", "sem arroba", "29/05/55", "delegado", "outro", "marciano", "9"]]);
    let row = &report.rows[0];
    assert_eq!(row.outcome(), ImportOutcome::Problems);
    let fields: Vec<_> = row.findings.iter().map(|finding| finding.field.as_str()).collect();
    let expected = ["birthDate", "category", "segment", "reservedGroups", "name", "cpf", "email", "axisPreferences"];
    assert_eq!(fields, expected);
}

#[test]
fn dates_are_read_in_both_ways_and_impossible_ones_refused() {
    for (typed, day) in [("1955-05-29", "1955-05-29"), ("1/2/1990", "1990-02-01"), ("01.02.1990", "1990-02-01")] {
        let kept = check(&[&with(4, typed)]).rows[0].registration.clone().unwrap();
        assert_eq!(kept.birth_date.unwrap().to_string(), day);
    }
    for typed in ["31/02/1990", "1990", "01/02/90", "45123", "29 de maio", "2090-01-01"] {
        assert_eq!(check(&[&with(4, typed)]).count(ImportOutcome::Problems), 1, "{typed}");
    }
}

#[test]
fn the_same_person_twice_in_the_file_or_already_registered_is_told_where() {
    let report = check(&[&GOOD, &with(2, "00000015113"), &with(2, "000.000.102-35")]);
    assert_eq!(findings(&report.rows[1]), [(ImportSeverity::Problem, "REPEATED_IN_FILE", "cpf")]);
    assert!(report.rows[1].findings[0].message.contains("linha 2"));
    assert_eq!(findings(&report.rows[2]), [(ImportSeverity::Problem, "ALREADY_REGISTERED", "cpf")]);
    assert_eq!((report.count(ImportOutcome::Ok), report.count(ImportOutcome::Problems)), (1, 2));
}

#[test]
fn a_row_that_is_not_taken_does_not_block_a_later_one() {
    let report = check(&[&with(4, "31/02/1990"), &GOOD]);
    assert_eq!(report.rows[1].outcome(), ImportOutcome::Ok);
}

#[test]
fn zeros_cut_off_by_a_spreadsheet_are_put_back_with_a_warning() {
    let cpf = Cpf::completing([0, 1, 2, 3, 4, 5, 6, 7, 8]).unwrap();
    let short: &'static str = cpf.digits().trim_start_matches('0').to_owned().leak();
    let report = check(&[&with(2, short)]);
    assert_eq!(findings(&report.rows[0]), [(ImportSeverity::Warning, "CPF_ZEROS_RESTORED", "cpf")]);
    assert_eq!(report.rows[0].outcome(), ImportOutcome::Warnings);
    assert_eq!(report.rows[0].registration.as_ref().unwrap().cpf, Some(cpf));
}

#[test]
fn born_delegates_and_observers_with_a_segment_are_not_imported() {
    let mut born = GOOD;
    born[5] = "Delegado nato";
    assert_eq!(findings(&check(&[&born]).rows[0]), [(ImportSeverity::Problem, "SECTOR_REQUIRED", "sector")]);
    let observer = check(&[&with(5, "Observadora")]);
    assert_eq!(findings(&observer.rows[0]), [(ImportSeverity::Problem, "SEGMENT_WITHOUT_VOTE", "segment")]);
}

#[test]
fn words_of_towns_are_understood() {
    use crate::people::{Category, Sector, Segment};
    assert_eq!(words::category("Delegada(o) governamental"), Some(Category::Government));
    assert_eq!(words::category("GUEST"), Some(Category::Guest));
    assert_eq!(words::category("Conselheira nata"), Some(Category::Born));
    assert_eq!(words::category("Designado"), None);
    assert_eq!(words::sector("Organização não governamental"), Some(Sector::CivilSociety));
    assert_eq!(words::segment("Organização de usuários"), Some(Segment::Users));
    assert_eq!(words::segment("Trabalhadoras/es do SUAS"), Some(Segment::Workers));
    assert_eq!(words::gender("Feminino"), Some(Gender::Female));
    assert_eq!(words::axis("3º - Integração"), Some(3));
    assert_eq!(words::axis("Eixo"), None);
}

#[test]
fn messages_never_repeat_personal_data() {
    let report = check(&[&GOOD, &GOOD, &with(2, "000.000.151-14"), &with(3, "umbelina.example.org")]);
    for message in report.rows.iter().flat_map(|row| &row.findings).map(|finding| &finding.message) {
        assert!(!message.contains("151") && !message.contains("mbelina"), "{message}");
    }
    assert_eq!(Email::parse("u@example.org").unwrap().masked(), "u***@example.org");
}

proptest! {
    #[test]
    fn any_file_gives_one_report_a_row_and_no_person_twice(
        rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|000.000.151-13|Observador|a@b.co|Nome Bom", 0..10), 0..12)
    ) {
        let borrowed: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let report = check(&borrowed.iter().map(Vec::as_slice).collect::<Vec<_>>());
        prop_assert_eq!(report.rows.len(), rows.len());
        let mut cpfs: Vec<_> = report.registrations().filter_map(|(_, kept)| kept.cpf).collect();
        let taken = cpfs.len();
        cpfs.sort_unstable();
        cpfs.dedup();
        prop_assert_eq!(cpfs.len(), taken);
        for row in &report.rows {
            let problem = row.findings.iter().any(|finding| finding.severity == ImportSeverity::Problem);
            prop_assert_eq!(problem, row.registration.is_none());
        }
    }
}
