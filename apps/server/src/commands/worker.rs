//! `confere worker`

use crate::{Problem, config::Config, parts};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use usecases::{App, Relay};

/// Carries out the outbox until it is told to stop.
pub(crate) async fn worker(config: Config) -> Result<(), Problem> {
    let db = parts::database(&config).await?;
    let bus = parts::bus(&config)?;
    let app = parts::app(&config, db, bus.clone());
    let stop = CancellationToken::new();
    let work = start(&app, &config, stop.clone())?;
    tracing::info!("the worker runs");
    super::serve::stop_signal().await;
    stop.cancel();
    work.await?;
    bus.shutdown().await;
    Ok(())
}

/// Starts the relay and the housekeeping in the background; they end, with what is in hand finished, when `stop` is cancelled.
pub(super) fn start(
    app: &App,
    config: &Config,
    stop: CancellationToken,
) -> Result<tokio::task::JoinHandle<()>, Problem> {
    let relay = Relay::new(app.clone(), Arc::new(parts::mailer(config)?));
    let app = app.clone();
    Ok(tokio::spawn(async move {
        let tidying = usecases::housekeeping::run(&app, stop.cancelled());
        tokio::join!(relay.run(stop.cancelled()), tidying);
    }))
}
