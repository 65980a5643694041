//! Models of texts with placeholders such as `{{municipality}}`, filled from what is known.

use super::{Article, Chapter, RulesRefusal};
use std::collections::BTreeMap;

/// Model of the rules of procedure that a cycle offers (*modelo de regimento interno*); its texts
/// may hold placeholders.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RulesModel {
    /// Chapters in order.
    pub chapters: Vec<Chapter>,
    /// Articles in order.
    pub articles: Vec<Article>,
}

/// Names of the placeholders of a model, in order, each once.
///
/// # Errors
/// `PLACEHOLDER_UNCLOSED`.
pub fn placeholders(model: &str) -> Result<Vec<&str>, RulesRefusal> {
    let mut names = Vec::new();
    for (_, name) in pieces(model)?.0 {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The model with every placeholder replaced. What is filled in is text: braces in a value are
/// not placeholders.
///
/// # Errors
/// `PLACEHOLDERS_OPEN` with all names for which nothing, or only white space, was given;
/// `PLACEHOLDER_UNCLOSED`.
pub fn fill_model(model: &str, values: &BTreeMap<String, String>) -> Result<String, RulesRefusal> {
    let value = |name: &str| values.get(name).filter(|value| !value.trim().is_empty());
    let names: Vec<String> =
        placeholders(model)?.into_iter().filter(|name| value(name).is_none()).map(Into::into).collect();
    if !names.is_empty() {
        return Err(RulesRefusal::PlaceholdersOpen { names });
    }
    let (pieces, rest) = pieces(model)?;
    let mut text = String::with_capacity(model.len());
    for (literal, name) in pieces {
        text.push_str(literal);
        text.push_str(value(name).map_or("", String::as_str));
    }
    text.push_str(rest);
    Ok(text)
}

type Pieces<'a> = (Vec<(&'a str, &'a str)>, &'a str);

/// Each placeholder with the text before it, and the text after the last.
fn pieces(model: &str) -> Result<Pieces<'_>, RulesRefusal> {
    let mut found = Vec::new();
    let mut rest = model;
    while let Some((literal, opened)) = rest.split_once("{{") {
        let (name, after) = opened.split_once("}}").ok_or(RulesRefusal::PlaceholderUnclosed)?;
        found.push((literal, name.trim()));
        rest = after;
    }
    Ok((found, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_model_is_filled_from_what_is_known() {
        let known = values(&[("edition", "13ª"), ("municipality", "Itamarandiba")]);
        let text = fill_model("A {{edition}} Conferência de {{ municipality }} decide.", &known).unwrap();
        assert_eq!(text, "A 13ª Conferência de Itamarandiba decide.");
    }

    #[test]
    fn all_open_placeholders_are_named_at_once() {
        let refusal = fill_model("{{a}} {{b}} {{a}} {{c}}", &values(&[("b", "x"), ("c", " ")])).unwrap_err();
        assert_eq!(refusal, RulesRefusal::PlaceholdersOpen { names: vec!["a".into(), "c".into()] });
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill_model("{{a}}", &values(&[("a", "{{a}}")])).unwrap(), "{{a}}");
        assert_eq!(fill_model("{{a", &values(&[])), Err(RulesRefusal::PlaceholderUnclosed));
    }
}
