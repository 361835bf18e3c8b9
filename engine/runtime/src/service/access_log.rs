//! Who looked at whose data: recording a view, and reading the log, for those who oversee the processes concerned.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_calendar::{end_of_local_day, local_date, start_of_day};
use reglament_core::InstanceId;
use reglament_expression::Value;

use super::{Service, ServiceError, rights::Rights};
use crate::{
    limits::{MAX_LOG_FILE, MAX_PAGE, VIEW_TARGET_CHARS},
    port::{
        CellKind, JournalColumn, JournalFormat, JournalJob, JournalLine, Page, ViewFilter, ViewRow,
    },
    view::{AccessLine, AccessPage, AccessQuery},
};

impl Service {
    /// Records a view. It is written within a moment; when too many wait, this waits as well.
    ///
    /// # Errors
    /// Unavailable while the program is stopping: what cannot be recorded is not to be shown.
    pub async fn record_view(&self, mut view: ViewRow) -> Result<(), ServiceError> {
        if let Some((end, _)) = view.target.char_indices().nth(VIEW_TARGET_CHARS) {
            view.target.truncate(end);
        }
        self.access_log.record(view).await
    }

    /// Whether a person oversees any process: the access log of its cases is theirs to read.
    pub fn supervises(&self, person: &str) -> bool {
        let rights = self.rights(person);
        let package = self.library().current();
        let mut processes = package.definitions.keys();
        rights.oversees() || processes.any(|process| rights.oversees_process(process))
    }

    /// Whether a person oversees a process.
    pub fn oversees_process(&self, person: &str, process: &str) -> bool {
        self.rights(person).oversees_process(process)
    }

    /// The log of the processes that a person oversees, the newest first. Views that are of no single process are shown
    /// to those who oversee everything.
    ///
    /// # Errors
    /// Forbidden for those who oversee nothing; unavailable when what has queued could not be written.
    pub async fn access_log(
        &self,
        person: &str,
        query: &AccessQuery,
    ) -> Result<AccessPage, ServiceError> {
        let limit = query.limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE);
        let (rows, lines) = self.log_lines(person, query, limit).await?;
        let full = u32::try_from(rows.len()).is_ok_and(|count| count == limit);
        let last = rows.last().filter(|_| full);
        let next = last.map(|(id, row)| format!("{}~{id}", row.at.timestamp_micros()));
        Ok(AccessPage { rows: lines, next })
    }

    /// The same as a file; `title` stands above it. At most [`MAX_LOG_FILE`] rows.
    ///
    /// # Errors
    /// As [`Self::access_log`]; not drawn when the file cannot be made.
    pub async fn access_log_file(
        &self,
        person: &str,
        query: &AccessQuery,
        (title, english): (&str, bool),
        format: JournalFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let (_, lines) = self.log_lines(person, query, MAX_LOG_FILE).await?;
        let package = self.library().current();
        let zone = self.zone();
        let column = |(key, ru, en): (&str, &str, &str)| JournalColumn {
            key: key.to_owned(),
            title: if english { en } else { ru }.to_owned(),
            kind: CellKind::Text,
        };
        let line = |line: &AccessLine| JournalLine {
            number: line
                .instance
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            on: local_date(line.at, zone),
            values: values(
                line,
                &line
                    .at
                    .with_timezone(&zone)
                    .format("%d.%m.%Y %H:%M:%S")
                    .to_string(),
            ),
        };
        let job = JournalJob {
            title: title.to_owned(),
            period: None,
            organisation: Value::Record(package.organisation.facts.clone()).plain_json(),
            columns: COLUMNS.map(column).into(),
            lines: lines.iter().map(line).collect(),
            files: package.files.clone(),
            printed_on: self.today(),
            format,
        };
        let file = self.shared.renderer.journal(job).await;
        file.map_err(|error| ServiceError::NotDrawn(error.to_string()))
    }

    async fn log_lines(
        &self,
        person: &str,
        query: &AccessQuery,
        limit: u32,
    ) -> Result<(Vec<(u64, ViewRow)>, Vec<AccessLine>), ServiceError> {
        let filter = self.log_filter(&self.rights(person), query).await?;
        // Whoever reads the log sees everything up to this moment.
        self.access_log.written().await?;
        let page = Page {
            after: key(query.cursor.as_deref()),
            limit,
        };
        let rows = self.shared.store.views(&filter, &page).await?;
        let subjects = self.subjects(&rows).await?;
        let line = |(_, row): &(u64, ViewRow)| self.log_line(row, &subjects);
        let lines = rows.iter().map(line).collect();
        Ok((rows, lines))
    }

    /// Deny by default: only the cases of processes that the asker oversees.
    async fn log_filter(
        &self,
        rights: &Rights,
        query: &AccessQuery,
    ) -> Result<ViewFilter, ServiceError> {
        let processes = self.overseen_processes(rights);
        if processes.is_empty() && !rights.oversees() {
            return Err(ServiceError::Forbidden);
        }
        let instance = match &query.case {
            Some(case) => {
                let found = self.find_receipt(case).await?;
                Some(found.unwrap_or_else(|| InstanceId(case.trim().to_owned())))
            }
            None => None,
        };
        let zone = self.zone();
        Ok(ViewFilter {
            processes,
            unplaced: rights.oversees(),
            person: query.person.clone(),
            instance,
            from: query.from.map(|day| start_of_day(day, zone)),
            until: query.until.map(|day| end_of_local_day(day, zone)),
        })
    }

    /// The processes that somebody oversees, those that are no longer published as well.
    pub(super) fn overseen_processes(&self, rights: &Rights) -> Vec<String> {
        let package = self.library().current();
        let mut processes: Vec<String> = package.definitions.keys().cloned().collect();
        if rights.oversees() {
            // Processes that are no longer published.
            let published = self.library().published().into_iter();
            processes.extend(published.map(|row| row.reference.process));
        }
        processes.sort();
        processes.dedup();
        processes.retain(|process| rights.oversees_process(process));
        processes
    }

    async fn subjects(
        &self,
        rows: &[(u64, ViewRow)],
    ) -> Result<BTreeMap<InstanceId, String>, ServiceError> {
        let ids = rows.iter().filter_map(|(_, row)| row.instance.clone());
        let mut ids: Vec<InstanceId> = ids.collect();
        ids.sort();
        ids.dedup();
        let found = self.shared.store.instance_rows(&ids).await?;
        let named = found.into_iter().map(|row| {
            let named = match row.subject.is_empty() {
                true => row.receipt,
                false => row.subject,
            };
            (row.id, named)
        });
        Ok(named.collect())
    }

    fn log_line(&self, row: &ViewRow, subjects: &BTreeMap<InstanceId, String>) -> AccessLine {
        let person = row.person.as_deref().and_then(|id| self.person(id));
        AccessLine {
            at: row.at,
            name: person.map(|person| person.name),
            person: row.person.clone(),
            program: row.program.clone(),
            address: row.address.clone(),
            what: row.what,
            door: row.door.clone(),
            target: readable(&row.target),
            process: row.process.clone(),
            subject: row
                .instance
                .as_ref()
                .and_then(|id| subjects.get(id))
                .cloned(),
            instance: row.instance.clone(),
        }
    }
}

/// Columns of the file: key, title in Russian and English.
const COLUMNS: [(&str, &str, &str); 8] = [
    ("at", "Когда", "When"),
    ("name", "Кто", "Who"),
    ("person", "Логин", "Login"),
    ("program", "Программа", "Program"),
    ("address", "Адрес", "Address"),
    ("what", "Вид", "Kind"),
    ("subject", "О ком или о чём", "About"),
    ("target", "Что открыто", "What was opened"),
];

fn values(line: &AccessLine, at: &str) -> BTreeMap<String, serde_json::Value> {
    let pairs: [(&str, serde_json::Value); 8] = [
        ("at", at.into()),
        ("name", line.name.clone().into()),
        ("person", line.person.clone().into()),
        ("program", line.program.clone().into()),
        ("address", line.address.clone().into()),
        ("what", line.what.name().into()),
        ("subject", line.subject.clone().into()),
        ("target", line.target.clone().into()),
    ];
    let owned = pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    owned.collect()
}

/// A path and query as a person reads them. What is no text, or would break a line, stays as it was sent.
fn readable(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = after.get(..2).filter(|_| *first == b'%');
        let coded = coded.and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = coded.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        rest = match coded {
            Some(_) => &after[2..],
            None => after,
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => text,
        Ok(_) | Err(_) => target.to_owned(),
    }
}

/// Whether a text is a cursor of the access log.
pub fn is_log_cursor(text: &str) -> bool {
    key(Some(text)).is_some()
}

fn key(cursor: Option<&str>) -> Option<(DateTime<Utc>, u64)> {
    let (at, id) = cursor?.split_once('~')?;
    let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn what_was_asked_for_is_readable() {
        for (sent, read) in [
            ("/instances?q=%D0%98%D0%B2%d0%b0%D0%BD", "/instances?q=Иван"),
            ("/instances/1", "/instances/1"),
            ("/a?b=100%", "/a?b=100%"),
            ("/a?b=%2", "/a?b=%2"),
            ("/a?b=%zz", "/a?b=%zz"),
            ("/a?b=%FF", "/a?b=%FF"),
            ("/a?b=%0A%D0%98", "/a?b=%0A%D0%98"),
        ] {
            assert_eq!(readable(sent), read);
        }
    }
}
