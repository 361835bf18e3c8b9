//! `parameters:`: choices that the act leaves open, each with the value taken and the reason.
//!
//! The organisation may override a value; the override is written as text and read by the parameter's kind.

use std::collections::BTreeMap;

use reglament_expression::Value;

use super::{Block, Reader, data, value};
use crate::grammar::PARAMETER;
use crate::model::{DataKind, Parameter};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// Reads the parameters with the organisation's overrides applied.
pub(crate) fn parameters<'a>(
    reader: Reader<'a>,
    node: &'a Node,
    overrides: Option<&BTreeMap<String, String>>,
) -> BTreeMap<String, Parameter> {
    let Some(block) = Block::any(reader, node) else {
        return BTreeMap::new();
    };
    let parameters = block
        .entries()
        .iter()
        .filter_map(|entry| parameter(reader, entry));
    let mut parameters: BTreeMap<String, Parameter> =
        parameters.map(|p| (p.name.clone(), p)).collect();
    for (name, written) in overrides.into_iter().flatten() {
        if let Some(parameter) = parameters.get_mut(name)
            && let Ok(value) = value::parse(written, &parameter.kind)
        {
            parameter.value = value;
        }
    }
    parameters
}

fn parameter<'a>(reader: Reader<'a>, entry: &'a Entry) -> Option<Parameter> {
    let known = data::Known {
        roles: &BTreeMap::new(),
        loops: &[],
        computed: false,
        forms: false,
    };
    let (block, kind, title) = data::declaration(reader, entry, &PARAMETER, &known)?;
    let one_value = !matches!(
        kind,
        DataKind::Consent | DataKind::People { .. } | DataKind::List(_) | DataKind::Table { .. }
    );
    if !one_value || kind.is_handed_in() {
        let (ru, en) = (
            "Параметр не может быть такого вида.",
            "A parameter cannot be of this kind.",
        );
        let hint = advice(
            "Нужно одно значение: `term`, `integer`, `decimal`, `boolean`, `date`, `text` или `choice`.",
            "One value is needed: `term`, `integer`, `decimal`, `boolean`, `date`, `text` or `choice`.",
        );
        reader.error("R014", &entry.key_span, ru, en, hint);
    }
    let value = block
        .need("value")
        .and_then(|node| value::read(reader, node, &kind))
        .unwrap_or(Value::Null);
    let reason = block.get("reason").map(|node| reader.title(node));
    Some(Parameter {
        name: entry.key.clone(),
        title,
        kind,
        value,
        reason,
    })
}
