//! Acts of administration: in their order, the newest first, page by page.

use std::sync::Arc;

use reglament_runtime::port::{AuditAct, AuditRow, Page, Store};

use super::make::at;

pub(super) async fn acts_are_read_backwards(store: Arc<dyn Store>) {
    let act = |n: u32, act: AuditAct, about: &str| AuditRow {
        at: at(n),
        by: "steward".into(),
        act,
        about: about.to_owned(),
    };
    // A clock that was set back changes nothing in the order.
    let rows = [
        act(5, AuditAct::AccountOpened, "anna"),
        act(3, AuditAct::AccountBlocked, "anna"),
        act(7, AuditAct::Published, "request 2"),
    ];
    for row in &rows {
        store.note_act(row).await.unwrap();
    }
    let page = |after, limit| Page { after, limit };
    let first = store.acts(&page(None, 2)).await.unwrap();
    let found: Vec<&AuditRow> = first.iter().map(|(_, row)| row).collect();
    assert_eq!(found, [&rows[2], &rows[1]]);
    let rest = store.acts(&page(Some(first[1].0), 2)).await.unwrap();
    let found: Vec<&AuditRow> = rest.iter().map(|(_, row)| row).collect();
    assert_eq!(found, [&rows[0]]);
}
