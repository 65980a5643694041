//! Reading of spreadsheets saved as CSV, as the offices of town halls save them.
//!
//! UTF-8 with or without a byte order mark, or Windows-1252; comma, semicolon or tab, detected;
//! bounded in size. Whatever is not such a file is refused with a hint on how to save it.

mod bytes;
mod error;

pub use bytes::Encoding;
pub use error::CsvError;

/// The most that is read. Beyond it the file is refused whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Rows below the header.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Characters of one cell.
    pub cell: usize,
}

impl Default for Limits {
    /// 2 MiB, 5,000 rows, 60 columns, 2,000 characters a cell: far beyond any town's list.
    fn default() -> Self {
        Self { bytes: 2 << 20, rows: 5_000, columns: 60, cell: 2_000 }
    }
}

/// A row below the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file on which the row starts, counted from 1.
    pub line: u64,
    /// As many cells as the header has.
    pub cells: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Titles of the columns.
    pub header: Vec<String>,
    /// Rows that are not blank.
    pub rows: Vec<Row>,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// What separates the cells: `,`, `;` or a tab.
    pub delimiter: char,
}

/// Reads a file.
///
/// # Errors
/// See [`CsvError`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, CsvError> {
    if bytes.len() > limits.bytes {
        return Err(CsvError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let (text, encoding) = bytes::decode(bytes)?;
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(CsvError::OpenQuote);
    }
    let delimiter = delimiter(&text);
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| record.map_err(|_| CsvError::NotAText)).filter(has_content);
    let mut first = records.next().ok_or(CsvError::Empty)??;
    if first.iter().next().is_some_and(|cell| cell.starts_with("sep=")) {
        first = records.next().ok_or(CsvError::Empty)??;
    }
    let header = header(&text, &first, limits)?;
    let mut rows = Vec::new();
    for record in records {
        if rows.len() == limits.rows {
            return Err(CsvError::TooManyRows { limit: limits.rows });
        }
        rows.push(row(&text, &record?, header.len(), limits)?);
    }
    Ok(Table { header, rows, encoding, delimiter: char::from(delimiter) })
}

/// Keeps errors and rows with something in them: spreadsheets end in rows of nothing but separators.
fn has_content(record: &Result<::csv::StringRecord, CsvError>) -> bool {
    record.as_ref().map_or(true, |record| record.iter().any(|cell| !cell.trim().is_empty()))
}

fn header(text: &str, record: &::csv::StringRecord, limits: &Limits) -> Result<Vec<String>, CsvError> {
    let mut titles: Vec<String> = record.iter().map(|title| title.trim().to_owned()).collect();
    while titles.last().is_some_and(String::is_empty) {
        titles.pop();
    }
    if titles.len() > limits.columns {
        return Err(CsvError::TooManyColumns { found: titles.len(), limit: limits.columns });
    }
    bounded(text, record, limits)?;
    Ok(titles)
}

fn row(text: &str, record: &::csv::StringRecord, columns: usize, limits: &Limits) -> Result<Row, CsvError> {
    let line = line_of(text, record);
    let found = (1..).zip(record).filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(place, _)| place);
    if found > columns {
        return Err(CsvError::RowTooLong { line, found, expected: columns });
    }
    bounded(text, record, limits)?;
    let mut cells: Vec<String> = record.iter().take(columns).map(str::to_owned).collect();
    cells.resize(columns, String::new());
    Ok(Row { line, cells })
}

fn bounded(text: &str, record: &::csv::StringRecord, limits: &Limits) -> Result<(), CsvError> {
    if record.iter().any(|cell| cell.chars().count() > limits.cell) {
        return Err(CsvError::CellTooLong { line: line_of(text, record), limit: limits.cell });
    }
    Ok(())
}

/// The line on which a record's text starts. The reader's position lies before the line breaks it
/// skips on the way: blank lines, and the second half of a break of two characters.
fn line_of(text: &str, record: &::csv::StringRecord) -> u64 {
    let Some(position) = record.position() else { return 1 };
    let skipped = usize::try_from(position.byte()).ok().and_then(|start| text.as_bytes().get(start..));
    let breaks = skipped.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    (position.line()..).zip(breaks.filter(|byte| **byte == b'\n')).last().map_or(position.line(), |(line, _)| line + 1)
}

/// The separator most frequent in the first line that has something, outside quotes; a semicolon
/// wins a tie, because that is what Brazilian spreadsheets write.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted
    });
    let outside: Vec<u8> = outside.collect();
    let count = |separator: u8| outside.iter().filter(|byte| **byte == separator).count();
    let [tab, comma, semicolon] = [b'\t', b',', b';'].map(|separator| (count(separator), separator));
    [tab, comma, semicolon].into_iter().max_by_key(|(count, _)| *count).map_or(b';', |(_, separator)| separator)
}

#[cfg(test)]
mod tests;
