//! How the engine is, for those who run it: whether the store answers, what waits, what was counted.
//!
//! Nobody is asked who they are here; that is told to the machine's own people only, on a listener of its own. The store is
//! asked at most once in [`BACKLOG_AGE`], however many ask.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_metrics::{Kind, Text};
use tokio::{sync::Mutex, time::timeout};

use super::{Service, ServiceError};
use crate::{
    leader,
    limits::{BACKLOG_AGE, BACKLOG_COUNTED, BACKLOG_PATIENCE},
    port::{Backlog, StoreError},
};

/// What waited when the store was asked last, and when that was; nothing when it did not answer.
pub(crate) type KnownBacklog = Mutex<Option<(DateTime<Utc>, Option<Backlog>)>>;

impl Service {
    /// Whether the store answers a small question in time, and has confirmed something lately where several servers share it.
    ///
    /// # Errors
    /// It does not, or another process has taken it.
    pub async fn answers(&self) -> Result<(), ServiceError> {
        self.shared.pulse.check()?;
        match timeout(BACKLOG_PATIENCE, self.shared.store.answers()).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(too_slow().into()),
        }
    }

    /// Writes what was counted since the start, and what waits now. A store that does not answer is told as such, and its
    /// figures are left out rather than repeated.
    pub async fn write_metrics(&self, text: &mut Text) {
        self.shared.measures.write(text);
        let backlog = self.known_backlog().await;
        text.gauge(
            "reglament_store_up",
            "1 when the database answered the last question of this page, 0 when not.",
            u8::from(backlog.is_some()),
        );
        if let Some(backlog) = backlog {
            write(text, &backlog, self.now());
        }
        self.write_servers(text).await;
        text.gauge(
            "reglament_effects_paused",
            "1 while letters and calls wait for an administrator, 0 while they leave.",
            u8::from(self.effects_wait()),
        );
        self.write_integrity(text);
        let name = "reglament_last_backup_time_seconds";
        text.family(
            name,
            Kind::Gauge,
            "When `reglament backup` last made a backup of this database, seconds since 1970; nothing when it never did.",
        );
        if let Some(at) = self.shared.store.last_backup().await {
            text.sample(name, &[], at.timestamp());
        }
        if let Some(bytes) = self.shared.store.log_bytes().await {
            text.gauge(
                "reglament_store_log_bytes",
                "Size of the log beside the file of the database.",
                bytes,
            );
        }
        let pools = self.shared.store.connections();
        let name = "reglament_store_connections_in_use";
        text.family(name, Kind::Gauge, "Connections to the database in use.");
        for pool in &pools {
            text.sample(name, &[("purpose", pool.purpose)], pool.in_use);
        }
        let name = "reglament_store_connections_max";
        text.family(name, Kind::Gauge, "Most connections to the database.");
        for pool in &pools {
            text.sample(name, &[("purpose", pool.purpose)], pool.most);
        }
    }

    /// Who is there and who leads. A server that has the store for itself is the only one and leads.
    async fn write_servers(&self, text: &mut Text) {
        text.gauge(
            "reglament_leads",
            "1 when this server leads: fires timers, starts by schedule, writes digests; 0 when another one does.",
            u8::from(self.shared.lead.is_here()),
        );
        let asked = self.shared.store.servers(leader::NAME);
        let servers = match timeout(BACKLOG_PATIENCE, asked).await {
            Ok(Ok(servers)) => servers,
            _ => return,
        };
        text.gauge(
            "reglament_servers",
            "Servers on this database that have told of themselves within ten seconds, this one included.",
            servers.seen.max(1),
        );
        let name = "reglament_lead_age_seconds";
        text.family(
            name,
            Kind::Gauge,
            "How long ago some server took or extended the lead; nothing when it was given back, or never needed.",
        );
        if let Some(until) = servers.lead_until {
            let extended = TimeDelta::from_std(leader::LEASE).map_or(until, |lease| until - lease);
            text.sample(name, &[], age(Some(extended), self.now()));
        }
    }

    async fn known_backlog(&self) -> Option<Backlog> {
        // Held while the store is asked, so that it is asked once for all who wait.
        let mut known = self.shared.backlog.lock().await;
        let now = self.now();
        if let Some((at, backlog)) = *known
            && (now - at).abs() < BACKLOG_AGE
        {
            return backlog;
        }
        let asked = self.shared.store.backlog(now, BACKLOG_COUNTED);
        let answer = match timeout(BACKLOG_PATIENCE, asked).await {
            Ok(answer) => answer,
            Err(_) => Err(too_slow()),
        };
        if let Err(error) = &answer {
            tracing::warn!(%error, "what waits in the store could not be counted");
        }
        let backlog = answer.ok();
        *known = Some((now, backlog));
        backlog
    }
}

fn too_slow() -> StoreError {
    StoreError::Unavailable("the database did not answer in time".to_owned())
}

/// Seconds since a moment; nought when there is none, or when it lies ahead.
fn age(since: Option<DateTime<Utc>>, now: DateTime<Utc>) -> f64 {
    let age = since.map_or(TimeDelta::zero(), |since| now - since);
    age.to_std().unwrap_or_default().as_secs_f64()
}

fn write(text: &mut Text, backlog: &Backlog, now: DateTime<Utc>) {
    text.gauge(
        "reglament_timer_lag_seconds",
        "How long ago the oldest timer that has not fired was due; 0 when none is due.",
        age(backlog.due_timer, now),
    );
    let name = "reglament_outbox_deliveries";
    text.family(
        name,
        Kind::Gauge,
        "Letters, documents and calls to subscribers by state, counted up to 10000.",
    );
    for (state, count) in [
        ("waiting", backlog.waiting),
        ("failed", backlog.failed),
        ("refused", backlog.refused),
    ] {
        text.sample(name, &[("state", state)], count);
    }
    text.gauge(
        "reglament_outbox_oldest_waiting_seconds",
        "Age of the oldest delivery that waits, also of one that waits for the hours of letters; 0 when none waits.",
        age(backlog.waiting_since, now),
    );
    text.gauge(
        "reglament_incidents_open",
        "Incidents that need a person, counted up to 10000.",
        backlog.incidents,
    );
    text.gauge(
        "reglament_tasks_overdue",
        "Open tasks whose due date has passed, counted up to 10000.",
        backlog.overdue_tasks,
    );
    text.gauge(
        "reglament_jobs_waiting",
        "Jobs that no machine has answered yet, counted up to 10000.",
        backlog.jobs,
    );
}
