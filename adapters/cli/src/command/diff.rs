//! `reglament diff`: what changes from one edition of the processes to another, in words or as a table in DOCX.
//!
//! Editions are folders; `git worktree` or an export gives an older one. Comparing is the business of `reglament-edition`.

use std::path::PathBuf;

use clap::Args;
use reglament_documents::{ComparisonRow, ComparisonSheet};
use reglament_edition::{Change, CompareError, compare, text};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    #[arg(
        value_name = "OLD",
        help = "Папка процессов прежней редакции ¦ Folder of processes of the old edition"
    )]
    old: PathBuf,
    #[arg(
        value_name = "NEW",
        default_value = "processes",
        help = "Папка процессов новой редакции ¦ Folder of processes of the new edition"
    )]
    new: PathBuf,
    #[arg(
        long,
        value_name = "FILE",
        help = "Сравнительная таблица в файл DOCX ¦ Comparison table into a DOCX file"
    )]
    docx: Option<PathBuf>,
}

/// Compares and prints.
pub(crate) fn run(arguments: &DiffArguments, output: &Output) -> Result<Exit, Failure> {
    let old = ProcessFolder::read(&arguments.old)?;
    let new = ProcessFolder::read(&arguments.new)?;
    let changes = compare(&old.files, &new.files).map_err(|error| unreadable(&error))?;
    if let Some(file) = &arguments.docx {
        let packed = sheet(&changes, output)
            .docx()
            .map_err(|error| Failure::fault("docx", error.to_string(), error.to_string()))?;
        std::fs::write(file, packed).map_err(|error| Failure::file(file, &error))?;
    }
    if output.json {
        output.json(&json!({ "changes": changes }));
    } else if changes.is_empty() {
        output.text(
            output
                .language
                .pick("Различий нет.", "There is no difference."),
        );
    } else {
        let english = is_english(output);
        output.text(text(&changes, english).trim_end());
    }
    Ok(Exit::Ok)
}

fn is_english(output: &Output) -> bool {
    output.language == crate::language::Language::En
}

fn unreadable(error: &CompareError) -> Failure {
    let (ru, en) = if error.new {
        ("новой", "new")
    } else {
        ("прежней", "old")
    };
    let file = &error.file;
    Failure::usage(
        "edition.unreadable",
        format!(
            "Файл «{file}» {ru} редакции не читается как YAML; что в нём не так, скажет reglament check."
        ),
        format!(
            "The file `{file}` of the {en} edition cannot be read as YAML; `reglament check` tells why."
        ),
    )
}

fn sheet(changes: &[Change], output: &Output) -> ComparisonSheet {
    let english = is_english(output);
    let pick = |ru: &'static str, en: &'static str| output.language.pick(ru, en).to_owned();
    let row = |change: &Change| {
        let mut place = change.subject.text(english).to_owned();
        if !change.basis.is_empty() {
            let clause = output.language.pick("п.", "cl.");
            place.push_str(&format!(" ({clause} {})", change.basis.join(", ")));
        }
        let parts: Vec<&str> = change.place.iter().map(|part| part.text(english)).collect();
        if !parts.is_empty() {
            place.push_str(&format!("\n{}", parts.join(" · ")));
        }
        let side = |said: &Option<reglament_edition::Said>| {
            said.as_ref()
                .map_or_else(|| "–".to_owned(), |said| said.text(english).to_owned())
        };
        ComparisonRow {
            place,
            before: side(&change.before),
            after: side(&change.after),
        }
    };
    ComparisonSheet {
        title: pick(
            "Сравнительная таблица редакций",
            "Comparison of the editions",
        ),
        heads: [
            pick("Место", "Place"),
            pick("Было", "Before"),
            pick("Стало", "After"),
        ],
        rows: changes.iter().map(row).collect(),
    }
}
