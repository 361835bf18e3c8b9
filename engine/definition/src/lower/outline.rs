//! The outline of a process: what other constructs and other processes need to know before anything is lowered.
//!
//! Data, parameters, roles, links and the ids and kinds of steps; no expression is read here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono_tz::Tz;

use super::{Block, Reader, Word, data, links, parameter};
use crate::limits::STEPS;
use crate::model::{Field, Link, Organisation, Parameter, Title};
use crate::source::{Entry, Node};

/// Keys of a process file.
const KEYS: &[&str] = &[
    "process",
    "title",
    "regulation",
    "time_zone",
    "calendar",
    "subject",
    "applicant",
    "roles",
    "parameters",
    "data",
    "start",
    "on",
    "steps",
];

/// Kinds of steps whose key can be nothing else.
pub(super) const KINDS: &[&str] = &[
    "user_task",
    "decision",
    "join",
    "wait",
    "for_each",
    "send",
    "mail",
    "end",
];
/// Kinds whose key is also a setting of another kind: `document` of a user task, `set` of a wait.
const SHARED_KINDS: &[(&str, &str)] = &[("document", "user_task"), ("set", "wait")];

/// A process before its steps are lowered.
pub(crate) struct Outline<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) block: Block<'a>,
    pub(crate) id: Word,
    pub(crate) zone: Tz,
    pub(crate) roles: BTreeMap<String, Title>,
    pub(crate) data: Vec<Field>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    /// Fields and parameters that are declared with a mistake: known, but of no known kind.
    pub(crate) broken: BTreeSet<String>,
    pub(crate) links: Vec<Link>,
    pub(crate) steps: Vec<Sketch<'a>>,
    /// Whether it may be the child of a `for_each`.
    pub(crate) child: bool,
}

/// A step before it is lowered.
pub(crate) struct Sketch<'a> {
    pub(crate) entry: &'a Entry,
    /// Absent (and reported) when the step has no kind or several.
    pub(crate) kind: Option<&'static str>,
}

impl Sketch<'_> {
    pub(crate) fn id(&self) -> &str {
        &self.entry.key
    }

    /// A text under one of its keys, if there is one.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.entry.value.get(key).and_then(Node::text)
    }

    /// The texts of a list under one of its keys.
    pub(crate) fn texts(&self, key: &str) -> Vec<&str> {
        let node = self.entry.value.get(key);
        node.map(|n| {
            n.list().map_or_else(
                || n.text().into_iter().collect(),
                |l| l.iter().filter_map(Node::text).collect(),
            )
        })
        .unwrap_or_default()
    }
}

impl Outline<'_> {
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.data.iter().find(|field| field.name == name)
    }

    pub(crate) fn sketch(&self, id: &str) -> Option<&Sketch<'_>> {
        self.steps.iter().find(|sketch| sketch.id() == id)
    }

    pub(crate) fn field_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.data.iter().map(|field| field.name.as_str())
    }

    pub(crate) fn step_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.steps.iter().map(Sketch::id)
    }

    /// The folder of the process.
    pub(crate) fn folder(&self) -> &str {
        self.reader
            .source
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
    }
}

/// Reads the outline of a process file.
pub(crate) fn outline<'a>(
    reader: Reader<'a>,
    root: &'a Node,
    organisation: &Organisation,
) -> Option<Outline<'a>> {
    let block = Block::open(reader, root, KEYS)?;
    let id = block
        .need_word("process")
        .inspect(|id| reader.check_id(&id.text, &id.span));
    let id = id.unwrap_or_else(|| fallback_id(reader));
    let steps = steps(block);
    let roles = roles(block);
    let loops: Vec<&str> = steps
        .iter()
        .filter(|s| s.kind == Some("for_each"))
        .map(Sketch::id)
        .collect();
    let known = data::Known {
        roles: &roles,
        loops: &loops,
    };
    let data = block
        .get("data")
        .map(|node| data::fields(reader, node, &known))
        .unwrap_or_default();
    let overrides = organisation.parameters.get(&id.text);
    let parameters = block
        .get("parameters")
        .map(|node| parameter::parameters(reader, node, overrides))
        .unwrap_or_default();
    let start = root.get("start");
    let links = start
        .and_then(|s| s.get("links"))
        .map(|node| links::links(reader, node))
        .unwrap_or_default();
    let child = start.and_then(|s| s.get("child")).and_then(Node::text) == Some("true");
    let mut outline = Outline {
        reader,
        block,
        id,
        zone: zone(block),
        roles,
        data,
        parameters,
        links,
        steps,
        child,
        broken: BTreeSet::new(),
    };
    outline.broken = broken(&outline);
    check_names(&outline);
    Some(outline)
}

/// Names under `data` and `parameters` that could not be read.
fn broken(outline: &Outline<'_>) -> BTreeSet<String> {
    let names = |key: &str| {
        outline
            .block
            .node
            .get(key)
            .and_then(Node::map)
            .unwrap_or_default()
    };
    let data = names("data")
        .iter()
        .filter(|entry| outline.field(&entry.key).is_none());
    let parameters = names("parameters")
        .iter()
        .filter(|entry| !outline.parameters.contains_key(&entry.key));
    data.chain(parameters)
        .map(|entry| entry.key.clone())
        .collect()
}

/// The id when the file gives none: its path, so that the process can still be talked about.
fn fallback_id(reader: Reader<'_>) -> Word {
    Word {
        text: reader
            .source
            .path
            .trim_end_matches(".yaml")
            .replace('/', "_"),
        span: 0..0,
    }
}

fn zone(block: Block<'_>) -> Tz {
    let Some(word) = block.need_word("time_zone") else {
        return Tz::UTC;
    };
    word.text.parse().unwrap_or_else(|_| {
        let ru = format!("Часовой пояс «{}» не известен.", word.text);
        let en = format!("The time zone `{}` is not known.", word.text);
        let zones: Vec<&str> = chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name())
            .collect();
        let hint = crate::suggest::nearest(&word.text, zones.iter().copied())
            .map(|near| {
                (
                    format!("Возможно, `{near}`?"),
                    format!("Did you mean `{near}`?"),
                )
            })
            .unwrap_or_else(|| {
                (
                    "Нужно имя IANA, например `Europe/Moscow`.".to_owned(),
                    "Use an IANA name such as `Europe/Moscow`.".to_owned(),
                )
            });
        block.reader.error("R032", &word.span, ru, en, Some(hint));
        Tz::UTC
    })
}

fn roles(block: Block<'_>) -> BTreeMap<String, Title> {
    let Some(roles) = block
        .get("roles")
        .and_then(|node| Block::any(block.reader, node))
    else {
        return BTreeMap::new();
    };
    let role = |entry: &'_ Entry| {
        block.reader.check_id(&entry.key, &entry.key_span);
        entry.key.clone()
    };
    roles
        .entries()
        .iter()
        .map(|entry| (role(entry), block.reader.title(&entry.value)))
        .collect()
}

fn steps(block: Block<'_>) -> Vec<Sketch<'_>> {
    let Some(steps) = block
        .need("steps")
        .and_then(|node| Block::any(block.reader, node))
    else {
        return Vec::new();
    };
    if let Some(entry) = steps.entries().get(STEPS) {
        let (ru, en) = (
            format!("Больше {STEPS} шагов."),
            format!("More than {STEPS} steps."),
        );
        block.reader.error("R002", &entry.key_span, ru, en, None);
    }
    let sketch = |entry| Sketch {
        entry,
        kind: kind(block.reader, entry),
    };
    steps.entries().iter().take(STEPS).map(sketch).collect()
}

/// The kind of a step: exactly one kind key.
fn kind(reader: Reader<'_>, entry: &Entry) -> Option<&'static str> {
    reader.check_id(&entry.key, &entry.key_span);
    let Some(keys) = entry.value.map() else {
        reader.wrong_shape(
            &entry.value,
            "блок с ключами шага",
            "a block with the keys of a step",
        );
        return None;
    };
    let has = |key: &str| keys.iter().find(|e| e.key == key);
    let mut kinds: Vec<(&'static str, &Entry)> = KINDS
        .iter()
        .filter_map(|kind| Some((*kind, has(kind)?)))
        .collect();
    for (kind, owner) in SHARED_KINDS {
        if let Some(found) = has(kind).filter(|_| has(owner).is_none()) {
            kinds.push((kind, found));
        }
    }
    kinds.sort_by_key(|(_, e)| e.key_span.start);
    match kinds.as_slice() {
        [(kind, _)] => Some(kind),
        [] => {
            no_kind(reader, entry, keys);
            None
        }
        [(first, at), (second, other), ..] => {
            let ru = format!("У шага «{}» два вида: `{first}` и `{second}`.", entry.key);
            let en = format!(
                "The step `{}` has two kinds: `{first}` and `{second}`.",
                entry.key
            );
            let diagnostic = reader.source.error("R011", &other.key_span, ru, en);
            let path = &reader.source.path;
            let diagnostic = diagnostic.related(path, &at.key_span, "первый вид", "the first kind");
            reader
                .report(diagnostic.hint("Разделите его на два шага.", "Split it into two steps."));
            Some(first)
        }
    }
}

fn no_kind(reader: Reader<'_>, entry: &Entry, keys: &[Entry]) {
    let all = || {
        KINDS
            .iter()
            .copied()
            .chain(SHARED_KINDS.iter().map(|(kind, _)| *kind))
    };
    let near = keys
        .iter()
        .find_map(|key| Some((key, crate::suggest::nearest(&key.key, all())?)));
    let ru = format!("У шага «{}» нет вида.", entry.key);
    let en = format!("The step `{}` has no kind.", entry.key);
    let span: &Range<usize> = near.map_or(&entry.key_span, |(key, _)| &key.key_span);
    let diagnostic = reader.source.error("R012", span, ru, en);
    let diagnostic = match near {
        Some((key, near)) => diagnostic
            .hint(
                format!("Возможно, `{near}`?"),
                format!("Did you mean `{near}`?"),
            )
            .fix(&key.key_span, near),
        None => {
            let list = all().collect::<Vec<_>>().join(", ");
            diagnostic.hint(
                format!("Нужен один из: {list}."),
                format!("One of these is needed: {list}."),
            )
        }
    };
    reader.report(diagnostic);
}

/// Names that expressions use for something else.
const RESERVED: &[&str] = &[
    "instance",
    "organisation",
    "message",
    "document",
    "task",
    "recipient",
    "item",
];

/// Data, parameters, steps and links share one namespace in expressions.
fn check_names(outline: &Outline<'_>) {
    let node = outline.block.node;
    let sections = [
        node.get("data"),
        node.get("parameters"),
        node.get("start").and_then(|s| s.get("links")),
        node.get("steps"),
    ];
    let mut seen: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    let reserved: BTreeSet<&str> = RESERVED.iter().copied().collect();
    for entry in sections
        .iter()
        .flatten()
        .filter_map(|node| node.map())
        .flatten()
    {
        let (reader, path) = (outline.reader, &outline.reader.source.path);
        if reserved.contains(entry.key.as_str()) {
            let ru = format!("Имя «{}» занято языком.", entry.key);
            let en = format!("The name `{}` belongs to the language.", entry.key);
            let hint = Some((
                "Выберите другое имя.".to_owned(),
                "Choose another name.".to_owned(),
            ));
            reader.error("R013", &entry.key_span, ru, en, hint);
        }
        match seen.get(entry.key.as_str()) {
            Some(first) => {
                let ru = format!("Имя «{}» объявлено дважды.", entry.key);
                let en = format!("The name `{}` is declared twice.", entry.key);
                let diagnostic = reader.source.error("R013", &entry.key_span, ru, en);
                let diagnostic =
                    diagnostic.related(path, first, "первый раз здесь", "first declared here");
                let hint = (
                    "Данные, параметры, ссылки и шаги делят одни имена: переименуйте одно.",
                    "Data, parameters, links and steps share their names: rename one.",
                );
                reader.report(diagnostic.hint(hint.0, hint.1));
            }
            None => {
                seen.insert(&entry.key, &entry.key_span);
            }
        }
    }
}
