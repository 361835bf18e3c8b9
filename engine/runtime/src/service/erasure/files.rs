//! An act of destruction and the extract from the journals of events as files: both are kept for three years (order of
//! Roskomnadzor no. 179 of 28.10.2022).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_expression::Value;
use serde_json::Value as Json;

use crate::{
    port::{CellKind, JournalColumn, JournalFormat, JournalJob, JournalLine},
    service::{Service, ServiceError},
    view::{DestroyedCase, ErasureActView},
};

/// A column: key, title in Russian and English.
type Column = (&'static str, &'static str, &'static str);

const ACT: [Column; 5] = [
    ("process", "Процесс", "Process"),
    ("ended", "Дело окончено", "Case ended"),
    ("what", "Что уничтожено", "What was destroyed"),
    ("at", "Когда уничтожено", "When"),
    ("rows", "Записей журнала дела", "Rows of the journal"),
];

const LOG: [Column; 4] = [
    ("at", "Когда уничтожено", "When"),
    ("position", "Запись журнала", "Row of the journal"),
    ("hash", "Хеш записи (сохранён)", "Hash of the row (kept)"),
    ("digest", "Хеш оставшегося", "Digest of what is left"),
];

impl Service {
    /// An act as a file; or, with `log`, the extract from the journals. `title` stands above it, `what` says what was destroyed.
    ///
    /// # Errors
    /// As [`Self::erasure_act`]; not drawn when the file cannot be made.
    pub async fn erasure_file(
        &self,
        by: &str,
        (id, log): (u32, bool),
        (title, what, english): (&str, &str, bool),
        format: JournalFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let act = self.erasure_act(by, id).await?;
        let package = self.shared.library.current();
        let columns: &[Column] = if log { &LOG } else { &ACT };
        let column = |(key, ru, en): &Column| JournalColumn {
            key: (*key).to_owned(),
            title: if english { *en } else { *ru }.to_owned(),
            kind: CellKind::Text,
        };
        let lines = match log {
            true => self.log_of(&act),
            false => self.cases_of(&act, what, english),
        };
        let job = JournalJob {
            title: title.to_owned(),
            period: Some(act.line.reason.clone()),
            organisation: Value::Record(package.organisation.facts.clone()).plain_json(),
            columns: columns.iter().map(column).collect(),
            lines,
            files: package.files.clone(),
            printed_on: self.today(),
            format,
        };
        let file = self.shared.renderer.journal(job).await;
        file.map_err(|error| ServiceError::NotDrawn(error.to_string()))
    }

    fn cases_of(&self, act: &ErasureActView, what: &str, english: bool) -> Vec<JournalLine> {
        let line = |case: &DestroyedCase| {
            let title = case.process_title.text(english).to_owned();
            let pairs = [
                ("process", title.into()),
                ("ended", day(case.ended_on).into()),
                ("what", what.into()),
                ("at", self.told_at(case.at).into()),
                ("rows", case.rows.len().to_string().into()),
            ];
            of_case(act, case, pairs)
        };
        act.destroyed.iter().map(line).collect()
    }

    fn log_of(&self, act: &ErasureActView) -> Vec<JournalLine> {
        let mut lines = Vec::new();
        for case in &act.destroyed {
            for row in &case.rows {
                let pairs = [
                    ("at", self.told_at(case.at).into()),
                    ("position", row.first_seq.to_string().into()),
                    ("hash", row.hash.clone().into()),
                    ("digest", row.digest.clone().into()),
                ];
                lines.push(of_case(act, case, pairs));
            }
        }
        lines
    }

    fn told_at(&self, at: Option<DateTime<Utc>>) -> String {
        let told = at.map(|at| {
            at.with_timezone(&self.zone())
                .format("%d.%m.%Y %H:%M:%S")
                .to_string()
        });
        told.unwrap_or_else(|| "–".to_owned())
    }
}

fn of_case<const N: usize>(
    act: &ErasureActView,
    case: &DestroyedCase,
    pairs: [(&str, Json); N],
) -> JournalLine {
    let pairs = pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    JournalLine {
        number: case.receipt.clone(),
        on: act.line.on,
        values: pairs.collect::<BTreeMap<String, Json>>(),
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
