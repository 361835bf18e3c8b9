//! What changes in a text of several lines: a letter, a template, the act itself.

use similar::{ChangeTag, TextDiff};

/// Longest part of a text that is shown, letters; the rest is cut with an ellipsis.
const SHOWN: usize = 1_200;

/// The lines that are only in the old text and those only in the new one; none when nothing changes but spaces.
pub(crate) fn changed(old: &str, new: &str) -> Option<(Option<String>, Option<String>)> {
    let (old, new) = (tidy(old), tidy(new));
    if old == new {
        return None;
    }
    let diff = TextDiff::from_lines(&old, &new);
    let of = |tag: ChangeTag| {
        let lines: Vec<&str> = diff
            .iter_all_changes()
            .filter(|change| change.tag() == tag)
            .map(|change| change.value().trim_end())
            .filter(|line| !line.is_empty())
            .collect();
        (!lines.is_empty()).then(|| cut(&lines.join("\n")))
    };
    Some((of(ChangeTag::Delete), of(ChangeTag::Insert)))
}

/// A whole text, cut.
pub(crate) fn whole(text: &str) -> String {
    cut(&tidy(text))
}

/// Spaces at the ends of lines mean nothing.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned() + "\n"
}

fn cut(text: &str) -> String {
    let text = text.trim_end();
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
