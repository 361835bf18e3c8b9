//! Files sent with a form: uploaded before the form is judged, so that they stay when it is refused.
//!
//! Without JavaScript: what is attached already travels as ticked boxes with its id, new files as parts of the same name.

use std::collections::BTreeMap;

use reglament_core::{FileFact, RawInput};
use reglament_runtime::ServiceError;
use serde_json::Value;

use super::{FormBody, raw_input};
use crate::App;
use crate::limits;
use crate::locale::Locale;
use crate::ui::parts::{FieldKind, FieldSpec, Problem};
use crate::web::Failure;

/// Where a file of a form goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It replaces the one that stands there.
    One,
    /// It joins the others.
    Many,
}

/// What was sent with the files in their places, and what is wrong with files that were not taken.
pub(crate) struct WithFiles {
    /// The answers; a file is its record.
    pub(crate) raw: RawInput,
    /// Files that were not taken.
    pub(crate) problems: Vec<Problem>,
}

/// Who sends a form, and what stands in its fields before.
#[derive(Clone, Copy)]
pub(crate) struct Sender<'a> {
    pub(crate) locale: Locale,
    /// The person; none: the public.
    pub(crate) by: Option<&'a str>,
    /// The answers that the form was shown with.
    pub(crate) standing: &'a RawInput,
}

/// Most bytes that a form with these fields may have.
pub(crate) fn body_limit(specs: &[FieldSpec], by: Option<&str>) -> usize {
    let files = specs.iter().any(|spec| spec.kind.takes_files());
    match (files, by) {
        (false, _) => limits::BODY_BYTES,
        (true, None) => limits::PUBLIC_UPLOAD_BODY_BYTES,
        (true, Some(_)) => limits::UPLOAD_BODY_BYTES,
    }
}

/// Reads the answers of a form and uploads its files.
pub(crate) async fn read_files(
    app: &App,
    sender: Sender<'_>,
    specs: &[FieldSpec],
    body: &FormBody,
) -> Result<WithFiles, Failure> {
    let mut pairs = body.pairs.clone();
    let mut problems = Vec::new();
    let mut known = BTreeMap::new();
    for file in body
        .files
        .iter()
        .filter(|file| !file.input.starts_with('_'))
    {
        let place = place(specs, &file.input).ok_or(Failure::Unreadable)?;
        match app
            .service()
            .upload(sender.by, &file.name, &file.bytes)
            .await
        {
            Ok(uploaded) => {
                if place == Place::One {
                    pairs.retain(|(name, _)| *name != file.input);
                }
                pairs.push((file.input.clone(), uploaded.id.clone()));
                known.insert(uploaded.id.clone(), uploaded);
            }
            Err(ServiceError::File(problem)) => problems.push(Problem {
                field: file.input.clone(),
                text: format!(
                    "«{}»: {}",
                    file.name,
                    sender.locale.said(problem.ru(), problem.en())
                ),
            }),
            Err(error) => return Err(error.into()),
        }
    }
    let mut raw = raw_input(specs, &pairs)?;
    let mut ids = Vec::new();
    each_file(specs, &mut raw, &mut |file| {
        ids.extend(file.as_str().map(str::to_owned))
    });
    if !ids.is_empty() {
        let own = app.service().uploaded(sender.by, &ids).await?;
        known.extend(own.into_iter().map(|file| (file.id.clone(), file)));
        let mut standing = sender.standing.clone();
        each_file(specs, &mut standing, &mut |file| {
            if let Ok(file) = serde_json::from_value::<FileFact>(file.clone()) {
                known.insert(file.id.clone(), file);
            }
        });
        each_file(specs, &mut raw, &mut |file| {
            if let Some(found) = file.as_str().and_then(|id| known.get(id)) {
                *file = found.answer();
            }
        });
    }
    Ok(WithFiles { raw, problems })
}

/// The place that the path of an input names.
fn place(specs: &[FieldSpec], path: &str) -> Option<Place> {
    let (name, rest) = path
        .split_once('.')
        .map_or((path, None), |(name, rest)| (name, Some(rest)));
    let spec = specs.iter().find(|spec| spec.name == name)?;
    match (&spec.kind, rest) {
        (FieldKind::File, None) => Some(Place::One),
        (FieldKind::Files { .. }, None) => Some(Place::Many),
        (
            FieldKind::Checklist {
                items,
                evidence: true,
            },
            Some(rest),
        ) => {
            let item = rest.strip_suffix(".file")?;
            items
                .iter()
                .any(|known| known.value == item)
                .then_some(Place::One)
        }
        (FieldKind::Card(card), Some(rest)) if !card.judged => {
            let (item, part) = rest.split_once('.')?;
            item.parse::<usize>().ok()?;
            (part == "file").then_some(Place::One)
        }
        (FieldKind::List(columns) | FieldKind::Table { columns, .. }, Some(rest)) => {
            let (row, cell) = rest.split_once('.')?;
            row.parse::<usize>().ok()?;
            place(columns, cell)
        }
        _ => None,
    }
}

/// Goes through the files of the answers: ids, or records.
fn each_file(specs: &[FieldSpec], raw: &mut RawInput, visit: &mut dyn FnMut(&mut Value)) {
    for spec in specs {
        let Some(value) = raw.get_mut(&spec.name) else {
            continue;
        };
        match &spec.kind {
            FieldKind::File => visit(value),
            FieldKind::Files { .. } => value
                .as_array_mut()
                .into_iter()
                .flatten()
                .for_each(&mut *visit),
            FieldKind::Checklist { items, .. } => {
                for item in items {
                    let file = value
                        .get_mut(&item.value)
                        .and_then(|item| item.get_mut("file"));
                    file.into_iter().for_each(&mut *visit);
                }
            }
            FieldKind::Card(_) => {
                for item in value.as_array_mut().into_iter().flatten() {
                    item.get_mut("file").into_iter().for_each(&mut *visit);
                }
            }
            FieldKind::List(columns) | FieldKind::Table { columns, .. } => {
                for row in value.as_array_mut().into_iter().flatten() {
                    if let Some(cells) = row.as_object_mut() {
                        each_file(columns, cells, visit);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, place};
    use crate::ui::parts::{CardSpec, FieldKind, FieldSpec, OptionView};

    #[test]
    fn files_go_where_the_form_asks_for_them_and_nowhere_else() {
        let field = |name: &str, kind| FieldSpec {
            name: name.to_owned(),
            label: String::new(),
            hint: String::new(),
            kind,
            required: true,
        };
        let card = |judged: bool| {
            FieldKind::Card(Box::new(CardSpec {
                judged,
                groups: Vec::new(),
                claims: Vec::new(),
                files: String::new(),
                counted: serde_json::Value::Null,
            }))
        };
        let items = vec![OptionView::new("laws", "Акты", "")];
        let specs = [
            field("order", FieldKind::File),
            field("docs", FieldKind::Files { max: 5 }),
            field("note", FieldKind::Text),
            field(
                "pack",
                FieldKind::Checklist {
                    items: items.clone(),
                    evidence: true,
                },
            ),
            field(
                "ticks",
                FieldKind::Checklist {
                    items,
                    evidence: false,
                },
            ),
            field(
                "rows",
                FieldKind::List(vec![field("scan", FieldKind::File)]),
            ),
            field("claims", card(false)),
            field("verdicts", card(true)),
        ];
        let rows: &[(&str, Option<Place>)] = &[
            ("order", Some(Place::One)),
            ("docs", Some(Place::Many)),
            ("pack.laws.file", Some(Place::One)),
            ("rows.12.scan", Some(Place::One)),
            ("note", None),
            ("order.x", None),
            ("pack.laws", None),
            ("pack.other.file", None),
            ("ticks.laws.file", None),
            ("rows.x.scan", None),
            ("rows.0.other", None),
            ("unknown", None),
            ("claims.3.file", Some(Place::One)),
            ("claims.3.text", None),
            ("claims.x.file", None),
            ("claims.file", None),
            ("verdicts.3.file", None),
        ];
        for (path, expected) in rows {
            assert_eq!(place(&specs, path), *expected, "{path}");
        }
    }
}
