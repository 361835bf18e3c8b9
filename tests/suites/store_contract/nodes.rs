//! What several servers on one database ask: its clock, leases, and which signals are left.

use std::{sync::Arc, time::Duration};

use reglament_runtime::port::{Lease, Servers, SignalBody, SignalRow, Store, StoreError};

use super::make::{at, moved};

const LONG: Duration = Duration::from_secs(3_600);

pub(super) async fn a_lease_has_one_owner(store: Arc<dyn Store>) {
    let ask = async |owner: &str, how_long| store.lease("leader", owner, how_long).await.unwrap();
    assert_eq!(ask("one", LONG).await, Some(Lease { epoch: 1 }));
    assert_eq!(ask("two", LONG).await, None);
    assert_eq!(ask("one", LONG).await, Some(Lease { epoch: 1 }), "extended");
    let other = store.lease("other", "two", LONG).await.unwrap();
    assert_eq!(other, Some(Lease { epoch: 1 }), "leases do not meet");
    store.release("leader", "two").await.unwrap();
    assert_eq!(
        ask("two", LONG).await,
        None,
        "nobody gives back what is not theirs"
    );
    store.release("leader", "one").await.unwrap();
    assert_eq!(ask("two", Duration::ZERO).await, Some(Lease { epoch: 2 }));
    // It has run out at once.
    assert_eq!(ask("one", LONG).await, Some(Lease { epoch: 3 }));
    assert_eq!(ask("two", LONG).await, None);
}

pub(super) async fn the_clock_goes_on(store: Arc<dyn Store>) {
    let first = store.database_now().await.unwrap();
    let second = store.database_now().await.unwrap();
    assert!(first <= second, "{first} {second}");
    assert!(second - first < chrono::TimeDelta::minutes(10));
}

pub(super) async fn a_signal_is_carried_out_once(store: Arc<dyn Store>) {
    let signal = |id: &str| SignalRow {
        id: id.into(),
        to: "b".into(),
        body: SignalBody::Command(reglament_core::Command::RaiseEvent {
            event: "stop".into(),
            reason: None,
        }),
        at: at(0),
    };
    let mut first = moved("a", 1);
    first.signals = vec![signal("x"), signal("y")];
    store.commit(&first).await.unwrap();
    let mut done = moved("a", 2);
    done.done_signals = vec!["x".into()];
    store.commit(&done).await.unwrap();
    let mut again = moved("c", 1);
    again.done_signals = vec!["y".into(), "x".into()];
    assert_eq!(store.commit(&again).await, Err(StoreError::Conflict));
    let asked = ["x".into(), "y".into(), "z".into()];
    let pending = store.pending_signals(&asked).await.unwrap();
    assert_eq!(
        pending,
        ["y".into()],
        "nothing of the refused commit is done"
    );
}

pub(super) async fn servers_are_seen_until_they_go(store: Arc<dyn Store>) {
    let seen = async || store.servers("leader").await.unwrap();
    assert_eq!(seen().await, Servers::default());
    store.appear("one", LONG).await.unwrap();
    store.appear("two", LONG).await.unwrap();
    store.appear("one", LONG).await.unwrap();
    store.appear("gone", Duration::ZERO).await.unwrap();
    assert_eq!(
        seen().await.seen,
        2,
        "each once, and none whose time is over"
    );
    store.lease("leader", "one", LONG).await.unwrap();
    let now = store.database_now().await.unwrap();
    let until = seen().await.lead_until.expect("somebody leads");
    assert!(until > now && until <= now + LONG);
    store.disappear("one").await.unwrap();
    assert_eq!(seen().await.seen, 1);
    store.release("leader", "one").await.unwrap();
    assert_eq!(seen().await.lead_until, None, "given back");
}

/// Where others may be there; a file hears nothing.
pub(super) async fn what_one_tells_is_heard(store: Arc<dyn Store>) {
    let mut hearing = store.hear().await.unwrap();
    store.tell("a word").await.unwrap();
    store.tell("\u{44f} 'quoted'").await.unwrap();
    let heard = tokio::time::timeout(Duration::from_millis(200), hearing.next());
    if !store.is_shared() {
        assert!(heard.await.is_err(), "nobody else is there");
        return;
    }
    assert_eq!(heard.await.unwrap().unwrap(), "a word");
    assert_eq!(hearing.next().await.unwrap(), "\u{44f} 'quoted'");
    let longest = "x".repeat(7_000);
    store.tell(&longest).await.unwrap();
    assert_eq!(hearing.next().await.unwrap(), longest);
}
