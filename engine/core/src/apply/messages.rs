//! Applies messages: kept when they come, forgotten when a step takes them.

use crate::{Instance, KeptMessage, MessageEvent};

pub(super) fn apply(instance: &mut Instance, event: &MessageEvent) {
    match event {
        MessageEvent::Received {
            message,
            from,
            data,
        } => {
            instance.messages.push(KeptMessage {
                message: message.clone(),
                from: from.clone(),
                data: data.clone(),
            });
        }
        MessageEvent::Taken { message } => {
            let oldest = instance
                .messages
                .iter()
                .position(|kept| kept.message == *message);
            if let Some(oldest) = oldest {
                instance.messages.remove(oldest);
            }
        }
        // What goes to others leaves nothing here.
        MessageEvent::Sent { .. } | MessageEvent::Addressed { .. } => {}
    }
}
