//! Every diagnostic code is raised by some broken files, and what is printed then is pinned.

use std::collections::BTreeSet;

use reglament_definition::CODES;

/// Where expectations name a code and its place.
const PINNED: &[&str] = &[
    include_str!("../../../definition/tests/broken.yaml"),
    include_str!("../../../definition/tests/misused/calls.yaml"),
    include_str!("../../../definition/tests/misused/choices.yaml"),
    include_str!("../../../definition/tests/misused/data.yaml"),
    include_str!("../../../definition/tests/misused/directory.yaml"),
    include_str!("../../../definition/tests/misused/events.yaml"),
    include_str!("../../../definition/tests/misused/files.yaml"),
    include_str!("../../../definition/tests/misused/head.yaml"),
    include_str!("../../../definition/tests/misused/joins.yaml"),
    include_str!("../../../definition/tests/misused/machines.yaml"),
    include_str!("../../../definition/tests/misused/many.yaml"),
    include_str!("../../../definition/tests/misused/messages.yaml"),
    include_str!("../../../definition/tests/misused/people.yaml"),
    include_str!("../../../definition/tests/misused/terms.yaml"),
    include_str!("../../../definition/tests/misused/undo.yaml"),
    include_str!("../../../definition/tests/misused/waits.yaml"),
    include_str!("../../../definition/tests/misused/indicators.yaml"),
    include_str!("../../../definition/tests/misused/scorecards.yaml"),
    include_str!("../../../definition/tests/misused/tests.yaml"),
    include_str!("snapshots/faults__every_fault_is_told_as_a_story.snap"),
];

/// Codes without such a case, each with the reason.
const UNPINNED: &[(&str, &str)] = &[(
    "R002",
    "a file above the limits is too long to be written here; `limits.rs` of the definition makes them",
)];

fn pinned(code: &str) -> bool {
    PINNED.iter().any(|text| {
        let mut lines = text.lines().map(str::trim_start);
        lines.any(|line| {
            let expected =
                line.starts_with("expect:") || line.starts_with("- \"") || line.starts_with("- '");
            let printed = line.starts_with("error[") || line.starts_with("warning[");
            (expected || printed) && line.contains(code)
        })
    })
}

#[test]
fn every_code_has_a_pinned_case_or_a_reason() {
    let excused: BTreeSet<&str> = UNPINNED.iter().map(|(code, _)| *code).collect();
    let wrong: Vec<&str> = CODES
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| pinned(code) == excused.contains(code))
        .collect();
    assert!(
        wrong.is_empty(),
        "neither pinned nor excused, or both: {wrong:?}"
    );
    assert!(UNPINNED.iter().all(|(_, reason)| !reason.is_empty()));
}
