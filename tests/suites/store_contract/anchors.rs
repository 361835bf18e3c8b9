//! Links of the journal come by their place, and the last anchor of a file is remembered.

use std::sync::Arc;

use reglament_runtime::port::{AnchorNote, Store, StoreError};
use reglament_tests::TestDatabase;
use sqlx::{Connection as _, PgConnection};

use super::make::{at, moved};

pub(super) async fn links_come_in_the_order_of_commits(store: Arc<dyn Store>) {
    assert_eq!(store.journal_end().await.unwrap(), 0);
    for id in ["c", "a", "b"] {
        store.commit(&moved(id, 1)).await.unwrap();
    }
    let end = store.journal_end().await.unwrap();
    let links = store.journal_links(0, end, 9).await.unwrap();
    let ids: Vec<&str> = links.iter().map(|link| link.instance.as_str()).collect();
    assert_eq!(ids, ["c", "a", "b"]);
    assert_eq!(links.last().unwrap().position, end);
    assert!(links.iter().all(|link| link.first_seq == 1));
    let middle = links[1].position;
    let rest = store.journal_links(middle, end, 9).await.unwrap();
    assert_eq!(rest, links[2..]);
    assert_eq!(store.journal_links(0, middle, 9).await.unwrap(), links[..2]);
    assert_eq!(store.journal_links(0, end, 1).await.unwrap(), links[..1]);
}

pub(super) async fn the_last_anchor_of_a_file_is_remembered(store: Arc<dyn Store>) {
    let own = store.installation().await.unwrap();
    assert_eq!((own.id.len(), own.restored), (16, None));
    let note = |keeper: &str, place: &str, number: u32| AnchorNote {
        keeper: keeper.to_owned(),
        place: place.to_owned(),
        number: number.into(),
        position: u64::from(number) * 10,
        digest: format!("{number:064}"),
        at: at(number),
        is_written: number > 1,
    };
    for known in [
        note("a", "/one", 1),
        note("b", "/two", 2),
        note("a", "/one", 3),
    ] {
        store.note_anchor(&known).await.unwrap();
    }
    let wanted = [note("a", "/one", 3), note("b", "/two", 2)];
    assert_eq!(store.anchor_notes().await.unwrap(), wanted);
    store.forget_anchors("/one").await.unwrap();
    assert_eq!(store.anchor_notes().await.unwrap(), wanted[1..]);
}

/// A number that was drawn and not committed yet lies before no anchor: the end waits for it, though not for ever.
#[tokio::test]
async fn the_end_of_the_journal_waits_for_commits_under_way() {
    const ROW: &str = "INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash) \
                       VALUES ('b', 1, 1, 0, '{}', '', '[]', '')";
    let database = TestDatabase::postgres().await;
    let store = database.open().await;
    let contract: Arc<dyn Store> = Arc::new(store.clone());
    contract.commit(&moved("a", 1)).await.unwrap();
    let end = contract.journal_end().await.unwrap();
    let mut other = PgConnection::connect(&database.address()).await.unwrap();
    let mut under_way = other.begin().await.unwrap();
    sqlx::query(ROW).execute(&mut *under_way).await.unwrap();
    // A later number is committed before.
    contract.commit(&moved("c", 1)).await.unwrap();
    let told = contract.journal_end().await;
    assert!(matches!(told, Err(StoreError::Unavailable(_))), "{told:?}");
    under_way.commit().await.unwrap();
    assert_eq!(contract.journal_end().await.unwrap(), end + 2);
    other.close().await.unwrap();
    store.close().await;
}
