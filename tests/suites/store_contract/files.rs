//! Uploaded files: contents once, those that were used stay.

use std::sync::Arc;

use reglament_core::FileFact;
use reglament_runtime::port::{FileRow, Store, StoreError};

use super::make::{at, moved};

fn upload(id: &str, name: &str, hash: &str, by: Option<&str>, minute: u32) -> FileRow {
    FileRow {
        file: FileFact {
            id: id.into(),
            name: name.into(),
            size: 5,
            media: "text/plain".into(),
        },
        hash: hash.into(),
        by: by.map(str::to_owned),
        at: at(minute),
    }
}

pub(super) async fn a_file_keeps_its_bytes_and_who_uploaded_it(store: Arc<dyn Store>) {
    let (first, second) = (
        upload("f1", "приказ.txt", "h1", Some("anna"), 1),
        upload("f2", "копия.txt", "h1", None, 2),
    );
    store.save_file(&first, b"hello").await.unwrap();
    store.save_file(&second, b"hello").await.unwrap();
    assert_eq!(
        store.save_file(&first, b"again").await,
        Err(StoreError::Conflict)
    );
    let ids = ["f2", "f1", "unknown"].map(str::to_owned);
    let mut found = store.files(&ids).await.unwrap();
    found.sort_by(|a, b| a.file.id.cmp(&b.file.id));
    assert_eq!(found, [first, second]);
    assert_eq!(
        store.file_bytes("f2").await.unwrap(),
        Some(b"hello".to_vec())
    );
    assert_eq!(store.file_bytes("unknown").await.unwrap(), None);
    assert!(store.files(&[]).await.unwrap().is_empty());
}

pub(super) async fn uploads_that_were_never_used_are_forgotten(store: Arc<dyn Store>) {
    for (id, hash, minute) in [
        ("used", "h1", 1),
        ("same", "h1", 1),
        ("old", "h2", 2),
        ("new", "h3", 9),
    ] {
        let row = upload(id, "a.txt", hash, None, minute);
        store.save_file(&row, id.as_bytes()).await.unwrap();
    }
    let mut change = moved("a", 1);
    change.used_files = vec!["used".into(), "unknown".into()];
    store.commit(&change).await.unwrap();
    assert_eq!(store.forget_files(at(9)).await.unwrap(), 2);
    assert_eq!(store.forget_files(at(9)).await.unwrap(), 0);
    // The contents that the forgotten upload shared are still those of the one that is kept.
    assert_eq!(
        store.file_bytes("used").await.unwrap(),
        Some(b"used".to_vec())
    );
    assert_eq!(store.file_bytes("same").await.unwrap(), None);
    assert_eq!(store.file_bytes("old").await.unwrap(), None);
    assert_eq!(
        store.file_bytes("new").await.unwrap(),
        Some(b"new".to_vec())
    );
}
