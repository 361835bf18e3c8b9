//! The stories of the shipped regulations leave nothing untried: every step, flow and answer, every reminder and rung of
//! a missed deadline, every value of a parameter that the act leaves open.
//!
//! `reglament test processes --coverage` prints the same for administrators.

use reglament_calendar::Calendar;
use reglament_definition::compile;
use reglament_scenario::{Footprint, Story, play};
use reglament_tests::{processes, stories};

#[test]
fn nothing_is_left_untried() {
    let compiled = compile(&processes());
    let package = compiled.package.expect("the regulations compile");
    let calendar = Calendar::russia();
    let all = Footprint::of_package(&package);
    let mut tried = Footprint::default();
    for (path, text) in stories() {
        let folder = path.split('/').next().unwrap_or_default();
        let story = Story::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        tried.join(play(&package, &calendar, folder, &story, false).footprint);
    }
    let left = [
        left("step", &all.steps, &tried.steps),
        left("flow", &all.flows, &tried.flows),
        left("outcome", &all.outcomes, &tried.outcomes),
        left("notice", &all.notices, &tried.notices),
        left("parameter", &all.parameters, &tried.parameters),
    ];
    let left: Vec<String> = left.into_iter().flatten().collect();
    assert!(left.is_empty(), "no story tries:\n{}", left.join("\n"));
}

fn left<T: Ord + std::fmt::Debug>(
    what: &str,
    all: &std::collections::BTreeSet<T>,
    tried: &std::collections::BTreeSet<T>,
) -> Vec<String> {
    all.difference(tried)
        .map(|key| format!("  {what} {key:?}"))
        .collect()
}
