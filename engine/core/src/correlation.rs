//! Keys by which messages find their instance.
//!
//! A key is a text, a number or a date in one written form, so that the sender's number `7` finds the receiver's `7.0`.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_calendar::{Calendar, From as CountFrom, Rule, due};
use reglament_definition::{Definition, Message};
use reglament_expression::Value;

use crate::{Context, Facts, Instance, limits::MAX_KEY};

/// The written form of a key; none for what cannot be one: unset, empty, too long, a list, a record.
pub fn key_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Null
        | Value::Boolean(_)
        | Value::Moment(_)
        | Value::Term(_)
        | Value::List(_)
        | Value::Record(_) => return None,
    };
    (!text.is_empty() && text.chars().count() <= MAX_KEY).then_some(text)
}

/// The keys of a running instance by message; a key that cannot be computed (yet) is left out.
pub fn correlation_keys(context: &Context<'_>, instance: &Instance) -> BTreeMap<String, String> {
    if !instance.is_running() {
        return BTreeMap::new();
    }
    let facts = Facts::new(*context, instance);
    let messages = context.definition.messages.values();
    let key = |message: &Message| {
        let value = message.key.as_ref()?.evaluate(&facts.scope()).ok()?;
        Some((message.name.clone(), key_text(&value)?))
    };
    messages.filter_map(key).collect()
}

/// When a message is too old, by the rule of the receiving process.
pub fn kept_until(
    calendar: &Calendar,
    definition: &Definition,
    message: &Message,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let rule = Rule::new(message.keep, definition.zone);
    let counted = due(calendar, &rule, CountFrom::Moment(now));
    // Beyond the calendar's years the default of the language stands in.
    counted.map_or_else(|_| now + TimeDelta::days(30), |due| due.at)
}
