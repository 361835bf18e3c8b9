//! Reasons and remarks as people type them: trimmed, bounded, empty ones as none.

use crate::{PeopleRejection, Rejection};

/// The words, or none when nothing was said.
pub(super) fn said(text: Option<&str>, limit: usize) -> Result<Option<String>, Rejection> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > limit) {
        return Err(Rejection::LimitReached {
            what: "длина текста / length of the text",
        });
    }
    Ok(text.map(str::to_owned))
}

/// The words, which must be there.
pub(super) fn must_say(text: &str, limit: usize) -> Result<String, Rejection> {
    said(Some(text), limit)?.ok_or_else(|| PeopleRejection::ReasonMissing.into())
}
