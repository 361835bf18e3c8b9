//! `on: cancellation` of a process: it stands among the events of the process but is no button of an applicant, and
//! it may end the instance at once.

use super::expression::Want;
use super::{Block, Lowering};
use crate::grammar::PROCESS_EVENT;
use crate::model::Cancellation;
use crate::suggest::advice;

/// The id that is kept for it under `on:`.
pub(super) const ID: &str = "cancellation";

impl<'w> Lowering<'w> {
    /// Reads it, if the process has one.
    pub(crate) fn cancellation(&self) -> Option<Cancellation> {
        let node = self.outline.block.node.get("on")?.get(ID)?;
        let block = Block::shape(self.reader, node, &PROCESS_EVENT)?;
        self.no_applicant(block);
        self.nothing_else(block);
        if !block.has("role") {
            block.missing("role");
        }
        Some(Cancellation {
            title: block.title("title"),
            basis: self.basis(block, ID).0,
            when: block
                .get("when")
                .map(|node| self.expression(node, &Want::Boolean)),
            roles: self.roles(block, "role"),
            next: self.next(block, "next"),
        })
    }

    /// A cancellation is asked for, and ends the instance: it neither comes by itself nor goes on beside.
    fn nothing_else(&self, block: Block<'w>) {
        let known = ["title", "basis", "when", "role", "next", "applicant"];
        let strange = block.entries().iter().filter(|entry| {
            !known.contains(&entry.key.as_str()) && PROCESS_EVENT.key(&entry.key).is_some()
        });
        for entry in strange {
            let key = &entry.key;
            let ru = format!("У прекращения дела ключа `{key}` нет.");
            let en = format!("The cancellation of an instance has no key `{key}`.");
            let hint = advice(
                "Его решает человек, и дело кончается. Остальное опишите другим событием.",
                "A person decides it and the instance ends. Describe the rest as another event.",
            );
            self.reader.error("R125", &entry.key_span, ru, en, hint);
        }
    }

    /// An applicant withdraws; cancelling is for the office.
    fn no_applicant(&self, block: Block<'w>) {
        if !block.has("applicant") {
            return;
        }
        let (ru, en) = (
            "Заявитель не прекращает дело, а отзывает его.",
            "An applicant does not cancel an instance but withdraws it.",
        );
        let hint = (
            "Опишите отзыв отдельным событием: `withdrawal: {applicant: true, …}`.".to_owned(),
            "Declare the withdrawal as an event of its own: `withdrawal: {applicant: true, …}`."
                .to_owned(),
        );
        let span = block.key_span("applicant");
        self.reader.error("R015", &span, ru, en, Some(hint));
    }
}
