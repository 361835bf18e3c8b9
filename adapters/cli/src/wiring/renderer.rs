//! Drawing of documents behind the runtime's port: a child process of this very program for each paper.
//!
//! Only the files of the package that a template may read are handed to it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use reglament_documents::{
    CellForm, PROGRAM_VARIABLE, PaperFormat, RegisterColumn, RegisterLine, RegisterSheet,
    RenderError as Failed, RenderRequest, Renderer as Papers, names, workbook,
};
use reglament_runtime::port::{
    CellKind, DocumentFormat, DocumentJob, JournalColumn, JournalFormat, JournalJob, JournalLine,
    RenderError, Renderer,
};

use crate::failure::Failure;

/// Renders documents with `reglament-documents`.
pub struct PaperRenderer {
    papers: Papers,
}

impl PaperRenderer {
    /// A renderer that starts this program again.
    pub(crate) fn new() -> Result<Self, Failure> {
        let papers = Papers::of_this_program(std::env::var_os(PROGRAM_VARIABLE));
        let papers = papers.map_err(|error| {
            let sentence = error.sentence();
            Failure::fault(error.code(), sentence.ru, sentence.en)
        })?;
        Ok(Self::of(papers))
    }

    /// A renderer that has papers drawn up by these children.
    pub fn of(papers: Papers) -> Self {
        Self { papers }
    }
}

#[async_trait]
impl Renderer for PaperRenderer {
    async fn render(&self, job: DocumentJob) -> Result<Vec<u8>, RenderError> {
        let mut data = job.data;
        names::add_forms(&mut data);
        let request = RenderRequest {
            template: job.template,
            files: templates(&job.files),
            data,
            today: job.on.to_string(),
            format: match job.format {
                DocumentFormat::Pdf => PaperFormat::Pdf,
                DocumentFormat::Docx => PaperFormat::Docx,
            },
        };
        let paper = self.papers.render(&request).await;
        paper.map_err(|error| said(&error))
    }

    async fn journal(&self, job: JournalJob) -> Result<Vec<u8>, RenderError> {
        let (format, files) = (job.format, job.files.clone());
        let sheet = sheet(job);
        let format = match format {
            JournalFormat::Pdf => PaperFormat::Pdf,
            JournalFormat::Docx => PaperFormat::Docx,
            JournalFormat::Xlsx => {
                let book = tokio::task::spawn_blocking(move || workbook(&sheet)).await;
                let book = book.map_err(|error| RenderError(error.to_string()))?;
                return book.map_err(|error| RenderError(error.to_string()));
            }
        };
        let request = sheet.request(&files).as_file(format);
        let paper = self.papers.render(&request).await;
        paper.map_err(|error| said(&error))
    }
}

fn said(error: &Failed) -> RenderError {
    RenderError(format!("{}: {}", error.code(), error.sentence().ru))
}

/// A journal as the printing side knows it.
fn sheet(job: JournalJob) -> RegisterSheet {
    let column = |column: JournalColumn| RegisterColumn {
        key: column.key,
        title: column.title,
        form: match column.kind {
            CellKind::Text => CellForm::Text,
            CellKind::Number => CellForm::Number,
            CellKind::Date => CellForm::Date,
        },
    };
    let line = |line: JournalLine| RegisterLine {
        number: line.number,
        on: line.on.to_string(),
        values: line.values,
    };
    RegisterSheet {
        title: job.title,
        period: job.period,
        organisation: job.organisation,
        columns: job.columns.into_iter().map(column).collect(),
        lines: job.lines.into_iter().map(line).collect(),
        printed_on: job.printed_on.to_string(),
    }
}

/// The templates of a package. Those in `shared/documents/` are also known under the path by which templates import
/// them, `/shared/<name>.typ`.
fn templates(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut templates = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".typ")) {
        if let Some(name) = path.strip_prefix("shared/documents/") {
            templates.insert(format!("shared/{name}"), text.clone());
        }
        templates.insert(path.clone(), text.clone());
    }
    templates
}
