//! A value in words, as people read it in lists and on pages.

use chrono_tz::Tz;
use reglament_core::is_erased;
use reglament_definition::{Choice, DataKind, Field};
use reglament_expression::Value;

/// Between rows: each on a line of its own where lines are kept, and readable where they are not.
pub(crate) const ROWS: &str = ";\n";

/// The value of `field` in words; empty when it is not filled in.
pub(crate) fn value(field: &Field, value: &Value, zone: Tz, english: bool) -> String {
    if is_erased(value) {
        return if english {
            "data destroyed"
        } else {
            "данные уничтожены"
        }
        .to_owned();
    }
    match (&field.kind, value) {
        (DataKind::Choice(options), Value::Text(id)) => {
            let option = options.iter().find(|option| option.id == *id);
            option.map_or_else(
                || id.clone(),
                |option| option.title.text(english).to_owned(),
            )
        }
        (DataKind::List(columns) | DataKind::Table { columns, .. }, Value::List(rows)) => {
            let row = |row: &Value| cells(columns, row, zone, english);
            rows.iter().map(row).collect::<Vec<_>>().join(ROWS)
        }
        (DataKind::Claims { .. }, Value::List(items)) => {
            let text = |item: &Value| item.get("text").and_then(Value::as_text).map(str::to_owned);
            items.iter().filter_map(text).collect::<Vec<_>>().join(ROWS)
        }
        (DataKind::Scorecard { .. }, judged) => scored(judged, zone, english),
        (DataKind::Checklist(list), Value::Record(items)) => {
            let item = |item: &Choice| Some(checked(item, items.get(&item.id)?, english));
            let items = list.items.iter().filter_map(item);
            items.collect::<Vec<_>>().join(ROWS)
        }
        (_, other) => plain(other, zone, english),
    }
}

/// The total of a scorecard, with the level where one is reached: «340 баллов, первая категория».
fn scored(judged: &Value, zone: Tz, english: bool) -> String {
    let Some(total) = judged.get("total").filter(|total| !total.is_null()) else {
        return String::new();
    };
    let total = plain(total, zone, english);
    let level = judged.get("level_title").and_then(Value::as_text);
    let points = if english { "points" } else { "баллы" };
    let level = level.map(|level| format!(", {level}")).unwrap_or_default();
    format!("{points}: {total}{level}")
}

/// «Образцы: да (форма.docx)».
fn checked(item: &Choice, answer: &Value, english: bool) -> String {
    let done = answer.get("done") == Some(&Value::Boolean(true));
    let note = answer.get("note").and_then(Value::as_text);
    let file = answer.get("file.name").and_then(Value::as_text);
    let evidence: Vec<&str> = [note, file].into_iter().flatten().collect();
    let mut text = format!("{}: {}", item.title.text(english), yes_no(done, english));
    if !evidence.is_empty() {
        text.push_str(&format!(" ({})", evidence.join(", ")));
    }
    text
}

/// «Задание №: 17 · Замечание: Два верных ответа.» Cells hold whole sentences and bare numbers: without its title nobody
/// knows what a number says, and a comma would not part sentences.
fn cells(columns: &[Field], row: &Value, zone: Tz, english: bool) -> String {
    let cell = |column: &Field| {
        let text = value(column, row.get(&column.name)?, zone, english);
        let titled = || format!("{}: {text}", column.title.text(english));
        (!text.is_empty()).then(|| match columns.len() {
            1 => text.clone(),
            _ => titled(),
        })
    };
    let filled = columns.iter().filter_map(cell);
    filled.collect::<Vec<_>>().join(" · ")
}

/// A value whose field is not known.
pub(crate) fn plain(value: &Value, zone: Tz, english: bool) -> String {
    match value {
        Value::Null => String::new(),
        Value::Boolean(yes) => yes_no(*yes, english).to_owned(),
        Value::Number(number) if english => number.normalize().to_string(),
        Value::Number(number) => number.normalize().to_string().replace('.', ","),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.format("%d.%m.%Y").to_string(),
        Value::Moment(at) => at.with_timezone(&zone).format("%d.%m.%Y %H:%M").to_string(),
        Value::Term(term) => term.to_string(),
        Value::List(items) => {
            let items = items.iter().map(|item| plain(item, zone, english));
            items.collect::<Vec<_>>().join(", ")
        }
        Value::Record(fields) => match fields.get("name") {
            Some(name) => plain(name, zone, english),
            None => record(value, zone, english),
        },
    }
}

/// A person's name, or the filled fields of another record.
fn record(value: &Value, zone: Tz, english: bool) -> String {
    let name = full_name(value);
    if !name.is_empty() {
        return name;
    }
    let fields = value
        .as_record()
        .into_iter()
        .flat_map(|fields| fields.values());
    let filled = fields
        .map(|field| plain(field, zone, english))
        .filter(|text| !text.is_empty());
    filled.collect::<Vec<_>>().join(", ")
}

/// «Иванова Мария Петровна»; empty for what is not a name.
pub(crate) fn full_name(name: &Value) -> String {
    let part = |key: &str| name.get(key).and_then(Value::as_text).unwrap_or_default();
    let parts = [part("family"), part("given"), part("patronymic")];
    let filled = parts.iter().filter(|part| !part.is_empty()).copied();
    filled.collect::<Vec<_>>().join(" ")
}

fn yes_no(yes: bool, english: bool) -> &'static str {
    match (yes, english) {
        (true, false) => "да",
        (false, false) => "нет",
        (true, true) => "yes",
        (false, true) => "no",
    }
}
