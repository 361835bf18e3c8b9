//! The 43 control-flow patterns of van der Aalst, ter Hofstede, Russell and Mulyar, each supported by a pattern folder of
//! its name or refused with a reason: `docs/patterns.md` is written from this table.

use std::fmt::Write as _;
use std::fs;

use reglament_tests::root;

/// How the language stands to a pattern.
enum Stand {
    /// A folder of its name in `tests/patterns` runs; how it is written.
    Runs(&'static str),
    /// It cannot be written, and why.
    Refused(&'static str),
}

use Stand::{Refused, Runs};

/// Number, name of the pattern (and of its folder), stand.
const PATTERNS: [(u32, &str, Stand); 43] = [
    (1, "sequence", Runs("`next: step`")),
    (2, "parallel_split", Runs("`next: [a, b]`")),
    (3, "synchronization", Runs("`join`")),
    (
        4,
        "exclusive_choice",
        Runs("`decision` with `cases` and `otherwise`"),
    ),
    (5, "simple_merge", Runs("two steps with the same `next`")),
    (6, "multi_choice", Runs("`decision` with `inclusive: true`")),
    (
        7,
        "structured_synchronizing_merge",
        Runs("`join` with `wait_for: taken`"),
    ),
    (
        8,
        "multi_merge",
        Runs("several flows into a plain step: it is entered once for each"),
    ),
    (
        9,
        "structured_discriminator",
        Runs("`join` with `wait_for: any`, `rest: ignore`"),
    ),
    (
        10,
        "arbitrary_cycles",
        Runs("`next` to any step, bounded by `repeat`"),
    ),
    (
        11,
        "implicit_termination",
        Runs("the instance ends with its last token"),
    ),
    (
        12,
        "multi_instance_without_synchronization",
        Runs("see the folder"),
    ),
    (
        13,
        "multi_instance_with_design_time_knowledge",
        Runs("`for_each` over a list written in the process"),
    ),
    (
        14,
        "multi_instance_with_runtime_knowledge",
        Runs("`for_each` with `each: row in list`"),
    ),
    (
        15,
        "multi_instance_without_a_priori_runtime_knowledge",
        Runs("`for_each` with a `window`: items join while it runs"),
    ),
    (16, "deferred_choice", Runs("`wait` with `first`")),
    (
        17,
        "interleaved_parallel_routing",
        Runs("`wait` until nobody is busy, before each piece of work"),
    ),
    (18, "milestone", Runs("`wait` with `when`")),
    (19, "cancel_task", Runs("an interrupting event under `on:`")),
    (20, "cancel_case", Runs("`on: cancellation` of the process")),
    (
        21,
        "structured_loop",
        Runs("a `decision` that leads back, with `repeat`"),
    ),
    (
        22,
        "recursion",
        Refused(
            "a process that calls itself could call itself for ever; a regulation repeats by `repeat`, with its bound in sight",
        ),
    ),
    (23, "transient_trigger", Runs("see the folder")),
    (
        24,
        "persistent_trigger",
        Runs("messages are kept until a step wants them"),
    ),
    (
        25,
        "cancel_region",
        Runs("`join` with `rest: cancel`, or an event of the process"),
    ),
    (
        26,
        "cancel_multi_instance_activity",
        Runs("an interrupting event on a `for_each`"),
    ),
    (
        27,
        "complete_multi_instance_activity",
        Runs("`until:` of a `for_each`: the rest are cancelled"),
    ),
    (
        28,
        "blocking_discriminator",
        Refused("a flow of the next round would wait where nobody sees it; `any` lets it in"),
    ),
    (
        29,
        "cancelling_discriminator",
        Runs("`join` with `wait_for: any`"),
    ),
    (
        30,
        "structured_partial_join",
        Runs("`join` with `wait_for: 2`, `rest: ignore`"),
    ),
    (
        31,
        "blocking_partial_join",
        Refused("for the reason of the blocking discriminator"),
    ),
    (
        32,
        "cancelling_partial_join",
        Runs("`join` with `wait_for: 2`"),
    ),
    (
        33,
        "generalised_and_join",
        Refused(
            "it needs several tokens kept on one flow; a flow of this language has come or has not, so that a person can see which",
        ),
    ),
    (
        34,
        "static_partial_join_for_multi_instances",
        Runs("`for_each` with `until: count(…) >= 2`"),
    ),
    (
        35,
        "cancelling_partial_join_for_multi_instances",
        Runs("`until:` of a `for_each`"),
    ),
    (
        36,
        "dynamic_partial_join_for_multi_instances",
        Runs("`until:` over data, items join while it runs"),
    ),
    (
        37,
        "acyclic_synchronizing_merge",
        Runs("`join` with `wait_for: taken`"),
    ),
    (
        38,
        "general_synchronizing_merge",
        Runs("`join` with `wait_for: taken`"),
    ),
    (
        39,
        "critical_section",
        Runs("`wait` until the section is free"),
    ),
    (
        40,
        "interleaved_routing",
        Runs("`wait` until nobody is busy"),
    ),
    (
        41,
        "thread_merge",
        Refused("tokens are positions and are never counted; children of a `for_each` are"),
    ),
    (
        42,
        "thread_split",
        Refused(
            "tokens are positions and are never counted; a `for_each` makes as many children as needed",
        ),
    ),
    (
        43,
        "explicit_termination",
        Runs("`end` with `terminates: true`"),
    ),
];

/// At least this many must run.
const LEAST: usize = 33;

#[test]
fn the_table_of_patterns_is_true_and_written_down() {
    let folders = root().join("tests/patterns");
    let mut wrong = Vec::new();
    let mut running = 0;
    for (number, name, stand) in &PATTERNS {
        let folder = folders.join(name);
        let stories = fs::read_dir(folder.join("scenarios")).map_or(0, Iterator::count);
        match stand {
            Runs(_) if stories == 0 => wrong.push(format!("{number} {name}: no scenario")),
            Runs(_) => running += 1,
            Refused(_) if stories > 0 => wrong.push(format!("{number} {name} is refused and runs")),
            Refused(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(running >= LEAST, "only {running} patterns run");
    let (path, text) = (root().join("docs/patterns.md"), page(running));
    if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&path, &text).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "docs/patterns.md is out of date: run `make golden`"
    );
}

fn page(running: usize) -> String {
    let mut text = format!(
        "# Workflow patterns\n\n\
         The 43 control-flow patterns of the [Workflow Patterns initiative](http://www.workflowpatterns.com/patterns/control/), and how\n\
         the language writes them: {running} run, the others are refused with the reason. Every running pattern is a small process\n\
         with scenarios that the tests play; other folders of `tests/patterns` show what the patterns do not name.\n\n\
         This page is written by a test from the table in `tests/suites/patterns/table.rs`.\n\n\
         | No. | pattern | | how, or why not |\n|---|---|---|---|\n"
    );
    for (number, name, stand) in &PATTERNS {
        let plain = name.replace('_', " ");
        let _ = match stand {
            Runs(how) => writeln!(
                text,
                "| {number} | [{plain}](../tests/patterns/{name}/process.yaml) | runs | {how} |"
            ),
            Refused(why) => writeln!(text, "| {number} | {plain} | refused | {why} |"),
        };
    }
    text
}
