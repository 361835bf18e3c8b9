//! What the engine counts about itself while it runs: commands, commits, timers, deliveries.
//!
//! Labels say kinds and results only, never whose or which. Durations are differences of the clock of the engine, which is
//! read in one file; a clock that was set back makes them nought.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_metrics::{Counts, Durations, Text};

use crate::{
    port::{OutboxKind, OutboxState, StoreError},
    service::ServiceError,
};

/// A command of somebody or of a program.
pub(crate) const COMMAND: &str = "command";
/// A timer that fires.
pub(crate) const TIMER: &str = "timer";

const DONE: &str = "done";
const REFUSED: &str = "refused";
const FAILED: &str = "failed";
const CONFLICT: &str = "conflict";
const AGAIN: &str = "again";
const WITHHELD: &str = "withheld";

/// The counts.
#[derive(Debug)]
pub(crate) struct Measures {
    begun_at: DateTime<Utc>,
    commands: Durations<2>,
    commits: Durations<1>,
    timers: Counts<0>,
    deliveries: Counts<2>,
    archived: Counts<0>,
}

impl Measures {
    /// Nothing yet, at the start of the program.
    pub(crate) fn begun_at(begun_at: DateTime<Utc>) -> Self {
        let results = [DONE, REFUSED, FAILED];
        let commands = [COMMAND, TIMER]
            .into_iter()
            .flat_map(|kind| results.map(|result| [kind, result]));
        let ends = [DONE, AGAIN, REFUSED, FAILED, WITHHELD];
        let deliveries = ["letter", "document", "notification"]
            .into_iter()
            .flat_map(|kind| ends.map(|end| [kind, end]));
        Self {
            begun_at,
            commands: Durations::from_nought(commands),
            commits: Durations::from_nought([[DONE], [CONFLICT], [FAILED]]),
            timers: Counts::from_nought([[]]),
            deliveries: Counts::from_nought(deliveries),
            archived: Counts::from_nought([[]]),
        }
    }

    /// A command was answered; `took` from the wish to the answer, the queue included.
    pub(crate) fn command<T>(
        &self,
        kind: &'static str,
        answer: &Result<T, ServiceError>,
        took: TimeDelta,
    ) {
        self.commands
            .took([kind, command_result(answer)], length(took));
    }

    /// The store took a batch, or did not.
    pub(crate) fn commit(&self, done: &Result<(), StoreError>, took: TimeDelta) {
        self.commits.took([commit_result(done)], length(took));
    }

    /// A timer fired.
    pub(crate) fn timer_fired(&self) {
        self.timers.one_more([]);
    }

    /// A try of a delivery was recorded.
    pub(crate) fn delivery(&self, kind: OutboxKind, state: OutboxState) {
        self.deliveries
            .one_more([delivery_kind(kind), delivery_result(state)]);
    }

    /// So many rows of journals went to the archive.
    pub(crate) fn archived(&self, rows: u64) {
        self.archived.more([], rows);
    }

    /// Writes every family.
    pub(crate) fn write(&self, text: &mut Text) {
        text.gauge(
            "reglament_start_time_seconds",
            "When the program started, seconds since 1970.",
            self.begun_at.timestamp(),
        );
        self.commands.write(
            text,
            "reglament_command_duration_seconds",
            "From a command to its answer, the queue of the writer included; timers are commands of the clock.",
            ["kind", "result"],
        );
        self.commits.write(
            text,
            "reglament_commit_duration_seconds",
            "One transaction of the writer, which may hold many commands.",
            ["result"],
        );
        self.timers.write(
            text,
            "reglament_timers_fired_total",
            "Timers that fired: terms, reminders, steps that wait.",
            [],
        );
        self.deliveries.write(
            text,
            "reglament_delivery_tries_total",
            "Tries of letters, documents and calls to subscribers, by how they ended; again: another try will follow.",
            ["kind", "result"],
        );
        self.archived.write(
            text,
            "reglament_archived_rows_total",
            "Rows of journals of closed cases that this server moved to the archive.",
            [],
        );
    }
}

/// How a command ended, as metrics and traces say it.
pub(crate) fn command_result<T>(answer: &Result<T, ServiceError>) -> &'static str {
    match answer {
        Ok(_) => DONE,
        Err(ServiceError::Unavailable(_) | ServiceError::Damaged(_)) => FAILED,
        Err(_) => REFUSED,
    }
}

/// How a commit ended.
pub(crate) fn commit_result(done: &Result<(), StoreError>) -> &'static str {
    match done {
        Ok(()) => DONE,
        Err(StoreError::Conflict) => CONFLICT,
        Err(_) => FAILED,
    }
}

/// What is delivered.
pub(crate) fn delivery_kind(kind: OutboxKind) -> &'static str {
    match kind {
        OutboxKind::Letter => "letter",
        OutboxKind::Document => "document",
        OutboxKind::Notification => "notification",
    }
}

/// How a try of a delivery ended.
pub(crate) fn delivery_result(state: OutboxState) -> &'static str {
    match state {
        OutboxState::Queued | OutboxState::Ambiguous => AGAIN,
        OutboxState::Sent => DONE,
        OutboxState::Refused => REFUSED,
        OutboxState::Failed => FAILED,
        OutboxState::Withheld => WITHHELD,
    }
}

fn length(took: TimeDelta) -> Duration {
    took.to_std().unwrap_or_default()
}
