//! The questions again and again, one after another, with what the caches hold after the first few.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use crate::{engine::Engine, questions::Question, table::Table};

/// Requests that do not count.
const FIRST: usize = 10;
/// Whoever takes longer than this on the average is asked less often.
const SLOW: Duration = Duration::from_millis(200);

/// Prints p50, p99, the slowest, and the size of the answer.
pub(crate) async fn print(path: &Path, questions: &[Question], requests: usize) {
    let mut engine = Engine::open(path).await;
    let heads = ["warm, ms", "p50", "p99", "max", "KB", "packed"];
    let mut table = Table::new(&heads);
    for question in questions {
        engine.sign_in(question.person).await;
        let times = ask(&engine, question, requests).await;
        let path = &question.paths[0];
        let plain = engine.get(question.person, path, false).await;
        let packed = engine.get(question.person, path, true).await;
        assert!(
            plain.status.is_success(),
            "{}: {path} {}",
            question.title,
            plain.status
        );
        let place = |share: usize| times[(times.len() - 1) * share / 100];
        let kb = |bytes: &[u8]| format!("{:.1}", bytes.len() as f64 / 1024.0);
        table.row(&[
            question.title.clone(),
            ms(place(50)),
            ms(place(99)),
            ms(place(100)),
            kb(&plain.bytes),
            kb(&packed.bytes),
        ]);
    }
    table.print();
    engine.close().await;
}

/// The times of the requests, the shortest first.
async fn ask(engine: &Engine, question: &Question, requests: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut paths = question.paths.iter().cycle();
    let began = Instant::now();
    for n in 0..FIRST + requests {
        let path = paths.next().expect("a question has addresses");
        let begun = Instant::now();
        engine.get(question.person, path, true).await;
        if n >= FIRST {
            times.push(begun.elapsed());
        }
        // A minute for three hundred requests at most.
        if n >= 2 * FIRST && began.elapsed() > SLOW * u32::try_from(n).unwrap() {
            break;
        }
    }
    times.sort();
    times
}

/// Milliseconds.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}
