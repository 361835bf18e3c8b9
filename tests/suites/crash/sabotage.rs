//! The proof that the final check finds something: the evidence of a run is spoiled, each time in another way, and looked at again.
//!
//! Tables are spoiled inside a transaction that is taken back.

use sqlx::{Connection as _, PgConnection};

use super::evidence::Evidence;
use super::ledger::Ledger;

/// What is done to the tables, and a word of what must be found.
const SPOILED: [(&str, &str, &str); 7] = [
    (
        "a row of the journal is deleted",
        "DELETE FROM journal WHERE position = (SELECT MIN(position) FROM journal)",
        "after event",
    ),
    (
        "the last row of a journal is deleted",
        "DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)",
        "the journal ends at",
    ),
    (
        "the effect of a start is deleted",
        "DELETE FROM instance WHERE id = (SELECT MIN(id) FROM instance)",
        "was lost",
    ),
    (
        "a key is forgotten",
        "DELETE FROM command WHERE id = (SELECT MIN(id) FROM command WHERE id LIKE '%answer-%')",
        "is not known any more",
    ),
    (
        "a timer was due later than it fired",
        "UPDATE journal SET events = replace(events, '\"timer_scheduled\":{\"at\":\"20', '\"timer_scheduled\":{\"at\":\"21') \
         WHERE instance = (SELECT MIN(instance) FROM journal WHERE events LIKE '%\"timer_fired\"%')",
        "early",
    ),
    (
        "a timer fired twice",
        "INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash) \
         SELECT instance, last_seq + 1, last_seq + 1, at, actor, cause, events, hash FROM journal \
         WHERE position = (SELECT MIN(position) FROM journal WHERE events LIKE '%\"timer_fired\"%')",
        "fired twice",
    ),
    (
        "a letter was written and did not come",
        "UPDATE outbox SET key = key || '/other', state = 'queued' WHERE key = (SELECT MIN(key) FROM outbox)",
        "a letter is queued",
    ),
];

/// Spoils everything once.
pub(super) async fn find_all(address: &str, clean: &Evidence, ledger: &Ledger, most_twice: usize) {
    let mut c = PgConnection::connect(address).await.unwrap();
    for (what, sql, word) in SPOILED {
        let mut spoiled = c.begin().await.unwrap();
        let touched = sqlx::query(sql).execute(&mut *spoiled).await.unwrap();
        assert!(touched.rows_affected() > 0, "{what}: nothing was touched");
        let arrived = clean.arrived.clone();
        let read = Evidence::read(&mut spoiled, arrived).await.unwrap();
        expect(what, word, &read.findings(ledger, most_twice));
        spoiled.rollback().await.unwrap();
    }
    let letters = |change: &dyn Fn(&mut Evidence)| {
        let mut spoiled = clean.clone();
        change(&mut spoiled);
        spoiled.findings(ledger, most_twice)
    };
    let often = letters(&|it| {
        let first = it.arrived.values_mut().next().expect("letters came");
        *first += most_twice + 1;
    });
    expect("a letter came again and again", "came twice", &often);
    let lost = letters(&|it| drop(it.arrived.pop_first()));
    expect("a letter was lost", "were written", &lost);
    let renamed = letters(&|it| {
        it.arrived.insert("<another@id>".to_owned(), 1);
    });
    expect("a letter came under another id", "were written", &renamed);
}

fn expect(what: &str, word: &str, found: &[String]) {
    println!(
        "spoiled: {what}; found: {}",
        found.first().map_or("", |it| it)
    );
    let is_found = found.iter().any(|finding| finding.contains(word));
    assert!(is_found, "{what} is not found: {found:?}");
}
