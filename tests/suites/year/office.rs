//! The shipped regulations on an engine with a store, a clock that stands still unless set, and a silent post office.
//!
//! Letters are counted, papers are not drawn: what they look like is looked at elsewhere.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use reglament_core::{CommandId, InstanceId};
use reglament_runtime::port::{
    Delivery, DocumentJob, InstanceStore as _, Mailer, NoWebhooks, OutboxState, OutgoingLetter,
    QueryStore as _, RenderError, Renderer, YamlCompiler,
};
use reglament_runtime::{
    CountedIds, InstanceQuery, ManualClock, Parts, RegisterEntry, Runtime, Service, TaskLine,
};
use reglament_store::SqlStore;
use reglament_tests::TestDatabase;
use serde_json::Value as Json;
use tokio::task::JoinSet;

/// How long the background may take to carry out what is due at one moment.
const PATIENCE: Duration = Duration::from_secs(120);

/// Takes every letter and every paper.
#[derive(Default)]
struct Post {
    letters: Mutex<BTreeMap<String, u32>>,
}

#[async_trait]
impl Mailer for Post {
    async fn send(&self, letter: &OutgoingLetter) -> Delivery {
        let mut letters = self.letters.lock().unwrap();
        *letters.entry(letter.subject.clone()).or_default() += 1;
        Delivery::Sent
    }
}

#[async_trait]
impl Renderer for Post {
    async fn render(&self, _: DocumentJob) -> Result<Vec<u8>, RenderError> {
        Ok(b"paper".to_vec())
    }
}

/// One thing that somebody does.
pub(super) struct Act {
    pub(super) person: String,
    pub(super) task: TaskLine,
    outcome: Option<&'static str>,
    pub(super) answers: Json,
}

impl Act {
    /// `person` does the task with this button and these answers.
    pub(super) fn new(
        person: &str,
        task: TaskLine,
        outcome: Option<&'static str>,
        answers: Json,
    ) -> Self {
        Self {
            person: person.to_owned(),
            task,
            outcome,
            answers,
        }
    }
}

pub(super) struct Office {
    pub(super) service: Service,
    clock: Arc<ManualClock>,
    store: SqlStore,
    post: Arc<Post>,
    zone: Tz,
    engine: Runtime,
    commands: Mutex<u32>,
    _database: TestDatabase,
}

impl Office {
    /// The regulations in force on the morning of `day`, local time of `zone`.
    pub(super) async fn open(files: BTreeMap<String, String>, zone: Tz, day: NaiveDate) -> Self {
        let database = TestDatabase::chosen().await;
        let store = database.open().await;
        let clock = Arc::new(ManualClock::new(instant(zone, day, 0, 0)));
        let post = Arc::new(Post::default());
        let parts = Parts {
            store: Arc::new(store.clone()),
            clock: clock.clone(),
            ids: Arc::new(CountedIds::default()),
            compiler: Arc::new(YamlCompiler),
            mailer: post.clone(),
            renderer: post.clone(),
            webhooks: Arc::new(NoWebhooks),
            base_url: "https://example.ru".to_owned(),
        };
        let engine = Runtime::start(parts).await.unwrap();
        let service = engine.service();
        service.publish(files, "test").await.unwrap();
        Self {
            service,
            clock,
            store,
            post,
            zone,
            engine,
            commands: Mutex::new(0),
            _database: database,
        }
    }

    /// Puts the clock to a local time and lets everything due be done.
    pub(super) async fn at(&self, day: NaiveDate, hour: u32, minute: u32) {
        self.clock.set(instant(self.zone, day, hour, minute));
        self.settle().await;
    }

    /// Waits until nothing is due: no timers, no commands between instances, no letters, no papers.
    pub(super) async fn settle(&self) {
        let began = Instant::now();
        let mut quiet = 0;
        while quiet < 2 {
            quiet = if self.is_quiet().await { quiet + 1 } else { 0 };
            assert!(
                began.elapsed() < PATIENCE,
                "the background does not come to rest"
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn is_quiet(&self) -> bool {
        let due = self
            .store
            .due_timers(self.service.now(), None, 1)
            .await
            .unwrap();
        let signals = self.store.signals(1).await.unwrap();
        let queued = self
            .store
            .count_outbox(OutboxState::Queued, 1)
            .await
            .unwrap();
        due.is_empty() && signals.is_empty() && queued == 0
    }

    /// The local day.
    pub(super) fn today(&self) -> NaiveDate {
        self.service.now().with_timezone(&self.zone).date_naive()
    }

    /// A key that no other command has.
    pub(super) fn key(&self) -> CommandId {
        let mut commands = self.commands.lock().unwrap();
        *commands += 1;
        CommandId(format!("year {commands}"))
    }

    /// The running instance about this; a schedule may be about to begin it.
    pub(super) async fn running(&self, person: &str, process: &str, subject: &str) -> InstanceId {
        let query = InstanceQuery {
            process: Some(process.to_owned()),
            running: Some(true),
            ..InstanceQuery::default()
        };
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let lines = self.service.instances(person, &query).await.unwrap().rows;
            if let Some(found) = lines.iter().find(|line| line.subject == subject) {
                let id = found.id.clone();
                self.settle().await;
                return id;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        panic!("no {process} about «{subject}» is running");
    }

    /// All tasks of somebody with this title.
    pub(super) async fn tasks(&self, person: &str, title: &str) -> Vec<TaskLine> {
        let mut found = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = self
                .service
                .my_tasks(person, after.as_deref())
                .await
                .unwrap();
            found.extend(page.rows.into_iter().filter(|row| row.title.ru == title));
            after = page.next;
            if after.is_none() {
                return found;
            }
        }
    }

    /// Does all these tasks at once with the same answers, and lets everything follow.
    pub(super) async fn complete(&self, person: &str, tasks: &[TaskLine], answers: Json) {
        let answers = answers.as_object().unwrap();
        let mut under_way = JoinSet::new();
        for task in tasks.iter().cloned() {
            let (service, key) = (self.service.clone(), self.key());
            let (person, answers) = (person.to_owned(), answers.clone());
            under_way.spawn(async move {
                let done =
                    service.complete_task(key, &person, &task.instance, task.task, None, answers);
                done.await.unwrap_or_else(|refused| {
                    panic!("«{}» by {person}: {refused:?}", task.title.ru)
                });
            });
        }
        under_way.join_all().await;
        self.settle().await;
    }

    /// Ends the only task with this title by an outcome and lets everything follow.
    pub(super) async fn decide(&self, person: &str, title: &str, outcome: &str) {
        let tasks = self.tasks(person, title).await;
        let [task] = tasks.as_slice() else {
            panic!("{} tasks «{title}» of {person}", tasks.len());
        };
        let outcome = Some(outcome.to_owned());
        let (instance, none) = (&task.instance, serde_json::Map::new());
        let done =
            self.service
                .complete_task(self.key(), person, instance, task.task, outcome, none);
        done.await.unwrap();
        self.settle().await;
    }

    /// Everything at once, each by its own person; then lets everything follow.
    pub(super) async fn act(&self, acts: Vec<Act>) {
        let mut under_way = JoinSet::new();
        for act in acts {
            let (service, key) = (self.service.clone(), self.key());
            under_way.spawn(async move {
                let answers = act.answers.as_object().unwrap().clone();
                let (person, task) = (act.person, act.task);
                let outcome = act.outcome.map(str::to_owned);
                let done = service.complete_task(
                    key,
                    &person,
                    &task.instance,
                    task.task,
                    outcome,
                    answers,
                );
                done.await.unwrap_or_else(|refused| {
                    panic!("«{}» by {person}: {refused:?}", task.title.ru)
                });
            });
        }
        under_way.join_all().await;
        self.settle().await;
    }

    /// The open tasks of each of these people.
    pub(super) async fn open_tasks(&self, people: Vec<String>) -> Vec<(String, Vec<TaskLine>)> {
        let mut asked = JoinSet::new();
        for person in people {
            let service = self.service.clone();
            asked.spawn(async move {
                let (mut found, mut after) = (Vec::new(), None::<String>);
                loop {
                    let page = service.my_tasks(&person, after.as_deref()).await.unwrap();
                    found.extend(page.rows);
                    after = page.next;
                    if after.is_none() {
                        return (person, found);
                    }
                }
            });
        }
        let mut all = asked.join_all().await;
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    /// A file that somebody uploads, as a form names it.
    pub(super) async fn file(&self, person: &str) -> Json {
        let file = self.service.upload(Some(person), "бумага.txt", b"paper");
        Json::String(file.await.unwrap().id)
    }

    /// Somebody begins a process by hand.
    pub(super) async fn start(&self, person: &str, process: &str, input: Json) {
        let input = input.as_object().unwrap().clone();
        let begun = self
            .service
            .start_manual(self.key(), person, process, input, BTreeMap::new());
        begun.await.unwrap();
        self.settle().await;
    }

    /// The entries of a register in 2022.
    pub(super) async fn entries(&self, person: &str, register: &str) -> Vec<RegisterEntry> {
        let (mut entries, mut after) = (Vec::new(), None);
        loop {
            let page = self.service.register(person, register, 2022, after).await;
            let page = page.unwrap();
            entries.extend(page.entries);
            after = page.next;
            if after.is_none() {
                return entries;
            }
        }
    }

    /// All these people join at once; their instances, in the same order.
    pub(super) async fn join(
        &self,
        instance: &InstanceId,
        step: &'static str,
        people: Vec<Json>,
    ) -> Vec<InstanceId> {
        let mut under_way = JoinSet::new();
        for (n, answers) in people.into_iter().enumerate() {
            let (service, key, instance) = (self.service.clone(), self.key(), instance.clone());
            let answers = answers.as_object().unwrap().clone();
            under_way.spawn(async move {
                let joined = service.add_item(key, None, &instance, step, answers, None);
                (n, joined.await.unwrap().instance)
            });
        }
        let joined: BTreeMap<usize, InstanceId> = under_way.join_all().await.into_iter().collect();
        self.settle().await;
        joined.into_values().collect()
    }

    /// Does the only task with this title and lets everything follow.
    pub(super) async fn do_task(&self, person: &str, title: &str, answers: Json) -> InstanceId {
        let tasks = self.tasks(person, title).await;
        assert_eq!(
            tasks.len(),
            1,
            "«{title}» of {person} on {}",
            self.service.now()
        );
        self.complete(person, &tasks, answers).await;
        tasks[0].instance.clone()
    }

    /// Letters that left with a subject that begins so.
    pub(super) fn letters(&self, subject: &str) -> u32 {
        let letters = self.post.letters.lock().unwrap();
        let found = letters.iter().filter(|(key, _)| key.starts_with(subject));
        found.map(|(_, count)| count).sum()
    }

    /// Every journal tells what the tables say.
    pub(super) async fn close(self) {
        assert_eq!(self.service.verify().await.unwrap(), []);
        self.engine.stop().await;
    }
}

fn instant(zone: Tz, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    zone.from_local_datetime(&day.and_time(time))
        .unwrap()
        .to_utc()
}
