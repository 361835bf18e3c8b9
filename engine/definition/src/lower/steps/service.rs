//! `service`: asks an external worker or a webhook and takes values from the answer.
//!
//! Addresses and secrets are the configuration's; here are names only.

use std::collections::BTreeMap;

use reglament_calendar::{Term, Unit};
use reglament_expression::{Kind, Names};

use super::super::{Block, Lowering, data, term};
use crate::grammar::{DEADLINE, RETRIES as RETRIES_SHAPE};
use crate::limits::{RETRIES, RETRY_DELAYS};
use crate::model::{Deadline, Field, Performer, Retries, ServiceStep};
use crate::source::Node;
use crate::suggest::advice;

/// Tries after the first one, unless the author says otherwise.
const USUAL_RETRIES: u32 = 3;
/// Pauses between them.
const USUAL_DELAYS: [Term; 3] = [
    Term::new(1, Unit::Minute),
    Term::new(10, Unit::Minute),
    Term::new(1, Unit::Hour),
];

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> ServiceStep {
    let result = result(lowering, block);
    let kinds: BTreeMap<String, Kind> = result
        .iter()
        .map(|field| (field.name.clone(), field.kind.expression_kind()))
        .collect();
    let names: Names = lowering.names.clone().with("result", Kind::Record(kinds));
    let names = is_described(block).then_some(names);
    ServiceStep {
        performer: performer(block),
        give: lowering.free_values(block.get("give"), Some(&lowering.names)),
        result,
        take: lowering.field_values(block.get("take"), &lowering.outline.data, names.as_ref()),
        retries: block
            .get("retries")
            .map_or_else(usual, |node| retries(block, node)),
        deadline: block
            .get("deadline")
            .and_then(|node| due(lowering, block, node)),
        next: lowering.need_next(block),
    }
}

fn performer(block: Block<'_>) -> Performer {
    let reader = block.reader;
    if block.has("worker") == block.has("webhook") {
        let (ru, en) = (
            "Услуге нужен один исполнитель: `worker` или `webhook`.",
            "A service needs one performer: `worker` or `webhook`.",
        );
        let hint = match block.has("worker") {
            true => advice(
                "Уберите `worker` или `webhook`.",
                "Remove `worker` or `webhook`.",
            ),
            false => advice(
                "Добавьте `worker: <тема>` или `webhook: <имя из настроек>`.",
                "Add `worker: <topic>`, or `webhook: <name in the settings>`.",
            ),
        };
        let second = if block.has("webhook") {
            "webhook"
        } else {
            "service"
        };
        reader.error("R130", &block.key_span(second), ru, en, hint);
    }
    let named = |key: &str| {
        let word = block.word(key)?;
        if word.text.contains("://") {
            let ru = format!("Адрес «{}» в процессе не пишут.", word.text);
            let en = format!(
                "The address `{}` does not belong into a process.",
                word.text
            );
            let hint = advice(
                format!(
                    "Дайте ему имя в настройках сервера и назовите это имя: `{key}: registry`."
                ),
                format!(
                    "Name it in the settings of the server, and write the name: `{key}: registry`."
                ),
            );
            reader.error("R130", &word.span, ru, en, hint);
            return Some(word.text);
        }
        reader.check_id(&word.text, &word.span);
        Some(word.text)
    };
    match named("webhook") {
        Some(name) => Performer::Webhook(name),
        None => Performer::Worker(named("worker").unwrap_or_default()),
    }
}

/// What the answer may hold: as declared, or as the fields want that take a plain `result.<key>`.
fn result<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Vec<Field> {
    if let Some(node) = block.get("result") {
        let known = data::Known {
            roles: &lowering.outline.roles,
            loops: &[],
            computed: false,
            forms: false,
        };
        return data::fields(lowering.reader, node, &known);
    }
    let taken = block.get("take").and_then(Node::map).unwrap_or_default();
    let mut fields: Vec<Field> = Vec::new();
    for entry in taken {
        let key = entry.value.text().and_then(plain_key);
        let field = lowering.outline.field(&entry.key);
        let (Some(key), Some(field)) = (key, field) else {
            continue;
        };
        if fields.iter().all(|known| known.name != key) {
            fields.push(Field {
                name: key.to_owned(),
                ..field.clone()
            });
        }
    }
    fields
}

/// Without `result` only plain `field: result.key` can be taken: nothing else says what the key holds.
fn is_described(block: Block<'_>) -> bool {
    let taken = block.get("take").and_then(Node::map).unwrap_or_default();
    let computed = taken.iter().find(|entry| {
        let text = entry.value.text();
        text.is_some_and(|text| text.contains("result.") && plain_key(text).is_none())
    });
    let Some(entry) = computed.filter(|_| !block.has("result")) else {
        return true;
    };
    let (ru, en) = (
        "Не сказано, что может быть в ответе.",
        "It is not said what the answer may hold.",
    );
    let hint = advice(
        "Опишите ответ: `result: {title: {text: Наименование}}`, или берите значение как есть: `result.title`.",
        "Describe the answer: `result: {title: {text: Title}}`, or take a value as it is: `result.title`.",
    );
    block.reader.error("R130", &entry.value.span, ru, en, hint);
    false
}

fn plain_key(text: &str) -> Option<&str> {
    let key = text.trim().strip_prefix("result.")?;
    let plain = key.chars().all(|c| c.is_alphanumeric() || c == '_');
    (plain && !key.is_empty()).then_some(key)
}

fn usual() -> Retries {
    Retries {
        times: USUAL_RETRIES,
        delays: USUAL_DELAYS.to_vec(),
    }
}

fn retries<'w>(outer: Block<'w>, node: &'w Node) -> Retries {
    let usual = usual();
    let Some(block) = Block::shape(outer.reader, node, &RETRIES_SHAPE) else {
        return usual;
    };
    let reader = block.reader;
    let times = match block.need("times").and_then(|node| reader.integer(node)) {
        None => usual.times,
        Some(written) => match u32::try_from(written).ok().filter(|n| *n <= RETRIES) {
            Some(times) => times,
            None => {
                let ru = format!("Повторов может быть от 0 до {RETRIES}.");
                let en = format!("There can be 0 to {RETRIES} retries.");
                let hint = advice(
                    "Задайте паузы подлиннее: последняя повторяется.",
                    "Make the delays longer: the last one repeats.",
                );
                reader.error("R130", &block.key_span("times"), ru, en, hint);
                usual.times
            }
        },
    };
    let words = block.words("delays");
    if let Some(word) = words.get(RETRY_DELAYS) {
        let ru = format!("Пауз больше {RETRY_DELAYS}.");
        let en = format!("More than {RETRY_DELAYS} delays.");
        let hint = advice(
            "Уберите лишние: последняя повторяется.",
            "Remove some: the last one repeats.",
        );
        reader.error("R130", &word.span, ru, en, hint);
    }
    let mut delays = Vec::new();
    for word in words.iter().take(RETRY_DELAYS) {
        let delay = term::term(reader, word);
        if delay.fixed().is_none() {
            let ru = format!("Пауза «{}» зависит от календаря.", word.text);
            let en = format!("The delay `{}` depends on the calendar.", word.text);
            let hint = (
                "Пишите паузы в минутах, часах или календарных днях.".to_owned(),
                "Write delays in minutes, hours or calendar days.".to_owned(),
            );
            reader.error("R130", &word.span, ru, en, Some(hint));
        }
        delays.push(delay);
    }
    if delays.is_empty() {
        delays = usual.delays;
    }
    Retries { times, delays }
}

fn due<'w>(lowering: &Lowering<'w>, outer: Block<'w>, node: &'w Node) -> Option<Deadline> {
    let block = Block::shape(outer.reader, node, &DEADLINE)?;
    for key in ["remind", "overdue"].into_iter().filter(|k| block.has(k)) {
        let ru = format!("У срока услуги нет `{key}`: никто из людей её не выполняет.");
        let en = format!("The deadline of a service has no `{key}`: no person performs it.");
        let hint = (
            "По истечении срока появится инцидент; другой путь задаёт `on: [{term: …}]`."
                .to_owned(),
            "Passing it raises an incident; another way is given by `on: [{term: …}]`.".to_owned(),
        );
        block
            .reader
            .error("R130", &block.key_span(key), ru, en, Some(hint));
    }
    Some(lowering.deadline(block))
}
