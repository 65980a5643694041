//! Why a file is not read.

use domain::Refusal;

/// Why a file is not read. Each says how to save or mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// Nothing in it.
    #[error("O arquivo está vazio. Confira se escolheu a planilha certa.")]
    Empty,
    /// More bytes than the limit.
    #[error("O arquivo tem {} kB; o máximo é {} kB. Divida a planilha em partes.", bytes.div_ceil(1024), limit / 1024)]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// The most.
        limit: usize,
    },
    /// More rows than the limit.
    #[error("A planilha tem mais de {limit} linhas. Divida-a em partes e importe uma de cada vez.")]
    TooManyRows {
        /// The most.
        limit: usize,
    },
    /// More columns than the limit.
    #[error("A planilha tem {found} colunas; o máximo é {limit}. Deixe só as colunas que serão importadas.")]
    TooManyColumns {
        /// Columns with a title.
        found: usize,
        /// The most.
        limit: usize,
    },
    /// A cell longer than the limit.
    #[error("Na linha {line} há uma célula com mais de {limit} caracteres. Encurte o texto e salve de novo.")]
    CellTooLong {
        /// Line of the file.
        line: u64,
        /// The most characters.
        limit: usize,
    },
    /// A row with more cells than the header has titles.
    #[error(
        "A linha {line} tem {found} células, mas a primeira linha tem {expected} títulos. Confira se há um separador a mais no meio de um texto."
    )]
    RowTooLong {
        /// Line of the file.
        line: u64,
        /// Cells found.
        found: usize,
        /// Titles in the header.
        expected: usize,
    },
    /// A spreadsheet or document in another format.
    #[error("Este arquivo não é CSV. Na planilha, use “Salvar como” e escolha “CSV UTF-8”.")]
    OtherFormat,
    /// Text in UTF-16, which some programs call "Unicode text".
    #[error("O texto está em UTF-16. Na planilha, use “Salvar como” e escolha “CSV UTF-8”.")]
    Utf16,
    /// Bytes that no text has.
    #[error("O arquivo não parece ser um texto. Na planilha, use “Salvar como” e escolha “CSV UTF-8”.")]
    NotAText,
    /// A quotation mark that is opened and never closed.
    #[error("Há aspas que abrem e não fecham. Retire as aspas soltas e salve de novo.")]
    OpenQuote,
}

impl From<CsvError> for Refusal {
    fn from(error: CsvError) -> Self {
        let code = match error {
            CsvError::Empty => "FILE_EMPTY",
            CsvError::TooLarge { .. } => "FILE_TOO_LARGE",
            CsvError::TooManyRows { .. } => "FILE_TOO_MANY_ROWS",
            CsvError::TooManyColumns { .. } => "FILE_TOO_MANY_COLUMNS",
            CsvError::CellTooLong { .. } => "FILE_CELL_TOO_LONG",
            CsvError::RowTooLong { .. } => "FILE_ROW_TOO_LONG",
            CsvError::OtherFormat => "FILE_OTHER_FORMAT",
            CsvError::Utf16 => "FILE_UTF16",
            CsvError::NotAText => "FILE_NOT_A_TEXT",
            CsvError::OpenQuote => "FILE_OPEN_QUOTE",
        };
        Self::invalid("file", code, error.to_string())
    }
}
