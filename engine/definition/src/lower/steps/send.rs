//! `send`: a message to other instances, one or one per row of a list.

use reglament_expression::{Expression, Kind, Names};

use super::super::expression::{Want, hole};
use super::super::{Block, Lowering, Word};
use crate::model::SendStep;
use crate::source::Node;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> SendStep {
    let message = block.need_word("message");
    check_receiver(lowering, message.as_ref());
    let each = block.get("each").and_then(|node| each(lowering, node));
    let names = match &each {
        Some((row, _, item)) => lowering.names.clone().with(row, item.clone()),
        None => lowering.names.clone(),
    };
    let to = block.need("to").map_or_else(hole, |node| {
        lowering.expression_with(node, &names, &Want::Texts)
    });
    let data = lowering.free_values(block.get("data"), &names);
    let each = each.map(|(row, list, _)| (row, list));
    SendStep {
        message: message.map(|word| word.text).unwrap_or_default(),
        to,
        each,
        data,
        next: lowering.need_next(block),
    }
}

fn check_receiver(lowering: &Lowering<'_>, message: Option<&Word>) {
    let Some(word) = message else { return };
    lowering.reader.check_id(&word.text, &word.span);
    let messages = &lowering.world.messages;
    if messages
        .get(&word.text)
        .is_some_and(|message| !message.receivers.is_empty())
    {
        return;
    }
    let ru = format!("Сообщения «{}» никто не ждёт.", word.text);
    let en = format!("Nobody waits for the message `{}`.", word.text);
    let awaited = messages
        .iter()
        .filter(|(_, m)| !m.receivers.is_empty())
        .map(|(name, _)| name.as_str());
    lowering.warning(
        "R061",
        &word.span,
        ru,
        en,
        crate::suggest::hint(&word.text, awaited),
    );
}

/// `row in list`: the row's name, the list and the kind of the row.
fn each<'w>(lowering: &Lowering<'w>, node: &'w Node) -> Option<(String, Expression, Kind)> {
    let text = lowering.reader.text(node)?;
    let Some((row, list)) = text.split_once(" in ") else {
        let (ru, en) = ("Нужно: `имя in список`.", "Expected `name in list`.");
        lowering.reader.error("R015", &node.span, ru, en, None);
        return None;
    };
    let offset = node.text()?.find(list)?;
    lowering.reader.check_id(row.trim(), &node.span);
    let (list, kind) = lowering.checked(node, list, offset, &lowering.names, &Want::List);
    let item = match kind {
        Some(Kind::List(item)) => *item,
        _ => Kind::record(Names::new().root),
    };
    Some((row.trim().to_owned(), list, item))
}
