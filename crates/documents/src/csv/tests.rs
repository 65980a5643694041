use super::*;
use proptest::prelude::*;

fn table(bytes: &[u8]) -> Table {
    read(bytes, &Limits::default()).unwrap()
}

fn error(bytes: &[u8]) -> CsvError {
    read(bytes, &Limits::default()).unwrap_err()
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

#[test]
fn the_same_list_is_read_in_every_encoding_towns_use() {
    let utf8 = "Nome;Órgão\r\nJoão;Saúde\r\n";
    let marked = [b"\xEF\xBB\xBF", utf8.as_bytes()].concat();
    let windows = b"Nome;\xD3rg\xE3o\r\nJo\xE3o;Sa\xFAde\r\n";
    for (bytes, encoding) in [
        (utf8.as_bytes(), Encoding::Utf8),
        (marked.as_slice(), Encoding::Utf8),
        (windows.as_slice(), Encoding::Windows1252),
    ] {
        let table = table(bytes);
        assert_eq!((table.encoding, table.delimiter), (encoding, ';'));
        assert_eq!(table.header, ["Nome", "Órgão"]);
        assert_eq!((cells(&table), table.rows[0].line), (vec![vec!["João", "Saúde"]], 2));
    }
}

#[test]
fn the_delimiter_is_found_outside_quotes() {
    let comma = table(b"\"Nome; completo; social\",cpf\n\"Silva, Ana\",1\n");
    assert_eq!((comma.delimiter, cells(&comma)), (',', vec![vec!["Silva, Ana", "1"]]));
    assert_eq!(table(b"nome\tcpf\nAna\t1\n").delimiter, '\t');
    let declared = table(b"sep=,\nnome,cpf\nAna,1\n");
    assert_eq!((declared.header.len(), declared.rows[0].line), (2, 3));
}

#[test]
fn blank_rows_are_skipped_and_lines_still_counted_as_in_the_file() {
    let table = table(b"nome;cpf;;\n;;;\nAna;1\n\n\"Bia\nMaria\";2\nCaio\n");
    assert_eq!(table.header, ["nome", "cpf"]);
    let lines: Vec<_> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 5, 7]);
    assert_eq!(cells(&table), [["Ana", "1"], ["Bia\nMaria", "2"], ["Caio", ""]]);
}

#[test]
fn files_that_are_no_csv_are_told_how_to_be_saved() {
    assert_eq!(error(b""), CsvError::Empty);
    assert_eq!(error(b"\n ; ;\n"), CsvError::Empty);
    assert_eq!(error(b"PK\x03\x04xl/workbook.xml"), CsvError::OtherFormat);
    assert_eq!(error(b"\xFF\xFEn\0o\0"), CsvError::Utf16);
    assert_eq!(error(b"nome;\0"), CsvError::NotAText);
    assert_eq!(error(b"\xEF\xBB\xBFnome;\xFF"), CsvError::NotAText);
    assert_eq!(error(b"nome;cpf\n\"Ana;1\nBia;2\n"), CsvError::OpenQuote);
    assert_eq!(error(b"nome;cpf\nAna;1;2\n"), CsvError::RowTooLong { line: 2, found: 3, expected: 2 });
}

#[test]
fn each_limit_is_exact() {
    let limits = Limits { bytes: 40, rows: 2, columns: 3, cell: 5 };
    let read = |text: &str| read(text.as_bytes(), &limits).map(|table| table.rows.len());
    assert_eq!(read("a;b;c\n1;2;éééíí\n3;4;5\n"), Ok(2));
    assert_eq!(read("a;b;c\n1\n2\n3\n"), Err(CsvError::TooManyRows { limit: 2 }));
    assert_eq!(read("a;b;c;d\n1\n"), Err(CsvError::TooManyColumns { found: 4, limit: 3 }));
    assert_eq!(read("a;b\n1\n;123456\n"), Err(CsvError::CellTooLong { line: 3, limit: 5 }));
    assert_eq!(read(&"a;".repeat(21)), Err(CsvError::TooLarge { bytes: 42, limit: 40 }));
}

proptest! {
    #[test]
    fn any_bytes_give_a_bounded_table_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = read(&bytes, &Limits::default()) {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.header.len()));
        }
    }

    #[test]
    fn what_a_csv_writer_writes_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a-zà-ú ;,\"\n]{0,8}x", 3), 1..8)
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(["um", "dois", "três"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let table = table(&writer.into_inner().unwrap());
        prop_assert_eq!(cells(&table), rows);
    }
}
