//! A client that never gives up: it repeats a command under the same key until the server answers.
//!
//! Whether an unanswered command took effect it cannot know; that is what the key is for.

use std::net::SocketAddr;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reglament_tests::Dice;
use reglament_tests::browser::{Request, send};
use serde_json::{Value, json};

use super::ledger::{Entry, Ledger};
use super::regulation::PROCESS;

/// How long a command may stay unanswered.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pause before a repetition.
const PAUSE: Duration = Duration::from_millis(5);

/// What the clients and whoever kills the server have in common.
pub(super) struct Stage {
    /// Where the servers listen at present.
    pub(super) addresses: RwLock<Vec<SocketAddr>>,
    /// The clerk's session.
    pub(super) cookie: String,
    /// Requests sent and not answered.
    pub(super) in_flight: AtomicUsize,
    /// Commands acknowledged.
    pub(super) acknowledged: AtomicUsize,
    /// No more commands are begun.
    pub(super) ending: AtomicBool,
    /// Marks the keys of this run.
    pub(super) run: u64,
    /// Answered instances rest for so many seconds at most, counted from their start, before their second letter; none: they
    /// end with the first.
    pub(super) rest: Option<usize>,
}

impl Stage {
    /// Each command begins at one of the servers and goes on to the next one when there is no answer.
    fn address(&self, key: &str, attempt: u32) -> SocketAddr {
        let addresses = self.addresses.read().unwrap();
        let first = key.bytes().map(usize::from).sum::<usize>();
        addresses[(first + attempt as usize) % addresses.len()]
    }
}

/// Gives commands until the end and tells what was acknowledged.
pub(super) fn work(stage: &Stage, client: usize, mut dice: Dice) -> Ledger {
    let mut ledger = Ledger::default();
    let mut open = Vec::new();
    let mut n = 0;
    while !stage.ending.load(Ordering::Relaxed) {
        n += 1;
        let key = |what: &str| format!("{what}-{:016x}-{client}-{n}", stage.run);
        let entry = if !open.is_empty() && dice.below(100) < 55 {
            let instance = open.swap_remove(dice.below(open.len()));
            answer(stage, instance, key("answer"))
        } else {
            let rest = stage.rest.map(|seconds| dice.below(1_000 * seconds));
            let entry = start(stage, order(format!("{client}/{n}"), key("start"), rest));
            open.push(entry.instance.clone());
            entry
        };
        stage.acknowledged.fetch_add(1, Ordering::Relaxed);
        ledger.entries.push(entry);
    }
    ledger
}

/// A start and its answer, under this key.
pub(super) fn once_through(stage: &Stage, key: &str) -> [Entry; 2] {
    let of = |what: &str| format!("{what}-{:016x}-{key}", stage.run);
    let begun = order(key.to_owned(), of("start"), stage.rest.map(|_| 0));
    let begun = start(stage, begun);
    let done = answer(stage, begun.instance.clone(), of("answer"));
    [begun, done]
}

/// A start that was not sent yet.
pub(super) struct Order {
    pub(super) path: String,
    pub(super) key: String,
    pub(super) body: Value,
    topic: String,
}

/// A start about `topic`; answered, it rests for so many milliseconds from now.
pub(super) fn order(topic: String, key: String, rest: Option<usize>) -> Order {
    let path = format!("/api/v1/processes/{PROCESS}/instances");
    let mut body = json!({"data": {"topic": topic, "email": "applicant@example.org"}});
    if let Some(rest) = rest {
        let until = chrono::Utc::now() + chrono::TimeDelta::milliseconds(rest as i64);
        body["data"]["until"] = until.to_rfc3339().into();
    }
    Order {
        path,
        key,
        body,
        topic,
    }
}

/// Insists on a start.
pub(super) fn start(stage: &Stage, order: Order) -> Entry {
    let (reply, attempts) = insist(stage, &order.path, &order.key, &order.body);
    let instance = reply["instance"]
        .as_str()
        .expect("a start is answered with its instance")
        .to_owned();
    Entry {
        path: order.path,
        key: order.key,
        body: order.body,
        reply,
        attempts,
        instance,
        topic: Some(order.topic),
    }
}

fn answer(stage: &Stage, instance: String, key: String) -> Entry {
    let path = format!("/api/v1/tasks/{instance}/1/complete");
    let body = json!({"data": {"note": "Ваш запрос рассмотрен."}});
    let (reply, attempts) = insist(stage, &path, &key, &body);
    Entry {
        path,
        key,
        body,
        reply,
        attempts,
        instance,
        topic: None,
    }
}

/// Repeats the command until it is acknowledged; gives the answer and the number of attempts.
pub(super) fn insist(stage: &Stage, path: &str, key: &str, body: &Value) -> (Value, u32) {
    let began = Instant::now();
    let mut attempts = 0;
    loop {
        attempts += 1;
        let mut request = Request::command(path, key, body.clone());
        if path.contains("/tasks/") {
            request
                .headers
                .push(("Cookie".to_owned(), stage.cookie.clone()));
        }
        let address = stage.address(key, attempts);
        stage.in_flight.fetch_add(1, Ordering::SeqCst);
        let answer = send(address, &request);
        stage.in_flight.fetch_sub(1, Ordering::SeqCst);
        match answer {
            Ok(answer) if (200..300).contains(&answer.status) => return (answer.json(), attempts),
            // Not available at present; the outcome is as unknown as without an answer.
            Ok(answer) if answer.status >= 500 => {}
            Ok(answer) => panic!("{path} {key}: {} {}", answer.status, answer.html()),
            Err(_) => {}
        }
        assert!(began.elapsed() < PATIENCE, "{path} {key} was not answered");
        std::thread::sleep(PAUSE);
    }
}
