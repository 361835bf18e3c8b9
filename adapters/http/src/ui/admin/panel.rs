//! What stands beside the editor.

use askama::Template;

use super::super::parts::{Drawing, Shell};
use super::{ChangesView, TermsTable};

/// A step in the list.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its kind key.
    pub kind: String,
    /// Its line, from 1.
    pub line: u32,
}

/// A piece of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPiece {
    /// The text.
    pub text: String,
    /// Whether data of the instance stands there.
    pub filled: bool,
}

/// A letter as it would look, its places for data marked.
#[derive(Clone, Debug)]
pub struct LetterCard {
    /// Path.
    pub path: String,
    /// Subject.
    pub subject: Vec<LetterPiece>,
    /// Body.
    pub body: Vec<LetterPiece>,
    /// Whether it is the file that is open.
    pub open: bool,
}

impl LetterCard {
    /// The letter of a file.
    pub fn of(path: &str, text: &str, open: bool) -> Self {
        let (head, body) = text.split_once('\n').unwrap_or((text, ""));
        let subject = head.split_once(':').map_or(head, |(_, subject)| subject);
        Self {
            path: path.to_owned(),
            subject: pieces(subject.trim()),
            body: pieces(body.trim()),
            open,
        }
    }
}

/// A text with its `{{ … }}` apart; `{% … %}` are left as they are written.
fn pieces(text: &str) -> Vec<LetterPiece> {
    let mut found = Vec::new();
    let mut push = |text: &str, filled| {
        if !text.is_empty() {
            found.push(LetterPiece {
                text: text.to_owned(),
                filled,
            });
        }
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inner, next)) = after.split_once("}}") else {
            break;
        };
        push(before, false);
        push(inner.trim(), true);
        rest = next;
    }
    push(rest, false);
    found
}

/// The contents of a panel.
#[derive(Clone, Debug)]
pub enum PanelBody {
    /// Nothing; a word above says why.
    Empty,
    /// The picture.
    Picture(Drawing),
    /// The steps.
    Steps(Vec<StepLine>),
    /// The terms, counted from a day.
    Terms {
        /// The day.
        start: String,
        /// The table.
        table: TermsTable,
    },
    /// The letters.
    Letters(Vec<LetterCard>),
    /// What the draft changes.
    Changes(ChangesView),
}

/// A panel as a piece of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/panel.html")]
pub struct PanelView {
    /// Words.
    pub shell: Shell,
    /// Contents.
    pub body: PanelBody,
}

#[cfg(test)]
mod tests {
    use super::LetterCard;

    #[test]
    fn places_for_data_stand_apart() {
        let card = LetterCard::of(
            "a/letters/b.md",
            "Тема: О {{ x }}\n\nДа {{ y }}, {{ нет\n",
            true,
        );
        let pieces = |pieces: &[super::LetterPiece]| -> Vec<(String, bool)> {
            pieces
                .iter()
                .map(|piece| (piece.text.clone(), piece.filled))
                .collect()
        };
        assert_eq!(
            pieces(&card.subject),
            [("О ".to_owned(), false), ("x".to_owned(), true)]
        );
        assert_eq!(
            pieces(&card.body),
            [
                ("Да ".to_owned(), false),
                ("y".to_owned(), true),
                (", {{ нет".to_owned(), false)
            ]
        );
    }
}
