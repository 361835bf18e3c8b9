//! The regulations that the program carries, as they were when it was built.
//!
//! A `processes` folder beside the program goes before them.

use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Path -> text.
pub(super) fn files() -> BTreeMap<String, String> {
    texts(FILES)
}

/// The scenarios: path -> text.
pub(super) fn scenarios() -> BTreeMap<String, String> {
    texts(SCENARIOS)
}

fn texts(table: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    table.iter().map(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{files, scenarios};

    #[test]
    fn scenarios_are_carried_apart_from_what_is_published() {
        let (files, scenarios) = (files(), scenarios());
        let is_story = |path: &String| path.contains("/scenarios/") && path.ends_with(".yaml");
        assert!(!scenarios.is_empty() && scenarios.keys().all(is_story));
        assert!(files.contains_key("organisation.yaml") && !files.keys().any(is_story));
    }
}
