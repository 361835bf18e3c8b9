//! The service: everything that pages, the API and the command line can ask for.
//!
//! Every method checks what its asker may do and see; an object that somebody may not see answers like one that does
//! not exist. Commands go through the writer; questions read the store and never wait for it.

mod absences;
mod access_log;
mod account_acts;
mod account_letters;
mod accounts;
mod add_item;
mod administration;
mod audit;
mod backlog;
mod board;
mod board_layout;
mod calendar;
mod cancel;
mod case;
mod complete_task;
mod control;
mod control_file;
mod control_rows;
mod control_strip;
mod correction;
mod count_scores;
mod directory;
mod documents;
mod drafts;
mod effects;
mod erasure;
mod error;
mod family;
mod files;
mod filters;
mod forecast;
mod forms;
mod hand_over;
mod history;
mod identities;
mod indicators;
mod instance;
mod instances;
mod integrity;
mod jobs;
mod journals;
mod learnt;
mod letter_preview;
mod letters;
mod lines;
mod lost;
mod machines;
mod message;
mod migrate;
mod my_dates;
mod my_tasks;
mod outbox;
mod passing;
mod people;
mod personal_data;
mod plan;
mod process_times;
mod profile;
mod programs;
mod public;
mod publications;
mod publish;
mod raise_event;
mod recorded;
mod registers;
pub(crate) mod rights;
mod scorecards;
mod seen;
mod start;
mod status;
mod subscriptions;
mod task;
mod task_people;
mod tasks;
mod terms;
mod test;
mod together;
mod unsent_forms;
mod uploads;
mod verification;
mod verify;
mod watch;
pub(crate) mod wishes;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_core::{Absence, CommandId, Instance, InstanceId};

pub use access_log::is_log_cursor;
pub(crate) use backlog::KnownBacklog;
pub use board::BoardQuery;
pub use drafts::{DraftRefusal, Reviewed};
pub use erasure::ErasureRefusal;
pub use error::{ServiceError, Viewer};
pub(crate) use files::holds_files;
pub use hand_over::HandOver;
pub use instances::is_instance_cursor;
pub use jobs::{JobFailure, JobHold, JobWish};
pub(crate) use learnt::Learnt;
pub use lines::is_task_cursor;
pub use machines::is_job_cursor;
pub use message::MessageWish;
pub use migrate::MigrationOrder;
pub use personal_data::is_person_cursor;
pub use plan::plan_of;
pub use programs::ProgramProblem;
pub(crate) use programs::{GivenToPrograms, program_id};
pub use recorded::RecordedCommand;
pub use subscriptions::SubscriptionProblem;
pub use together::Together;
pub use unsent_forms::sending;
pub use uploads::{UploadPlace, UploadProblem, UploadWish};
pub use watch::{Told, Watch, Watched};
pub use wishes::Wish;

use crate::{
    Clock, Ids, Library, SendingHours,
    access_log::AccessLogHandle,
    effects::Effects,
    hints::Hints,
    integrity::Integrity,
    leader::Lead,
    limits::NEIGHBOUR_LOOK,
    measures::Measures,
    notifications::Subscriptions,
    port::{Mailer, Renderer, Reply, Store, StoreError, WebhookCaller},
    pulse::Pulse,
    signer::Signer,
    trace::Ordered,
    wake::Wake,
    writer::{Order, WriterHandle},
};

/// What the loops of the runtime and the service have in common.
pub(crate) struct Shared {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) library: Library,
    pub(crate) wake: Wake,
    /// Tells whoever looks at something that it has changed.
    pub(crate) hints: Hints,
    /// Holds back what leaves the house.
    pub(crate) effects: Effects,
    /// Held while messages look for their receivers, so that two of one key do not start two instances.
    pub(crate) courier: tokio::sync::Mutex<()>,
    /// What is known of the journal's integrity.
    pub(crate) integrity: Integrity,
    /// What is counted while it runs.
    pub(crate) measures: Measures,
    /// Which batch ordered which effect.
    pub(crate) ordered: Ordered,
    /// Whether the store confirms what is written.
    pub(crate) pulse: Pulse,
    /// Whether this server leads.
    pub(crate) lead: Lead,
    /// What waited when it was asked last.
    pub(crate) backlog: KnownBacklog,
    /// Usual durations of processes.
    pub(crate) learnt: Learnt,
    /// Who is told what happens.
    pub(crate) subscriptions: Subscriptions,
    /// Calls those who are told.
    pub(crate) webhooks: Arc<dyn WebhookCaller>,
    /// What programs of other systems were given.
    pub(crate) given: GivenToPrograms,
    /// Draws documents: the outbox for keeping, the service for editing.
    pub(crate) renderer: Arc<dyn Renderer>,
    pub(crate) base_url: String,
    /// When letters that can wait may leave.
    pub(crate) hours: SendingHours,
    pub(crate) signer: Signer,
    /// Shows letters as they go out; the outbox sends them.
    pub(crate) mailer: Arc<dyn Mailer>,
}

impl Shared {
    /// The zone of the first process: for what belongs to no process.
    pub(crate) fn zone(&self) -> chrono_tz::Tz {
        let package = self.library.current();
        let first = package.definitions.values().next();
        first.map_or(chrono_tz::UTC, |definition| definition.zone)
    }

    /// When to look at the store next: where several servers share it, what another one has written is looked for soon.
    pub(crate) fn look_by(&self, next: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        if !self.store.is_shared() {
            return next;
        }
        let soon = self.clock.now() + NEIGHBOUR_LOOK;
        Some(next.map_or(soon, |next| next.min(soon)))
    }

    /// Absences that may matter today in any zone.
    pub(crate) async fn absences(&self) -> Result<Vec<Absence>, StoreError> {
        let yesterday = self.clock.now().date_naive() - chrono::Days::new(1);
        self.store.absences(yesterday).await
    }
}

/// The front door of the engine.
#[derive(Clone)]
pub struct Service {
    pub(crate) shared: Arc<Shared>,
    pub(crate) writer: WriterHandle,
    pub(crate) access_log: AccessLogHandle,
}

impl Service {
    /// Today in the zone of the first process: for what belongs to no process, such as who is in office.
    pub(crate) fn today(&self) -> chrono::NaiveDate {
        reglament_calendar::local_date(self.now(), self.zone())
    }

    /// The zone of the first process.
    pub(crate) fn zone(&self) -> chrono_tz::Tz {
        self.shared.zone()
    }

    /// The present instant, by the clock of this runtime.
    pub fn now(&self) -> DateTime<Utc> {
        self.shared.clock.now()
    }

    /// Address under which people reach the pages, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Published definitions, people and roles.
    pub fn library(&self) -> &Library {
        &self.shared.library
    }

    /// A fresh command id, for askers that never repeat themselves.
    pub fn new_command_id(&self) -> CommandId {
        self.shared.ids.command()
    }

    async fn submit(&self, order: Order) -> Result<Reply, ServiceError> {
        self.writer.submit(order).await
    }

    /// The instance as the store has it.
    pub(crate) async fn load(&self, id: &InstanceId) -> Result<Option<Instance>, ServiceError> {
        let loaded = self.shared.store.load(std::slice::from_ref(id)).await?;
        match loaded.into_iter().next() {
            Some(stored) => {
                let (instance, _) = crate::writer::restore(&*self.shared.store, stored).await?;
                Ok(Some(instance))
            }
            None => Ok(None),
        }
    }
}
