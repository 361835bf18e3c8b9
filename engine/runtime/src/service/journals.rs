//! The journal of a register for one year as a file: printed, for a word processor, for a spreadsheet.

use std::cmp::Ordering;

use reglament_definition::DataKind;
use reglament_expression::{Value, russian_order};

use super::{Service, ServiceError};
use crate::{
    limits::MAX_JOURNAL_LINES,
    port::{CellKind, JournalColumn, JournalFormat, JournalJob, JournalLine},
    view::{DataView, RegisterEntry, RegisterYear},
};

/// What stands in a cell that its reader may not see.
const HIDDEN: &str = "скрыто";

impl Service {
    /// The entries of a register in a year as a file, by number or sorted by a column: words as in a Russian dictionary,
    /// numbers and days by their size, empty cells last.
    ///
    /// # Errors
    /// Not found for a register that the person may not read and for a column that it does not have; not drawn when the
    /// year is longer than a file may be or the template of journals fails.
    pub async fn register_file(
        &self,
        person: &str,
        register: &str,
        year: i32,
        format: JournalFormat,
        sort: Option<&str>,
    ) -> Result<Vec<u8>, ServiceError> {
        let mut journal = self.whole_register(person, register, year).await?;
        let columns = self.journal_columns(register, &journal);
        if let Some(key) = sort {
            let column = columns.iter().find(|column| column.key == key);
            let kind = column.ok_or(ServiceError::NotFound)?.kind;
            journal
                .entries
                .sort_by(|a, b| order(kind, cell(a, key), cell(b, key)));
        }
        let package = self.library().current();
        let job = JournalJob {
            title: journal.title.ru.clone(),
            period: (year != 0).then(|| format!("за {year} год")),
            organisation: Value::Record(package.organisation.facts.clone()).plain_json(),
            columns,
            lines: journal.entries.iter().map(line).collect(),
            files: package.files.clone(),
            printed_on: self.today(),
            format,
        };
        let file = self.shared.renderer.journal(job).await;
        file.map_err(|error| ServiceError::NotDrawn(error.to_string()))
    }

    /// All entries of a year.
    async fn whole_register(
        &self,
        person: &str,
        register: &str,
        year: i32,
    ) -> Result<RegisterYear, ServiceError> {
        let mut journal = self.register(person, register, year, None).await?;
        while let Some(after) = journal.next {
            if journal.entries.len() >= MAX_JOURNAL_LINES {
                let why = format!("в журнале больше {MAX_JOURNAL_LINES} записей.");
                return Err(ServiceError::NotDrawn(why));
            }
            let more = self.register(person, register, year, Some(after)).await?;
            journal.entries.extend(more.entries);
            journal.next = more.next;
        }
        Ok(journal)
    }

    fn journal_columns(&self, register: &str, journal: &RegisterYear) -> Vec<JournalColumn> {
        let package = self.library().current();
        let definitions = package.definitions.values();
        let known = definitions
            .filter_map(|definition| definition.registers.get(register))
            .next();
        let kind = |key: &str| {
            let fields = known.map_or(&[][..], |known| &known.columns);
            let field = fields.iter().find(|field| field.name == key);
            match field.map(|field| &field.kind) {
                Some(DataKind::Integer { .. } | DataKind::Decimal) => CellKind::Number,
                Some(DataKind::Date) => CellKind::Date,
                _ => CellKind::Text,
            }
        };
        let columns = journal.columns.iter();
        let column = |(key, title): &(String, reglament_definition::Title)| JournalColumn {
            key: key.clone(),
            title: title.ru.clone(),
            kind: kind(key),
        };
        columns.map(column).collect()
    }
}

fn line(entry: &RegisterEntry) -> JournalLine {
    let value = |data: &DataView| match data.masked {
        true => HIDDEN.into(),
        false => data.value.clone(),
    };
    let values = entry.values.iter();
    JournalLine {
        number: entry.text.clone(),
        on: entry.on,
        values: values
            .map(|(key, data)| (key.clone(), value(data)))
            .collect(),
    }
}

fn cell<'e>(entry: &'e RegisterEntry, key: &str) -> Option<&'e DataView> {
    entry
        .values
        .get(key)
        .filter(|data| !data.masked && !data.value.is_null())
}

fn order(kind: CellKind, a: Option<&DataView>, b: Option<&DataView>) -> Ordering {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.is_none().cmp(&b.is_none()),
    };
    match kind {
        CellKind::Text => russian_order(&a.ru, &b.ru),
        CellKind::Date => a.value.as_str().cmp(&b.value.as_str()),
        CellKind::Number => number(a).total_cmp(&number(b)),
    }
}

/// Good for an order, not for counting: a decimal is told as text so that no digit is lost.
fn number(data: &DataView) -> f64 {
    let text = data.value.as_str().and_then(|text| text.parse().ok());
    data.value.as_f64().or(text).unwrap_or(f64::MAX)
}
