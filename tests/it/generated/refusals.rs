//! The table of every refusal code with its sentence, read from the sources: a code that is written
//! anywhere in the crates that refuse is in the table, or this test says where it stands without one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use syn::visit::{self, Visit};
use testkit::generated::{assert_fresh, repository};

/// The crates that say no.
const CRATES: [&str; 6] = ["domain", "documents", "identity", "policy", "usecases", "api"];
/// Capitals that are no codes of refusals.
const NO_CODES: [&str; 11] = [
    "APPROVED",
    "APPROVED_AMENDED",
    "BLANK",
    "CNAS",
    "CONFERE",
    "MERGE",
    "POST",
    "REWORD",
    "SPLIT",
    "TO_PLENARY",
    "UTF8",
];

/// Sentences of error enums, by `Enum::Variant`.
type Sentences = HashMap<String, Vec<String>>;

#[derive(Default)]
struct Table {
    rows: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
}

/// The first pass: the sentence of each variant, from `#[error]` or from a `match` over the variants.
#[derive(Default)]
struct ErrorTypes {
    sentences: Sentences,
    own_type: Vec<String>,
}

impl ErrorTypes {
    fn declared(&mut self, name: String, attributes: &[syn::Attribute]) {
        let error = attributes.iter().find(|attribute| attribute.path().is_ident("error"));
        let sentence = error.and_then(|error| match &error.meta {
            syn::Meta::List(list) => literals(list.tokens.clone()).into_iter().next(),
            _ => None,
        });
        if let Some(sentence) = sentence.filter(|sentence| is_sentence(sentence)) {
            self.sentences.entry(name).or_default().push(sentence);
        }
    }
}

impl<'a> Visit<'a> for ErrorTypes {
    fn visit_item_enum(&mut self, item: &'a syn::ItemEnum) {
        for variant in &item.variants {
            self.declared(format!("{}::{}", item.ident, variant.ident), &variant.attrs);
        }
    }
    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.declared(item.ident.to_string(), &item.attrs);
    }
    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        self.own_type.push(type_name(&item.self_ty));
        visit::visit_item_impl(self, item);
        self.own_type.pop();
    }
    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        let spoken = Spoken::by(&arm.body);
        if spoken.codes.is_empty() && !spoken.sentences.is_empty() {
            for name in variants(&arm.pat, self.own_type.last()) {
                self.sentences.entry(name).or_default().extend(spoken.sentences.iter().cloned());
            }
        }
        visit::visit_arm(self, arm);
    }
}

/// The literals of an expression.
#[derive(Default)]
struct Spoken {
    codes: Vec<String>,
    sentences: Vec<String>,
}

impl Spoken {
    fn by(expression: &syn::Expr) -> Self {
        let mut spoken = Self::default();
        spoken.visit_expr(expression);
        spoken
    }

    fn hear(&mut self, text: String) {
        if is_code(&text) {
            self.codes.push(text);
        } else if is_sentence(&text) {
            self.sentences.push(text);
        }
    }
}

impl<'a> Visit<'a> for Spoken {
    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.hear(literal.value());
    }
    fn visit_macro(&mut self, item: &'a syn::Macro) {
        literals(item.tokens.clone()).into_iter().for_each(|text| self.hear(text));
    }
}

fn type_name(kind: &syn::Type) -> String {
    let syn::Type::Path(path) = kind else { return String::new() };
    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// `Enum::Variant` of all variants that a pattern names; `own` is what `Self` stands for.
fn variants(pattern: &syn::Pat, own: Option<&String>) -> Vec<String> {
    #[derive(Default)]
    struct Paths(Vec<String>);
    impl<'a> Visit<'a> for Paths {
        fn visit_path(&mut self, path: &'a syn::Path) {
            let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            if let [.., kind, variant] = names.as_slice() {
                self.0.push(format!("{kind}::{variant}"));
            }
        }
    }
    let mut paths = Paths::default();
    paths.visit_pat(pattern);
    let own = own.cloned().unwrap_or_default();
    paths.0.into_iter().map(|name| name.replace("Self::", &format!("{own}::"))).collect()
}

/// One place in the source that may hold a code or its sentence.
#[derive(Default, Clone)]
struct Place {
    codes: Vec<String>,
    sentences: Vec<String>,
}

struct Codes<'a> {
    enums: &'a Sentences,
    module: String,
    table: &'a mut Table,
    own_type: Vec<String>,
    /// From the function inwards: what each enclosing place holds so far.
    places: Vec<Place>,
}

impl Codes<'_> {
    /// Runs `inside` in a new place; codes that find no sentence there are looked at again outside it.
    fn within(&mut self, also: Vec<String>, inside: impl FnOnce(&mut Self)) {
        self.places.push(Place { codes: Vec::new(), sentences: also });
        inside(self);
        let place = self.places.pop().expect("it was pushed above");
        if !place.sentences.is_empty() || self.places.is_empty() {
            for code in place.codes {
                let row = self.table.rows.entry(code).or_default();
                row.0.extend(place.sentences.iter().cloned());
                row.1.insert(self.module.clone());
            }
        } else if let Some(outer) = self.places.last_mut() {
            outer.codes.extend(place.codes);
        }
        if let Some(outer) = self.places.last_mut() {
            outer.sentences.extend(place.sentences);
        }
    }

    fn heard(&mut self, text: String) {
        let Some(place) = self.places.last_mut() else { return };
        if is_code(&text) {
            place.codes.push(text);
        } else if is_sentence(&text) {
            place.sentences.push(text);
        }
    }

    fn known(&self, names: &[String]) -> Vec<String> {
        names.iter().filter_map(|name| self.enums.get(name)).flatten().cloned().collect()
    }
}

impl<'a> Visit<'a> for Codes<'_> {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        let only_tests = item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
        if !only_tests {
            visit::visit_item_mod(self, item);
        }
    }
    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        self.own_type.push(type_name(&item.self_ty));
        // `impl From<Error> for Refusal`: what the error itself says belongs to the code it becomes.
        let from = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last()).map(|last| &last.arguments);
        let said = match from {
            Some(syn::PathArguments::AngleBracketed(of)) => match of.args.first() {
                Some(syn::GenericArgument::Type(error)) => self.known(&[type_name(error)]),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        self.within(said, |codes| visit::visit_item_impl(codes, item));
        self.own_type.pop();
    }
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.within(Vec::new(), |codes| visit::visit_item_fn(codes, item));
    }
    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.within(Vec::new(), |codes| visit::visit_impl_item_fn(codes, item));
    }
    fn visit_item_const(&mut self, item: &'a syn::ItemConst) {
        self.within(Vec::new(), |codes| visit::visit_item_const(codes, item));
    }
    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        let named = self.known(&variants(&arm.pat, self.own_type.last()));
        self.within(named, |codes| codes.visit_expr(&arm.body));
    }
    fn visit_expr_call(&mut self, call: &'a syn::ExprCall) {
        self.within(Vec::new(), |codes| visit::visit_expr_call(codes, call));
    }
    fn visit_block(&mut self, block: &'a syn::Block) {
        self.within(Vec::new(), |codes| visit::visit_block(codes, block));
    }
    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.heard(literal.value());
    }
    fn visit_macro(&mut self, item: &'a syn::Macro) {
        for text in literals(item.tokens.clone()) {
            if !is_code(&text) {
                self.heard(text);
            }
        }
    }
    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}
}

fn literals(tokens: proc_macro2::TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Group(group) => found.extend(literals(group.stream())),
            proc_macro2::TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
    found
}

fn is_code(text: &str) -> bool {
    let shaped = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    shaped && text.len() >= 4 && text.starts_with(|c: char| c.is_ascii_uppercase()) && !NO_CODES.contains(&text)
}

/// What people read: it ends like a sentence, or with a part that is filled in.
fn is_sentence(text: &str) -> bool {
    text.contains(' ')
        && text.ends_with(['.', '!', '?', '}'])
        && text.starts_with(|c: char| c.is_uppercase() || c == '{' || c == '“')
}

fn sources(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, files);
        } else if name.ends_with(".rs") && !name.contains("tests") && name != "testing.rs" {
            files.push(path);
        }
    }
}

/// `crates/domain/src/voting/error.rs` belongs to `voting`.
fn module_of(file: &Path, source: &Path) -> String {
    let inside = file.strip_prefix(source).unwrap();
    let mut parts = inside.iter().map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned());
    let first = parts.next().unwrap_or_default();
    match first.as_str() {
        "mutation" | "query" | "types" => parts.next().unwrap_or(first),
        "http" | "limits" | "error" | "connection" | "outcome" => "api".to_owned(),
        _ => first,
    }
}

fn table() -> Table {
    let mut parsed = Vec::new();
    for name in CRATES {
        let source = repository().join("crates").join(name).join("src");
        let mut files = Vec::new();
        sources(&source, &mut files);
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            parsed.push((module_of(&file, &source), syn::parse_file(&text).unwrap()));
        }
    }
    let mut enums = ErrorTypes::default();
    for (_, file) in &parsed {
        enums.visit_file(file);
    }
    let mut table = Table::default();
    for (module, file) in &parsed {
        let mut codes = Codes {
            enums: &enums.sentences,
            module: module.clone(),
            table: &mut table,
            own_type: Vec::new(),
            places: Vec::new(),
        };
        codes.visit_file(file);
    }
    table
}

fn markdown(table: &Table) -> String {
    let mut text = String::from(
        "# What the system refuses\n\nGenerated from the sources; a test fails when it is stale. Words in braces are \
         filled in. A client decides by the code, never by the sentence.\n\n| code | where | what people read |\n|---|---|---|\n",
    );
    for (code, (sentences, modules)) in &table.rows {
        let sentences: Vec<_> =
            sentences.iter().map(|sentence| sentence.replace('\n', " ").replace('|', "\\|")).collect();
        let modules: Vec<_> = modules.iter().cloned().collect();
        text.push_str(&format!("| `{code}` | {} | {} |\n", modules.join(", "), sentences.join("<br>")));
    }
    text
}

#[test]
fn the_table_of_refusals_is_fresh() {
    assert_fresh("docs/refusals.md", &markdown(&table()));
}

#[test]
fn every_refusal_says_a_sentence() {
    let silent: Vec<_> = table().rows.into_iter().filter(|(_, row)| row.0.is_empty()).map(|(code, _)| code).collect();
    assert!(silent.is_empty(), "no sentence was found for {silent:?}");
}
