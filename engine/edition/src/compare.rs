//! Compares two folders of processes, file by file.
//!
//! Steps, fields, roles and the like are matched by their names; a step that is gone while a new one bears its title and
//! kind has been renamed. Letters, templates and the act are compared by lines, scenarios not at all: they are no part of
//! the edition.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::grammar::{FileKind, Kinds, STEP, Value};
use reglament_definition::{Entry, Node, Source, read};

use crate::change::{Change, Said};
use crate::lines;
use crate::names::{Names, kind_title};
use crate::render::{inner_value, key_name, render_block};
use crate::walk::Walk;

/// A file that cannot be read as YAML: nothing can be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareError {
    /// The file.
    pub file: String,
    /// Whether it is the new edition's.
    pub new: bool,
}

/// Every difference, in the order of the files, and of the new edition within each.
///
/// # Errors
/// When a YAML file of either edition cannot be read; `check` says why.
pub fn compare(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Result<Vec<Change>, CompareError> {
    let mut changes = Vec::new();
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for path in paths {
        let (before, after) = (old.get(path), new.get(path));
        if before == after {
            continue;
        }
        match FileKind::of(path) {
            Some(FileKind::Scenario) => {}
            Some(FileKind::Bank) => changes.push(bank(path, before, after)),
            Some(kind) => changes.extend(yaml(path, kind, before, after)?),
            None if path.contains("/scenarios/") => {}
            None => changes.extend(text(path, before, after)),
        }
    }
    Ok(changes)
}

/// A bank of questions: that it changed, never what. It is secret, and differences are shown to many.
fn bank(path: &str, before: Option<&String>, after: Option<&String>) -> Change {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.trim_end_matches(".yaml");
    Change {
        file: path.to_owned(),
        subject: Said::new(
            format!("Банк вопросов {stem}"),
            format!("Bank of questions {stem}"),
        ),
        id: String::new(),
        basis: Vec::new(),
        place: Vec::new(),
        before: before.map(|_| Said::new("прежние вопросы", "the questions before")),
        after: after.map(|_| Said::new("новые вопросы", "new questions")),
    }
}

/// A letter, a template or the act.
fn text(path: &str, before: Option<&String>, after: Option<&String>) -> Option<Change> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => lines::changed(before, after)?,
        (before, after) => (
            before.map(|text| lines::whole(text)),
            after.map(|text| lines::whole(text)),
        ),
    };
    Some(Change {
        file: path.to_owned(),
        subject: text_subject(path),
        id: String::new(),
        basis: Vec::new(),
        place: Vec::new(),
        before: before.map(Said::same),
        after: after.map(Said::same),
    })
}

fn text_subject(path: &str) -> Said {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if path.contains("/letters/") {
        Said::new(format!("Письмо {stem}"), format!("Letter {stem}"))
    } else if path.contains("/documents/") {
        Said::new(
            format!("Шаблон документа {stem}"),
            format!("Template {stem}"),
        )
    } else if name == "regulation.md" {
        Said::new("Текст акта", "Text of the act")
    } else {
        Said::same(path)
    }
}

fn yaml(
    path: &str,
    kind: FileKind,
    before: Option<&String>,
    after: Option<&String>,
) -> Result<Vec<Change>, CompareError> {
    let tree = |text: Option<&String>, new: bool| {
        text.map(|text| {
            let source = Source::new(path, text);
            read(&source).0.ok_or_else(|| CompareError {
                file: path.to_owned(),
                new,
            })
        })
        .transpose()
    };
    let (old, new) = (tree(before, false)?, tree(after, true)?);
    Ok(match (old, new) {
        (Some(old), Some(new)) => Files {
            path,
            root: kind.root(),
            old: &old,
            new: &new,
            old_names: Names::of(&old),
            new_names: Names::of(&new),
        }
        .changes(),
        (old, new) => {
            let said = |node: &Node| {
                let title = node.get("title").and_then(crate::names::title);
                title.unwrap_or_else(|| Said::same(path))
            };
            vec![Change {
                file: path.to_owned(),
                subject: Said::new("Процесс", "Process"),
                id: String::new(),
                basis: Vec::new(),
                place: Vec::new(),
                before: old.as_ref().map(said),
                after: new.as_ref().map(said),
            }]
        }
    })
}

/// Two versions of one YAML file.
struct Files<'f> {
    path: &'f str,
    root: &'static Value,
    old: &'f Node,
    new: &'f Node,
    old_names: Names,
    new_names: Names,
}

impl Files<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let keys = entries(self.new).iter().chain(
            entries(self.old)
                .iter()
                .filter(|entry| self.new.get(&entry.key).is_none()),
        );
        for entry in keys {
            let (before, after) = (self.old.get(&entry.key), self.new.get(&entry.key));
            let value = inner_value(self.root, self.new, &entry.key)
                .or_else(|| inner_value(self.root, self.old, &entry.key))
                .unwrap_or(&Value::Free);
            if let Value::Names(_, item) = value {
                changes.extend(self.named(&entry.key, value, item, before, after));
            } else {
                changes.extend(self.head(&entry.key, value, before, after));
            }
        }
        changes
    }

    fn walk(&self) -> Walk<'_> {
        Walk {
            old: &self.old_names,
            new: &self.new_names,
        }
    }

    /// A key of the head.
    fn head(
        &self,
        key: &str,
        value: &Value,
        before: Option<&Node>,
        after: Option<&Node>,
    ) -> Vec<Change> {
        let subject = key_name(self.root, key, &self.new_names);
        let subject = Said::new(capital(&subject.ru), capital(&subject.en));
        let change = |place, before, after| Change {
            file: self.path.to_owned(),
            subject: subject.clone(),
            id: String::new(),
            // The basis of an edition is another act, not a clause of this one.
            basis: after_basis(self.new.get(key).filter(|_| key != "edition")),
            place,
            before,
            after,
        };
        match (before, after) {
            (Some(before), Some(after)) => {
                let found = self.walk().differences(before, after, value);
                found.into_iter().map(|(p, b, a)| change(p, b, a)).collect()
            }
            (before, after) => vec![change(
                Vec::new(),
                before.map(|node| render_block(node, value, &self.old_names)),
                after.map(|node| render_block(node, value, &self.new_names)),
            )],
        }
    }

    /// The blocks under a key such as `steps`.
    fn named(
        &self,
        key: &str,
        value: &Value,
        item: &'static Value,
        before: Option<&Node>,
        after: Option<&Node>,
    ) -> Vec<Change> {
        let (old, new) = (
            before.map(entries).unwrap_or_default(),
            after.map(entries).unwrap_or_default(),
        );
        let find = |list: &[Entry], name: &str| list.iter().position(|entry| entry.key == name);
        let renamed = renamed(key, old, new);
        let mut changes = Vec::new();
        for entry in new {
            let earlier = find(old, &entry.key).or_else(|| {
                let from = renamed.get(entry.key.as_str())?;
                find(old, from)
            });
            let base = |place, before, after| Change {
                file: self.path.to_owned(),
                subject: subject(key, value, &entry.key, &self.new_names),
                id: entry.key.clone(),
                basis: after_basis(Some(&entry.value)),
                place,
                before,
                after,
            };
            let Some(earlier) = earlier.map(|at| &old[at]) else {
                let said = render_block(&entry.value, item, &self.new_names);
                changes.push(base(Vec::new(), None, Some(said)));
                continue;
            };
            if earlier.key != entry.key {
                changes.push(base(
                    vec![Said::new("обозначение", "id")],
                    Some(Said::same(earlier.key.clone())),
                    Some(Said::same(entry.key.clone())),
                ));
            }
            let found = self.walk().differences(&earlier.value, &entry.value, item);
            changes.extend(found.into_iter().map(|(p, b, a)| base(p, b, a)));
        }
        for entry in old {
            let kept =
                find(new, &entry.key).is_some() || renamed.values().any(|from| *from == entry.key);
            if !kept {
                changes.push(Change {
                    file: self.path.to_owned(),
                    subject: subject(key, value, &entry.key, &self.old_names),
                    id: entry.key.clone(),
                    basis: after_basis(Some(&entry.value)),
                    place: Vec::new(),
                    before: Some(render_block(&entry.value, item, &self.old_names)),
                    after: None,
                });
            }
        }
        changes
    }
}

/// New names of steps -> old ones: gone and new steps of one title and kind, when there is exactly one of each.
fn renamed<'e>(key: &str, old: &'e [Entry], new: &'e [Entry]) -> BTreeMap<&'e str, &'e str> {
    if key != "steps" {
        return BTreeMap::new();
    }
    let face = |entry: &Entry| {
        let kind = kind_of(&entry.value, &STEP)?;
        Some((kind, kind_title(&entry.value, &STEP)?.ru))
    };
    let only = |list: &'e [Entry], other: &[Entry]| -> Vec<&'e Entry> {
        let gone = |entry: &&Entry| !other.iter().any(|each| each.key == entry.key);
        list.iter().filter(gone).collect()
    };
    let (gone, come) = (only(old, new), only(new, old));
    let mut found = BTreeMap::new();
    for entry in &come {
        let alike = |each: &&&Entry| face(each).is_some() && face(each) == face(entry);
        let before: Vec<_> = gone.iter().filter(alike).collect();
        let after = come.iter().filter(alike).count();
        if let ([before], 1) = (before.as_slice(), after) {
            found.insert(entry.key.as_str(), before.key.as_str());
        }
    }
    found
}

fn kind_of(node: &Node, kinds: &Kinds) -> Option<&'static str> {
    let keys = node.map()?.iter().map(|entry| entry.key.as_str());
    kinds.of(keys).map(|kind| kind.key.name)
}

fn subject(key: &str, value: &Value, name: &str, names: &Names) -> Said {
    let title = key_name(value, name, names);
    let (ru, en) = match key {
        "steps" => ("Шаг", "Step"),
        "data" => ("Поле", "Field"),
        "roles" => ("Роль", "Role"),
        "parameters" => ("Параметр", "Parameter"),
        "on" => ("Событие процесса", "Event of the process"),
        "people" => ("Человек", "Person"),
        "registers" => ("Журнал", "Register"),
        "figures" => ("Показатель", "Indicator"),
        other => {
            return Said::new(
                format!("{other} «{}»", title.ru),
                format!("{other} “{}”", title.en),
            );
        }
    };
    Said::new(
        format!("{ru} «{}»", title.ru),
        format!("{en} “{}”", title.en),
    )
}

fn entries(node: &Node) -> &[Entry] {
    node.map().unwrap_or_default()
}

fn after_basis(node: Option<&Node>) -> Vec<String> {
    let Some(basis) = node.and_then(|node| node.get("basis")) else {
        return Vec::new();
    };
    let one = basis.text().into_iter();
    let many = basis
        .list()
        .unwrap_or_default()
        .iter()
        .filter_map(Node::text);
    one.chain(many)
        .filter(|clause| *clause != "none")
        .map(str::to_owned)
        .collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
