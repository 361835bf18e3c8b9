//! Seven days of steady work on a clock that runs faster, and what the process keeps in memory after each of them.
//!
//! Cases begin, tasks are done days later, timers fire, reminders leave, people look at boards, lists and cases. Nothing may
//! grow but what has a limit of its own: the cases that the writer remembers, the pages that the database keeps.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reglament_core::InstanceId;
use reglament_runtime::{OverdueQuery, Service};
use reglament_store::SqlStore;

use crate::{
    clock::FastClock,
    load, machine,
    place::Place,
    regulation::{self, CLERK},
};

/// Days of the week.
pub(crate) const DAYS: u32 = 7;
/// Days after which a task is done: a reminder has been sent by then.
const PATIENCE: u32 = 3;
/// Cases that begin in a real second.
const RATE: u32 = 100;

/// What was seen.
pub(crate) struct Week {
    /// Memory of the process' own after each day, megabytes.
    pub(crate) memory: Vec<f64>,
    pub(crate) cases: usize,
    pub(crate) looks: usize,
}

#[derive(Default)]
struct Desk {
    waiting: Mutex<VecDeque<(Instant, InstanceId)>>,
    begun: AtomicUsize,
    looks: AtomicUsize,
    over: AtomicBool,
}

/// Lives through a week; a day takes so long.
pub(crate) async fn live(place: &Place, day: Duration) -> Week {
    let home = place.fresh().await;
    let store = SqlStore::open(&home.database).await.unwrap();
    let factor = (86_400.0 / day.as_secs_f64()) as u32;
    let clock = Arc::new(FastClock::new(regulation::monday(), factor));
    let runtime = regulation::engine(Arc::new(store.clone()), clock).await;
    let desk = Arc::new(Desk::default());
    let work = [
        tokio::spawn(begin(runtime.service(), desk.clone())),
        tokio::spawn(complete(runtime.service(), desk.clone(), day * PATIENCE)),
        tokio::spawn(answer(runtime.service(), desk.clone())),
        tokio::spawn(look(runtime.service(), desk.clone())),
    ];
    let mut memory = Vec::new();
    for _ in 0..DAYS {
        tokio::time::sleep(day).await;
        memory.push(machine::memory(std::process::id()).1);
    }
    desk.over.store(true, Ordering::SeqCst);
    for one in work {
        one.await.unwrap();
    }
    runtime.stop().await;
    store.close().await;
    place.remove(home).await;
    Week {
        memory,
        cases: desk.begun.load(Ordering::Relaxed),
        looks: desk.looks.load(Ordering::Relaxed),
    }
}

async fn begin(service: Service, desk: Arc<Desk>) {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / RATE);
    while !desk.over.load(Ordering::Relaxed) {
        pace.tick().await;
        let n = desk.begun.fetch_add(1, Ordering::Relaxed);
        let case = load::begin(&service, n).await;
        let mut waiting = desk.waiting.lock().unwrap();
        waiting.push_back((Instant::now(), case));
    }
}

async fn complete(service: Service, desk: Arc<Desk>, patience: Duration) {
    while !desk.over.load(Ordering::Relaxed) {
        let case = {
            let mut waiting = desk.waiting.lock().unwrap();
            let is_old = waiting
                .front()
                .is_some_and(|(at, _)| at.elapsed() > patience);
            is_old.then(|| waiting.pop_front()).flatten()
        };
        match case {
            Some((_, case)) => load::complete(&service, &case).await,
            None => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

async fn answer(service: Service, desk: Arc<Desk>) {
    while !desk.over.load(Ordering::Relaxed) {
        let found = load::fetch(&service).await;
        for hold in &found {
            load::answer(&service, hold).await;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn look(service: Service, desk: Arc<Desk>) {
    let board = OverdueQuery::default();
    while !desk.over.load(Ordering::Relaxed) {
        service.overdue(CLERK, &board).await.unwrap();
        service.my_tasks(CLERK, None).await.unwrap();
        let case = desk.waiting.lock().unwrap().front().cloned();
        if let Some((_, case)) = case {
            service.instance(CLERK, &case).await.unwrap();
        }
        desk.looks.fetch_add(3, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
