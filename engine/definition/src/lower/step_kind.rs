//! The kind of a step: the one key that says what it does.
//!
//! A step without a kind, or with two, is reported here and goes on as far as it can.

use std::ops::Range;

use super::Reader;
use crate::grammar::STEP;
use crate::source::Entry;

/// The kind of a step: exactly one kind key.
pub(super) fn kind(reader: Reader<'_>, entry: &Entry) -> Option<&'static str> {
    reader.check_id(&entry.key, &entry.key_span);
    let Some(keys) = entry.value.map() else {
        let hint = crate::suggest::advice(
            "Например, `{user_task: Название, role: …, next: …}`.",
            "For example, `{user_task: Title, role: …, next: …}`.",
        );
        let what = ("блок с ключами шага", "a block with the keys of a step");
        reader.wrong_shape(&entry.value, what, hint);
        return None;
    };
    let has = |key: &str| keys.iter().find(|e| e.key == key);
    let kinds = STEP.kinds.iter().filter_map(|kind| {
        // `document` beside `user_task` is a setting of the task, no second kind.
        let setting = kind.setting_of.iter().any(|owner| has(owner).is_some());
        Some((kind.key.name, has(kind.key.name).filter(|_| !setting)?))
    });
    let mut kinds: Vec<(&'static str, &Entry)> = kinds.collect();
    kinds.sort_by_key(|(_, e)| e.key_span.start);
    match kinds.as_slice() {
        [(kind, _)] => Some(kind),
        [] => {
            no_kind(reader, entry, keys);
            None
        }
        [(first, at), (second, other), ..] => {
            let ru = format!("У шага «{}» два вида: `{first}` и `{second}`.", entry.key);
            let en = format!(
                "The step `{}` has two kinds: `{first}` and `{second}`.",
                entry.key
            );
            let diagnostic = reader.source.error("R011", &other.key_span, ru, en);
            let path = &reader.source.path;
            let diagnostic = diagnostic.related(path, &at.key_span, "первый вид", "the first kind");
            reader
                .report(diagnostic.hint("Разделите его на два шага.", "Split it into two steps."));
            Some(first)
        }
    }
}

fn no_kind(reader: Reader<'_>, entry: &Entry, keys: &[Entry]) {
    let all = || STEP.kinds.iter().map(|kind| kind.key.name);
    let near = keys
        .iter()
        .find_map(|key| Some((key, crate::suggest::nearest(&key.key, all())?)));
    let ru = format!("У шага «{}» нет вида.", entry.key);
    let en = format!("The step `{}` has no kind.", entry.key);
    let span: &Range<usize> = near.map_or(&entry.key_span, |(key, _)| &key.key_span);
    let diagnostic = reader.source.error("R012", span, ru, en);
    let diagnostic = match near {
        Some((key, near)) => diagnostic
            .hint(
                format!("Возможно, `{near}`?"),
                format!("Did you mean `{near}`?"),
            )
            .fix(&key.key_span, near),
        None => {
            let list = all().collect::<Vec<_>>().join(", ");
            diagnostic.hint(
                format!("Нужен один из: {list}."),
                format!("One of these is needed: {list}."),
            )
        }
    };
    reader.report(diagnostic);
}
