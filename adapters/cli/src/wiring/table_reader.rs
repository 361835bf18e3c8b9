//! Reading of uploaded tables behind the port of the pages.
//!
//! Columns are recognised by their usual titles, and otherwise by the titles of the form itself.

use reglament_documents::import::{ImportError, read_table};
use reglament_documents::matching::{self, Columns, match_rows};
use reglament_documents::{Sentence, Table};
use reglament_http::tables::{
    Candidate, MatchedLine, Sheet, SheetRow, TablePreview, TableQuestion, TableReader,
    UnmatchedLine,
};
use reglament_runtime::Title;

/// Reads tables with `reglament-documents`.
pub struct SpreadsheetReader;

impl TableReader for SpreadsheetReader {
    fn preview(&self, question: &TableQuestion) -> Result<TablePreview, Title> {
        let failed = |error: ImportError| title(error.sentence());
        let table = read_table(&question.file_name, &question.bytes).map_err(failed)?;
        let columns = columns(&table, &question.columns).map_err(failed)?;
        let candidates: Vec<matching::Candidate> =
            question.candidates.iter().map(candidate).collect();
        let found = match_rows(&table, &candidates, &columns);
        let matched = found.matched.into_iter().map(|row| MatchedLine {
            line: row.row,
            candidate: row.candidate,
            values: row.values,
            note: row.school_differs.then(other_school),
        });
        let unmatched = found.unmatched.into_iter().map(|row| UnmatchedLine {
            line: row.row,
            text: row.text,
            reason: title(row.sentence),
            suggestions: row
                .suggestions
                .into_iter()
                .map(|person| person.name)
                .collect(),
        });
        Ok(TablePreview {
            matched: matched.collect(),
            unmatched: unmatched.collect(),
            notes: found.notes.into_iter().map(title).collect(),
        })
    }

    fn sheet(&self, file_name: &str, bytes: &[u8]) -> Result<(Sheet, Vec<Title>), Title> {
        let table = read_table(file_name, bytes).map_err(|error| title(error.sentence()))?;
        let rows = table.rows.into_iter().map(|row| SheetRow {
            number: row.number,
            cells: row.cells,
        });
        let sheet = Sheet {
            header: table.header,
            rows: rows.collect(),
        };
        Ok((sheet, table.notes.into_iter().map(title).collect()))
    }
}

/// The columns by their usual titles; a column of the form that was not found by them, by its name or title there.
pub(crate) fn columns(table: &Table, wanted: &[(String, Title)]) -> Result<Columns, ImportError> {
    let mut columns = Columns::recognise(&table.header)?;
    for (name, title) in wanted {
        let spelt = |text: &String| {
            let text = text.to_lowercase();
            [Some(name), Some(&title.ru), title.en.as_ref()]
                .into_iter()
                .flatten()
                .any(|known| known.to_lowercase() == text)
        };
        if !columns.values.contains_key(name)
            && let Some(column) = table.header.iter().position(spelt)
        {
            columns.values.insert(name.clone(), column);
        }
    }
    Ok(columns)
}

fn candidate(candidate: &Candidate) -> matching::Candidate {
    matching::Candidate {
        id: candidate.id.clone(),
        name: candidate.name.clone(),
        school: candidate.details.get("school").cloned().unwrap_or_default(),
    }
}

fn other_school() -> Title {
    Title {
        ru: "Школа в файле другая.".to_owned(),
        en: Some("The school in the file is another one.".to_owned()),
    }
}

fn title(sentence: Sentence) -> Title {
    Title {
        ru: sentence.ru,
        en: Some(sentence.en),
    }
}
