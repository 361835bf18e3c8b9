//! The regulations that the program carries, as they were when it was built.
//!
//! A `processes` folder beside the program goes before them.

use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Path -> text.
pub(super) fn files() -> BTreeMap<String, String> {
    FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}
