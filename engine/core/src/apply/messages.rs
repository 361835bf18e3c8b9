//! Applies messages: kept when they come, forgotten when a step takes them.

use crate::{Event, Instance, KeptMessage};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::MessageReceived {
        message,
        from,
        data,
    } = event
    {
        instance.messages.push(KeptMessage {
            message: message.clone(),
            from: from.clone(),
            data: data.clone(),
        });
    }
    if let Event::MessageTaken { message } = event {
        let oldest = instance
            .messages
            .iter()
            .position(|kept| kept.message == *message);
        if let Some(oldest) = oldest {
            instance.messages.remove(oldest);
        }
    }
}
