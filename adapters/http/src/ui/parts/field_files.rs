//! Builds the views of fields that take files: those attached already, and the items of a checklist.

use reglament_core::{FileFact, MAX_FILE_BYTES};
use serde_json::Value;

use super::field_body::{Builder, is_set};
use super::form::field_id;
use super::{CheckView, FieldKind, FilesView, InputView, KeptFile, OptionView};

impl Builder<'_> {
    /// The files of a field.
    pub(super) fn files(self, path: &str, many: bool, raw: Option<&Value>) -> FilesView {
        let one = raw.map(std::slice::from_ref);
        let all = raw.and_then(Value::as_array).map(Vec::as_slice).or(one);
        let kept = |file: &Value| {
            let file: FileFact = serde_json::from_value(file.clone()).ok()?;
            Some(KeptFile {
                id: file.id,
                name: file.name,
                size: self.locale.size(file.size),
            })
        };
        let endings = FileFact::endings().map(|ending| format!(".{ending}"));
        FilesView {
            id: field_id(path),
            path: path.to_owned(),
            many,
            accept: endings.collect::<Vec<_>>().join(","),
            bytes: MAX_FILE_BYTES,
            kept: all.unwrap_or_default().iter().filter_map(kept).collect(),
        }
    }

    /// What may be attached, in words.
    pub(super) fn file_hint(self, kind: &FieldKind) -> String {
        let endings = FileFact::endings().collect::<Vec<_>>().join(", ");
        let size = self.locale.size(MAX_FILE_BYTES as u64);
        let most = match kind {
            FieldKind::Files { max } => max.to_string(),
            _ => "1".to_owned(),
        };
        let values = [("endings", &*endings), ("size", &*size), ("most", &*most)];
        match kind {
            FieldKind::Files { .. } => self.locale.fill("field.files_hint", &values),
            _ => self.locale.fill("field.file_hint", &values),
        }
    }

    /// The items of a checklist.
    pub(super) fn checks(
        self,
        items: &[OptionView],
        evidence: bool,
        path: &str,
        raw: Option<&Value>,
    ) -> Vec<CheckView> {
        let check = |item: &OptionView| {
            let path = format!("{path}.{}", item.value);
            let raw = raw.and_then(|raw| raw.get(&item.value));
            let part = |part: &str| raw.and_then(|raw| raw.get(part));
            let inner = format!("{path}.");
            let concerns = |p: &&super::Problem| p.field == path || p.field.starts_with(&inner);
            let problem = self.problems.iter().find(concerns);
            let note = InputView {
                label: self.locale.text("field.note"),
                width: "w-long",
                ..self.input(&format!("{path}.note"), part("note"))
            };
            let files = self.files(&format!("{path}.file"), false, part("file"));
            CheckView {
                id: field_id(&path),
                label: item.title.clone(),
                done: is_set(part("done")),
                problem: problem.map_or_else(String::new, |p| p.text.clone()),
                evidence: evidence.then_some((note, files)),
                path,
            }
        };
        items.iter().map(check).collect()
    }
}
