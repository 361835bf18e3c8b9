//! Events as they lie on disk: a damaged one is refused, any other is written back and read as the same.

use reglament_core::{StoredEvent, read_event, write_event};

pub(super) const WORDS: &[&str] = &[
    "\"v\":1",
    "\"v\":2",
    "\"e\":",
    "null",
    "[]",
    "{}",
    "\"2021-10-21T10:00:00Z\"",
    "\"at\":",
    "\"task\":",
    "\"token\":",
    "\"type\":",
    "\"kind\":",
    "\"data\":",
    "1",
    "-1",
    "18446744073709551615",
    "\"\"",
];

pub(super) fn run(bytes: &[u8]) {
    let Ok(stored) = serde_json::from_slice::<StoredEvent>(bytes) else {
        return;
    };
    match read_event(&stored) {
        Ok(event) => {
            let written = write_event(&event);
            assert_eq!(read_event(&written).as_ref(), Ok(&event), "{stored:?}");
            // The newest form is stable: what is written once is written the same again.
            assert_eq!(
                read_event(&written).map(|event| write_event(&event)),
                Ok(written)
            );
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
