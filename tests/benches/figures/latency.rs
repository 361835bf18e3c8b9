//! How long one command takes until it is on disk: by one client that waits for each, and at five hundred a second that come
//! by chance (a Poisson process), from the moment in which a command was due.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use reglament_core::InstanceId;
use reglament_runtime::Service;
use reglament_store::SqlStore;
use reglament_tests::Dice;
use tokio::{runtime::Handle, task::JoinHandle};

use crate::{
    clock::FastClock,
    load,
    place::{Home, Place},
    regulation,
    spread::Spread,
};

/// Commands a second of the open loop.
pub(crate) const RATE: f64 = 500.0;

/// What was measured.
pub(crate) struct Latency {
    /// One client: commands a second, and how long each took.
    pub(crate) alone: (f64, Spread),
    /// The open loop.
    pub(crate) open: Spread,
}

/// Measures both on a new database.
pub(crate) async fn measure(place: &Place, alone: usize, seconds: f64) -> Latency {
    let home: Home = place.fresh().await;
    let store = SqlStore::open(&home.database).await.unwrap();
    let clock = Arc::new(FastClock::new(regulation::monday(), 1));
    let runtime = regulation::engine(Arc::new(store.clone()), clock).await;
    let service = runtime.service();
    let alone = one_by_one(&service, alone).await;
    let arrivals = arrivals(seconds);
    let open = open_loop(&service, arrivals).await;
    runtime.stop().await;
    store.close().await;
    place.remove(home).await;
    Latency { alone, open }
}

async fn one_by_one(service: &Service, cases: usize) -> (f64, Spread) {
    let mut times = Vec::with_capacity(2 * cases);
    let began = Instant::now();
    for n in 0..cases {
        let start = Instant::now();
        let case = load::begin(service, n).await;
        times.push(start.elapsed());
        let start = Instant::now();
        load::complete(service, &case).await;
        times.push(start.elapsed());
    }
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    (rate, Spread::of(times))
}

/// When commands are due, from the beginning.
fn arrivals(seconds: f64) -> Vec<Duration> {
    let mut dice = Dice::new(7);
    let mut at = 0.0;
    let mut all = Vec::new();
    while at < seconds {
        let chance = (dice.below(1_000_000) as f64 + 0.5) / 1e6;
        at -= chance.ln() / RATE;
        all.push(Duration::from_secs_f64(at));
    }
    all
}

/// Begins a case, or does the task of one that has begun, in turns. A thread of its own lets them go in time: timers of the
/// runtime are a millisecond coarse.
async fn open_loop(service: &Service, arrivals: Vec<Duration>) -> Spread {
    let (service, handle) = (service.clone(), Handle::current());
    let gate = move || {
        let ready: Arc<Mutex<Vec<InstanceId>>> = Arc::default();
        let began = Instant::now();
        let mut under_way: Vec<JoinHandle<Duration>> = Vec::with_capacity(arrivals.len());
        for (n, due) in arrivals.into_iter().enumerate() {
            let due = began + due;
            while let Some(left) = due.checked_duration_since(Instant::now()) {
                std::thread::sleep(left);
            }
            let (service, ready) = (service.clone(), ready.clone());
            under_way.push(handle.spawn(async move {
                let case = match n % 2 {
                    0 => None,
                    _ => ready.lock().unwrap().pop(),
                };
                match case {
                    Some(case) => load::complete(&service, &case).await,
                    None => {
                        let case = load::begin(&service, 1_000_000 + n).await;
                        ready.lock().unwrap().push(case);
                    }
                }
                due.elapsed()
            }));
        }
        under_way
    };
    let under_way = std::thread::spawn(gate);
    while !under_way.is_finished() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut times = Vec::new();
    for one in under_way.join().unwrap() {
        times.push(one.await.unwrap());
    }
    Spread::of(times)
}
