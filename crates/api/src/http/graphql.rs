//! The GraphQL endpoint: POST for everything, GET for queries only.

use super::{Served, auth};
use crate::{context::PresentedToken, error};
use async_graphql::{
    Request, Response as Answer, ServerError, Variables, http::GraphiQLSource, parser::types::OperationType,
};
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use std::time::Duration;
use tracing::Instrument;
use usecases::Ctx;

/// The parameters of a GET request.
#[derive(Deserialize)]
pub(super) struct Asked {
    query: Option<String>,
    #[serde(rename = "operationName")]
    operation_name: Option<String>,
    variables: Option<String>,
}

/// A query by GET; without one, GraphiQL for browsers.
pub(super) async fn get(State(served): State<Served>, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let Some(query) = asked.query else {
        if !served.options.graphiql {
            return (StatusCode::BAD_REQUEST, "query: falta a consulta").into_response();
        }
        return Html(GraphiQLSource::build().endpoint("/graphql").subscription_endpoint("/graphql/ws").finish())
            .into_response();
    };
    let mut request = Request::new(query);
    request.operation_name = asked.operation_name;
    if let Some(variables) = asked.variables {
        match serde_json::from_str::<serde_json::Value>(&variables) {
            Ok(json) => request.variables = Variables::from_json(json),
            Err(_) => return (StatusCode::BAD_REQUEST, "variables: JSON inválido").into_response(),
        }
    }
    if !only_queries(&mut request) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")], "Use POST para alterar dados.")
            .into_response();
    }
    answer(served, headers, request).await
}

/// Any operation by POST, as `application/json`: browsers do not send that across sites unasked.
pub(super) async fn post(State(served): State<Served>, headers: HeaderMap, Json(request): Json<Request>) -> Response {
    answer(served, headers, request).await
}

fn only_queries(request: &mut Request) -> bool {
    request.parsed_query().is_ok_and(|document| {
        document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query)
    })
}

async fn answer(served: Served, headers: HeaderMap, request: Request) -> Response {
    let (ctx, token) = match auth::context(&served, &headers).await {
        Ok(known) => known,
        Err(failure) => {
            let nobody = served.app.context(policy::Actor::Anonymous, "sign-in".into());
            let failed = error::failed(&nobody, failure).into_server_error(async_graphql::Pos::default());
            return Json(Answer::from_errors(vec![failed])).into_response();
        }
    };
    let span = tracing::info_span!("graphql", request_id = %ctx.request_id, actor = %ctx.actor.key().0);
    execute(served, headers, request, ctx, token).instrument(span).await
}

async fn execute(served: Served, headers: HeaderMap, request: Request, ctx: Ctx, token: PresentedToken) -> Response {
    let browser = BrowserSecret(auth::cookie(&headers, auth::BROWSER_COOKIE));
    let mut request = request.data(token).data(browser).data(ctx.clone());
    if served.hides_schema(&ctx.actor) {
        request = request.disable_introspection();
    }
    let time = served.options.request_timeout;
    let answer = match tokio::time::timeout(time, served.schema.execute(request)).await {
        Ok(answer) => error::with_codes(answer),
        Err(_) => Answer::from_errors(vec![too_slow(time)]),
    };
    let mut response = Json(&answer).into_response();
    for (name, value) in &answer.http_headers {
        response.headers_mut().append(name, value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(&ctx.request_id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

fn too_slow(time: Duration) -> ServerError {
    let message = format!(
        "A operação passou de {} segundos e foi parada. Envie de novo com a mesma chave: o que já valeu não vale duas vezes.",
        time.as_secs()
    );
    error::coded("TOO_SLOW", &message).into_server_error(async_graphql::Pos::default())
}

/// The secret that binds a sign-in link to this browser, if it has one.
#[derive(Debug, Clone)]
pub(crate) struct BrowserSecret(pub Option<String>);
