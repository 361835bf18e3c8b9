//! Drawing of documents behind the runtime's port: a child process of this very program for each paper.
//!
//! Only the files of the package that a template may read are handed to it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use reglament_documents::{
    PROGRAM_VARIABLE, PaperFormat, RenderRequest, Renderer as Papers, names,
};
use reglament_runtime::port::{DocumentFormat, DocumentJob, RenderError, Renderer};

use crate::failure::Failure;

/// Renders documents with `reglament-documents`.
pub struct PaperRenderer {
    papers: Papers,
}

impl PaperRenderer {
    /// A renderer that starts this program again.
    pub(super) fn new() -> Result<Self, Failure> {
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
        paper.map_err(|error| RenderError(format!("{}: {}", error.code(), error.sentence().ru)))
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
