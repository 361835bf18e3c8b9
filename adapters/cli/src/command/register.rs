//! `reglament register`: the journal of a register for one year, as a list or as a file: PDF, DOCX, XLSX.
//!
//! It shows what the person may see, in the order of the numbers; printing changes nothing.

use std::path::PathBuf;

use chrono::{Datelike, Utc};
use clap::Args;
use reglament_runtime::port::JournalFormat;
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
    /// File for the DOCX.
    #[arg(long, value_name = "FILE", help = "Записать в DOCX ¦ Write as a DOCX")]
    docx: Option<PathBuf>,
    /// File for the workbook.
    #[arg(
        long,
        value_name = "FILE",
        help = "Записать в таблицу XLSX ¦ Write as an XLSX workbook"
    )]
    xlsx: Option<PathBuf>,
    /// Column to sort the file by.
    #[arg(
        long,
        value_name = "COLUMN",
        help = "Графа, по которой упорядочить файл; без неё по номерам ¦ Column to sort the file by; by number without it"
    )]
    sort: Option<String>,
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
        return Ok(Exit::Ok);
    }
    let files = [&arguments.pdf, &arguments.docx, &arguments.xlsx];
    let mut files = files.into_iter().flatten().peekable();
    if files.peek().is_some() {
        files.for_each(|file| output.text(&file.display().to_string()));
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
    let wanted = [
        (&arguments.pdf, JournalFormat::Pdf),
        (&arguments.docx, JournalFormat::Docx),
        (&arguments.xlsx, JournalFormat::Xlsx),
    ];
    for (file, format) in wanted {
        if let Some(file) = file {
            let (by, sort) = (&arguments.by, arguments.sort.as_deref());
            let bytes = service.register_file(by, &arguments.register, year, format, sort);
            std::fs::write(file, bytes.await?).map_err(|error| Failure::file(file, &error))?;
        }
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
