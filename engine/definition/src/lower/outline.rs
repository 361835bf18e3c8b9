//! The outline of a process: what other constructs and other processes need to know before anything is lowered.
//!
//! Data, parameters, roles, links and the ids and kinds of steps; no expression is read here.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use super::{Block, Reader, Word, correlation, data, declared_names, links, parameter, step_kind};
use crate::grammar::PROCESS;
use crate::limits::STEPS;
use crate::model::{Field, Link, Organisation, Parameter, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

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
    /// What declared messages from outside may contain.
    pub(crate) contents: BTreeMap<String, Vec<Field>>,
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
    let block = Block::shape(reader, root, &PROCESS)?;
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
        computed: true,
        forms: true,
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
    let contents = correlation::contents(block, &roles);
    let mut outline = Outline {
        contents,
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
    declared_names::check(&outline);
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
    let word = block.need_word("time_zone");
    word.and_then(|word| named_zone(block.reader, &word))
        .unwrap_or(Tz::UTC)
}

/// The zone of this name; reported when there is none.
pub(super) fn named_zone(reader: Reader<'_>, word: &Word) -> Option<Tz> {
    let found = word.text.parse().ok();
    if found.is_none() {
        let ru = format!("Часовой пояс «{}» не известен.", word.text);
        let en = format!("The time zone `{}` is not known.", word.text);
        let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let near = crate::suggest::nearest(&word.text, zones);
        let near = near.map(|near| {
            (
                format!("Возможно, `{near}`?"),
                format!("Did you mean `{near}`?"),
            )
        });
        let hint = near.or_else(|| {
            advice(
                "Нужно имя IANA, например `Europe/Moscow`.",
                "Use an IANA name such as `Europe/Moscow`.",
            )
        });
        reader.error("R032", &word.span, ru, en, hint);
    }
    found
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
        let hint = advice(
            "Вынесите часть шагов в дочерние процессы.",
            "Move some of the steps to processes of their own.",
        );
        block.reader.error("R002", &entry.key_span, ru, en, hint);
    }
    let sketch = |entry| Sketch {
        entry,
        kind: step_kind::kind(block.reader, entry),
    };
    steps.entries().iter().take(STEPS).map(sketch).collect()
}
