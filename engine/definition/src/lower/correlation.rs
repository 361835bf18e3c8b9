//! `correlation:`: how messages find their instance, what strangers may send, how long a message is kept.

use std::collections::BTreeMap;

use reglament_calendar::{Term, Unit};

use super::expression::Want;
use super::{Block, Lowering, Outline, data, term};
use crate::grammar::CORRELATION;
use crate::limits::KEEP_DAYS;
use crate::model::{Field, Message, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// How long a message is kept when the author does not say.
const KEEP: Term = Term::new(30, Unit::CalendarDay);

impl<'w> Lowering<'w> {
    /// Reads the messages that the process declares.
    pub(super) fn correlations(&self) -> BTreeMap<String, Message> {
        let entries = declared(self.outline);
        let read = |entry: &'w Entry| (entry.key.clone(), self.correlation(entry));
        entries.iter().map(read).collect()
    }

    fn correlation(&self, entry: &'w Entry) -> Message {
        self.reader.check_id(&entry.key, &entry.key_span);
        let mut message = Message {
            name: entry.key.clone(),
            key: None,
            keep: KEEP,
            roles: Vec::new(),
            data: Vec::new(),
        };
        if entry.value.map().is_none() {
            message.key = Some(self.expression(&entry.value, &Want::Key));
            return message;
        }
        let Some(block) = Block::shape(self.reader, &entry.value, &CORRELATION) else {
            return message;
        };
        message.key = block
            .get("key")
            .map(|node| self.expression(node, &Want::Key));
        if let Some(keep) = self.keep(block) {
            message.keep = keep;
        }
        message.roles = self.roles(block, "role");
        let contents = self.outline.contents.get(&entry.key);
        message.data = contents.cloned().unwrap_or_default();
        if message.key.is_none() && block.has("keep") {
            let (ru, en) = (
                "Без ключа (`key`) сообщению некого ждать: `keep` ничего не значит.",
                "Without a `key` there is nobody to wait for: `keep` means nothing.",
            );
            self.reader.error(
                "R126",
                &block.key_span("keep"),
                ru,
                en,
                advice(
                    "Добавьте `key: <поле>` или уберите `keep`.",
                    "Add `key: <field>`, or remove `keep`.",
                ),
            );
        }
        message
    }

    fn keep(&self, block: Block<'w>) -> Option<Term> {
        let word = block.word("keep")?;
        let keep = term::term(self.reader, &word);
        let days = match keep.unit {
            Unit::Month => 31,
            Unit::Year => 366,
            Unit::Week => 7,
            Unit::WorkingDay => 2,
            Unit::CalendarDay | Unit::Hour | Unit::Minute => 1,
        };
        if i64::from(keep.count) * days > KEEP_DAYS
            && !matches!(keep.unit, Unit::Hour | Unit::Minute)
        {
            let ru = "Сообщение хранится не дольше года.";
            let en = "A message is kept for a year at most.";
            let hint = advice("Напишите не больше `1 год`.", "Write `1 year` at most.");
            self.reader.error("R126", &word.span, ru, en, hint);
            return None;
        }
        Some(keep)
    }
}

/// The declarations of a process.
pub(super) fn declared<'a>(outline: &Outline<'a>) -> &'a [Entry] {
    let node = outline.block.get("correlation");
    node.and_then(|node| Block::any(outline.reader, node))
        .map(|block| block.entries())
        .unwrap_or_default()
}

/// What messages from outside may contain, by message.
pub(super) fn contents(
    block: Block<'_>,
    roles: &BTreeMap<String, Title>,
) -> BTreeMap<String, Vec<Field>> {
    let declared = block.node.get("correlation").and_then(Node::map);
    let known = data::Known {
        roles,
        loops: &[],
        computed: false,
        forms: false,
    };
    let fields = |entry: &Entry| {
        let node = entry.value.get("data")?;
        Some((entry.key.clone(), data::fields(block.reader, node, &known)))
    };
    declared
        .unwrap_or_default()
        .iter()
        .filter_map(fields)
        .collect()
}
