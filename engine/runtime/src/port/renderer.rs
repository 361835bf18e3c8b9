//! The port for documents: a template, its data, the bytes of a file.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::NaiveDate;
use thiserror::Error;

use super::JournalJob;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// For signing, sending and keeping.
    Pdf,
    /// For editing in a word processor.
    Docx,
}

/// A document to render.
#[derive(Clone, Debug)]
pub struct DocumentJob {
    /// Instance it belongs to.
    pub instance: String,
    /// Number within the instance.
    pub document: u32,
    /// Path of the template among `files`.
    pub template: String,
    /// Files of the package that the instance runs on.
    pub files: Arc<BTreeMap<String, String>>,
    /// What the template is given; never becomes source.
    pub data: serde_json::Value,
    /// Date of the document.
    pub on: NaiveDate,
    /// The kind of file wanted.
    pub format: DocumentFormat,
}

/// Why there is no document; words for the administrator.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct RenderError(pub String);

/// Renders documents.
#[async_trait]
pub trait Renderer: Send + Sync {
    /// The file; returns within its own time limit.
    async fn render(&self, job: DocumentJob) -> Result<Vec<u8>, RenderError>;

    /// The file of a journal; a renderer that only draws documents says so.
    async fn journal(&self, _: JournalJob) -> Result<Vec<u8>, RenderError> {
        Err(RenderError("журналы здесь не составляются.".into()))
    }
}
