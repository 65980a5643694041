//! `confere serve`

use crate::{
    Problem,
    config::{self, Config},
    parts,
};
use api::{ApiOptions, SchemaAudience};
use std::{future::Future, time::Duration};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long requests may take to finish after the stop signal.
const GRACE: Duration = Duration::from_secs(20);

/// Serves until SIGTERM or Ctrl+C: then no new request is accepted, none is cut, and the outbox is
/// left whole.
pub(crate) async fn serve(config: Config) -> Result<(), Problem> {
    let db = parts::database(&config).await?;
    if !config.database.is_postgres() {
        parts::migrate(&db).await?;
    } else if !parts::pending_migrations(&db).await?.is_empty() {
        return Err("the database has an older schema; run `confere migrate` first".into());
    }
    let bus = parts::bus(&config)?;
    let app = parts::app(&config, db, bus.clone());
    let stop = CancellationToken::new();
    let work = match config.worker.inside_serve {
        true => Some(super::worker::start(&app, &config, stop.clone())?),
        false => None,
    };
    let sockets = api::Sockets::default();
    let options = ApiOptions { sockets: sockets.clone(), ..api_options(&config) };
    let router = api::router(app.clone(), api::schema(app), options);
    // Whoever reads that it serves may stop it at once.
    let signal = stop_signal();
    let listener = TcpListener::bind(config.http.listen).await.map_err(|error| {
        format!("`http.listen` {} cannot be used: {error}; is another server running there?", config.http.listen)
    })?;
    tracing::info!(listen = %listener.local_addr()?, public_url = %config.http.public_url, "confere serves");
    let serving = axum::serve(listener, router).with_graceful_shutdown(stopping(signal, stop.clone()));
    within_grace(serving.into_future(), &stop).await?;
    sockets.close().await;
    if let Some(work) = work {
        work.await?;
    }
    bus.shutdown().await;
    tracing::info!("stopped");
    Ok(())
}

fn api_options(config: &Config) -> ApiOptions {
    ApiOptions {
        schema_audience: match config.schema_audience() {
            config::SchemaAudience::Anyone => SchemaAudience::Anyone,
            config::SchemaAudience::SignedIn => SchemaAudience::SignedIn,
            config::SchemaAudience::Nobody => SchemaAudience::Nobody,
        },
        graphiql: config.graphql.graphiql,
        body_limit: config.http.body_limit_bytes.get(),
        request_timeout: config.http.request_timeout(),
        ..ApiOptions::default()
    }
}

async fn stopping(signal: impl Future<Output = ()>, stop: CancellationToken) {
    signal.await;
    tracing::info!("stopping: requests in hand are finished");
    stop.cancel();
}

/// Waits for the server, but not longer than the grace after the stop.
async fn within_grace(
    serving: impl Future<Output = std::io::Result<()>>,
    stop: &CancellationToken,
) -> Result<(), Problem> {
    tokio::pin!(serving);
    tokio::select! {
        ended = &mut serving => return Ok(ended?),
        () = stop.cancelled() => {}
    }
    match tokio::time::timeout(GRACE, serving).await {
        Ok(ended) => Ok(ended?),
        Err(_) => {
            tracing::warn!("some connections did not end in time");
            Ok(())
        }
    }
}

/// SIGTERM or Ctrl+C, the first of them heard from this call on.
pub(super) fn stop_signal() -> impl Future<Output = ()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a handler for SIGTERM can always be installed");
    async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
}
