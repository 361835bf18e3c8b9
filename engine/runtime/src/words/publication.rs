//! Publications in words, for the history of an instance. The published text itself is not repeated there.

use std::collections::BTreeSet;

use reglament_core::PublicationFact;

use super::history::{Told, say};

pub(super) fn tell<'e>(publication: &'e PublicationFact, replaces: &BTreeSet<u32>) -> Told<'e> {
    let (ru, en) = if replaces.is_empty() {
        ("", "")
    } else {
        (" взамен прежней публикации", ", replacing what was there")
    };
    let (title, page) = (&publication.title, &publication.page);
    say(
        Some(&publication.step),
        format!("Размещено на странице «{page}»: {title}{ru}"),
        format!("Published on `{page}`: {title}{en}"),
    )
}
