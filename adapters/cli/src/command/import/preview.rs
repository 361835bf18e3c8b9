//! The preview of an import as a table: who was found behind which row, and which rows need a person's eye.
//!
//! Names are padded by characters; good enough for a terminal.

use reglament_documents::matching::{Candidate, Preview};

use crate::output::Output;

/// Prints the preview and what became of it.
pub(super) fn print(
    found: &Preview,
    candidates: &[Candidate],
    done: bool,
    wished: bool,
    output: &Output,
) {
    let language = output.language;
    let name = |id: &str| {
        candidates
            .iter()
            .find(|c| c.id == id)
            .map_or("", |c| c.name.as_str())
    };
    let width = candidates
        .iter()
        .map(|c| c.name.chars().count())
        .max()
        .unwrap_or(0);
    for row in &found.matched {
        let values: Vec<String> = row
            .values
            .iter()
            .map(|(key, value)| format!("{key} {value}"))
            .collect();
        let school = if row.school_differs {
            language.pick("  (школа в файле другая)", "  (the school differs)")
        } else {
            ""
        };
        output.text(&format!(
            "{:>5}  {:<width$}  {}{school}",
            row.row,
            name(&row.candidate),
            values.join(", ")
        ));
    }
    if !found.unmatched.is_empty() {
        output.text(language.pick("\nНе сопоставлены:", "\nNot matched:"));
    }
    for row in &found.unmatched {
        let why = language.pick(&row.sentence.ru, &row.sentence.en);
        output.text(&format!("{:>5}  {}  — {why}", row.row, row.text));
        for meant in &row.suggestions {
            let perhaps = language.pick("возможно", "perhaps");
            output.text(&format!(
                "       {perhaps}: {}, {}",
                meant.name, meant.school
            ));
        }
    }
    for person in &found.missing {
        let absent = language.pick("нет в файле", "not in the file");
        output.text(&format!("    –  {}  ({absent})", person.name));
    }
    for note in &found.notes {
        output.text(language.pick(&note.ru, &note.en));
    }
    output.text(ending(found, done, wished, output));
}

fn ending(found: &Preview, done: bool, wished: bool, output: &Output) -> &'static str {
    let clean = found.unmatched.is_empty() && !found.matched.is_empty();
    let (ru, en) = match (done, clean, wished) {
        (true, ..) => ("\nЗадача выполнена.", "\nThe task is done."),
        (_, true, _) => (
            "\nЧтобы выполнить задачу, добавьте --commit.",
            "\nAdd --commit to do the task.",
        ),
        (_, false, true) => (
            "\nНичего не внесено: исправьте строки без человека в файле.",
            "\nNothing was imported: mend the rows without a person in the file.",
        ),
        (_, false, false) => (
            "\nЕсть строки без человека: исправьте файл.",
            "\nSome rows have no person: mend the file.",
        ),
    };
    match output.language {
        crate::language::Language::Ru => ru,
        crate::language::Language::En => en,
    }
}
