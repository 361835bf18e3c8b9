//! The list of the control board as a workbook: the same rows as on the page, all of them.

use std::collections::BTreeMap;

use reglament_calendar::local_date;
use reglament_expression::Value;

use super::{Service, ServiceError, control_rows::zone};
use crate::{
    limits::MAX_BOARD_FILE,
    port::{CellKind, JournalColumn, JournalFormat, JournalJob, JournalLine, TaskRow},
    view::{OverdueQuery, TaskLine, Title},
};

/// Columns: key, kind, title in Russian and English.
const COLUMNS: [(&str, CellKind, &str, &str); 9] = [
    ("task", CellKind::Text, "Задача", "Task"),
    ("subject", CellKind::Text, "О ком или о чём", "About"),
    ("process", CellKind::Text, "Процесс", "Process"),
    ("holders", CellKind::Text, "У кого", "Held by"),
    ("due", CellKind::Date, "Срок", "Due"),
    (
        "late",
        CellKind::Number,
        "Просрочено, раб. дней",
        "Late, working days",
    ),
    (
        "open",
        CellKind::Number,
        "Держит, раб. дней",
        "Held, working days",
    ),
    (
        "told",
        CellKind::Number,
        "Напомнено, раз",
        "Reminded, times",
    ),
    (
        "extended",
        CellKind::Number,
        "Продлено, раз",
        "Extended, times",
    ),
];

impl Service {
    /// The rows of a list of the control board as a file; `title` stands above them. At most [`MAX_BOARD_FILE`].
    ///
    /// # Errors
    /// As [`Self::overdue`]; not drawn when the file cannot be made.
    pub async fn board_file(
        &self,
        person: &str,
        query: &OverdueQuery,
        (title, english): (&str, bool),
        format: JournalFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let rights = self.rights(person);
        let (rows, _) = self.board_rows(&rights, query, MAX_BOARD_FILE).await?;
        let lines = self.task_lines(&rows).await?;
        let package = self.library().current();
        let facts = package.organisation.facts.clone();
        let column = |(key, kind, ru, en): (&str, CellKind, &str, &str)| JournalColumn {
            key: key.to_owned(),
            title: if english { en } else { ru }.to_owned(),
            kind,
        };
        let opened = |line: &TaskLine| {
            let same = |row: &&TaskRow| row.instance == line.instance && row.task == line.task;
            let row = rows.iter().find(same);
            let zone = row.map_or_else(|| package.zone(), |row| zone(&package, row));
            local_date(line.created_at, zone)
        };
        let job = JournalJob {
            title: title.to_owned(),
            period: None,
            organisation: Value::Record(facts).plain_json(),
            columns: COLUMNS.map(column).into(),
            lines: lines
                .iter()
                .map(|line| JournalLine {
                    number: line.receipt.clone(),
                    on: opened(line),
                    values: values(line, english),
                })
                .collect(),
            files: package.files.clone(),
            printed_on: self.today(),
            format,
        };
        let file = self.shared.renderer.journal(job).await;
        file.map_err(|error| ServiceError::NotDrawn(error.to_string()))
    }
}

fn values(line: &TaskLine, english: bool) -> BTreeMap<String, serde_json::Value> {
    let text = |title: &Title| title.text(english).to_owned();
    let pairs: [(&str, serde_json::Value); 9] = [
        ("task", text(&line.title).into()),
        ("subject", line.subject.clone().into()),
        ("process", text(&line.process_title).into()),
        ("holders", line.holders.join(", ").into()),
        ("due", line.due_on.map(|on| on.to_string()).into()),
        ("late", line.days_late.into()),
        ("open", line.days_open.into()),
        ("told", (line.reminded + line.overdue).into()),
        ("extended", line.extended.into()),
    ];
    pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
