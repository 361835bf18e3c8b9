//! `table` of a decision: inputs, rows, outputs. The conditions of the rows are read in `cell`.

use std::collections::BTreeSet;

use reglament_expression::{Kind, Names};

use super::super::cell::CellReader;
use super::super::computed::must_be_stored;
use super::super::expression::{Want, hole};
use super::super::{Block, Lowering};
use crate::grammar::{DECISION_TABLE, TABLE_ROW};
use crate::limits::{TABLE_INPUTS, TABLE_ROWS};
use crate::model::{
    Cell, DataKind, DecisionTable, Domain, Field, HitPolicy, TableInput, TableOutput, TableRow,
};
use crate::source::{Entry, Node};
use crate::suggest::advice;

const HITS: &[(&str, HitPolicy)] = &[
    ("unique", HitPolicy::Unique),
    ("first", HitPolicy::First),
    ("any", HitPolicy::Any),
    ("priority", HitPolicy::Priority),
    ("collect", HitPolicy::Collect),
];

/// Reads the table of a decision; `step` holds `next` and `otherwise` beside it.
pub(super) fn lower<'w>(
    lowering: &Lowering<'w>,
    step: Block<'w>,
    id: &str,
) -> Option<DecisionTable> {
    let block = Block::shape(lowering.reader, step.get("table")?, &DECISION_TABLE)?;
    let hit = hit(block);
    let (inputs, names) = inputs(lowering, block);
    let outputs = outputs(lowering, block);
    let next = lowering.next(step, "next");
    let table = Table {
        lowering,
        hit,
        inputs: &inputs,
        outputs: &outputs,
        names: &names,
        id,
    };
    let nodes = block
        .need("rows")
        .map(|node| lowering.reader.list(node))
        .unwrap_or_default();
    if let Some(node) = nodes.get(TABLE_ROWS) {
        let ru = format!("Больше {TABLE_ROWS} строк.");
        let en = format!("More than {TABLE_ROWS} rows.");
        let hint = advice("Разделите таблицу на две.", "Divide the table into two.");
        lowering.reader.error("R002", &node.span, ru, en, hint);
    }
    let rows: Vec<TableRow> = nodes
        .iter()
        .take(TABLE_ROWS)
        .map(|node| table.row(node))
        .collect();
    if next.is_empty() && (hit == HitPolicy::Collect || rows.iter().any(|row| row.next.is_empty()))
    {
        lowering.need_next(step);
    }
    let priority = priority(lowering, block, hit, &outputs);
    Some(DecisionTable {
        hit,
        inputs,
        outputs: outputs
            .into_iter()
            .map(|field| field.name.clone())
            .collect(),
        rows,
        priority,
        next,
    })
}

fn hit(block: Block<'_>) -> HitPolicy {
    let Some(word) = block.word("hit") else {
        return HitPolicy::Unique;
    };
    let found = HITS.iter().find(|(name, _)| *name == word.text);
    if found.is_none() {
        let ru = format!("Таблица не знает правила «{}».", word.text);
        let en = format!("A table does not know the policy `{}`.", word.text);
        let hint = (
            "Нужно одно из: unique, first, any, priority, collect.".to_owned(),
            "One of these is needed: unique, first, any, priority, collect.".to_owned(),
        );
        block.reader.error("R107", &word.span, ru, en, Some(hint));
    }
    found.map_or(HitPolicy::Unique, |(_, hit)| *hit)
}

fn inputs<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> (Vec<TableInput>, Names) {
    let mut names = lowering.names.clone();
    let entries = block
        .need("inputs")
        .and_then(|node| Block::any(lowering.reader, node))
        .map(|block| block.entries())
        .unwrap_or_default();
    if let Some(entry) = entries.get(TABLE_INPUTS) {
        let ru = format!("Больше {TABLE_INPUTS} входов таблицы.");
        let en = format!("More than {TABLE_INPUTS} inputs of a table.");
        let hint = advice("Разделите таблицу на две.", "Divide the table into two.");
        lowering.reader.error("R002", &entry.key_span, ru, en, hint);
    }
    let mut inputs = Vec::new();
    for entry in entries.iter().take(TABLE_INPUTS) {
        lowering.reader.check_id(&entry.key, &entry.key_span);
        let (value, kind) = match lowering.expression_text(&entry.value) {
            Some(text) => lowering.checked(&entry.value, text, 0, &lowering.names, &Want::Any),
            None => (hole(), None),
        };
        let field = lowering.outline.field(value.text().trim());
        let domain = domain(field, kind.as_ref());
        names = names.with(&entry.key, kind.unwrap_or(Kind::Null));
        inputs.push(TableInput {
            name: entry.key.clone(),
            value,
            domain,
        });
    }
    (inputs, names)
}

fn domain(field: Option<&Field>, kind: Option<&Kind>) -> Domain {
    match (field.map(|field| &field.kind), kind) {
        (Some(DataKind::Choice(options)), _) => {
            Domain::Options(options.iter().map(|option| option.id.clone()).collect())
        }
        (Some(DataKind::Integer { min, max }), _) => Domain::Integers {
            min: *min,
            max: *max,
        },
        (_, Some(Kind::Boolean)) => Domain::Flags,
        (_, Some(Kind::Integer)) => Domain::Integers {
            min: None,
            max: None,
        },
        (_, Some(Kind::Decimal)) => Domain::Numbers,
        (_, Some(Kind::Date)) => Domain::Dates,
        (_, Some(Kind::Text)) => Domain::Texts,
        _ => Domain::Unknown,
    }
}

fn outputs<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Vec<&'w Field> {
    let mut fields = Vec::new();
    for word in block.words("outputs") {
        if lowering.field(&word.text, &word.span)
            && let Some(field) = lowering.outline.field(&word.text)
        {
            must_be_stored(lowering.reader, Some(field), &word.span);
            fields.push(field);
        }
    }
    fields
}

/// With `priority` the options of the first output are the order.
fn priority(
    lowering: &Lowering<'_>,
    block: Block<'_>,
    hit: HitPolicy,
    outputs: &[&Field],
) -> Vec<String> {
    if hit != HitPolicy::Priority {
        return Vec::new();
    }
    if let Some(DataKind::Choice(options)) = outputs.first().map(|field| &field.kind) {
        return options.iter().map(|option| option.id.clone()).collect();
    }
    let (ru, en) = (
        "По важности сравнивается первый выход, и он должен быть выбором (`choice`).",
        "Importance is that of the first output, which must be a `choice`.",
    );
    let hint = (
        "Важнее тот вариант, который записан раньше в `options`.".to_owned(),
        "The option written first in `options` is the most important one.".to_owned(),
    );
    lowering
        .reader
        .error("R108", &block.key_span("hit"), ru, en, Some(hint));
    Vec::new()
}

/// What the rows of a table share.
struct Table<'t, 'w> {
    lowering: &'t Lowering<'w>,
    hit: HitPolicy,
    inputs: &'t [TableInput],
    outputs: &'t [&'w Field],
    names: &'t Names,
    id: &'t str,
}

impl<'w> Table<'_, 'w> {
    /// A row; an unreadable one becomes a row that fits everything, so that rows keep their numbers.
    fn row(&self, node: &'w Node) -> TableRow {
        let reader = self.lowering.reader;
        let empty = TableRow {
            cells: Vec::new(),
            then: Vec::new(),
            next: Vec::new(),
        };
        let Some(block) = Block::shape(reader, node, &TABLE_ROW) else {
            return empty;
        };
        self.lowering.basis(block, self.id);
        let cells = block
            .get("if")
            .and_then(|node| Block::any(reader, node))
            .map(|block| block.entries())
            .unwrap_or_default();
        if self.hit == HitPolicy::Collect && block.has("next") {
            let (ru, en) = (
                "С `collect` подходят несколько строк: путь у таблицы один, `next` рядом с ней.",
                "With `collect` several rows fit: the table has one way, `next` beside it.",
            );
            let hint = advice(
                "Перенесите `next` из строки к таблице.",
                "Move `next` from the row to the table.",
            );
            reader.error("R108", &block.key_span("next"), ru, en, hint);
        }
        TableRow {
            cells: cells.iter().filter_map(|entry| self.cell(entry)).collect(),
            then: self.then(block),
            next: self.lowering.next(block, "next"),
        }
    }

    fn cell(&self, entry: &'w Entry) -> Option<Cell> {
        let found = self.inputs.iter().position(|input| input.name == entry.key);
        let Some(number) = found else {
            let known = self.inputs.iter().map(|input| input.name.as_str());
            self.lowering.reader.unknown(
                "R107",
                ("Вход", "input"),
                &entry.key,
                &entry.key_span,
                known,
            );
            return None;
        };
        let reader = CellReader {
            lowering: self.lowering,
            names: self.names,
            input: &self.inputs[number],
            number,
            node: &entry.value,
        };
        reader.cell()
    }

    fn then(&self, row: Block<'w>) -> Vec<TableOutput> {
        let reader = self.lowering.reader;
        let entries = row
            .get("then")
            .and_then(|node| Block::any(reader, node))
            .map(|block| block.entries())
            .unwrap_or_default();
        let written: BTreeSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        for field in self.outputs {
            if !written.contains(field.name.as_str()) {
                let ru = format!("Строка не задаёт выход «{}».", field.name);
                let en = format!("The row does not set the output `{}`.", field.name);
                let hint = (
                    format!(
                        "Добавьте его в `then`; пустое значение — `{}: null`, в кавычках.",
                        field.name
                    ),
                    format!(
                        "Add it to `then`; an empty value is `{}: null`, in quotes.",
                        field.name
                    ),
                );
                let span = row.key_span("then");
                reader.error("R107", &span, ru, en, Some(hint));
            }
        }
        let outputs = entries.iter().flat_map(|entry| self.output(entry));
        outputs.collect()
    }

    fn output(&self, entry: &'w Entry) -> Vec<TableOutput> {
        let found = self.outputs.iter().find(|field| field.name == entry.key);
        let Some(field) = found else {
            let known = self.outputs.iter().map(|field| field.name.as_str());
            self.lowering.reader.unknown(
                "R107",
                ("Выход", "output"),
                &entry.key,
                &entry.key_span,
                known,
            );
            return Vec::new();
        };
        if self.hit == HitPolicy::Collect {
            return self.collected(field, entry);
        }
        let value = self
            .lowering
            .value_of(field, &entry.value, Some(self.names));
        vec![TableOutput {
            field: field.name.clone(),
            column: None,
            value,
        }]
    }

    /// With `collect` an output is a list: a block of its columns, or the value of its only one.
    fn collected(&self, field: &Field, entry: &'w Entry) -> Vec<TableOutput> {
        let reader = self.lowering.reader;
        let DataKind::List(columns) = &field.kind else {
            let ru = format!("С `collect` выход — список, а «{}» не список.", field.name);
            let en = format!(
                "With `collect` an output is a list; `{}` is none.",
                field.name
            );
            let hint = (
                "Объявите его видом `list` с колонками в `of`.".to_owned(),
                "Declare it as a `list` with columns under `of`.".to_owned(),
            );
            reader.error("R108", &entry.key_span, ru, en, Some(hint));
            return Vec::new();
        };
        let made = |column: &Field, node: &'w Node| TableOutput {
            field: field.name.clone(),
            column: Some(column.name.clone()),
            value: self.lowering.value_of(column, node, Some(self.names)),
        };
        if let (Some(_), [only]) = (entry.value.text(), columns.as_slice()) {
            return vec![made(only, &entry.value)];
        }
        let Some(block) = Block::any(reader, &entry.value) else {
            return Vec::new();
        };
        let cells = block.entries().iter().filter_map(|cell| {
            let column = columns.iter().find(|column| column.name == cell.key);
            if column.is_none() {
                let known = columns.iter().map(|column| column.name.as_str());
                reader.unknown("R022", ("Поле", "field"), &cell.key, &cell.key_span, known);
            }
            Some(made(column?, &cell.value))
        });
        cells.collect()
    }
}
