//! `reglament directory template`: a table with the right titles, to begin with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use reglament_directory::{What, template};
use reglament_documents::export;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags.
#[derive(Debug, Args)]
pub(super) struct Template {
    #[arg(
        value_name = "TABLE",
        help = "Какая таблица: people – люди, units – подразделения ¦ Which table: people or units"
    )]
    table: Table,
    #[arg(
        value_name = "FILE",
        help = "Куда записать: .csv ¦ Where to write it: .csv"
    )]
    file: PathBuf,
}

// No comments on the variants: they would be shown as help in one language.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Table {
    People,
    Units,
}

/// Writes the sample.
pub(super) fn run(arguments: &Template, output: &Output) -> Result<Exit, Failure> {
    let sheet = template(match arguments.table {
        Table::People => What::Person,
        Table::Units => What::Unit,
    });
    let header: Vec<&str> = sheet.header.iter().map(String::as_str).collect();
    let rows = sheet.rows.iter().map(|row| row.cells.as_slice());
    let file = &arguments.file;
    std::fs::write(file, export::csv(&header, rows))
        .map_err(|error| Failure::file(file, &error))?;
    if output.json {
        output.json(&json!({ "written": file }));
    } else {
        let done = output
            .language
            .pick("Образец записан", "The sample was written");
        output.text(&format!("{done}: {}.", file.display()));
    }
    Ok(Exit::Ok)
}
