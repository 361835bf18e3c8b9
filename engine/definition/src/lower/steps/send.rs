//! `send`: a message to other instances, one or one per row of a list.

use reglament_expression::Names;

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering, Word, correlation};
use crate::grammar::{ADDRESS, BY_KEY};
use crate::model::{SendStep, SendTo};
use crate::source::Node;
use crate::suggest::advice;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> SendStep {
    let message = block.need_word("message");
    check_receiver(lowering, message.as_ref());
    let each = block
        .get("each")
        .and_then(|node| lowering.each(node, &lowering.names, &Want::List));
    let names = match (&each, block.has("each")) {
        (Some(each), _) => each
            .item
            .clone()
            .map(|item| lowering.names.clone().with(&each.row, item)),
        (None, true) => None,
        (None, false) => Some(lowering.names.clone()),
    };
    let to = block.need("to").map_or_else(
        || SendTo::Instances(hole()),
        |node| receivers(lowering, node, message.as_ref(), names.as_ref()),
    );
    let data = lowering.free_values(block.get("data"), names.as_ref());
    SendStep {
        message: message.map(|word| word.text).unwrap_or_default(),
        to,
        each: each.map(|each| (each.row, each.list)),
        data,
        next: lowering.need_next(block),
    }
}

/// Ids of instances, or `{correlate: {process: …, key: …}}`.
fn receivers<'w>(
    lowering: &Lowering<'w>,
    node: &'w Node,
    message: Option<&Word>,
    names: Option<&Names>,
) -> SendTo {
    let read = |node: &'w Node, want: &Want| match names {
        Some(names) => lowering.expression_with(node, names, want),
        None => lowering.unchecked(node),
    };
    if node.map().is_none() {
        return SendTo::Instances(read(node, &Want::Texts));
    }
    let none = || SendTo::Instances(hole());
    let outer = Block::shape(lowering.reader, node, &BY_KEY);
    let Some(inner) = outer.and_then(|block| block.need("correlate")) else {
        return none();
    };
    let Some(block) = Block::shape(lowering.reader, inner, &ADDRESS) else {
        return none();
    };
    let process = block.need_word("process");
    if let (Some(process), Some(message)) = (&process, message) {
        check_correlation(lowering, process, message);
    }
    SendTo::Key {
        process: process.map(|word| word.text).unwrap_or_default(),
        key: block
            .need("key")
            .map_or_else(hole, |node| read(node, &Want::Key)),
    }
}

/// The receiving process must say how the message finds its instance.
fn check_correlation(lowering: &Lowering<'_>, process: &Word, message: &Word) {
    let Some(other) = lowering.world.outlines.get(&process.text) else {
        if lowering.world.knows_all_processes() {
            let known = lowering.world.outlines.keys().map(String::as_str);
            lowering.reader.unknown(
                "R023",
                ("Процесс", "process"),
                &process.text,
                &process.span,
                known,
            );
        }
        return;
    };
    let declared = correlation::declared(other);
    let found = declared.iter().find(|entry| entry.key == message.text);
    if found.is_some_and(|entry| entry.value.map().is_none() || entry.value.get("key").is_some()) {
        return;
    }
    let ru = format!(
        "Процесс «{}» не говорит, как сообщение «{}» находит своё дело.",
        process.text, message.text
    );
    let en = format!(
        "The process `{}` does not say how the message `{}` finds its instance.",
        process.text, message.text
    );
    let path = &other.reader.source.path;
    let hint = (
        format!(
            "Добавьте `correlation: {{{}: …}}` в `{path}`.",
            message.text
        ),
        format!("Add `correlation: {{{}: …}}` to `{path}`.", message.text),
    );
    lowering
        .reader
        .error("R126", &process.span, ru, en, Some(hint));
}

fn check_receiver(lowering: &Lowering<'_>, message: Option<&Word>) {
    let Some(word) = message else { return };
    lowering.reader.check_id(&word.text, &word.span);
    let messages = &lowering.world.messages;
    let awaited = messages
        .get(&word.text)
        .is_some_and(|message| !message.receivers.is_empty());
    if awaited || !lowering.world.knows_all_processes() {
        return;
    }
    let ru = format!("Сообщения «{}» никто не ждёт.", word.text);
    let en = format!("Nobody waits for the message `{}`.", word.text);
    let known = messages
        .iter()
        .filter(|(_, m)| !m.receivers.is_empty())
        .map(|(name, _)| name.as_str());
    let hint = crate::suggest::hint(&word.text, known).or_else(|| {
        advice(
            "Ждите его в другом процессе: `wait` с `message` или `on: [{message: …}]`.",
            "Wait for it in another process: a `wait` with `message`, or `on: [{message: …}]`.",
        )
    });
    lowering.warning("R061", &word.span, ru, en, hint);
}
