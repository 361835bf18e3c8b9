//! Documents and letters as lines of lists.

use chrono_tz::Tz;
use reglament_runtime::port::OutboxState;
use reglament_runtime::{DocumentView, LetterView};

use crate::locale::Locale;
use crate::ui::parts::{Chip, DocumentRow, LetterRow, Tone};
use crate::web::url_encoded;

/// A document; `href` is where its file would be.
pub(super) fn document(locale: Locale, document: &DocumentView, href: String) -> DocumentRow {
    let title = locale.title(&document.title);
    let title = match &document.number {
        Some(number) => locale.fill(
            "document.numbered",
            &[("title", &title), ("number", number)],
        ),
        None => title,
    };
    let (href, chip) = match document.state {
        OutboxState::Sent => (Some(href), None),
        OutboxState::Queued | OutboxState::Ambiguous => (
            None,
            Some(Chip::new(Tone::Soon, locale.text("document.waiting"))),
        ),
        OutboxState::Refused | OutboxState::Failed | OutboxState::Withheld => (
            None,
            Some(Chip::new(Tone::Overdue, locale.text("document.failed"))),
        ),
    };
    DocumentRow {
        title,
        note: locale.date(document.on),
        href,
        docx_href: None,
        chip,
    }
}

/// A document of an instance as officials see it: they may also take it away for editing.
pub(super) fn editable(locale: Locale, each: &DocumentView, instance: &str) -> DocumentRow {
    let href = format!("/instances/{instance}/documents/{}", each.document);
    let row = document(locale, each, href);
    DocumentRow {
        docx_href: row.href.as_ref().map(|href| format!("{href}/docx")),
        ..row
    }
}

/// A letter of an instance.
pub(super) fn letter(locale: Locale, letter: &LetterView, zone: Tz, may_retry: bool) -> LetterRow {
    LetterRow {
        to: format!("{} <{}>", letter.to_name, letter.to_address),
        subject: letter.subject.clone(),
        when: locale.short_moment(letter.at.with_timezone(&zone)),
        chip: state(locale, letter.state),
        problem: problem(locale, letter.error.as_deref()),
        reason: reason(locale, letter.error.as_deref()),
        instance_href: None,
        text: letter.text.clone(),
        preview_href: may_retry.then(|| preview_href(&letter.key)),
        resend_action: (may_retry && may_be_sent(letter.state)).then(|| retry_action(&letter.key)),
    }
}

/// Where a letter is shown as it goes out.
pub(super) fn preview_href(key: &str) -> String {
    format!("/admin/letters?key={}", url_encoded(key))
}

/// Where «send again» of a delivery posts to.
pub(super) fn retry_action(key: &str) -> String {
    format!("/admin/outbox/retry?key={}", url_encoded(key))
}

/// Whether a person may have it sent after all.
pub(super) fn may_be_sent(state: OutboxState) -> bool {
    matches!(
        state,
        OutboxState::Refused | OutboxState::Failed | OutboxState::Withheld
    )
}

/// What went wrong, in words.
pub(super) fn problem(locale: Locale, said: Option<&str>) -> Option<String> {
    match said? {
        "address" => Some(locale.text("letter.because.address").to_owned()),
        known if known_reason(known).is_some() => None,
        other => Some(other.to_owned()),
    }
}

/// Why it was not sent on purpose, in words: nothing is wrong with it.
pub(super) fn reason(locale: Locale, said: Option<&str>) -> Option<String> {
    known_reason(said?).map(|key| locale.text(key).to_owned())
}

fn known_reason(said: &str) -> Option<&'static str> {
    match said {
        "hours" => Some("letter.because.hours"),
        "declined" => Some("letter.because.declined"),
        "in_digest" => Some("letter.because.in_digest"),
        "done" => Some("letter.because.done"),
        "passed" => Some("letter.because.passed"),
        _ => None,
    }
}

/// The state of a delivery.
pub(super) fn state(locale: Locale, state: OutboxState) -> Chip {
    match state {
        OutboxState::Queued | OutboxState::Ambiguous => {
            Chip::new(Tone::Soon, locale.text("letter.waiting"))
        }
        OutboxState::Sent => Chip::new(Tone::Done, locale.text("letter.sent")),
        OutboxState::Withheld => Chip::new(Tone::Waiting, locale.text("letter.withheld")),
        OutboxState::Refused | OutboxState::Failed => {
            Chip::new(Tone::Overdue, locale.text("letter.failed"))
        }
    }
}
