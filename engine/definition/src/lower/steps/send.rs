//! `send`: a message to other instances, one or one per row of a list.

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering, Word};
use crate::model::SendStep;

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
    let to = block.need("to").map_or_else(hole, |node| match &names {
        Some(names) => lowering.expression_with(node, names, &Want::Texts),
        None => lowering.unchecked(node),
    });
    let data = lowering.free_values(block.get("data"), names.as_ref());
    SendStep {
        message: message.map(|word| word.text).unwrap_or_default(),
        to,
        each: each.map(|each| (each.row, each.list)),
        data,
        next: lowering.need_next(block),
    }
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
    lowering.warning(
        "R061",
        &word.span,
        ru,
        en,
        crate::suggest::hint(&word.text, known),
    );
}
