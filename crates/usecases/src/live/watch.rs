//! The watch of a node: the newest known sequence of each conference that somebody looks at.

use bus::{Bus, Notes};
use domain::ids::RowId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use store::{Database, sequence};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// How often sequences are read, to heal notes that were lost.
const CHECK_EVERY: Duration = Duration::from_secs(2);

/// Sequences of what is shown on this node, kept fresh by notes and by a periodic check.
pub(crate) struct Watch {
    db: Database,
    bus: Bus,
    shown: Mutex<Shown>,
}

#[derive(Default)]
struct Shown {
    running: bool,
    sequences: HashMap<RowId, watch::Sender<i64>>,
}

impl Watch {
    pub(crate) fn new(db: Database, bus: Bus) -> Self {
        Self { db, bus, shown: Mutex::default() }
    }

    /// The sequence of a conference (or cycle) as it rises; ends when the system stops.
    pub(crate) fn look_at(self: &Arc<Self>, counted: RowId) -> watch::Receiver<i64> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let receiver = shown.sequences.entry(counted).or_insert_with(|| watch::channel(0).0).subscribe();
        if !std::mem::replace(&mut shown.running, true) {
            tokio::spawn(keep(Arc::downgrade(self), self.bus.clone()));
        }
        receiver
    }

    fn rose(&self, counted: RowId, to: i64) {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = shown.sequences.get(&counted) {
            sender.send_if_modified(|sequence| std::mem::replace(sequence, to.max(*sequence)) < to);
        }
    }

    /// Reads all sequences again, after forgetting those nobody looks at.
    async fn check(&self) {
        let ids: Vec<_> = {
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.sequences.retain(|_, sender| sender.receiver_count() > 0);
            shown.sequences.keys().map(|counted| counted.id).collect()
        };
        if ids.is_empty() {
            return;
        }
        let read = async { sequence::of_many(&self.db.survey().await?, ids).await };
        match read.await {
            Ok(rows) => rows.into_iter().for_each(|(counted, sequence)| self.rose(counted, sequence)),
            Err(error) => tracing::warn!(%error, "sequences could not be checked; tried again shortly"),
        }
    }

    /// Ends all looking: the system stops.
    fn end(&self) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = Shown::default();
    }
}

/// Hears notes and checks, until the bus stops or the watch is dropped.
async fn keep(watch: Weak<Watch>, bus: Bus) {
    let mut notes: Notes = bus.subscribe();
    let mut connection = bus.connection();
    let mut check = tokio::time::interval(CHECK_EVERY);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let note = tokio::select! {
            note = notes.next() => match note {
                Some(note) => Some(note),
                None => break,
            },
            _ = check.tick() => None,
            // A connection that came back may have lost notes before it.
            Ok(()) = connection.changed() => None,
        };
        let Some(watch) = watch.upgrade() else { return };
        match note {
            Some(note) => watch.rose(RowId { tenant: note.tenant, id: note.conference }, note.sequence),
            None => watch.check().await,
        }
    }
    if let Some(watch) = watch.upgrade() {
        watch.end();
    }
}
