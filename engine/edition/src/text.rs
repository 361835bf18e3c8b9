//! The differences as text for a terminal or a mail: one heading per subject, one line per place.

use crate::change::{Change, Said};

/// Renders the differences; empty when there are none.
pub fn text(changes: &[Change], english: bool) -> String {
    let mut out = String::new();
    let mut last: Option<(&str, &Said)> = None;
    for change in changes {
        if last != Some((&change.file, &change.subject)) {
            out.push_str(&heading(change, english));
            last = Some((&change.file, &change.subject));
        }
        out.push_str(&line(change, english));
    }
    out
}

fn heading(change: &Change, english: bool) -> String {
    let clauses = if change.basis.is_empty() {
        String::new()
    } else {
        let word = if english { "cl." } else { "п." };
        format!(" ({word} {})", change.basis.join(", "))
    };
    format!("{}{clauses}\n", change.subject.text(english))
}

fn line(change: &Change, english: bool) -> String {
    let pick = |ru: &'static str, en: &'static str| if english { en } else { ru };
    let place: Vec<&str> = change.place.iter().map(|part| part.text(english)).collect();
    let place = if place.is_empty() {
        String::new()
    } else {
        format!("{}: ", place.join(" · "))
    };
    let body = match (&change.before, &change.after) {
        (Some(before), Some(after)) if before.text(english) == after.text(english) => {
            let other = pick("по-английски", "in Russian");
            let (before, after) = (before.text(!english), after.text(!english));
            format!("{other}: {before} → {after}")
        }
        (Some(before), Some(after)) => {
            let (before, after) = (before.text(english), after.text(english));
            if before.contains('\n') || after.contains('\n') {
                return format!("  {place}\n{}{}", marked('-', before), marked('+', after));
            }
            format!("{before} → {after}")
        }
        (None, Some(after)) => whole(pick("новое", "new"), after.text(english)),
        (Some(before), None) => whole(pick("нет больше", "gone"), before.text(english)),
        (None, None) => return String::new(),
    };
    format!("  {place}{body}\n")
}

/// What has come or gone as a whole, a line per key.
fn whole(word: &str, text: &str) -> String {
    if !text.contains('\n') {
        return format!("{word}: {text}");
    }
    let lines = text.lines().map(|line| format!("\n    {line}"));
    format!("{word}:{}", lines.collect::<String>())
}

fn marked(sign: char, text: &str) -> String {
    text.lines()
        .map(|line| format!("    {sign} {line}\n"))
        .collect()
}
