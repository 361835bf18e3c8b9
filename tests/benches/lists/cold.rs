//! The first request after the program has started on a database of which the system holds nothing in memory.
//!
//! The database is opened anew for each request, and its file is given up to the system before.

use std::{fs::File, path::Path, time::Instant};

use rustix::fs::{Advice, fadvise};

use crate::{engine::Engine, questions::Question, table::Table, warm::ms};

/// Prints the median and the slowest of a few.
pub(crate) async fn print(path: &Path, questions: &[Question], rounds: usize) {
    let mut table = Table::new(&["cold, ms", "median", "max"]);
    for question in questions {
        let mut times = Vec::new();
        for round in 0..rounds {
            let mut engine = Engine::open(path).await;
            engine.sign_in(question.person).await;
            forget(path);
            let path = &question.paths[round % question.paths.len()];
            let began = Instant::now();
            engine.get(question.person, path, true).await;
            times.push(began.elapsed());
            engine.close().await;
        }
        times.sort();
        let slowest = times.last().copied().unwrap_or_default();
        table.row(&[
            question.title.clone(),
            ms(times[times.len() / 2]),
            ms(slowest),
        ]);
    }
    table.print();
}

/// Asks the system to drop its copy of the file. Pages that are not on disk yet stay.
fn forget(path: &Path) {
    let file = File::open(path).unwrap();
    file.sync_all().unwrap();
    fadvise(&file, 0, None, Advice::DontNeed).unwrap();
}
