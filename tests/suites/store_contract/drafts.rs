//! Drafts: nobody writes over what he has not read, and what was submitted stays as it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use reglament_runtime::port::{DraftChange, DraftMoveRow, DraftState, Store};

use super::make::at;

fn put(path: &str, seen: u32, text: &str) -> DraftChange {
    DraftChange {
        path: path.into(),
        seen,
        put: Some((Some(text.into()), "digest".into())),
    }
}

async fn draft(store: &Arc<dyn Store>) -> u32 {
    let begun = store.begin_draft("Сроки", "anna", "base", at(1));
    begun.await.unwrap()
}

async fn texts(store: &Arc<dyn Store>, id: u32) -> Vec<(String, u32, String)> {
    let files = store.draft_files(id).await.unwrap();
    let row = |file: reglament_runtime::port::DraftFileRow| {
        (file.path, file.revision, file.text.unwrap_or_default())
    };
    files.into_iter().map(row).collect()
}

pub(super) async fn of_two_writers_of_a_file_one_wins(store: Arc<dyn Store>) {
    let id = draft(&store).await;
    let write = async |seen, text: &str, by: &str| {
        let changes = [put("a.yaml", seen, text)];
        store.change_draft(id, &changes, by, at(2)).await.unwrap()
    };
    assert_eq!(write(0, "one", "anna").await, Some(1));
    assert_eq!(write(0, "other", "vera").await, None, "she saw no change");
    assert_eq!(write(1, "two", "vera").await, Some(2));
    assert_eq!(write(1, "three", "anna").await, None);
    assert_eq!(
        texts(&store, id).await,
        [("a.yaml".to_owned(), 2, "two".to_owned())]
    );
    assert_eq!(store.draft_hands(id).await.unwrap(), ["anna", "vera"]);
    let row = store.draft(id).await.unwrap().unwrap();
    assert_eq!((row.revision, row.changed_at), (2, at(2)));
    // Taken back, and written again by somebody who saw that; not by somebody who did not.
    let back = DraftChange {
        path: "a.yaml".into(),
        seen: 2,
        put: None,
    };
    let done = store.change_draft(id, &[back], "anna", at(3)).await;
    assert_eq!(done.unwrap(), Some(3));
    assert_eq!(write(2, "late", "vera").await, None);
    assert_eq!(write(0, "new", "vera").await, Some(4));
}

pub(super) async fn all_changes_happen_or_none(store: Arc<dyn Store>) {
    let id = draft(&store).await;
    let both = [put("a.yaml", 0, "a"), put("b.yaml", 7, "b")];
    let done = store.change_draft(id, &both, "anna", at(2)).await.unwrap();
    assert_eq!(done, None);
    assert!(texts(&store, id).await.is_empty());
    assert_eq!(store.draft(id).await.unwrap().unwrap().revision, 0);
    assert!(store.draft_hands(id).await.unwrap().is_empty());
}

pub(super) async fn a_closed_draft_is_not_written(store: Arc<dyn Store>) {
    let id = draft(&store).await;
    let write = async |seen| {
        let changes = [put("a.yaml", seen, "a")];
        store.change_draft(id, &changes, "anna", at(2)).await
    };
    assert_eq!(write(0).await.unwrap(), Some(1));
    let step = |state, revision| DraftMoveRow {
        state,
        revision,
        by: "anna".into(),
        at: at(3),
        remark: "готово".into(),
    };
    let submitted = step(DraftState::Submitted, 0);
    let early = store.move_draft(id, DraftState::Open, &submitted).await;
    assert!(!early.unwrap(), "of a revision that is no more");
    let submitted = step(DraftState::Submitted, 1);
    let moved = store.move_draft(id, DraftState::Open, &submitted).await;
    assert!(moved.unwrap());
    let again = store.move_draft(id, DraftState::Open, &submitted).await;
    assert!(!again.unwrap());
    assert_eq!(write(1).await.unwrap(), None);
    assert_eq!(store.draft_moves(id).await.unwrap(), [submitted]);
    let row = store.draft(id).await.unwrap().unwrap();
    assert_eq!(row.state, DraftState::Submitted);
    let other = store
        .begin_draft("Ещё", "vera", "base", at(4))
        .await
        .unwrap();
    let list = store.drafts(10).await.unwrap();
    let ids: Vec<u32> = list.iter().map(|row| row.id).collect();
    assert_eq!(ids, [other, id], "those touched last first");
}

pub(super) async fn scenarios_come_and_go(store: Arc<dyn Store>) {
    let keep = async |rows: &[(&str, Option<&str>)]| {
        let changes: BTreeMap<String, Option<String>> = rows
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.map(str::to_owned)))
            .collect();
        store.keep_scenarios(&changes).await.unwrap();
    };
    keep(&[("a", Some("1")), ("b", Some("2"))]).await;
    keep(&[("a", None), ("b", Some("3")), ("c", None)]).await;
    let known = store.scenarios().await.unwrap();
    assert_eq!(known, BTreeMap::from([("b".to_owned(), "3".to_owned())]));
}
