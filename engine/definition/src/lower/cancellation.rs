//! `on: cancellation` of a process: it stands among the events of the process but is no button of an applicant, and
//! it may end the instance at once.

use super::expression::Want;
use super::{Block, Lowering};
use crate::model::Cancellation;

/// The id that is kept for it under `on:`.
pub(super) const ID: &str = "cancellation";
const KEYS: [&str; 5] = ["title", "role", "when", "next", "basis"];

impl<'w> Lowering<'w> {
    /// Reads it, if the process has one.
    pub(crate) fn cancellation(&self) -> Option<Cancellation> {
        let node = self.outline.block.node.get("on")?.get(ID)?;
        let block = Block::open(self.reader, node, &KEYS)?;
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
}
