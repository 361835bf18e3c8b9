//! Templates of letters and documents that belong to a definition.

use reglament_expression::Template;

use super::Title;

/// A letter: `letters/<id>.md`, whose first line is `Тема: …` and whose rest, after a blank line, is the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterTemplate {
    /// Id, the file name without its ending.
    pub id: String,
    /// The subject line.
    pub subject: Template,
    /// The text: paragraphs separated by blank lines, lists by `- `.
    pub text: Template,
}

/// A document template: `documents/<id>.typ`, rendered outside the engine from data given by the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentTemplate {
    /// Id, the file name without its ending.
    pub id: String,
    /// Path of the template inside the package.
    pub file: String,
    /// What the document is called: «Протокол», «Приказ».
    pub title: Title,
}
