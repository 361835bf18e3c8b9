//! The closed loop: so many commands in flight, so many cases open, until so many have ended.
//!
//! Every client takes whatever is to be done next by chance: begins a case while there are fewer open than there should be,
//! answers for the machine, or does the task of any case. Timers fire by themselves, on a clock that runs faster.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reglament_core::{CommandId, InstanceId, TaskId};
use reglament_runtime::{JobHold, JobWish, Service};
use reglament_store::{Database, SqlStore};
use reglament_tests::Dice;

use crate::{
    clock::FastClock,
    recorder::Recorder,
    regulation::{self, CLERK, PROCESS, TOPIC},
};

/// Virtual seconds in a real one: the wait of a minute takes a tenth of a second.
const FACTOR: u32 = 600;
/// Jobs that are fetched at once, and as many that may wait for a client.
const JOBS: u32 = 100;
/// How long somebody who finds nothing to do waits.
const PAUSE: Duration = Duration::from_millis(1);

/// A load.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// Commands in flight.
    pub(crate) clients: usize,
    /// Cases whose task is open, of which any may be done next.
    pub(crate) open: usize,
    /// Cases in all.
    pub(crate) instances: usize,
}

/// What is to be done.
#[derive(Default)]
struct Desk {
    begun: AtomicUsize,
    tasks: Mutex<Vec<InstanceId>>,
    jobs: Mutex<Vec<JobHold>>,
    over: AtomicBool,
}

/// Runs a load on an empty database; gives what was written and how long it took.
pub(crate) async fn run(database: &Database, load: Load, kept: bool) -> (Arc<Recorder>, Duration) {
    let store = SqlStore::open(database).await.unwrap();
    let recorder = Arc::new(Recorder::new(store.clone(), kept));
    let clock = Arc::new(FastClock::new(regulation::monday(), FACTOR));
    let runtime = regulation::engine(recorder.clone(), clock).await;
    let desk = Arc::new(Desk::default());
    let began = Instant::now();
    let worker = tokio::spawn(worker(runtime.service(), desk.clone()));
    let clients = (0..load.clients).map(|number| {
        let (service, desk) = (runtime.service(), desk.clone());
        tokio::spawn(client(service, desk, load, number))
    });
    let clients: Vec<_> = clients.collect();
    while recorder.ended() < load.instances {
        tokio::time::sleep(PAUSE).await;
    }
    let time = began.elapsed();
    desk.over.store(true, Ordering::SeqCst);
    for task in clients.into_iter().chain([worker]) {
        task.await.unwrap();
    }
    runtime.stop().await;
    store.close().await;
    (recorder, time)
}

async fn client(service: Service, desk: Arc<Desk>, load: Load, number: usize) {
    let mut dice = Dice::new(number as u64);
    while !desk.over.load(Ordering::Relaxed) {
        if desk.tasks.lock().unwrap().len() < load.open
            && let Some(n) = desk.next(load.instances)
        {
            let case = begin(&service, n).await;
            desk.tasks.lock().unwrap().push(case);
            continue;
        }
        let job = desk.jobs.lock().unwrap().pop();
        if let Some(hold) = job {
            answer(&service, &hold).await;
            continue;
        }
        let task = desk.task(&mut dice);
        match task {
            Some(case) => complete(&service, &case).await,
            None => tokio::time::sleep(PAUSE).await,
        }
    }
}

impl Desk {
    /// The number of the next case, while there are some to begin.
    fn next(&self, instances: usize) -> Option<usize> {
        let n = self.begun.fetch_add(1, Ordering::Relaxed);
        (n < instances).then_some(n)
    }

    /// Any open task.
    fn task(&self, dice: &mut Dice) -> Option<InstanceId> {
        let mut tasks = self.tasks.lock().unwrap();
        let count = tasks.len();
        (count > 0).then(|| tasks.swap_remove(dice.below(count)))
    }
}

/// Fetches jobs for the clients to answer.
async fn worker(service: Service, desk: Arc<Desk>) {
    while !desk.over.load(Ordering::Relaxed) {
        let enough = desk.jobs.lock().unwrap().len() >= JOBS as usize;
        let found = match enough {
            true => Vec::new(),
            false => fetch(&service).await,
        };
        if found.is_empty() {
            tokio::time::sleep(PAUSE).await;
        }
        desk.jobs.lock().unwrap().extend(found);
    }
}

/// Begins a case.
pub(crate) async fn begin(service: &Service, n: usize) -> InstanceId {
    let (key, links) = (CommandId(format!("start-{n}")), Default::default());
    let form = regulation::application(n);
    let begun = service.start_public(key, PROCESS, form, links).await;
    begun.unwrap().instance
}

/// Does its task.
pub(crate) async fn complete(service: &Service, case: &InstanceId) {
    let key = CommandId(format!("task-{case}"));
    let form = regulation::note();
    let done = service.complete_task(key, CLERK, case, TaskId(1), None, form);
    done.await.unwrap();
}

/// Fetches jobs.
pub(crate) async fn fetch(service: &Service) -> Vec<JobHold> {
    let wish = JobWish {
        worker: "worker".into(),
        topic: TOPIC.into(),
        max: JOBS,
        lock_seconds: 3_600,
        wait_seconds: 0,
    };
    let jobs = service.fetch_jobs(&wish).await.unwrap();
    let hold = |job: reglament_runtime::JobView| JobHold {
        worker: wish.worker.clone(),
        instance: job.instance,
        job: job.job,
        lock: job.lock,
    };
    jobs.into_iter().map(hold).collect()
}

/// Answers one. A lock that has run out is no harm: the job is fetched again.
pub(crate) async fn answer(service: &Service, hold: &JobHold) {
    let topics = [TOPIC.to_owned()];
    let answered = service.complete_job(hold, &topics, regulation::extract());
    let _ = answered.await;
}
