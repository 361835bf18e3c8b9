//! Messages between processes: who sends what, who waits for it.
//!
//! Contents are typed by the expressions of all senders together. Mistakes in those expressions are reported when the
//! senders themselves are lowered.

use std::collections::BTreeMap;

use reglament_expression::{Expression, Kind, Names};

use super::{Message, Outline, Sketch, World, correlation, names};
use crate::source::{Entry, Node};

/// Gathers the messages of all processes. `world` needs its outlines, not its messages.
pub(crate) fn messages(world: &World<'_>) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for outline in world.outlines.values() {
        declared(&mut messages, outline);
        let names = names::names(world, outline);
        if let Some(name) = outline.block.node.get("deadline").and_then(resuming) {
            let message = messages.entry(name.to_owned()).or_default();
            message.receivers.insert(outline.id.text.clone());
        }
        process_wide(&mut messages, outline);
        for sketch in &outline.steps {
            if sketch.kind == Some("send") {
                sent(&mut messages, outline, sketch, &names);
            } else {
                awaited(&mut messages, outline, sketch);
            }
        }
    }
    messages
}

/// Messages that may come from outside, with what they may contain.
fn declared(messages: &mut BTreeMap<String, Message>, outline: &Outline<'_>) {
    for entry in correlation::declared(outline) {
        let message = messages.entry(entry.key.clone()).or_default();
        message.outside = true;
        message.receivers.insert(outline.id.text.clone());
        let fields = outline.contents.get(&entry.key);
        for field in fields.into_iter().flatten() {
            let kind = field.kind.expression_kind();
            let known = message.data.get(&field.name);
            let joined = known.and_then(|known| known.join(&kind));
            message
                .data
                .insert(field.name.clone(), joined.unwrap_or(kind));
        }
    }
}

fn sent(
    messages: &mut BTreeMap<String, Message>,
    outline: &Outline<'_>,
    sketch: &Sketch<'_>,
    names: &Names,
) {
    let Some(name) = sketch.text("message") else {
        return;
    };
    let message = messages.entry(name.to_owned()).or_default();
    message.senders.insert(outline.id.text.clone());
    let names = match sketch.text("each").and_then(|each| row(each, names)) {
        Some((row, kind)) => names.clone().with(row, kind),
        None => names.clone(),
    };
    for entry in sketch
        .entry
        .value
        .get("data")
        .and_then(Node::map)
        .unwrap_or_default()
    {
        let Some(kind) = entry.value.text().and_then(|text| kind(text, &names)) else {
            continue;
        };
        let Some(known) = message.data.get(&entry.key) else {
            message.data.insert(entry.key.clone(), kind);
            continue;
        };
        match known.join(&kind) {
            Some(joined) => drop(message.data.insert(entry.key.clone(), joined)),
            None => conflict(outline, name, entry, known, &kind),
        }
    }
}

/// Two senders give the same key of a message different kinds.
fn conflict(outline: &Outline<'_>, message: &str, entry: &Entry, known: &Kind, kind: &Kind) {
    let key = &entry.key;
    let ru = format!(
        "В сообщении «{message}» ключ «{key}» — {}, а у другого отправителя {}.",
        kind.ru(),
        known.ru()
    );
    let en = format!(
        "In the message `{message}` the key `{key}` is {}, but another sender gives {}.",
        kind.en(),
        known.en()
    );
    let hint = (
        "Назовите ключи по-разному.".to_owned(),
        "Give the keys different names.".to_owned(),
    );
    outline
        .reader
        .error("R041", &entry.value.span, ru, en, Some(hint));
}

fn awaited(messages: &mut BTreeMap<String, Message>, outline: &Outline<'_>, sketch: &Sketch<'_>) {
    let wait = sketch
        .text("message")
        .filter(|_| sketch.kind == Some("wait"));
    let events = sketch
        .entry
        .value
        .get("on")
        .and_then(Node::list)
        .unwrap_or_default();
    let events = events
        .iter()
        .filter_map(|event| event.get("message")?.text());
    let first = sketch.entry.value.get("first").and_then(Node::list);
    let options = first
        .unwrap_or_default()
        .iter()
        .filter_map(|option| option.get("message")?.text());
    let deadline = sketch.entry.value.get("deadline");
    let resumed = deadline.and_then(resuming);
    let waits = wait.into_iter().chain(events).chain(options);
    for name in waits.chain(resumed) {
        messages
            .entry(name.to_owned())
            .or_default()
            .receivers
            .insert(outline.id.text.clone());
    }
}

/// The message that resumes a suspended term.
fn resuming(deadline: &Node) -> Option<&str> {
    let resume_on = deadline.get("suspension")?.get("resume_on")?;
    resume_on.get("message")?.text()
}

/// Messages that the process as a whole listens to, or starts by.
fn process_wide(messages: &mut BTreeMap<String, Message>, outline: &Outline<'_>) {
    let node = outline.block.node;
    let events = node.get("on").and_then(Node::map).unwrap_or_default();
    let events = events
        .iter()
        .filter_map(|entry| entry.value.get("message")?.text());
    let start = node.get("start").and_then(|start| start.get("message"));
    let start = start.and_then(|message| message.text().or_else(|| message.get("name")?.text()));
    for name in events.chain(start) {
        let message = messages.entry(name.to_owned()).or_default();
        message.receivers.insert(outline.id.text.clone());
    }
}

fn kind(text: &str, names: &Names) -> Option<Kind> {
    Expression::parse(text).ok()?.check(names).ok()
}

/// The name and kind of the row in `row in list`.
fn row(each: &str, names: &Names) -> Option<(String, Kind)> {
    let (row, list) = each.split_once(" in ")?;
    match kind(list, names)? {
        Kind::List(item) => Some((row.trim().to_owned(), *item)),
        _ => None,
    }
}
