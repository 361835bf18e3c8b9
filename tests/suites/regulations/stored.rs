//! Every story once more with a real store: the commands that it gives go to the runtime, whose journals must be those of the
//! story, whose refusals must be its refusals, and whose rows must agree with the journals.
//!
//! `REGLAMENT_TEST_DATABASE` says which store.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use reglament_calendar::Calendar;
use reglament_core::{InstanceId, Recorded, read_event};
use reglament_definition::{Package, compile};
use reglament_runtime::port::{
    CompileProblem, Compiler, Delivery, DocumentJob, Mailer, Notified, NotifyCall, OutgoingLetter,
    RenderError, Renderer, Store, WebhookAnswer, WebhookCall, WebhookCaller,
};
use reglament_runtime::{Ids, ManualClock, Parts, RecordedCommand, Runtime, Service, ServiceError};
use reglament_scenario::{Gift, Given, GivenCommand, Story, World, play_with};
use reglament_tests::{TestDatabase, processes, stories};

/// Stories at a time.
const SIDE_BY_SIDE: usize = 4;
/// Rows of a journal read at once.
const PAGE: u32 = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_come_true_in_a_store() {
    let compiled = compile(&processes());
    let mut package = compiled.package.expect("the regulations compile");
    // As their publishing will number them.
    for definition in package.definitions.values_mut() {
        definition.reference.version = 1;
    }
    let package = Arc::new(package);
    let mut queue = stories().into_iter().enumerate();
    let (mut failures, mut told) = (Vec::new(), 0);
    let mut running = tokio::task::JoinSet::new();
    loop {
        while running.len() < SIDE_BY_SIDE
            && let Some((number, (path, text))) = queue.next()
        {
            let package = package.clone();
            running.spawn(async move { (number, one(&package, &path, &text).await) });
        }
        let Some(done) = running.join_next().await else {
            break;
        };
        let (number, done) = done.unwrap();
        told += 1;
        failures.extend(done.err().map(|failure| (number, failure)));
    }
    failures.sort();
    let failures: Vec<String> = failures.into_iter().map(|(_, failure)| failure).collect();
    assert!(told >= 200, "only {told} stories");
    assert!(
        failures.is_empty(),
        "{} of {told} stories went another way with a store:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

async fn one(package: &Package, path: &str, text: &str) -> Result<(), String> {
    let story = Story::parse(text).map_err(|error| format!("{path}: {error}"))?;
    let own = story
        .package(package)
        .map_err(|error| format!("{path}: {error}"))?
        .into_owned();
    let folder = path.split('/').next().unwrap_or_default();
    let (given, journals) = {
        let (played, world) = play_with(&own, &Calendar::russia(), folder, &story, false);
        let world = match (played.failed, world) {
            (None, Some(world)) => world,
            (failed, _) => return Err(format!("{path}: {failed:?}")),
        };
        (world.given().to_vec(), journals(&world))
    };
    let mut host = Host::open(own, &given).await;
    for given in &given {
        let done = host.give(given).await;
        done.map_err(|problem| format!("{path} at {}: {problem}", given.at))?;
    }
    let compared = host.compare(&journals).await;
    host.close().await;
    compared.map_err(|problem| format!("{path}: {problem}"))
}

fn journals(world: &World<'_>) -> BTreeMap<InstanceId, Vec<Recorded>> {
    let mut journals = BTreeMap::<InstanceId, Vec<Recorded>>::new();
    for (id, recorded) in world.journal() {
        journals
            .entry(id.clone())
            .or_default()
            .push(recorded.clone());
    }
    journals
}

/// The runtime on a store of its own, without anything that works in the background.
struct Host {
    runtime: Runtime,
    parts: Parts,
    clock: Arc<ManualClock>,
    dice: Arc<Dice>,
    _database: TestDatabase,
}

impl Host {
    async fn open(package: Package, given: &[Given]) -> Self {
        let begins = given.first().expect("a story begins with something").at;
        let database = TestDatabase::chosen().await;
        let clock = Arc::new(ManualClock::new(begins));
        let dice = Arc::<Dice>::default();
        let nobody = Arc::new(Nobody);
        let parts = Parts {
            store: Arc::new(database.open().await),
            clock: clock.clone(),
            ids: dice.clone(),
            compiler: Arc::new(Ready(package)),
            mailer: nobody.clone(),
            renderer: nobody.clone(),
            webhooks: nobody,
            base_url: "https://reglament.example".to_owned(),
        };
        let runtime = Runtime::start_writer(&parts).await.unwrap();
        let files = BTreeMap::from([("organisation.yaml".to_owned(), String::new())]);
        runtime.service().publish(files, "test").await.unwrap();
        Self {
            runtime,
            parts,
            clock,
            dice,
            _database: database,
        }
    }

    fn service(&self) -> Service {
        self.runtime.service()
    }

    async fn give(&mut self, given: &Given) -> Result<(), String> {
        self.clock.set(given.at);
        match &given.what {
            Gift::Command(command) => self.command(command).await,
            Gift::Absence(absence) => {
                let entered = self.parts.store.enter_absence(absence, "test", given.at);
                entered.await.map(drop).map_err(|error| error.to_string())
            }
            Gift::Calendar(calendar) => {
                let calendar = Calendar::clone(calendar);
                let anew = Runtime::start_writer_by(&self.parts, calendar).await;
                let former = std::mem::replace(&mut self.runtime, anew.unwrap());
                former.stop().await;
                Ok(())
            }
        }
    }

    async fn command(&self, given: &GivenCommand) -> Result<(), String> {
        self.dice.0.store(given.seed, Ordering::Relaxed);
        let command = RecordedCommand {
            to: given.to.clone(),
            process: given.process.clone(),
            request: given.request.clone(),
        };
        let refused = match self.service().give_recorded(command).await {
            Ok(()) => None,
            Err(ServiceError::Rejected(why)) => Some(why.code()),
            Err(ServiceError::NotFound) => Some("not_started"),
            Err(other) => return Err(format!("{:?}: {other:?}", given.request)),
        };
        self.signals().await?;
        match refused == given.refused {
            true => Ok(()),
            false => Err(format!(
                "refused with {refused:?}, in the story with {:?}: {:?}",
                given.refused, given.request
            )),
        }
    }

    /// Waits until nothing is on its way between instances.
    async fn signals(&self) -> Result<(), String> {
        for _ in 0..2_000 {
            let pending = self.parts.store.signals(1).await;
            if pending.map_err(|error| error.to_string())?.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err("signals stay".to_owned())
    }

    async fn compare(&self, journals: &BTreeMap<InstanceId, Vec<Recorded>>) -> Result<(), String> {
        let store = &self.parts.store;
        for (id, wanted) in journals {
            let found = stored(&**store, id).await?;
            let differs = wanted.iter().zip(&found).find(|(one, other)| one != other);
            if let Some((wanted, found)) = differs {
                return Err(format!("{id}\n  story: {wanted:?}\n  store: {found:?}"));
            }
            if wanted.len() != found.len() {
                let (wanted, found) = (wanted.len(), found.len());
                return Err(format!(
                    "{id}: {wanted} events in the story, {found} in the store"
                ));
            }
        }
        let most = u32::try_from(journals.len()).unwrap_or(u32::MAX);
        let ids = store.instance_ids(None, most.saturating_add(1)).await;
        let ids = ids.map_err(|error| error.to_string())?;
        if ids.len() != journals.len() {
            return Err(format!("instances in the store: {ids:?}"));
        }
        let differences = self.service().verify().await;
        let differences = differences.map_err(|error| format!("{error:?}"))?;
        match differences.first() {
            None => Ok(()),
            Some(first) => Err(format!("{} differences, {first:?}", differences.len())),
        }
    }

    async fn close(self) {
        self.runtime.stop().await;
    }
}

async fn stored(store: &dyn Store, id: &InstanceId) -> Result<Vec<Recorded>, String> {
    let (mut events, mut last) = (Vec::new(), 0);
    loop {
        let rows = store.journal(id, last, PAGE).await;
        let rows = rows.map_err(|error| format!("{id}: {error}"))?;
        let Some(end) = rows.last() else {
            return Ok(events);
        };
        last = end.last_seq;
        for row in &rows {
            for (seq, event) in (row.first_seq..).zip(&row.events) {
                let event = read_event(event).map_err(|error| format!("{id}: {error:?}"))?;
                events.push(Recorded {
                    seq,
                    at: row.at,
                    cause: row.cause.clone(),
                    actor: row.actor.clone(),
                    event,
                });
            }
        }
    }
}

/// Dice that begin where they did in the story.
#[derive(Debug, Default)]
struct Dice(AtomicU64);

impl Ids for Dice {
    fn random(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Has read the package already.
struct Ready(Package);

impl Compiler for Ready {
    fn compile(&self, _: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>) {
        (Some(self.0.clone()), Vec::new())
    }
}

/// Nothing leaves the house here.
struct Nobody;

#[async_trait]
impl Mailer for Nobody {
    async fn send(&self, _: &OutgoingLetter) -> Delivery {
        unreachable!("no letter is sent without the outbox")
    }
}

#[async_trait]
impl Renderer for Nobody {
    async fn render(&self, _: DocumentJob) -> Result<Vec<u8>, RenderError> {
        unreachable!("no document is drawn without the outbox")
    }
}

#[async_trait]
impl WebhookCaller for Nobody {
    async fn call(&self, _: &WebhookCall) -> WebhookAnswer {
        unreachable!("nobody is called in the background")
    }

    fn unfit(&self, _: &str) -> Option<(String, String)> {
        None
    }

    async fn notify(&self, _: &NotifyCall) -> Notified {
        unreachable!("nobody is told in the background")
    }
}
