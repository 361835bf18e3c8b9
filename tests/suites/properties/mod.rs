//! Random commands through random small definitions: whatever is asked, the engine keeps its word.
//!
//! A tape of bytes decides everything, so that a failing case shrinks to a short tape. What must hold is in `laws`.

mod editions;
mod events;
mod flow;
mod generate;
mod laws;
mod machines;
mod migration;
mod steps;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_commands_never_break_the_laws(shape in prop::collection::vec(any::<u8>(), 60..200), tape in prop::collection::vec(any::<u8>(), 60..260)) {
        let package = generate::package(&mut generate::Tape::new(&shape));
        if let Err(broken) = laws::hold(&package, &mut generate::Tape::new(&tape)) {
            return Err(TestCaseError::fail(broken));
        }
    }
}

/// The generator must reach what it is meant to reach, or the laws are proved about nothing.
#[test]
fn the_generator_reaches_tasks_timers_joins_children_and_ends() {
    let mut seen = std::collections::BTreeMap::new();
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..400 {
        let mut bytes = Vec::new();
        for _ in 0..250 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            bytes.push((state >> 33) as u8);
        }
        let package = generate::package(&mut generate::Tape::new(&bytes[..160]));
        laws::watch(&package, &mut generate::Tape::new(&bytes[160..]), &mut seen).unwrap();
    }
    let wanted = [
        "TaskCreated",
        "TaskCompleted",
        "TaskOverdue",
        "TaskReminded",
        "TimerFired",
        "JoinPassed",
        "JoinReleased",
        "RepeatUsedUp",
        "TableDecided",
        "WaitEnded",
        "NumberAssigned",
        "DocumentDrawn",
        "LetterQueued",
        "MessageSent",
        "MessageReceived",
        "MessageTaken",
        "ItemAdded",
        "ItemReported",
        "ItemEnded",
        "ItemsClosed",
        "ItemsPlanned",
        "AnswerGiven",
        "PeopleQueued",
        "CancellationBegun",
        "InstanceCancelled",
        "ItemCancelled",
        "Interrupted",
        "IncidentRaised",
        "IncidentResolved",
        "InstanceEnded",
        "DataSet",
        "JobCreated",
        "JobCompleted",
        "JobFailed",
        "JobErrored",
        "JobCancelled",
        "JobOverdue",
        "Published",
        "BranchBegun",
        "ErrorRaised",
        "MessageAddressed",
        "UndoNoted",
        "UndoBegun",
    ];
    let missing: Vec<_> = wanted
        .iter()
        .filter(|name| !seen.contains_key(**name))
        .collect();
    assert!(
        missing.is_empty(),
        "never seen: {missing:?}; seen: {seen:?}"
    );
}
