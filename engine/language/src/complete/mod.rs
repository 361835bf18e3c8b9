//! What may be written at a cursor.
//!
//! A mark is put into the text where the cursor stands, the tolerant tree is walked to it, and the grammar says what belongs
//! there. Names come from what the folder declares, the half-typed file included.

mod around;
mod expression;
mod keys;
mod known;
mod letter;
mod place;
mod values;

use std::ops::Range;

use reglament_definition::Language;
use reglament_definition::grammar::FileKind;
use serde::Serialize;

use crate::tolerant;
use crate::workspace::Workspace;
use place::Place;

/// Most proposals given for one cursor.
pub const COMPLETIONS: usize = 200;

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What is shown and matched against what is typed.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: String,
    /// One or more sentences, Markdown.
    pub documentation: String,
    /// The text put in place of `span`.
    pub insert: String,
    /// Bytes that it replaces.
    pub span: Range<usize>,
}

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    /// A key of the language.
    Key,
    /// A kind of step or of data.
    Kind,
    /// A step.
    Step,
    /// A field, parameter, link or member of a record.
    Field,
    /// A role or a person.
    Person,
    /// A process.
    Process,
    /// A function or list method.
    Function,
    /// A fixed word of the language.
    Word,
    /// A literal: a term, a reminder, an example.
    Literal,
    /// A clause of the act.
    Clause,
    /// A letter, a document, a register or another file.
    File,
    /// An outcome, an option, a message, an event.
    Name,
}

/// What may be written at byte `offset` of a file, best first; empty where nothing is known.
pub fn complete(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    language: Language,
) -> Vec<Completion> {
    let Some(text) = workspace
        .text(path)
        .filter(|text| text.is_char_boundary(offset))
    else {
        return Vec::new();
    };
    let desk = Desk {
        workspace,
        path,
        text,
        offset,
        language,
    };
    let mut found = match FileKind::of(path) {
        Some(kind) => desk.written(kind),
        None if letter::is_letter(path) => desk.letter(),
        None => Vec::new(),
    };
    found.truncate(COMPLETIONS);
    found
}

/// A cursor and everything that is known around it.
struct Desk<'w> {
    workspace: &'w Workspace,
    path: &'w str,
    text: &'w str,
    offset: usize,
    language: Language,
}

impl Desk<'_> {
    /// What may be written in a YAML file.
    fn written(&self, kind: FileKind) -> Vec<Completion> {
        let (text, offset) = (self.text, self.offset);
        if place::in_comment(text, offset) {
            return Vec::new();
        }
        let marked = format!("{}{}{}", &text[..offset], place::MARK, &text[offset..]);
        let tree = tolerant::read(&marked);
        let place = Place::find(&tree, kind, &marked, offset);
        place.map_or(Vec::new(), |place| self.at(&place))
    }

    fn pick<'t>(&self, ru: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Russian => ru,
            Language::English => en,
        }
    }

    /// The name that is being typed: letters, digits and `_` on both sides of the cursor.
    fn word(&self) -> Range<usize> {
        let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
        let before = self.text[..self.offset].chars().rev().take_while(is_part);
        let after = self.text[self.offset..].chars().take_while(is_part);
        let length = |chars: usize, c: char| chars + c.len_utf8();
        self.offset - before.fold(0, length)..self.offset + after.fold(0, length)
    }

    /// What of the word stands before the cursor.
    fn typed(&self) -> &str {
        &self.text[self.word().start..self.offset]
    }
}

/// Keeps the proposals that fit what is typed: those that begin so first, then those that contain it.
fn fitting(proposals: Vec<Completion>, typed: &str) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    let rank = |proposal: &Completion| {
        let label = proposal.label.to_lowercase();
        if label.starts_with(&typed) {
            Some(0)
        } else if label.contains(&typed) || proposal.detail.to_lowercase().contains(&typed) {
            Some(1)
        } else {
            None
        }
    };
    let mut ranked: Vec<(u8, Completion)> = proposals
        .into_iter()
        .filter_map(|proposal| Some((rank(&proposal)?, proposal)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, proposal)| proposal).collect()
}
