//! Going to where a name is declared, finding its uses, renaming it in the whole folder.
//!
//! A renaming is tried before it is offered: when the compiler finds a new error in the result, nothing is changed.

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_definition::Diagnostic;
use reglament_definition::grammar::Symbol;
use reglament_definition::limits::ID_CHARS;
use serde::Serialize;

use crate::symbol::{self, Use};
use crate::workspace::Workspace;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// Path in the folder.
    pub file: String,
    /// Bytes in it.
    pub span: Range<usize>,
}

/// Why a name cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RenameRefusal {
    /// A full sentence in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
}

/// Changes of a folder: file -> the bytes replaced by the new name, in order.
pub type Renaming = BTreeMap<String, Vec<Range<usize>>>;

/// Where the name at byte `offset` is declared: the nearest declaration first.
pub fn definition(workspace: &Workspace, path: &str, offset: usize) -> Vec<Location> {
    let uses = symbol::uses(workspace);
    let Some(here) = at(&uses, path, offset) else {
        return Vec::new();
    };
    let declared = same(&uses, here).filter(|found| found.declares);
    let mut places: Vec<Location> = declared.map(location).collect();
    places.sort_by_key(|place| (place.file != path, place.file.clone(), place.span.start));
    places.dedup();
    places
}

/// Every use of the name at byte `offset`, its declarations included.
pub fn references(workspace: &Workspace, path: &str, offset: usize) -> Vec<Location> {
    let uses = symbol::uses(workspace);
    let Some(here) = at(&uses, path, offset) else {
        return Vec::new();
    };
    let mut places: Vec<Location> = same(&uses, here).map(location).collect();
    places.dedup();
    places
}

/// The name at byte `offset` that a renaming would change, if it can be renamed.
pub fn renamable(workspace: &Workspace, path: &str, offset: usize) -> Option<Range<usize>> {
    let uses = symbol::uses(workspace);
    let here = at(&uses, path, offset)?;
    may_change(here.name.symbol).then(|| here.span.clone())
}

/// Renames the name at byte `offset` everywhere.
///
/// # Errors
/// Nothing there can be renamed, the new name will not do, or the folder would have new errors.
pub fn rename(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    new: &str,
) -> Result<Renaming, RenameRefusal> {
    let uses = symbol::uses(workspace);
    let found = at(&uses, path, offset).filter(|found| may_change(found.name.symbol));
    let Some(here) = found else {
        return Err(refusal(
            "Здесь нет имени, которое можно переименовать.",
            "There is no name here that can be renamed.",
        ));
    };
    if !is_name(new) {
        return Err(refusal(
            format!("Имя «{new}» не годится: нужны буквы, цифры и `_`, первая – буква."),
            format!("The name `{new}` will not do: letters, digits and `_`, a letter first."),
        ));
    }
    let mut renaming = Renaming::new();
    for found in same(&uses, here).filter(|found| !found.span.is_empty()) {
        let spans = renaming.entry(found.file.clone()).or_default();
        if !spans.contains(&found.span) {
            spans.push(found.span.clone());
        }
    }
    let files = workspace.files().iter().map(|(file, text)| {
        let spans = renaming.get(file).map_or(&[][..], Vec::as_slice);
        (file.clone(), replaced(text, spans, new))
    });
    let after = Workspace::new(files.collect());
    match new_error(&workspace.diagnose(), &after.diagnose()) {
        Some(error) => Err(refusal(
            format!(
                "Переименование ломает «{}», строка {}: {}",
                error.file, error.line, error.ru
            ),
            format!(
                "The renaming breaks `{}`, line {}: {}",
                error.file, error.line, error.en
            ),
        )),
        None => Ok(renaming),
    }
}

/// The text with the spans, which are in order, replaced.
pub fn replaced(text: &str, spans: &[Range<usize>], new: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        result.push_str(text.get(at..span.start).unwrap_or_default());
        result.push_str(new);
        at = span.end.max(at);
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

fn at<'u>(uses: &'u [Use], path: &str, offset: usize) -> Option<&'u Use> {
    let here = uses.iter().filter(|found| {
        found.file == path && found.span.start <= offset && offset <= found.span.end
    });
    // A file declares a letter or a document as a whole; what stands in it comes first.
    here.min_by_key(|found| found.span.is_empty())
}

fn same<'u>(uses: &'u [Use], here: &'u Use) -> impl Iterator<Item = &'u Use> {
    uses.iter().filter(|found| found.name == here.name)
}

fn location(found: &Use) -> Location {
    Location {
        file: found.file.clone(),
        span: found.span.clone(),
    }
}

/// Names that stand for files or clauses are not changed here.
fn may_change(symbol: Symbol) -> bool {
    !matches!(
        symbol,
        Symbol::Letter | Symbol::Document | Symbol::Clause | Symbol::Fact
    )
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && text.chars().count() <= ID_CHARS
}

/// An error that was not there before.
fn new_error<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let count = |all: &[Diagnostic], one: &Diagnostic| {
        let alike = all
            .iter()
            .filter(|d| d.code == one.code && d.file == one.file);
        alike.count()
    };
    let mut errors = after.iter().filter(|found| found.is_error());
    errors.find(|found| count(after, found) > count(before, found))
}

fn refusal(ru: impl Into<String>, en: impl Into<String>) -> RenameRefusal {
    RenameRefusal {
        ru: ru.into(),
        en: en.into(),
    }
}
