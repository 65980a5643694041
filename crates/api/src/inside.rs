//! Operations run inside this process, through the same schema, limits and permits as over HTTP.

use crate::{Schema, context::PresentedToken, error, http::BrowserSecret};
use async_graphql::{Request, Variables};
use serde_json::Value;
use usecases::Ctx;

/// Runs one operation as the actor of a context; the answer is the response body as JSON.
pub async fn execute(schema: &Schema, ctx: Ctx, document: &str, variables: Value) -> Value {
    let request = Request::new(document).variables(Variables::from_json(variables));
    let request = request.data(PresentedToken(None)).data(BrowserSecret(None)).data(ctx);
    let answer = error::with_codes(schema.execute(request).await);
    serde_json::to_value(answer).expect("answers of GraphQL are JSON")
}
