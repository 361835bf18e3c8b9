//! The children of a `for_each` and of calls.

use std::collections::{BTreeMap, BTreeSet};

use reglament_expression::Value;

use crate::{InstanceId, TokenId};

/// What happens to children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemEvent {
    /// An item joined a `for_each`; its child instance starts.
    Added {
        /// Step.
        step: String,
        /// Child instance.
        item: InstanceId,
        /// Receipt code of the child.
        receipt: String,
        /// Child process.
        process: String,
        /// Data given to the child.
        data: BTreeMap<String, Value>,
        /// Fields the child reports back.
        reports: BTreeSet<String>,
        /// Why it was added outside the window.
        reason: Option<String>,
    },
    /// A child reported changed fields.
    Reported {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// Changed fields.
        values: BTreeMap<String, Value>,
    },
    /// A child ended.
    Ended {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// End step of the child.
        outcome: String,
    },
    /// A step that starts children began (anew): items of an earlier run are not its items.
    Planned {
        /// Step.
        step: String,
        /// The token that stands there.
        token: TokenId,
        /// Data of the children that begin one after another, in order; empty when they begin at once.
        rows: Vec<BTreeMap<String, Value>>,
        /// Whether no further item can come.
        closed: bool,
    },
    /// The window of a `for_each` closed.
    Closed {
        /// Step.
        step: String,
    },
    /// A child that still ran is no longer needed; it is told to stop.
    Cancelled {
        /// Step.
        step: String,
        /// Child.
        item: InstanceId,
        /// Why.
        reason: String,
    },
}

impl From<ItemEvent> for super::Event {
    fn from(event: ItemEvent) -> Self {
        Self::Item(event)
    }
}
