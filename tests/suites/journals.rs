//! Recorded journals of every wire format replay for ever: they are read as they were written and lead to the same
//! state. The files in `tests/journals` are never edited; a new format or a new kind of event adds a file.

use std::collections::BTreeSet;
use std::fs;

use reglament_core::{
    Actor, CommandId, Instance, InstanceId, Recorded, StoredEvent, read_event, write_event,
};
use reglament_tests::root;
use serde::{Deserialize, Serialize};

/// One line of a recorded journal.
#[derive(Serialize, Deserialize)]
struct Line {
    instance: String,
    seq: u64,
    at: chrono::DateTime<chrono::Utc>,
    event: StoredEvent,
}

#[test]
fn recorded_journals_replay_to_the_recorded_state() {
    let folder = root().join("tests/journals");
    let mut journals = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_some_and(|kind| kind == "jsonl") {
            journals += 1;
            let state = replay(&fs::read_to_string(&path).unwrap());
            if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|how| how == "record") {
                fs::write(path.with_extension("state"), &state).unwrap();
            }
            let known = fs::read_to_string(path.with_extension("state")).unwrap();
            assert_eq!(state, known, "{} leads to another state", path.display());
        }
    }
    assert!(journals > 0, "there are no recorded journals");
}

/// Version 1 shows every kind of event that the engine knew when it was frozen.
#[test]
fn version_1_shows_every_kind_of_event() {
    let text = fs::read_to_string(root().join("tests/journals/v1.jsonl")).unwrap();
    let kinds: BTreeSet<String> = lines(&text).map(|line| kind(&line.event)).collect();
    assert_eq!(kinds.len(), 28, "{kinds:?}");
}

/// Events beside the ordinary course came to version 1 later; their own file shows every one of them.
#[test]
fn version_1_shows_the_events_that_came_later() {
    let text = fs::read_to_string(root().join("tests/journals/v1_events.jsonl")).unwrap();
    let kinds: BTreeSet<String> = lines(&text).map(|line| kind(&line.event)).collect();
    let later = [
        "branch_begun",
        "error_raised",
        "message_addressed",
        "undo_noted",
        "undo_begun",
    ];
    for kind in later {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

/// Acts about terms came after the format was frozen; their events are recorded beside.
#[test]
fn acts_about_terms_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_terms.jsonl")).unwrap();
    let kinds: BTreeSet<String> = lines(&text).map(|line| kind(&line.event)).collect();
    let terms = [
        "instance_overdue",
        "instance_reminded",
        "instance_term_set",
        "task_lapsed",
        "term_extended",
        "term_resumed",
        "term_suspended",
        "terms_recomputed",
    ];
    for kind in terms {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

/// Files and checklists are values like others: no event is their own, and what was recorded of them is read for ever.
#[test]
fn files_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_files.jsonl")).unwrap();
    let state = replay(&text);
    assert!(
        state.contains("приказ.pdf") && state.contains("4e5f"),
        "{state}"
    );
}

/// Tests on the computer came after the format was frozen; their events are recorded beside.
#[test]
fn tests_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_tests.jsonl")).unwrap();
    let kinds: BTreeSet<String> = lines(&text).map(|line| kind(&line.event)).collect();
    for kind in [
        "test_opened",
        "answer_saved",
        "test_closed",
        "test_missed",
        "test_regraded",
    ] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

/// Going on without a step that is stuck came after the format was frozen; its event is recorded beside.
#[test]
fn skipped_steps_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_passing.jsonl")).unwrap();
    let kinds: BTreeSet<String> = lines(&text).map(|line| kind(&line.event)).collect();
    assert!(kinds.contains("incident_passed"), "{kinds:?}");
}

/// Telling those above by hand came after the format was frozen; its event is recorded beside, with a rung and without.
#[test]
fn lateness_told_above_is_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_escalated.jsonl")).unwrap();
    let told = lines(&text).filter(|line| kind(&line.event) == "task_escalated");
    assert_eq!(told.count(), 2);
    assert!(replay(&text).contains("\"escalated\":[0]"));
}

/// Destroying what is personal came after the format was frozen; its event is recorded beside.
#[test]
fn erasures_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_erased.jsonl")).unwrap();
    let erased = lines(&text).filter(|line| kind(&line.event) == "instance_erased");
    assert_eq!(erased.count(), 2);
    let state = replay(&text);
    // The end stays where it was, and what went once is gone.
    for words in ["17-у", "everything", "2021-10-02T07:00:00Z"] {
        assert!(state.contains(words), "{words}: {state}");
    }
}

/// Correcting data came after the format was frozen; its event is recorded beside, with a date that moved and without.
#[test]
fn corrected_data_are_recorded() {
    let text = fs::read_to_string(root().join("tests/journals/v1_corrected.jsonl")).unwrap();
    let corrected = lines(&text).filter(|line| kind(&line.event) == "data_corrected");
    assert_eq!(corrected.count(), 2);
    let state = replay(&text);
    for words in ["Иванов", "2021-10-03", "2021-11-02"] {
        assert!(state.contains(words), "{words}: {state}");
    }
}

fn replay(text: &str) -> String {
    let mut instances: std::collections::BTreeMap<String, Instance> =
        std::collections::BTreeMap::new();
    for line in lines(text) {
        let event = read_event(&line.event).unwrap_or_else(|error| panic!("{}: {error}", line.seq));
        assert_eq!(
            write_event(&event),
            line.event,
            "event {} is written otherwise now",
            line.seq
        );
        let id = InstanceId(line.instance.clone());
        let instance = instances
            .entry(line.instance)
            .or_insert_with(|| Instance::new(id));
        let (cause, actor) = (CommandId("recorded".into()), Actor::System);
        instance.apply(&Recorded {
            seq: line.seq,
            at: line.at,
            cause,
            actor,
            event,
        });
    }
    instances
        .values()
        .map(|instance| serde_json::to_string(&instance.snapshot()).unwrap() + "\n")
        .collect()
}

fn lines(text: &str) -> impl Iterator<Item = Line> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
}

fn kind(stored: &StoredEvent) -> String {
    stored
        .e
        .as_object()
        .and_then(|object| object.keys().next().cloned())
        .unwrap_or_default()
}
