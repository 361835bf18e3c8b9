//! Random commands through random small definitions: whatever is asked, the engine keeps its word.
//!
//! A tape of bytes decides everything, so that a failing case shrinks to a short tape. What must hold is in `laws`.

mod actions;
mod edition_steps;
mod editions;
mod events;
mod flow;
mod generate;
mod laws;
mod machines;
mod migration;
mod people;
mod steps;
mod tests;

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
        "task_created",
        "task_completed",
        "task_overdue",
        "task_reminded",
        "task_escalated",
        "timer_fired",
        "join_passed",
        "join_released",
        "repeat_used_up",
        "table_decided",
        "wait_ended",
        "number_assigned",
        "document_drawn",
        "letter_queued",
        "message_sent",
        "message_received",
        "message_taken",
        "item_added",
        "item_reported",
        "item_ended",
        "items_closed",
        "items_planned",
        "answer_given",
        "people_queued",
        "cancellation_begun",
        "instance_cancelled",
        "item_cancelled",
        "interrupted",
        "incident_raised",
        "incident_resolved",
        "incident_passed",
        "instance_ended",
        "data_set",
        "task_claimed",
        "task_returned",
        "task_delegated",
        "task_reassigned",
        "vote_opened",
        "member_recused",
        "vote_closed",
        "job_created",
        "job_completed",
        "job_failed",
        "job_errored",
        "job_cancelled",
        "job_overdue",
        "published",
        "branch_begun",
        "error_raised",
        "message_addressed",
        "undo_noted",
        "undo_begun",
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
