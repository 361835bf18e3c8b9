//! The kind of a step: the one key that says what it does.
//!
//! A step without a kind, or with two, is reported here and goes on as far as it can.

use std::ops::Range;

use super::Reader;
use crate::source::Entry;

/// Kinds of steps whose key can be nothing else.
pub(super) const KINDS: &[&str] = &[
    "user_task",
    "decision",
    "join",
    "wait",
    "for_each",
    "send",
    "mail",
    "service",
    "publish",
    "compensate",
    "end",
];
/// Kinds whose key is also a setting of other kinds: `document` of a user task, `set` of a wait.
const SHARED_KINDS: &[(&str, &[&str])] =
    &[("document", &["user_task", "publish"]), ("set", &["wait"])];

/// The kind of a step: exactly one kind key.
pub(super) fn kind(reader: Reader<'_>, entry: &Entry) -> Option<&'static str> {
    reader.check_id(&entry.key, &entry.key_span);
    let Some(keys) = entry.value.map() else {
        reader.wrong_shape(
            &entry.value,
            "блок с ключами шага",
            "a block with the keys of a step",
        );
        return None;
    };
    let has = |key: &str| keys.iter().find(|e| e.key == key);
    let mut kinds: Vec<(&'static str, &Entry)> = KINDS
        .iter()
        .filter_map(|kind| Some((*kind, has(kind)?)))
        .collect();
    for (kind, owners) in SHARED_KINDS {
        let owned = owners.iter().any(|owner| has(owner).is_some());
        if let Some(found) = has(kind).filter(|_| !owned) {
            kinds.push((kind, found));
        }
    }
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
    let all = || {
        KINDS
            .iter()
            .copied()
            .chain(SHARED_KINDS.iter().map(|(kind, _)| *kind))
    };
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
