//! From a request to a laid-out document and its PDF, in this process and without limits of time or memory.
//!
//! Servers never call this themselves: Typst can neither be cancelled nor bounded, so `renderer.rs` runs it in a child.
//! The result depends on the request alone: equal requests give byte-equal papers.

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Output, Smart};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::names;
use crate::request::{PaperFormat, RenderRequest};
use crate::sandbox::Sandbox;
use crate::template_fault::{FaultKind, TemplateFault, kind_of};
use crate::word::{self, WordDocument};

/// A document that is laid out but not yet written as PDF.
#[derive(Debug)]
pub struct Laid {
    document: PagedDocument,
    template: String,
    today: Datetime,
}

/// Draws the paper of a request up in the format that it asks for.
pub fn draw_up(request: &RenderRequest) -> Result<Vec<u8>, TemplateFault> {
    match request.format {
        PaperFormat::Pdf => lay_out(request)?.pdf(),
        PaperFormat::Docx => {
            let (document, _) = compiled::<WordDocument>(request)?;
            word::pack(&document.paper, &request.today)
                .map_err(|error| TemplateFault::request(&request.template, error.to_string()))
        }
    }
}

/// Lays the document of a request out; personal names get their forms first.
pub fn lay_out(request: &RenderRequest) -> Result<Laid, TemplateFault> {
    let (document, today) = compiled::<PagedDocument>(request)?;
    Ok(Laid {
        document,
        template: request.template.clone(),
        today,
    })
}

/// Evaluates the template of a request into an output of Typst; personal names get their forms first.
fn compiled<T: Output>(request: &RenderRequest) -> Result<(T, Datetime), TemplateFault> {
    let today = day(&request.today).ok_or_else(|| {
        TemplateFault::request(
            &request.template,
            format!("`{}` is not a day written YYYY-MM-DD", request.today),
        )
    })?;
    let mut request = request.clone();
    names::add_forms(&mut request.data);
    let sandbox = Sandbox::new(&request, today)?;
    let Warned { output, warnings } = typst::compile::<T>(&sandbox);
    let document = output.map_err(|errors| fault(&sandbox, &request.template, errors.first()))?;
    // Typst only warns and takes another face: the paper would look different on the next machine.
    let unknown_font = warnings
        .iter()
        .find(|warning| warning.message.starts_with("unknown font"));
    if unknown_font.is_some() {
        return Err(fault(&sandbox, &request.template, unknown_font));
    }
    Ok((document, today))
}

impl Laid {
    /// Number of pages.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// The pages, for introspection in tests.
    pub fn document(&self) -> &PagedDocument {
        &self.document
    }

    /// The paper as PDF/A-2b, made for archives: fonts inside, dated with the day of the request.
    pub fn pdf(&self) -> Result<Vec<u8>, TemplateFault> {
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Reglament".into())),
            timestamp: Some(Timestamp::new_utc(self.today)),
            standards: PdfStandards::new(&[PdfStandard::A_2b])
                .expect("one archival standard cannot contradict itself"),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| {
            let message = errors
                .first()
                .map_or_else(String::new, |error| error.message.to_string());
            TemplateFault {
                kind: kind_of(&message),
                file: self.template.clone(),
                line: 0,
                column: 0,
            }
        })
    }
}

fn day(iso: &str) -> Option<Datetime> {
    let (year, rest) = iso.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Datetime::from_ymd_hms(
        year.parse().ok()?,
        month.parse().ok()?,
        day.parse().ok()?,
        0,
        0,
        0,
    )
}

/// The first error with the most useful place: where the template itself stands, not the shared function it called.
fn fault(sandbox: &Sandbox, template: &str, error: Option<&SourceDiagnostic>) -> TemplateFault {
    let Some(error) = error else {
        return TemplateFault::request(template, "Typst gave no reason".to_owned());
    };
    let mut spans = vec![error.span];
    spans.extend(error.trace.iter().map(|point| DiagSpan::from(point.span)));
    let span = spans
        .iter()
        .find(|span| span.id() == Some(sandbox.main()))
        .unwrap_or(&error.span);
    let (file, line, column) = place(sandbox, *span).unwrap_or_else(|| (template.to_owned(), 0, 0));
    let mut kind = kind_of(&error.message);
    if let FaultKind::Template(message) = &mut kind {
        for hint in error.hints.iter().take(1) {
            message.push_str("; ");
            message.push_str(&hint.v);
        }
    }
    TemplateFault {
        kind,
        file,
        line,
        column,
    }
}

fn place(sandbox: &Sandbox, span: DiagSpan) -> Option<(String, usize, usize)> {
    let id = span.id()?;
    let range = sandbox.range(span)?;
    let source = sandbox.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    let path = id.get().vpath().get_without_slash().to_owned();
    Some((path, line + 1, column + 1))
}
