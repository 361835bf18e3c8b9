//! `reglament register`: the journal of a register for one year, as a list or printed as a PDF.
//!
//! It shows what the person may see, in the order of the numbers; printing changes nothing.

use std::path::PathBuf;

use chrono::{Datelike, Utc};
use clap::Args;
use reglament_documents::{
    PROGRAM_VARIABLE, RegisterColumn, RegisterLine, RegisterSheet, RenderError, Renderer,
};
use reglament_expression::Value;
use reglament_runtime::{RegisterEntry, RegisterYear, Service};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct RegisterArguments {
    /// Register.
    #[arg(help = "Журнал, например certificates ¦ Register, for example certificates")]
    register: String,
    /// Who asks.
    #[arg(long, help = "Кто спрашивает ¦ Who asks")]
    by: String,
    /// Year.
    #[arg(
        long,
        help = "Год; без него текущий ¦ Year; the current one without it"
    )]
    year: Option<i32>,
    /// File for the PDF.
    #[arg(long, value_name = "FILE", help = "Напечатать в PDF ¦ Print as a PDF")]
    pdf: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Lists or prints.
pub(crate) fn run(arguments: &RegisterArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let year = arguments.year.unwrap_or_else(|| Utc::now().year());
    let journal = with_service(&settings, async |service| {
        carry_out(service, arguments, year).await
    })?;
    if output.json {
        output.json(&json!(journal));
    } else if let Some(file) = &arguments.pdf {
        output.text(&file.display().to_string());
    } else {
        for entry in &journal.entries {
            output.text(&line(&journal, entry));
        }
    }
    Ok(Exit::Ok)
}

async fn carry_out(
    service: &Service,
    arguments: &RegisterArguments,
    year: i32,
) -> Result<RegisterYear, Failure> {
    let journal = whole(service, arguments, year).await?;
    if let Some(file) = &arguments.pdf {
        let paper = print(service, &journal).await?;
        std::fs::write(file, paper).map_err(|error| Failure::file(file, &error))?;
    }
    Ok(journal)
}

/// All pages of a year.
async fn whole(
    service: &Service,
    arguments: &RegisterArguments,
    year: i32,
) -> Result<RegisterYear, Failure> {
    let page = async |after| {
        let page = service.register(&arguments.by, &arguments.register, year, after);
        page.await.map_err(|error| Failure::service(&error))
    };
    let mut journal = page(None).await?;
    while let Some(after) = journal.next {
        let more = page(Some(after)).await?;
        journal.entries.extend(more.entries);
        journal.next = more.next;
    }
    Ok(journal)
}

async fn print(service: &Service, journal: &RegisterYear) -> Result<Vec<u8>, Failure> {
    let package = service.library().current();
    let column = |(key, title): &(String, reglament_definition::Title)| RegisterColumn {
        key: key.clone(),
        title: title.ru.clone(),
    };
    // The organisation that keeps it is that of a process which enters something into it.
    let definitions = package.definitions.iter();
    let mut keepers = definitions.filter(|(_, found)| found.registers.contains_key(&journal.id));
    let organisation = &package.organisation;
    let facts = keepers.next().map_or(&organisation.facts, |(process, _)| {
        organisation.facts_of(process)
    });
    let sheet = RegisterSheet {
        title: journal.title.ru.clone(),
        period: Some(format!("за {} год", journal.year)),
        organisation: Value::Record(facts.clone()).plain_json(),
        columns: journal.columns.iter().map(column).collect(),
        lines: journal.entries.iter().map(entry_line).collect(),
        printed_on: service.now().date_naive().to_string(),
    };
    let failed = |error: RenderError| {
        let sentence = error.sentence();
        Failure::fault(error.code(), sentence.ru, sentence.en)
    };
    let renderer = Renderer::of_this_program(std::env::var_os(PROGRAM_VARIABLE)).map_err(failed)?;
    let paper = renderer.render(&sheet.request(&package.files)).await;
    paper.map_err(failed)
}

fn entry_line(entry: &RegisterEntry) -> RegisterLine {
    let values = entry.values.iter();
    RegisterLine {
        number: entry.text.clone(),
        on: entry.on.to_string(),
        values: values
            .map(|(key, data)| (key.clone(), data.value.clone()))
            .collect(),
    }
}

fn line(journal: &RegisterYear, entry: &RegisterEntry) -> String {
    let cells = journal
        .columns
        .iter()
        .filter_map(|(key, _)| entry.values.get(key));
    let cells: Vec<&str> = cells.map(|data| data.ru.as_str()).collect();
    format!(
        "{}\t{}\t{}",
        entry.text,
        entry.on.format("%d.%m.%Y"),
        cells.join("\t")
    )
}
