//! A decision table at work: which rows fit, which of them counts, what it sets and where it leads.
//!
//! Everything in a row is an expression over the inputs; the inputs are computed once.

use std::collections::BTreeMap;

use reglament_definition::{DecisionTable, HitPolicy, TableRow};
use reglament_expression::Value;

use super::Progress;
use crate::{
    Facts, FlowEvent,
    scribe::{Scribe, Stuck},
};

type Values = BTreeMap<String, Value>;

/// What a table says.
struct Verdict {
    /// Numbers of the rows that count, from 0.
    rows: Vec<usize>,
    values: Values,
    next: Vec<String>,
}

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    step: &str,
    table: &DecisionTable,
    otherwise: &[String],
) -> Result<Progress, Stuck> {
    let verdict = decide(scribe, table, otherwise)?;
    let rows = verdict
        .rows
        .iter()
        .filter_map(|row| u32::try_from(row + 1).ok());
    scribe.emit(FlowEvent::TableDecided {
        step: step.to_owned(),
        rows: rows.collect(),
    });
    scribe.set_data(verdict.values);
    Ok(Progress::Leave(verdict.next))
}

fn decide(
    scribe: &Scribe<'_>,
    table: &DecisionTable,
    otherwise: &[String],
) -> Result<Verdict, Stuck> {
    let mut facts = scribe.facts();
    for input in &table.inputs {
        let value = input.value.evaluate(&scribe.facts().scope())?;
        facts = facts.with(&input.name, value);
    }
    let mut fitting = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        if fits(&facts, row)? {
            fitting.push(number);
        }
    }
    if table.hit == HitPolicy::Collect {
        return collect(&facts, table, fitting, otherwise);
    }
    let Some(row) = choose(&facts, table, &fitting)? else {
        if otherwise.is_empty() {
            return Err(no_row());
        }
        return Ok(Verdict {
            rows: Vec::new(),
            values: Values::new(),
            next: otherwise.to_vec(),
        });
    };
    Ok(Verdict {
        rows: vec![row],
        values: values(&facts, &table.rows[row])?,
        next: way(table, row).to_vec(),
    })
}

fn fits(facts: &Facts<'_>, row: &TableRow) -> Result<bool, Stuck> {
    for cell in &row.cells {
        if cell.when.evaluate(&facts.scope())? != Value::Boolean(true) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The one row that counts; none when nothing fits.
fn choose(
    facts: &Facts<'_>,
    table: &DecisionTable,
    fitting: &[usize],
) -> Result<Option<usize>, Stuck> {
    let Some(first) = fitting.first().copied() else {
        return Ok(None);
    };
    match table.hit {
        HitPolicy::Unique if fitting.len() > 1 => Err(overlap(fitting)),
        HitPolicy::Any => {
            let wanted = values(facts, &table.rows[first])?;
            for row in fitting {
                let same = values(facts, &table.rows[*row])? == wanted
                    && way(table, *row) == way(table, first);
                if !same {
                    return Err(differ(first, *row));
                }
            }
            Ok(Some(first))
        }
        HitPolicy::Priority => most_important(facts, table, fitting).map(Some),
        HitPolicy::Unique | HitPolicy::First | HitPolicy::Collect => Ok(Some(first)),
    }
}

fn most_important(
    facts: &Facts<'_>,
    table: &DecisionTable,
    fitting: &[usize],
) -> Result<usize, Stuck> {
    let mut ranked = Vec::new();
    for row in fitting {
        let output = table.outputs.first();
        let own = values(facts, &table.rows[*row])?;
        let value = output
            .and_then(|name| own.get(name))
            .and_then(Value::as_text);
        let rank = table
            .priority
            .iter()
            .position(|known| Some(known.as_str()) == value);
        ranked.push((rank.unwrap_or(usize::MAX), *row));
    }
    Ok(ranked.into_iter().min().map_or(0, |(_, row)| row))
}

fn values(facts: &Facts<'_>, row: &TableRow) -> Result<Values, Stuck> {
    let mut values = Values::new();
    for output in &row.then {
        values.insert(output.field.clone(), output.value.evaluate(&facts.scope())?);
    }
    Ok(values)
}

/// Every row that fits adds a record to each output list.
fn collect(
    facts: &Facts<'_>,
    table: &DecisionTable,
    rows: Vec<usize>,
    otherwise: &[String],
) -> Result<Verdict, Stuck> {
    let mut lists: BTreeMap<String, Vec<Value>> = table
        .outputs
        .iter()
        .map(|name| (name.clone(), Vec::new()))
        .collect();
    for row in &rows {
        let mut records: BTreeMap<&str, Values> = BTreeMap::new();
        for output in &table.rows[*row].then {
            let column = output.column.clone().unwrap_or_default();
            let value = output.value.evaluate(&facts.scope())?;
            let record = records.entry(&output.field).or_default();
            record.insert(column, value);
        }
        for (field, record) in records {
            let list = lists.entry(field.to_owned()).or_default();
            list.push(Value::Record(record));
        }
    }
    let empty = rows.is_empty() && !otherwise.is_empty();
    Ok(Verdict {
        rows,
        values: lists
            .into_iter()
            .map(|(name, list)| (name, Value::List(list)))
            .collect(),
        next: if empty { otherwise } else { &table.next }.to_vec(),
    })
}

fn way(table: &DecisionTable, row: usize) -> &[String] {
    match table.rows[row].next.as_slice() {
        [] => &table.next,
        own => own,
    }
}

fn no_row() -> Stuck {
    Stuck {
        code: "table_without_row",
        ru: "Ни одна строка таблицы не подходит к данным дела.".into(),
        en: "No row of the table fits the data of the instance.".into(),
    }
}

fn overlap(rows: &[usize]) -> Stuck {
    let rows: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
    let rows = rows.join(", ");
    Stuck {
        code: "table_rows_overlap",
        ru: format!("Подходят сразу несколько строк таблицы: {rows}."),
        en: format!("Several rows of the table fit at once: {rows}."),
    }
}

fn differ(first: usize, second: usize) -> Stuck {
    let (first, second) = (first + 1, second + 1);
    Stuck {
        code: "table_rows_differ",
        ru: format!("Строки таблицы {first} и {second} подходят обе, а дают разное."),
        en: format!(
            "The rows {first} and {second} of the table both fit and give different results."
        ),
    }
}
