//! A message arrives: it is kept until some step wants it.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::{InstanceId, MessageEvent, Rejection, limits::MAX_KEPT_MESSAGES, scribe::Scribe, step};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    message: &str,
    from: &InstanceId,
    data: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    if scribe.instance().messages.len() >= MAX_KEPT_MESSAGES {
        return Err(Rejection::LimitReached {
            what: "сообщений / messages",
        });
    }
    scribe.emit(MessageEvent::Received {
        message: message.to_owned(),
        from: from.clone(),
        data: data.clone(),
    });
    if !super::suspend_term::message(scribe, message)? {
        step::message_came(scribe, message);
    }
    Ok(())
}
