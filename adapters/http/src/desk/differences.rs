//! What changes between two sets of texts: in words, and line by line.
//!
//! Of files with questions of tests only that they changed.

use std::collections::{BTreeMap, BTreeSet};

use reglament_edition::{Change, Said, compare};
use reglament_runtime::DraftTexts;
use similar::{ChangeTag, TextDiff};

use crate::limits::{DIFFERENCE_CONTEXT, DIFFERENCE_LINES};
use crate::locale::Locale;
use crate::ui::admin::{ChangeRow, ChangesView, FileDifference, LineDifference, LineKind};

/// The differences of the files that `wanted` names.
pub(crate) fn between(
    locale: Locale,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    wanted: impl Fn(&str) -> bool,
) -> ChangesView {
    let own = |files: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        let kept = files.iter().filter(|(path, _)| wanted(path));
        kept.map(|(path, text)| (path.clone(), text.clone()))
            .collect()
    };
    let (old, new) = (own(old), own(new));
    let (words, unreadable) = match compare(&old, &new) {
        Ok(changes) => (changes.iter().map(|one| row(locale, one)).collect(), None),
        Err(error) => (Vec::new(), Some(error.file)),
    };
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let files = paths
        .into_iter()
        .filter(|path| old.get(*path) != new.get(*path) && !DraftTexts::is_secret(path))
        .map(|path| file(path, old.get(path), new.get(path)))
        .collect();
    ChangesView {
        words,
        unreadable,
        files,
    }
}

fn row(locale: Locale, change: &Change) -> ChangeRow {
    let english = locale.is_english();
    let mut place = change.subject.text(english).to_owned();
    if !change.basis.is_empty() {
        let clauses = change.basis.join(", ");
        place.push(' ');
        place.push_str(&locale.fill("changes.clauses", &[("clauses", &clauses)]));
    }
    let parts: Vec<&str> = change.place.iter().map(|part| part.text(english)).collect();
    let side = |said: &Option<Said>| {
        said.as_ref()
            .map(|said| said.text(english).to_owned())
            .unwrap_or_default()
    };
    ChangeRow {
        file: change.file.clone(),
        place,
        detail: parts.join(" · "),
        before: side(&change.before),
        after: side(&change.after),
    }
}

/// The lines of one file that differ, with some around them.
pub(crate) fn file(path: &str, old: Option<&String>, new: Option<&String>) -> FileDifference {
    let text = |side: Option<&String>| side.cloned().unwrap_or_default();
    let (before, after) = (text(old), text(new));
    let diff = TextDiff::from_lines(&before, &after);
    let mut lines = Vec::new();
    let mut cut = false;
    for (n, group) in diff.grouped_ops(DIFFERENCE_CONTEXT).iter().enumerate() {
        if n > 0 {
            lines.push(LineDifference::gap());
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            if lines.len() >= DIFFERENCE_LINES {
                cut = true;
                break;
            }
            let number = |index: Option<usize>| index.map(|n| n + 1);
            lines.push(LineDifference {
                kind: match change.tag() {
                    ChangeTag::Delete => LineKind::Removed,
                    ChangeTag::Insert => LineKind::Added,
                    ChangeTag::Equal => LineKind::Same,
                },
                old: number(change.old_index()),
                new: number(change.new_index()),
                text: change.value().trim_end_matches('\n').to_owned(),
            });
        }
    }
    FileDifference {
        path: path.to_owned(),
        added: old.is_none(),
        removed: new.is_none(),
        lines,
        cut,
    }
}
