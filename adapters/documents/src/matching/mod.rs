//! Matching of the rows of a [`Table`] to people already known: pure, and it decides nothing.
//!
//! The result is a preview that a person confirms. A row is matched only when exactly one candidate has its name (ё/е,
//! case, dashes, quotes, spaces and the order of the words aside); namesakes are told apart by the school. Everything
//! doubtful is left unmatched with a reason and suggestions: a guess here would hand a result to the wrong person.

mod columns;
mod reason;
mod suggest;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

pub use columns::{CORRECT, Columns, PERCENT, TOTAL};
pub use reason::Reason;

use crate::fold::{fold, same_school};
use crate::import::{decimal, whole};
use crate::limits;
use crate::sentence::Sentence;
use crate::table::{Table, TableRow};

/// A person who may stand behind a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The caller's id, returned as it came.
    pub id: String,
    /// Full name: surname, given name, patronymic.
    pub name: String,
    /// School or organisation; tells namesakes apart.
    pub school: String,
}

/// What the import would do, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Rows with exactly one person behind them, in file order.
    pub matched: Vec<MatchedRow>,
    /// Rows that a person must look at, in file order.
    pub unmatched: Vec<UnmatchedRow>,
    /// Candidates whom no row names, in the order given.
    pub missing: Vec<Candidate>,
    /// What a person should know about the whole table.
    pub notes: Vec<Sentence>,
}

/// A row and the person behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchedRow {
    /// Row as the spreadsheet shows it.
    pub row: usize,
    /// [`Candidate::id`].
    pub candidate: String,
    /// Values by key: `correct` and `total` as whole numbers, `percent` with a decimal comma, others as in the file.
    pub values: BTreeMap<String, String>,
    /// The school in the row is not the one known for the person: worth a look before confirming.
    pub school_differs: bool,
}

/// A row without a certain person, or without a usable result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnmatchedRow {
    /// Row as the spreadsheet shows it.
    pub row: usize,
    /// The row on one line.
    pub text: String,
    /// Why it was not matched.
    pub reason: Reason,
    /// The reason in words.
    pub sentence: Sentence,
    /// Who may be meant, the likeliest first.
    pub suggestions: Vec<Candidate>,
}

/// Finds the person behind each row. Candidates' ids should be unique; rows and candidates keep their order.
pub fn match_rows(table: &Table, candidates: &[Candidate], columns: &Columns) -> Preview {
    let index = Index::new(candidates);
    let people: Vec<Result<usize, Reason>> = table
        .rows
        .iter()
        .map(|row| index.person(&columns.name_of(row), &columns.school_of(row)))
        .collect();
    let mut rows_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, person) in table.rows.iter().zip(&people) {
        if let Ok(person) = person {
            rows_of.entry(*person).or_default().push(row.number);
        }
    }
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for (row, person) in table.rows.iter().zip(people) {
        let outcome = person.and_then(|person| match rows_of.get(&person) {
            Some(rows) if rows.len() > 1 => Err(Reason::Duplicate { rows: rows.clone() }),
            _ => Ok((person, values(row, table, columns)?)),
        });
        match outcome {
            Ok((person, values)) => taken.push(matched(row, &candidates[person], values, columns)),
            Err(reason) => {
                let wanted = left.len() < limits::SUGGESTED_ROWS;
                let name = columns.name_of(row);
                left.push(unmatched(row, reason, wanted.then_some(&name), candidates));
            }
        }
    }
    let missing = candidates.iter().enumerate();
    let missing = missing.filter(|(person, _)| !rows_of.contains_key(person));
    Preview {
        matched: taken,
        unmatched: left,
        missing: missing.map(|(_, candidate)| candidate.clone()).collect(),
        notes: notes(table, columns),
    }
}

fn notes(table: &Table, columns: &Columns) -> Vec<Sentence> {
    let mut notes = table.notes.clone();
    if !columns.has_score() {
        notes.push(Sentence::new(
            "Нет столбцов «Верно» и «Всего»: результат известен только процентом из файла.",
            "There are no columns «Верно» and «Всего»: the result is known only as the percentage in the file.",
        ));
    }
    notes
}

/// `name` is given when suggestions are wanted.
fn unmatched(
    row: &TableRow,
    reason: Reason,
    name: Option<&String>,
    candidates: &[Candidate],
) -> UnmatchedRow {
    let suggestions = match (&reason, name) {
        (Reason::NotFound | Reason::Ambiguous, Some(name)) => suggest::likeliest(name, candidates),
        _ => Vec::new(),
    };
    UnmatchedRow {
        row: row.number,
        text: row.text(),
        sentence: reason.sentence(),
        reason,
        suggestions,
    }
}

fn matched(
    row: &TableRow,
    candidate: &Candidate,
    values: BTreeMap<String, String>,
    columns: &Columns,
) -> MatchedRow {
    let school = columns.school_of(row);
    let known = !school.is_empty() && !candidate.school.is_empty();
    MatchedRow {
        row: row.number,
        candidate: candidate.id.clone(),
        values,
        school_differs: known && !same_school(&school, &candidate.school),
    }
}

/// The values of a row, checked: counts are whole and the right answers do not outnumber the items.
fn values(
    row: &TableRow,
    table: &Table,
    columns: &Columns,
) -> Result<BTreeMap<String, String>, Reason> {
    let mut values = BTreeMap::new();
    for (key, column) in &columns.values {
        let text = row.cells.get(*column).map_or("", String::as_str);
        let title = || table.header.get(*column).cloned().unwrap_or_default();
        let number = match key.as_str() {
            CORRECT | TOTAL => whole(text).map(|number| number.to_string()),
            PERCENT => decimal(text),
            _ => Some(text.to_owned()),
        };
        // Beside a score the percentage is only information.
        let needed = key != PERCENT || !columns.has_score();
        match number {
            Some(number) => {
                values.insert(key.clone(), number);
            }
            None if !needed => {}
            None if text.is_empty() => return Err(Reason::NoValue { title: title() }),
            None => {
                return Err(Reason::NotANumber {
                    title: title(),
                    text: text.to_owned(),
                });
            }
        }
    }
    let count = |key: &str| values.get(key).and_then(|text| whole(text));
    match (count(CORRECT), count(TOTAL)) {
        (_, Some(0)) => Err(Reason::MoreThanTotal),
        (Some(correct), Some(total)) if correct > total => Err(Reason::MoreThanTotal),
        _ => Ok(values),
    }
}

/// Candidates by folded name; the words are sorted, since systems write the surname first or last.
struct Index<'a> {
    candidates: &'a [Candidate],
    by_name: BTreeMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (person, candidate) in candidates.iter().enumerate() {
            by_name
                .entry(key(&candidate.name))
                .or_default()
                .push(person);
        }
        Self {
            candidates,
            by_name,
        }
    }

    fn person(&self, name: &str, school: &str) -> Result<usize, Reason> {
        if fold(name).is_empty() {
            return Err(Reason::NoName);
        }
        let namesakes = self.by_name.get(&key(name)).ok_or(Reason::NotFound)?;
        if let [person] = namesakes.as_slice() {
            return Ok(*person);
        }
        let there: Vec<usize> = namesakes
            .iter()
            .copied()
            .filter(|person| same_school(school, &self.candidates[*person].school))
            .collect();
        match there.as_slice() {
            [person] => Ok(*person),
            _ => Err(Reason::Ambiguous),
        }
    }
}

fn key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}
