//! Diagnostics of a folder, file by file; files that have none any more are told so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lsp_server::Notification;
use reglament_definition::{Diagnostic, Language};
use reglament_language::Lines;
use serde_json::{Value, json};

use crate::folder::{Folder, ReadFolder};
use crate::shape;
use crate::uri::uri;

/// The notices that bring the editor up to date.
pub(crate) fn notices(
    folder: &mut Folder,
    root: &Path,
    read: ReadFolder<'_>,
    language: Language,
) -> Vec<Notification> {
    let closed = folder.is_closed();
    let found = if closed {
        Vec::new()
    } else {
        folder.diagnostics(root, read)
    };
    let mut by_file: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for one in &found {
        by_file.entry(one.file.clone()).or_default().push(one);
    }
    let told: BTreeSet<String> = by_file.keys().cloned().collect();
    let gone = std::mem::replace(&mut folder.told, told);
    for file in gone {
        by_file.entry(file).or_default();
    }
    let workspace = folder.workspace(root, read);
    let notice = |(file, found): (String, Vec<&Diagnostic>)| {
        let text = workspace.text(&file).unwrap_or_default();
        let lines = Lines::new(text);
        let shapes: Vec<Value> = found
            .into_iter()
            .map(|one| {
                let mut shape = shape::diagnostic(one, &lines, language);
                let related = one.related.iter().map(|related| {
                    let text = workspace.text(&related.file).unwrap_or_default();
                    json!({"location": shape::location(root, &related.file, text, &related.span),
                        "message": shape::pick(language, &related.ru, &related.en)})
                });
                shape["relatedInformation"] = Value::Array(related.collect());
                shape
            })
            .collect();
        let params = json!({"uri": uri(&root.join(&file)), "diagnostics": shapes});
        Notification::new("textDocument/publishDiagnostics".to_owned(), params)
    };
    by_file.into_iter().map(notice).collect()
}
