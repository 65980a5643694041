//! One row: cells into a registration, with everything there is to say about it.

use super::columns::{Column, Columns};
use super::report::{Finding, ImportSeverity, RowReport};
use super::{ImportContext, Registered, words};
use crate::participants::identity::{Duplicate, KnownPeople, SameBy};
use crate::participants::placement::Declared;
use crate::participants::registration::{Channel, Registration, RegistrationInput};
use crate::people::Category;
use crate::{Code, Refusal};

/// Shortest CPF that a spreadsheet leaves when it takes the number for a quantity.
const CPF_WITHOUT_ZEROS: std::ops::Range<usize> = 8..11;

pub fn check(
    columns: &Columns,
    line: u64,
    cells: &[String],
    context: &ImportContext<'_>,
    known: &KnownPeople<Registered>,
) -> RowReport {
    let mut reader = Reader { columns, cells, findings: Vec::new() };
    let checked = reader.input().check(Channel::Import, context.today, context.axes);
    let registration = checked.map_err(|refusals| refusals.into_iter().for_each(|refusal| reader.refuse(refusal))).ok();
    if let Some(registration) = &registration {
        reader.place_in_conference(registration, context, known);
    }
    let sound = reader.findings.iter().all(|finding| finding.severity == ImportSeverity::Warning);
    RowReport { line, findings: reader.findings, registration: registration.filter(|_| sound) }
}

struct Reader<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn input(&mut self) -> RegistrationInput {
        let cpf = self.cpf();
        let birth_date = self.word(Column::BirthDate, words::day, "Escreva a data como 29/05/1955.");
        let gender =
            self.word(Column::Gender, words::gender, "Use mulher, homem, pessoa não binária ou outra resposta.");
        let declared = self.declared();
        let reserved_groups = self.words(
            Column::ReservedGroups,
            words::reserved_group,
            "Use, por exemplo: pessoas negras; pessoas com deficiência; pessoas LGBTQIAPN+.",
        );
        let axis_preferences = self.words(
            Column::Preferences,
            words::axis,
            "Escreva os números dos eixos, separados por vírgula: 3, 1, 4.",
        );
        let text = |column| self.columns.cell(column, self.cells).map(str::to_owned);
        let needs = self.columns.cell(Column::Accessibility, self.cells).unwrap_or_default();
        RegistrationInput {
            name: text(Column::Name).unwrap_or_default(),
            social_name: text(Column::SocialName),
            birth_date,
            gender,
            cpf,
            email: text(Column::Email),
            declared,
            organization: text(Column::Organization),
            reserved_groups,
            axis_preferences,
            accessibility_needs: words::list(needs).map(str::to_owned).collect(),
            diet: text(Column::Diet),
        }
    }

    /// The CPF's text; zeros that a spreadsheet cut off at the start are put back, with a warning.
    fn cpf(&mut self) -> Option<String> {
        let text = self.columns.cell(Column::Cpf, self.cells)?;
        if CPF_WITHOUT_ZEROS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.find(
                ImportSeverity::Warning,
                "CPF_ZEROS_RESTORED",
                "cpf",
                "A planilha tirou os zeros do começo do CPF. Eles foram repostos; confira o número.".into(),
            );
            return Some(format!("{text:0>11}"));
        }
        Some(text.to_owned())
    }

    /// What the row declares. Without a readable category (a problem by then) the rest is read as an
    /// observer's, so that one round of corrections shows every other mistake too.
    fn declared(&mut self) -> Declared {
        let advice = "Use governo, sociedade civil, convidada ou observadora.";
        let category = self.word(Column::Category, words::category, advice);
        let sector = self.word(Column::Sector, words::sector, "Use governo ou sociedade civil.");
        let segment = self.word(Column::Segment, words::segment, "Use usuários, trabalhadores ou entidades.");
        let leading_post = self.word(Column::LeadingPost, words::yes_or_no, "Use sim ou não.").unwrap_or(false);
        if self.columns.cell(Column::Category, self.cells).is_none() {
            let message = format!("Preencha a categoria. {advice}");
            self.find(ImportSeverity::Problem, "REQUIRED", Column::Category.code(), message);
        }
        match category {
            Some(category) => Declared { category, sector, segment, leading_post },
            None => Declared { category: Category::Observer, sector: None, segment: None, leading_post },
        }
    }

    fn word<T>(&mut self, column: Column, read: impl Fn(&'a str) -> Option<T>, advice: &str) -> Option<T> {
        let text = self.columns.cell(column, self.cells)?;
        let value = read(text);
        if value.is_none() {
            self.not_understood(column, advice);
        }
        value
    }

    fn words<T>(&mut self, column: Column, read: impl Fn(&'a str) -> Option<T>, advice: &str) -> Vec<T> {
        let text = self.columns.cell(column, self.cells).unwrap_or_default();
        let values: Vec<Option<T>> = words::list(text).map(read).collect();
        if values.iter().any(Option::is_none) {
            self.not_understood(column, advice);
        }
        values.into_iter().flatten().collect()
    }

    fn not_understood(&mut self, column: Column, advice: &str) {
        let message = format!("Não foi possível entender a coluna “{}”. {advice}", column.label());
        self.find(ImportSeverity::Problem, "NOT_UNDERSTOOD", column.code(), message);
    }

    /// Checks the row against the conference: its rules, and who is registered already.
    fn place_in_conference(
        &mut self,
        registration: &Registration,
        context: &ImportContext<'_>,
        known: &KnownPeople<Registered>,
    ) {
        let category = registration.placement.category();
        if let Err(error) = context.rules.takes(Channel::Import, category, context.today) {
            self.refuse(Refusal::from(error).at(Column::Category.code()));
        }
        if let Err(duplicate) = known.check(registration.cpf, registration.email.as_ref()) {
            self.repeated(duplicate);
        }
        if registration.email.is_none() && category != Category::Observer {
            let message = "Sem e-mail, a pessoa não recebe a confirmação nem a pasta. Complete quando puder.";
            self.find(ImportSeverity::Warning, "EMAIL_MISSING", "email", message.into());
        }
    }

    fn repeated(&mut self, duplicate: Duplicate<Registered>) {
        let (code, known) = match duplicate.of {
            Registered::Before => ("ALREADY_REGISTERED", "Já existe nesta conferência uma inscrição com".to_owned()),
            Registered::AtLine(line) => ("REPEATED_IN_FILE", format!("A linha {line} desta planilha tem")),
        };
        let field = match duplicate.by {
            SameBy::Cpf => Column::Cpf,
            SameBy::Email => Column::Email,
        };
        let message = format!("{known} o mesmo {}. Deixe só uma linha por pessoa.", duplicate.by.label());
        self.find(ImportSeverity::Problem, code, field.code(), message);
    }

    fn refuse(&mut self, refusal: Refusal) {
        let field = refusal.path.concat();
        self.find(ImportSeverity::Problem, refusal.code, &field, refusal.message);
    }

    fn find(&mut self, severity: ImportSeverity, code: &'static str, field: &str, message: String) {
        self.findings.push(Finding { severity, code, field: field.to_owned(), message });
    }
}
