//! `reglament document`: the documents of an instance, and one of them as a file: the PDF that is kept, or a DOCX to edit.
//!
//! A DOCX is drawn anew from the data kept with the document; nothing in the database changes.

use std::path::{Path, PathBuf};

use clap::Args;
use reglament_core::InstanceId;
use reglament_runtime::{DocumentView, Service, Viewer};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct DocumentArguments {
    #[arg(value_name = "INSTANCE", help = "Дело ¦ Instance")]
    instance: String,
    #[arg(
        value_name = "NUMBER",
        help = "Порядковый номер документа в деле; без него список ¦ Number of the document within the instance; a list without it"
    )]
    document: Option<u32>,
    #[arg(long, value_name = "PERSON", help = "Кто спрашивает ¦ Who asks")]
    by: String,
    #[arg(
        long,
        value_name = "FILE",
        requires = "document",
        help = "Записать PDF ¦ Write the PDF"
    )]
    pdf: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        requires = "document",
        help = "Записать DOCX для правки ¦ Write a DOCX for editing"
    )]
    docx: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Lists or writes.
pub(crate) fn run(arguments: &DocumentArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let documents = with_service(&settings, async |service| {
        carry_out(service, arguments).await
    })?;
    if output.json {
        output.json(&json!(documents));
        return Ok(Exit::Ok);
    }
    for document in &documents {
        output.text(&line(document, output));
    }
    Ok(Exit::Ok)
}

async fn carry_out(
    service: &Service,
    arguments: &DocumentArguments,
) -> Result<Vec<DocumentView>, Failure> {
    let id = InstanceId::from(&*arguments.instance);
    let mut documents = service.instance(&arguments.by, &id).await?.documents;
    let Some(number) = arguments.document else {
        return Ok(documents);
    };
    documents.retain(|document| document.document == number);
    if documents.is_empty() {
        return Err(reglament_runtime::ServiceError::NotFound.into());
    }
    if let Some(file) = &arguments.pdf {
        let viewer = Viewer::Person(arguments.by.clone());
        write(file, &service.document_pdf(&viewer, &id, number).await?)?;
    }
    if let Some(file) = &arguments.docx {
        write(
            file,
            &service.document_docx(&arguments.by, &id, number).await?,
        )?;
    }
    Ok(documents)
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| Failure::file(file, &error))
}

fn line(document: &DocumentView, output: &Output) -> String {
    let title = &document.title;
    let title = output
        .language
        .pick(&title.ru, title.en.as_deref().unwrap_or(&title.ru));
    let number = document.number.as_deref().unwrap_or_default();
    format!(
        "{}\t{title}\t{number}\t{}",
        document.document,
        document.on.format("%d.%m.%Y")
    )
}
