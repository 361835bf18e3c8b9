//! A bank of questions in a spreadsheet: its headings, and the YAML that its rows become.
//!
//! Every row that cannot become a question is named with what to do; nothing is guessed and nothing half-imported. Whether
//! the questions can be asked and judged is for the check of the YAML.

mod columns;
mod yaml;

use crate::sentence::Sentence;
use crate::table::{Table, TableRow};
use columns::Columns;

pub use columns::template;

/// Letters of the columns of options, and the ids that the options get.
const LETTERS: [(&str, &str); 8] = [
    ("А", "a"),
    ("Б", "b"),
    ("В", "c"),
    ("Г", "d"),
    ("Д", "e"),
    ("Е", "f"),
    ("Ж", "g"),
    ("З", "h"),
];

/// The kinds of questions as people write them.
const KINDS: [(&str, [&str; 2]); 5] = [
    ("single", ["один", "один ответ"]),
    ("multiple", ["несколько", "несколько ответов"]),
    ("order", ["порядок", "по порядку"]),
    ("match", ["соответствие", "пары"]),
    ("number", ["число", "числовой ответ"]),
];

/// A bank read from a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    /// The YAML of `banks/<id>.yaml`.
    pub yaml: String,
    /// How many questions it holds.
    pub questions: usize,
    /// Topics with their numbers of questions.
    pub topics: Vec<(String, usize)>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Number of the row as the spreadsheet shows it; 1 for the headings.
    pub row: usize,
    /// What is wrong and what to do.
    pub says: Sentence,
}

/// A question of the table.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) topic: String,
    pub(crate) text: String,
    pub(crate) options: Vec<(&'static str, String)>,
    pub(crate) pairs: Vec<(String, String)>,
    /// The key as YAML.
    pub(crate) key: String,
    pub(crate) points: String,
    pub(crate) tolerance: String,
    pub(crate) measure: String,
}

/// The YAML of a bank with this title. `draw`: how many questions of each topic a variant has; absent: all of them.
///
/// # Errors
/// Every row that cannot become a question.
pub fn bank(table: &Table, title: &str, draw: Option<usize>) -> Result<BankFile, Vec<RowProblem>> {
    let columns = Columns::find(&table.header).map_err(|says| vec![RowProblem { row: 1, says }])?;
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        match question(&columns, row, number + 1) {
            Ok(read) => rows.push(read),
            Err(says) => problems.push(RowProblem {
                row: row.number,
                says,
            }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(yaml::file(&rows, title, draw))
}

fn question(columns: &Columns, row: &TableRow, number: usize) -> Result<Row, Sentence> {
    let cell = |place: Option<usize>| {
        let cell = place.and_then(|place| row.cells.get(place));
        cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
    };
    let text = cell(Some(columns.text));
    if text.is_empty() {
        return Err(Sentence::new(
            "Нет текста вопроса: заполните графу «Вопрос».",
            "There is no text: fill in the column «Вопрос».",
        ));
    }
    let kind = kind(&cell(Some(columns.kind)))?;
    let filled: Vec<(&str, &str, String)> = LETTERS
        .iter()
        .zip(&columns.options)
        .map(|((letter, id), place)| (*letter, *id, cell(*place)))
        .filter(|(_, _, text)| !text.is_empty())
        .collect();
    let answer = cell(Some(columns.answer));
    let id = cell(columns.id);
    let mut read = Row {
        id: if id.is_empty() {
            format!("q{number}")
        } else {
            id
        },
        kind,
        topic: cell(columns.topic),
        text,
        options: Vec::new(),
        pairs: Vec::new(),
        key: String::new(),
        points: cell(columns.points),
        tolerance: cell(columns.tolerance),
        measure: cell(columns.measure),
    };
    match kind {
        "number" if answer.is_empty() => return Err(no_answer()),
        "number" => read.key = yaml::quoted(&answer),
        "match" => pairs(&filled, &mut read)?,
        _ => {
            read.key = letters(&answer, &filled, kind)?;
            read.options = filled.into_iter().map(|(_, id, text)| (id, text)).collect();
        }
    }
    Ok(read)
}

fn kind(written: &str) -> Result<&'static str, Sentence> {
    let plain = written.to_lowercase();
    let known = KINDS
        .iter()
        .find(|(kind, words)| *kind == plain || words.contains(&plain.as_str()));
    known.map(|(kind, _)| *kind).ok_or_else(|| {
        Sentence::new(
            format!(
                "Вид вопроса «{written}» непонятен: бывает один, несколько, порядок, соответствие, число."
            ),
            format!(
                "The kind `{written}` is not known: single, multiple, order, match or number."
            ),
        )
    })
}

fn no_answer() -> Sentence {
    Sentence::new(
        "Нет верного ответа: заполните графу «Верный ответ».",
        "There is no right answer: fill in the column «Верный ответ».",
    )
}

/// «А, В» as a list of ids; every letter must be a filled option.
fn letters(answer: &str, filled: &[(&str, &str, String)], kind: &str) -> Result<String, Sentence> {
    let parts = answer.split([',', ';', ' ']).map(str::trim);
    let mut ids = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let upper = part.to_uppercase();
        let found = filled
            .iter()
            .find(|(letter, id, _)| *letter == upper || id.to_uppercase() == upper);
        let Some((_, id, _)) = found else {
            return Err(Sentence::new(
                format!("Верный ответ «{part}» не назван среди вариантов."),
                format!("The right answer `{part}` is none of the options."),
            ));
        };
        ids.push(*id);
    }
    match (ids.as_slice(), kind) {
        ([], _) => Err(no_answer()),
        ([one], "single") => Ok((*one).to_owned()),
        (many, _) => Ok(format!("[{}]", many.join(", "))),
    }
}

/// Cells «левое = правое»; a cell «= правое» is a pair of nothing.
fn pairs(filled: &[(&str, &'static str, String)], read: &mut Row) -> Result<(), Sentence> {
    let mut key = Vec::new();
    for (number, (letter, id, text)) in filled.iter().enumerate() {
        // A spreadsheet guards a cell that begins like a formula by an apostrophe.
        let text = match text.strip_prefix('\'') {
            Some(guarded) if guarded.starts_with('=') => guarded,
            _ => text,
        };
        let Some((left, right)) = text.split_once('=') else {
            return Err(Sentence::new(
                format!("В графе «{letter}» нужна пара: «левое = правое»."),
                format!("The column «{letter}» needs a pair: `left = right`."),
            ));
        };
        let (left, right) = (left.trim(), right.trim());
        let known = read.pairs.iter().find(|(_, text)| text == right);
        let pair = match known {
            Some((id, _)) => id.clone(),
            None => {
                let id = format!("p{}", number + 1);
                read.pairs.push((id.clone(), right.to_owned()));
                id
            }
        };
        if !left.is_empty() {
            read.options.push((*id, left.to_owned()));
            key.push(format!("{id}: {pair}"));
        }
    }
    // The right column in the order of the left one would be the key.
    read.pairs.sort_by(|a, b| a.1.cmp(&b.1));
    read.key = format!("{{{}}}", key.join(", "));
    Ok(())
}

#[cfg(test)]
mod tests;
