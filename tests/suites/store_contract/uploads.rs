//! Files on their way: parts without gap or overlap, bounded in number, gone when they are whole or too old.

use std::sync::Arc;

use reglament_runtime::port::{Store, UploadRow};

use super::make::at;

fn row(digest: &str) -> UploadRow {
    UploadRow {
        digest: digest.into(),
        by: Some("anna".into()),
        place: "form/1".into(),
        name: "скан.pdf".into(),
        size: 5,
        received: 0,
        expires_at: at(60),
        file: None,
    }
}

pub(super) async fn parts_follow_each_other(store: Arc<dyn Store>) {
    assert!(store.begin_upload(&row("a"), 9).await.unwrap());
    assert_eq!(store.upload("a", at(59)).await.unwrap(), Some(row("a")));
    for (offset, bytes, taken) in [
        (0, "абв", false),
        (1, "a", false),
        (0, "ab", true),
        (0, "ab", false),
        (2, "cd", true),
        (4, "ef", false),
        (4, "e", true),
        (5, "f", false),
    ] {
        let added = store.add_part("a", offset, bytes.as_bytes(), at(90)).await;
        assert_eq!(added.unwrap(), taken, "{offset} {bytes}");
    }
    assert_eq!(store.upload_bytes("a").await.unwrap(), b"abcde");
    let whole = UploadRow {
        received: 5,
        expires_at: at(90),
        ..row("a")
    };
    assert_eq!(store.upload("a", at(61)).await.unwrap(), Some(whole));
    assert!(!store.add_part("b", 0, b"a", at(90)).await.unwrap());
}

pub(super) async fn of_two_writers_of_a_part_one_wins(store: Arc<dyn Store>) {
    store.begin_upload(&row("a"), 9).await.unwrap();
    let (one, other) = tokio::join!(
        store.add_part("a", 0, b"abc", at(90)),
        store.add_part("a", 0, b"xyz", at(90)),
    );
    assert_ne!(one.unwrap(), other.unwrap());
    assert_eq!(store.upload_bytes("a").await.unwrap().len(), 3);
}

pub(super) async fn what_is_whole_becomes_a_file_and_its_parts_go(store: Arc<dyn Store>) {
    store.begin_upload(&row("a"), 9).await.unwrap();
    store.add_part("a", 0, b"abcde", at(60)).await.unwrap();
    store.finish_upload("a", "file").await.unwrap();
    let kept = store.upload("a", at(2)).await.unwrap().unwrap();
    assert_eq!(kept.file.as_deref(), Some("file"));
    assert_eq!(store.upload_bytes("a").await.unwrap(), b"");
    assert!(!store.add_part("a", 5, b"f", at(90)).await.unwrap());
    store.drop_upload("a").await.unwrap();
    assert_eq!(store.upload("a", at(2)).await.unwrap(), None);
}

pub(super) async fn there_are_only_so_many_on_their_way(store: Arc<dyn Store>) {
    for digest in ["a", "b"] {
        assert!(store.begin_upload(&row(digest), 2).await.unwrap());
    }
    assert!(!store.begin_upload(&row("c"), 2).await.unwrap());
    let elsewhere = UploadRow {
        place: "form/2".into(),
        ..row("d")
    };
    assert!(store.begin_upload(&elsewhere, 2).await.unwrap());
    store.finish_upload("a", "file").await.unwrap();
    assert!(store.begin_upload(&row("e"), 2).await.unwrap());
    store.add_part("e", 0, b"ab", at(90)).await.unwrap();
    assert_eq!(store.forget_uploads(at(59)).await.unwrap(), 0);
    assert_eq!(store.forget_uploads(at(60)).await.unwrap(), 3);
    assert_eq!(store.upload("b", at(2)).await.unwrap(), None);
    assert_eq!(store.upload_bytes("e").await.unwrap(), b"ab");
}
