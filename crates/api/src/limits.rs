//! Limits that async-graphql does not have: tokens, aliases and root fields. Each is refused with its own code before anything runs.

use crate::error::coded;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{ServerError, ServerResult, Variables};
use std::{sync::Arc, time::Duration};

/// Deepest nesting of fields.
pub(crate) const DEPTH: usize = 15;
/// Highest cost of an operation: page sizes times children.
pub(crate) const COST: usize = 5_000;
/// Directives on one field.
pub(crate) const DIRECTIVES: usize = 10;
/// Most bytes of a request's body.
pub(crate) const BODY: usize = 256 * 1024;
/// Longest time of one operation.
pub(crate) const TIME: Duration = Duration::from_secs(10);
const TOKENS: usize = 1_000;
const ALIASES: usize = 15;
const ROOT_FIELDS: usize = 20;

/// The limits as an extension of the schema.
pub(crate) struct Limits;

impl ExtensionFactory for Limits {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Limits)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Limits {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        if tokens(query) > TOKENS {
            return Err(refused("TOO_MANY_TOKENS", "O documento tem mais de 1.000 símbolos."));
        }
        let document = next.run(ctx, query, variables).await?;
        check(&document)?;
        Ok(document)
    }
}

fn refused(code: &str, message: &str) -> ServerError {
    coded(code, message).into_server_error(async_graphql::Pos::default())
}

/// Counts lexical tokens: names, numbers, strings and punctuation (commas and comments are none).
fn tokens(query: &str) -> usize {
    let mut count = 0;
    let mut rest = query.chars().peekable();
    while let Some(symbol) = rest.next() {
        match symbol {
            '#' => while rest.next().is_some_and(|c| c != '\n') {},
            '"' => {
                count += 1;
                let mut escaped = false;
                for c in rest.by_ref() {
                    if c == '"' && !escaped {
                        break;
                    }
                    escaped = c == '\\' && !escaped;
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                count += 1;
                while rest.next_if(|c| c.is_alphanumeric() || *c == '_' || *c == '.').is_some() {}
            }
            c if c.is_whitespace() || c == ',' => {}
            _ => count += 1,
        }
    }
    count
}

fn check(document: &ExecutableDocument) -> ServerResult<()> {
    let mut aliases = 0;
    for (_, operation) in document.operations.iter() {
        let root = &operation.node.selection_set.node;
        if root.items.len() > ROOT_FIELDS {
            return Err(refused("TOO_MANY_ROOT_FIELDS", "Peça no máximo 20 campos de raiz por operação."));
        }
        aliases += count_aliases(root);
    }
    for fragment in document.fragments.values() {
        aliases += count_aliases(&fragment.node.selection_set.node);
    }
    if aliases > ALIASES {
        return Err(refused("TOO_MANY_ALIASES", "Use no máximo 15 apelidos por documento."));
    }
    Ok(())
}

fn count_aliases(selection: &SelectionSet) -> usize {
    selection
        .items
        .iter()
        .map(|item| match &item.node {
            Selection::Field(field) => {
                usize::from(field.node.alias.is_some()) + count_aliases(&field.node.selection_set.node)
            }
            Selection::InlineFragment(fragment) => count_aliases(&fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_as_the_language_defines_them() {
        assert_eq!(tokens("query { me { id, name } } # the end"), 8);
        assert_eq!(tokens(r#"{ a(b: "uma \" frase {}", c: 1.5) }"#), 11);
    }
}
