//! Half-typed text in an editor: completion, hover, outline, names, at a place that the first byte chooses.

use reglament_definition::Language;
use reglament_language::{Workspace, complete, definition, hover, outline, references, rename};

use super::yaml::files;

const FILE: &str = "p/process.yaml";

pub(super) fn run(bytes: &[u8]) {
    let (first, rest) = bytes
        .split_first()
        .map_or((0, bytes), |(first, rest)| (*first, rest));
    let text = String::from_utf8_lossy(rest).into_owned();
    let mut offset = text.len() * usize::from(first) / 255;
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let workspace = Workspace::new(files(&text));
    for completion in complete(&workspace, FILE, offset, Language::English) {
        assert!(
            text.get(completion.span.clone()).is_some(),
            "{completion:?}"
        );
    }
    if let Some(hover) = hover(&workspace, FILE, offset, Language::Russian) {
        assert!(
            text.get(hover.span.clone()).is_some() && !hover.text.is_empty(),
            "{hover:?}"
        );
    }
    outline(&workspace, FILE, Language::Russian);
    let places = [
        definition(&workspace, FILE, offset),
        references(&workspace, FILE, offset),
    ];
    for place in places.iter().flatten() {
        let text = workspace.text(&place.file).unwrap_or_default();
        assert!(text.get(place.span.clone()).is_some(), "{place:?}");
    }
    if let Err(refusal) = rename(&workspace, FILE, offset, "новое_имя") {
        assert!(!refusal.ru.is_empty() && !refusal.en.is_empty());
    }
}
