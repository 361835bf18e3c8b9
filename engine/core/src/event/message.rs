//! Messages between instances and from outside.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::InstanceId;

/// What happens to messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageEvent {
    /// A message was sent to another instance.
    Sent {
        /// Receiver.
        to: InstanceId,
        /// Name.
        message: String,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A message arrived.
    Received {
        /// Name.
        message: String,
        /// Sender.
        from: InstanceId,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A kept message was used by a step.
    Taken {
        /// Name.
        message: String,
    },
    /// A message was sent to whatever instances of a process have the key.
    Addressed {
        /// Process.
        process: String,
        /// Name.
        message: String,
        /// Key.
        key: String,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
}

impl From<MessageEvent> for super::Event {
    fn from(event: MessageEvent) -> Self {
        Self::Message(event)
    }
}
