//! A public page: what the organisation has published, for everybody.

use askama::Template;

use super::parts::Shell;

/// A publication.
#[derive(Clone, Debug)]
pub struct PublicationCard {
    /// Date of the publication.
    pub on: String,
    /// Heading.
    pub title: String,
    /// The text, line by line; empty for a document.
    pub paragraphs: Vec<String>,
    /// The document, once it has been drawn.
    pub href: Option<String>,
    /// The document is still being drawn.
    pub awaited: bool,
}

/// View of `/public/{page}`.
#[derive(Clone, Debug, Template)]
#[template(path = "public_page.html")]
pub struct PublicPage {
    /// Surroundings; the title is the page's.
    pub shell: Shell,
    /// The newest first.
    pub publications: Vec<PublicationCard>,
}
