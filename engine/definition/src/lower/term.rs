//! Term literals: `5 рабочих дней`, `за 2 рабочих дня`, `рабочий день`.

use std::ops::Range;

use reglament_calendar::{Term, Unit};

use super::{Reader, Word};
use crate::model::Reminder;

/// What stands in for a term that could not be read.
pub(crate) const HOLE: Term = Term::new(1, Unit::CalendarDay);

/// Reads a term.
pub(crate) fn term(reader: Reader<'_>, word: &Word) -> Term {
    parse(reader, &word.text, &word.span)
}

/// Reads a reminder: «за 2 рабочих дня», «в день срока».
pub(crate) fn reminder(reader: Reader<'_>, word: &Word) -> Reminder {
    let text = word.text.trim();
    if matches!(
        text.to_lowercase().as_str(),
        "в день срока" | "on the due date"
    ) {
        return Reminder::OnDueDate;
    }
    let lower = text.to_lowercase();
    let before = lower
        .strip_prefix("за ")
        .or_else(|| lower.strip_suffix(" before"));
    match before {
        Some(term) => Reminder::Before(parse(reader, term.trim(), &word.span)),
        None => {
            let ru = format!("Напоминание «{text}» непонятно.");
            let en = format!("The reminder `{text}` is not understood.");
            let hint = (
                "Напишите «за 2 рабочих дня» или «в день срока».",
                "Write `2 working days before` or `on the due date`.",
            );
            reader.error(
                "R030",
                &word.span,
                ru,
                en,
                Some((hint.0.to_owned(), hint.1.to_owned())),
            );
            Reminder::OnDueDate
        }
    }
}

fn parse(reader: Reader<'_>, text: &str, span: &Range<usize>) -> Term {
    Term::parse(text).unwrap_or_else(|error| {
        let diagnostic = reader.source.error("R030", span, error.ru(), error.en());
        let mut diagnostic = diagnostic.hint(
            "Например, `5 рабочих дней`.",
            "For example, `5 working days`.",
        );
        if let Some(near) = error.suggestion()
            && reader.source.text.get(span.clone()) == Some(text)
        {
            diagnostic = diagnostic
                .hint(
                    format!("Напишите «{near}»."),
                    format!("Write `{}`.", near.to_english()),
                )
                .fix(span, near.to_string());
        }
        reader.report(diagnostic);
        HOLE
    })
}
