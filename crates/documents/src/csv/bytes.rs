//! From bytes to text.

use super::CsvError;

/// How the text of a file was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, which older spreadsheets write in Brazil.
    Windows1252,
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Beginnings of files that are often sent in place of a CSV: XLSX and ODS, XLS, PDF.
const OTHER_FORMATS: [&[u8]; 3] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"%PDF"];

/// Decodes a file, or says what it is instead of a CSV.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), CsvError> {
    if OTHER_FORMATS.iter().any(|start| bytes.starts_with(start)) {
        return Err(CsvError::OtherFormat);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(CsvError::Utf16);
    }
    if bytes.contains(&0) {
        return Err(CsvError::NotAText);
    }
    let (marked, content) = match bytes.strip_prefix(UTF8_MARK) {
        Some(content) => (true, content),
        None => (false, bytes),
    };
    match std::str::from_utf8(content) {
        Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
        Err(_) if marked => Err(CsvError::NotAText),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(content);
            Ok((text.into_owned(), Encoding::Windows1252))
        }
    }
}
