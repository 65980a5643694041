//! The header row: which column holds which field.

use crate::text::search_key;
use crate::{Refusal, codes};

codes! {
    /// A field that a column can hold. The label is the name to write in the header.
    pub enum Column {
        /// Name as in the document.
        Name = "name", "nome";
        /// Social name.
        SocialName = "socialName", "nome social";
        /// CPF.
        Cpf = "cpf", "CPF";
        /// E-mail address.
        Email = "email", "e-mail";
        /// Date of birth.
        BirthDate = "birthDate", "nascimento";
        /// Gender.
        Gender = "gender", "gênero";
        /// Category.
        Category = "category", "categoria";
        /// Sector.
        Sector = "sector", "setor";
        /// Segment.
        Segment = "segment", "segmento";
        /// Whether a leading post is held.
        LeadingPost = "leadingPost", "cargo de direção";
        /// Body or entity.
        Organization = "organization", "organização";
        /// Reserved groups declared.
        ReservedGroups = "reservedGroups", "grupos reservados";
        /// Axes preferred.
        Preferences = "axisPreferences", "preferências";
        /// Accessibility needs.
        Accessibility = "accessibilityNeeds", "acessibilidade";
        /// Food.
        Diet = "diet", "alimentação";
    }
}

/// Names under which spreadsheets hold each field, as search keys.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Name, &["nome", "nome completo", "nome civil", "participante"]),
    (Column::SocialName, &["nome social"]),
    (Column::Cpf, &["cpf", "n cpf", "numero do cpf"]),
    (Column::Email, &["e mail", "email", "correio eletronico", "endereco de e mail"]),
    (Column::BirthDate, &["nascimento", "data de nascimento", "data nascimento", "dt nascimento", "nasc"]),
    (Column::Gender, &["genero", "identidade de genero", "sexo"]),
    (Column::Category, &["categoria", "condicao", "tipo de participante"]),
    (Column::Sector, &["setor"]),
    (Column::Segment, &["segmento"]),
    (Column::LeadingPost, &["cargo de direcao", "cargo comissionado", "cargo de confianca"]),
    (Column::Organization, &["organizacao", "orgao", "entidade", "instituicao", "orgao ou entidade"]),
    (Column::ReservedGroups, &["grupos reservados", "grupo reservado", "cotas", "cota"]),
    (Column::Preferences, &["preferencias", "preferencia", "eixos", "eixos de preferencia", "eixo"]),
    (Column::Accessibility, &["acessibilidade", "necessidades de acessibilidade", "recursos de acessibilidade"]),
    (Column::Diet, &["alimentacao", "restricao alimentar", "restricoes alimentares"]),
];

/// Where each field stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    places: Vec<(Column, usize)>,
    unknown: Vec<String>,
}

/// Why a header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// A column without which no row can be read.
    #[error(
        "Falta a coluna “{}”. Escreva na primeira linha da planilha os nomes das colunas: ao menos nome e categoria.",
        crate::Code::label(*.0)
    )]
    Missing(Column),
    /// Two columns hold the same field.
    #[error("A coluna “{}” aparece duas vezes. Deixe só uma delas.", crate::Code::label(*.0))]
    Twice(Column),
}

impl Columns {
    /// Recognises the columns by name, whatever the case, accents and punctuation.
    ///
    /// # Errors
    /// See [`HeaderError`]. A column nobody knows is no error: see [`Columns::unknown`].
    pub fn from_header(header: &[String]) -> Result<Self, HeaderError> {
        let mut columns = Self { places: Vec::new(), unknown: Vec::new() };
        for (place, title) in header.iter().enumerate() {
            match column_of(title) {
                Some(column) if columns.place(column).is_some() => return Err(HeaderError::Twice(column)),
                Some(column) => columns.places.push((column, place)),
                None if title.trim().is_empty() => {}
                None => columns.unknown.push(title.trim().to_owned()),
            }
        }
        match [Column::Name, Column::Category].into_iter().find(|column| columns.place(*column).is_none()) {
            Some(missing) => Err(HeaderError::Missing(missing)),
            None => Ok(columns),
        }
    }

    /// Titles that name no field; what stands below them is not imported, and the report says so.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The trimmed cell of a field; `None` when the column or the text is missing.
    pub(super) fn cell<'a>(&self, column: Column, cells: &'a [String]) -> Option<&'a str> {
        let text = cells.get(self.place(column)?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)
    }
}

fn column_of(title: &str) -> Option<Column> {
    let key = search_key(title);
    NAMES.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(column, _)| *column)
}

impl From<HeaderError> for Refusal {
    fn from(error: HeaderError) -> Self {
        let code = match error {
            HeaderError::Missing(_) => "COLUMN_MISSING",
            HeaderError::Twice(_) => "COLUMN_TWICE",
        };
        Self::invalid("file", code, error.to_string())
    }
}
