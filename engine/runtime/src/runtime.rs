//! Puts the parts together and keeps the background loops until the stop.

use std::sync::Arc;

use chrono::TimeDelta;
use reglament_calendar::Calendar;
use tokio::task::JoinSet;

use crate::{
    Clock, Ids, Library, Service,
    access_log::AccessLog,
    anchor::{self, AnchorRules},
    archive, chains, completion, courier, digests,
    effects::Effects,
    herald,
    hints::Hints,
    housekeeping,
    integrity::Integrity,
    leader::{Lead, Leader},
    limits::{ANCHOR_PATIENCE, STOP_PATIENCE},
    measures::Measures,
    neighbours,
    notifications::Subscriptions,
    outbox::Outbox,
    port::{Compiler, Mailer, Renderer, Store, StoreError, WebhookCaller},
    pulse::{self, Pulse},
    recompute, schedule,
    service::{GivenToPrograms, KnownBacklog, Learnt, Shared},
    signer::Signer,
    stop::Stop,
    timers,
    trace::Ordered,
    wake::Wake,
    webhooks::Webhooks,
    writer::Writer,
};

/// What a runtime is made of.
#[derive(Clone)]
pub struct Parts {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Identifiers and dice.
    pub ids: Arc<dyn Ids>,
    /// The reader of packages.
    pub compiler: Arc<dyn Compiler>,
    /// Sends letters.
    pub mailer: Arc<dyn Mailer>,
    /// Renders documents.
    pub renderer: Arc<dyn Renderer>,
    /// Calls webhooks.
    pub webhooks: Arc<dyn WebhookCaller>,
    /// Address under which people reach the pages, without a slash at its end; used in letters.
    pub base_url: String,
}

/// A running engine. Dropping it stops everything at once; [`Runtime::stop`] finishes what is under way.
pub struct Runtime {
    service: Service,
    stop: Stop,
    tasks: JoinSet<()>,
    anchors: Option<AnchorRules>,
    /// None: nothing goes on in the background.
    leader: Option<Arc<Leader>>,
}

impl Runtime {
    /// Starts everything: the writer, timers, schedules and the outbox.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn start(parts: Parts) -> Result<Self, StoreError> {
        Self::start_by(parts, Calendar::russia()).await
    }

    /// The same with another edition of the production calendar. Open dates counted by an older one are counted anew.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn start_by(parts: Parts, calendar: Calendar) -> Result<Self, StoreError> {
        let mut runtime = Self::start_writer_by(&parts, calendar).await?;
        let shared = runtime.service.shared.clone();
        housekeeping::forget(&shared).await?;
        let owner = format!("{:016x}", shared.ids.random());
        let leader = Arc::new(Leader::open(shared.clone(), owner.clone()).await);
        let outbox = Outbox {
            owner: owner.clone(),
            shared,
            mailer: parts.mailer,
        };
        let service = runtime.service.clone();
        let name = owner.clone();
        let webhooks = Webhooks {
            owner,
            service: service.clone(),
            caller: parts.webhooks,
        };
        let stop = runtime.stop.clone().asked();
        runtime.tasks.spawn(webhooks.run(stop));
        runtime.lead(&leader, timers::run);
        runtime.lead(&leader, courier::run);
        runtime.lead(&leader, schedule::run);
        runtime.lead(&leader, digests::run);
        runtime.lead(&leader, housekeeping::run);
        runtime.lead(&leader, recompute::run);
        runtime.lead(&leader, chains::run);
        runtime.lead(&leader, neighbours::adopt);
        runtime.keep(neighbours::listen(service.clone()));
        runtime.keep(herald::speak(service.clone(), name.clone()));
        runtime.keep(herald::listen(service.clone(), name.clone()));
        let stop = runtime.stop.clone().asked();
        runtime.tasks.spawn(pulse::run(service.shared, name, stop));
        let stop = runtime.stop.clone().asked();
        runtime.leader = Some(leader.clone());
        runtime.tasks.spawn(leader.run(stop));
        let stop = runtime.stop.clone().asked();
        let outbox = Arc::new(outbox);
        runtime.keep(outbox.clone().watch());
        runtime.tasks.spawn(outbox.run(stop));
        Ok(runtime)
    }

    /// Starts the writer only: for programs that give one command and end. No timer fires, no letter leaves.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn start_writer(parts: &Parts) -> Result<Self, StoreError> {
        Self::start_writer_by(parts, Calendar::russia()).await
    }

    /// The same with another edition of the production calendar.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn start_writer_by(parts: &Parts, calendar: Calendar) -> Result<Self, StoreError> {
        let fresh = format!("{:016x}{:016x}", parts.ids.random(), parts.ids.random());
        let signer = Signer::new(parts.store.secret("letters", &fresh).await?);
        let library = Library::open(parts.store.clone(), parts.compiler.clone(), calendar).await?;
        let shared = Arc::new(Shared {
            store: parts.store.clone(),
            clock: parts.clock.clone(),
            ids: parts.ids.clone(),
            library,
            wake: Wake::default(),
            effects: Effects::as_stored(parts.store.effects_pause().await?),
            hints: Hints::begun_at(parts.clock.now()),
            courier: tokio::sync::Mutex::default(),
            integrity: Integrity::default(),
            measures: Measures::begun_at(parts.clock.now()),
            ordered: Ordered::default(),
            pulse: Pulse::default(),
            lead: Lead::default(),
            backlog: KnownBacklog::default(),
            learnt: Learnt::default(),
            given: GivenToPrograms::default(),
            subscriptions: Subscriptions::default(),
            webhooks: parts.webhooks.clone(),
            renderer: parts.renderer.clone(),
            base_url: parts.base_url.clone(),
            hours: parts.mailer.hours(),
            signer,
            mailer: parts.mailer.clone(),
        });
        shared.read_subscriptions().await?;
        completion::run(&shared).await?;
        let (writer, handle) = Writer::open(shared.clone()).await?;
        let stop = Stop::default();
        let mut tasks = JoinSet::new();
        tasks.spawn(writer.run(stop.clone().asked()));
        let (log, access_log) = AccessLog::open(shared.clone());
        tasks.spawn(log.run(stop.clone().asked()));
        let service = Service {
            shared,
            writer: handle,
            access_log,
        };
        Ok(Self {
            service,
            stop,
            tasks,
            anchors: None,
            leader: None,
        })
    }

    /// The front door.
    pub fn service(&self) -> Service {
        self.service.clone()
    }

    /// Keeps anchors from now on, and one more at the stop.
    pub fn keep_anchors(&mut self, rules: AnchorRules) {
        self.anchors = Some(rules.clone());
        let stop = self.stop.clone().asked();
        let shared = self.service.shared.clone();
        self.tasks.spawn(anchor::run(shared, rules, stop));
    }

    /// Moves journals of cases that ended `after` ago or earlier to the archive from now on, while this server leads.
    pub fn keep_archive(&mut self, after: TimeDelta) {
        let Some(leader) = self.leader.clone() else {
            return;
        };
        let service = self.service.clone();
        self.keep(async move {
            leader
                .whenever(|| archive::run(service.clone(), after))
                .await
        });
    }

    /// Takes no more commands, finishes those that have queued and the deliveries under way, and ends.
    pub async fn stop(mut self) {
        self.stop.ask();
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_PATIENCE, all).await.is_err() {
            tracing::warn!("some work did not end in time; it goes on after the next start");
        }
        if let Some(rules) = &self.anchors {
            // After the last commit of this server.
            let last = anchor::look(&self.service.shared, rules);
            if tokio::time::timeout(ANCHOR_PATIENCE, last).await.is_err() {
                tracing::warn!("the last anchor was not written in time");
            }
        }
    }

    /// Work of the one server that leads.
    fn lead<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        leader: &Arc<Leader>,
        work: fn(Service) -> F,
    ) {
        let (leader, service) = (leader.clone(), self.service.clone());
        self.keep(async move { leader.whenever(|| work(service.clone())).await });
    }

    fn keep(&mut self, run: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone().asked();
        self.tasks.spawn(async move {
            tokio::select! {
                biased;
                () = run => {}
                () = stop => {}
            }
        });
    }
}
