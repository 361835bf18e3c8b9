//! A line in a list of documents.

use super::Chip;

/// One document with a link to its file.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// «Протокол № 12-2021».
    pub title: String,
    /// Date and who signed, or empty.
    pub note: String,
    /// Address of the file; absent while it is being drawn.
    pub href: Option<String>,
    /// Address of the same document as a file for a word processor, for those who may edit it.
    pub docx_href: Option<String>,
    /// State, when there is something to say («готовится», «подписан»).
    pub chip: Option<Chip>,
}
