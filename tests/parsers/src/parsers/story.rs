//! Scenarios: read, or refused with the place.

use reglament_scenario::{MAX_STORY_BYTES, Story};

pub(super) const WORDS: &[&str] = &[
    "scenario: ",
    "given:\n",
    "when:\n",
    "then:\n",
    "- start: ",
    "- complete: ",
    "by: ",
    "at: 2026-01-12 10:00",
    "expect:\n",
    "outcome: ",
    "data: {",
    "- wait: 5 дней",
    "letters: ",
    "status: done",
    "&a [*a]",
    "!!str ",
];

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Story::parse(&text) {
        Ok(_) => assert!(text.len() <= MAX_STORY_BYTES),
        Err(error) => assert!(!error.0.is_empty()),
    }
}
