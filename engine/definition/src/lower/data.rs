//! `data:` blocks: typed fields of a process, of a list's rows, of a table's columns, of a register.
//!
//! A field is a block with exactly one kind key, whose value is the field's title.

use std::collections::BTreeMap;

use super::{Block, Reader, attachment, computed, scorecard_field};
use crate::grammar::{FIELD, Kinds};
use crate::model::{Choice, DataKind, Field, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// What fields may refer to.
pub(crate) struct Known<'k> {
    /// Declared roles.
    pub(crate) roles: &'k BTreeMap<String, Title>,
    /// Ids of `for_each` steps.
    pub(crate) loops: &'k [&'k str],
    /// Whether fields may be computed (`is`): those of a process may, columns may not.
    pub(crate) computed: bool,
    /// Whether people fill them in forms, so that files and checklists may stand here.
    pub(crate) forms: bool,
}

/// Reads a block of fields.
pub(crate) fn fields<'a>(reader: Reader<'a>, node: &'a Node, known: &Known<'_>) -> Vec<Field> {
    let Some(block) = Block::any(reader, node) else {
        return Vec::new();
    };
    block
        .entries()
        .iter()
        .filter_map(|entry| field(reader, entry, known))
        .collect()
}

fn field<'a>(reader: Reader<'a>, entry: &'a Entry, known: &Known<'_>) -> Option<Field> {
    let (block, kind, title) = declaration(reader, entry, &FIELD, known)?;
    if kind == DataKind::Term {
        let (ru, en) = (
            "Срок бывает только параметром, не данными.",
            "A term can only be a parameter, not data.",
        );
        let hint = (
            "Перенесите его в `parameters:`.".to_owned(),
            "Move it to `parameters:`.".to_owned(),
        );
        reader.error("R014", &entry.key_span, ru, en, Some(hint));
    }
    if block.has("is") && !known.computed {
        let (ru, en) = (
            "Вычисляются только данные процесса, не графы.",
            "Only data of the process are computed, not columns.",
        );
        let hint = advice(
            "Уберите `is` и вычислите значение там, где оно нужно.",
            "Remove `is`, and compute the value where it is needed.",
        );
        reader.error("R106", &block.key_span("is"), ru, en, hint);
    }
    if kind.is_handed_in() && !known.forms {
        attachment::misplaced(reader, entry);
    }
    let hint = block.get("hint").map(|node| reader.title(node));
    let personal = match block.has("personal") {
        true => block.flag("personal"),
        false => kind.is_personal(),
    };
    Some(Field {
        name: entry.key.clone(),
        title,
        personal,
        kind,
        hint,
        confidential: block.flag("confidential"),
        is: block.get("is").map(computed::text),
    })
}

/// Reads the kind and title of a field or parameter.
pub(crate) fn declaration<'a>(
    reader: Reader<'a>,
    entry: &'a Entry,
    grammar: &Kinds,
    known: &Known<'_>,
) -> Option<(Block<'a>, DataKind, Title)> {
    reader.check_id(&entry.key, &entry.key_span);
    if entry.value.map().is_none() {
        let title = entry.value.text().unwrap_or("…");
        let example = format!("`{}: {{text: {title}}}`", entry.key);
        let hint = advice(
            format!("Назовите вид данных: {example}."),
            format!("Name the kind of data: {example}."),
        );
        let what = ("блок с видом данных", "a block with a kind of data");
        reader.wrong_shape(&entry.value, what, hint);
        return None;
    }
    let entries = Block::any(reader, &entry.value)?.entries();
    let kinds: Vec<_> = entries
        .iter()
        .filter_map(|e| Some(grammar.kind(&e.key)?.key.name))
        .collect();
    let [kind] = kinds.as_slice() else {
        wrong_kinds(reader, entry, entries, kinds.len());
        return None;
    };
    let keys: Vec<&str> = [*kind].into_iter().chain(grammar.names(kind)).collect();
    let block = Block::open(reader, &entry.value, &keys)?;
    let block = grammar
        .kind(kind)
        .map_or(block, |kind| block.described(kind.own));
    let title = block.title(kind);
    Some((block, data_kind(block, kind, known), title))
}

fn wrong_kinds(reader: Reader<'_>, entry: &Entry, entries: &[Entry], found: usize) {
    let all = || FIELD.kinds.iter().map(|kind| kind.key.name);
    let wrong = entries
        .iter()
        .find_map(|e| Some((e, crate::suggest::nearest(&e.key, all())?)));
    let (ru, en) = match found {
        0 => (
            format!("У «{}» не указан вид данных.", entry.key),
            format!("`{}` has no kind of data.", entry.key),
        ),
        _ => (
            format!("У «{}» указано несколько видов данных.", entry.key),
            format!("`{}` has several kinds of data.", entry.key),
        ),
    };
    let diagnostic = match wrong.filter(|_| found == 0) {
        Some((key, near)) => reader
            .source
            .error("R014", &key.key_span, ru, en)
            .hint(
                format!("Возможно, `{near}`?"),
                format!("Did you mean `{near}`?"),
            )
            .fix(&key.key_span, near),
        None => {
            let list = all().collect::<Vec<_>>().join(", ");
            reader.source.error("R014", &entry.key_span, ru, en).hint(
                format!("Нужен один из: {list}."),
                format!("One of these is needed: {list}."),
            )
        }
    };
    reader.report(diagnostic);
}

fn data_kind(block: Block<'_>, kind: &str, known: &Known<'_>) -> DataKind {
    let reader = block.reader;
    if matches!(kind, "claims" | "scorecard") && known.forms && !known.computed {
        scorecard_field::only_data(block, kind);
    }
    let known = &Known {
        computed: false,
        ..*known
    };
    match kind {
        "claims" => scorecard_field::claims(block),
        "scorecard" => scorecard_field::verdicts(block),
        "long_text" => DataKind::LongText,
        "integer" => integer(block),
        "decimal" => DataKind::Decimal,
        "boolean" => DataKind::Boolean,
        "consent" => DataKind::Consent,
        "date" => DataKind::Date,
        "moment" => DataKind::Moment,
        "term" => DataKind::Term,
        "email" => DataKind::Email,
        "phone" => DataKind::Phone,
        "person_name" => DataKind::PersonName,
        "choice" => DataKind::Choice(options(block)),
        "people" => {
            let role = block.need_word("role");
            if let Some(role) = role
                .as_ref()
                .filter(|role| !known.roles.contains_key(&role.text))
            {
                reader.unknown(
                    "R021",
                    ("Роль", "role"),
                    &role.text,
                    &role.span,
                    known.roles.keys().map(String::as_str),
                );
            }
            DataKind::People {
                role: role.map(|role| role.text).unwrap_or_default(),
            }
        }
        "list" => DataKind::List(
            block
                .need("of")
                .map(|node| fields(reader, node, known))
                .unwrap_or_default(),
        ),
        "table" => table(block, known),
        "file" => DataKind::File,
        "files" => attachment::files(block),
        "checklist" => attachment::checklist(block),
        _ => DataKind::Text,
    }
}

fn integer(block: Block<'_>) -> DataKind {
    let bound = |key| block.get(key).and_then(|node| block.reader.integer(node));
    let (min, max) = (bound("min"), bound("max"));
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        let ru = format!("Наименьшее значение {low} больше наибольшего {high}.");
        let en = format!("The minimum {low} is above the maximum {high}.");
        block.reader.error(
            "R009",
            &block.key_span("min"),
            ru,
            en,
            advice(
                "Поменяйте `min` и `max` местами.",
                "Exchange `min` and `max`.",
            ),
        );
    }
    DataKind::Integer { min, max }
}

fn options(block: Block<'_>) -> Vec<Choice> {
    let reader = block.reader;
    let Some(options) = block
        .need("options")
        .and_then(|node| Block::any(reader, node))
    else {
        return Vec::new();
    };
    let option = |entry: &Entry| {
        reader.check_id(&entry.key, &entry.key_span);
        entry.key.clone()
    };
    options
        .entries()
        .iter()
        .map(|entry| Choice {
            id: option(entry),
            title: reader.title(&entry.value),
        })
        .collect()
}

fn table(block: Block<'_>, known: &Known<'_>) -> DataKind {
    let reader = block.reader;
    let rows = block.need_word("rows");
    if let Some(rows) = rows
        .as_ref()
        .filter(|rows| !known.loops.contains(&rows.text.as_str()))
    {
        let ru = format!(
            "Строки таблицы — шаг вида `for_each`, а «{}» не такой шаг.",
            rows.text
        );
        let en = format!(
            "The rows of a table are a `for_each` step; `{}` is none.",
            rows.text
        );
        reader.error(
            "R029",
            &rows.span,
            ru,
            en,
            crate::suggest::hint(&rows.text, known.loops.iter().copied()),
        );
    }
    let columns = block
        .need("columns")
        .map(|node| fields(reader, node, known))
        .unwrap_or_default();
    DataKind::Table {
        rows: rows.map(|rows| rows.text).unwrap_or_default(),
        columns,
    }
}
