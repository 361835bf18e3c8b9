//! A message on its way: when it is sent on each line, and what it says as far as that is known.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{Line, Span};

/// When a message is sent and with what contents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sending {
    /// When.
    pub span: Span,
    pub(crate) contents: [BTreeMap<String, Value>; 3],
}

impl Sending {
    /// What the message says on a line; keys that nobody can know yet are missing.
    pub fn contents(&self, line: Line) -> &BTreeMap<String, Value> {
        &self.contents[line.index()]
    }
}
