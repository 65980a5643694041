//! An operation of a socket: what it asks, and whose question that is.

use super::message::Asked;
use super::question::{Answer, Key, Question};
use crate::context::PresentedToken;
use crate::error::coded;
use crate::http::{BrowserSecret, Served};
use crate::id;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, OperationType, Selection};
use async_graphql::{ID, Name, Pos, Request, ServerError, Value as Constant, Variables};
use domain::ids::TenantId;
use serde_json::{Map, Value};
use std::sync::Arc;
use tokio::sync::watch;
use usecases::Ctx;

/// The argument by which a client says what it has.
const AFTER: &str = "after";

/// An operation that runs.
pub(super) struct Operation {
    /// Chosen by the client.
    pub id: String,
    answers: watch::Receiver<Option<Arc<Answer>>>,
    has: Option<i64>,
    asked: Asked,
    _question: Arc<Question>,
}

impl Operation {
    /// Begins an operation.
    ///
    /// # Errors
    /// Those of the document that can be told before it runs.
    pub(super) fn begin(served: &Served, ctx: &Ctx, id: String, asked: Asked) -> Result<Self, ServerError> {
        let document = parse_query(&asked.query)?;
        let variables = asked.variables.clone().unwrap_or_default();
        let operation = chosen(&document, asked.operation_name.as_deref());
        if operation.is_some_and(|operation| operation.ty == OperationType::Mutation) {
            let message = "Por este canal só se acompanha e se consulta. Envie o pedido por POST a /graphql.";
            return Err(coded("MUTATION_OVER_SOCKET", message).into_server_error(Pos::default()));
        }
        let shared = operation.and_then(|operation| Shared::of(operation, &variables));
        let has = shared.as_ref().and_then(|shared| shared.has);
        let question = match shared {
            Some(shared) => shared.join(served, ctx, &asked, variables),
            None => Arc::new(Question::ask(served, request(served, ctx, &asked, variables))),
        };
        Ok(Self { id, answers: question.answers(), has, asked, _question: question })
    }

    /// The same operation for somebody else, from the start.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub(super) fn again(&self, served: &Served, ctx: &Ctx) -> Result<Self, ServerError> {
        Self::begin(served, ctx, self.id.clone(), self.asked.clone())
    }

    /// The next answer the client does not have; nothing when the operation is over. Cancelling the
    /// call loses nothing.
    pub(super) async fn next(&mut self) -> Option<Arc<Answer>> {
        loop {
            self.answers.changed().await.ok()?;
            let Some(answer) = self.answers.borrow_and_update().clone() else { continue };
            if answer.version.is_some_and(|version| self.has.is_some_and(|has| version <= has)) {
                continue;
            }
            self.has = answer.version.or(self.has);
            return Some(answer);
        }
    }
}

/// A subscription to one field about one thing, which all who may see the same can share.
struct Shared {
    tenant: TenantId,
    has: Option<i64>,
    after_variable: Option<Name>,
}

impl Shared {
    fn of(operation: &OperationDefinition, variables: &Map<String, Value>) -> Option<Self> {
        let field = only_field(operation).filter(|_| operation.ty == OperationType::Subscription)?;
        // The value of an argument, and the variable it came from.
        let value = |argument: &str| {
            let mut variable = None;
            let written = field.get_argument(argument)?.node.clone();
            let value = written.into_const_with(|name| {
                let given = variables.get(name.as_str()).cloned().unwrap_or_default();
                variable = Some(name);
                Constant::from_json(given)
            });
            Some((value.ok()?.into_json().ok()?, variable))
        };
        let names_row = |argument: &&str| argument.ends_with("Id");
        let row = field.arguments.iter().map(|(argument, _)| argument.node.as_str()).find(names_row)?;
        let (row, _) = value(row)?;
        let (_, row) = id::decode(&ID(row.as_str()?.to_owned()))?;
        let (has, after_variable) = value(AFTER).unwrap_or_default();
        Some(Self { tenant: row.tenant, has: has.as_i64(), after_variable })
    }

    /// Joins those who ask the same. The question is put without what this client has, and as an
    /// actor without a person, so that no answer can be about one.
    fn join(self, served: &Served, ctx: &Ctx, asked: &Asked, mut variables: Map<String, Value>) -> Arc<Question> {
        if let Some(name) = &self.after_variable {
            variables.insert(name.to_string(), Value::from(-1));
        }
        let audience = ctx.actor.without_person(self.tenant);
        let key = Key {
            document: asked.query.clone(),
            operation: asked.operation_name.clone(),
            variables: Value::from(variables.clone()).to_string(),
            audience: audience.clone(),
        };
        let ctx = ctx.with_actor(audience);
        served.questions.join(key, served, || request(served, &ctx, asked, variables))
    }
}

fn chosen<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let mut operations = document.operations.iter();
    let found = match name {
        Some(name) => operations.find(|(known, _)| known.is_some_and(|known| known.as_str() == name)),
        None => operations.next(),
    };
    found.map(|(_, operation)| &operation.node)
}

fn only_field(operation: &OperationDefinition) -> Option<&Field> {
    match operation.selection_set.node.items.as_slice() {
        [only] => match &only.node {
            Selection::Field(field) => Some(&field.node),
            _ => None,
        },
        _ => None,
    }
}

fn request(served: &Served, ctx: &Ctx, asked: &Asked, variables: Map<String, Value>) -> Request {
    let mut request = Request::new(&asked.query)
        .variables(Variables::from_json(Value::from(variables)))
        .data(PresentedToken(None))
        .data(BrowserSecret(None))
        .data(ctx.clone());
    request.operation_name = asked.operation_name.clone();
    if served.hides_schema(&ctx.actor) { request.disable_introspection() } else { request }
}
