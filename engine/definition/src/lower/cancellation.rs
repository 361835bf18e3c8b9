//! `on: cancellation` of a process: it stands among the events of the process but is no button of an applicant, and
//! it may end the instance at once.

use super::expression::Want;
use super::{Block, Lowering};
use crate::grammar::PROCESS_EVENT;
use crate::model::Cancellation;

/// The id that is kept for it under `on:`.
pub(super) const ID: &str = "cancellation";

impl<'w> Lowering<'w> {
    /// Reads it, if the process has one.
    pub(crate) fn cancellation(&self) -> Option<Cancellation> {
        let node = self.outline.block.node.get("on")?.get(ID)?;
        let block = Block::shape(self.reader, node, &PROCESS_EVENT)?;
        self.no_applicant(block);
        if !block.has("role") {
            block.reader.missing_key("role", &block.node.span);
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
