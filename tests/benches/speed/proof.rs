//! What proving costs: the shipped regulations, and 200 steps with 10 parallel branches.

use std::collections::BTreeMap;
use std::time::Instant;

use reglament_definition::{
    Definition, Form, Join, Offer, Outcome, Package, Step, StepKind, Title, UserTask, compile,
};

/// Parallel branches, and steps of each.
const BRANCHES: usize = 10;
const STEPS: usize = 20;

/// Prints the fastest of several runs.
pub(crate) fn print(times: u32) {
    let shipped = compile(&reglament_tests::processes())
        .package
        .expect("the shipped regulations compile");
    let wide = wide(&shipped);
    println!("proof of definitions (without reading them)");
    let steps: usize = shipped
        .definitions
        .values()
        .map(|definition| definition.steps.len())
        .sum();
    measure(
        &format!("the shipped regulations, {steps} steps"),
        times,
        &shipped,
    );
    measure("proof of 200 steps with 10 parallel branches", times, &wide);
}

fn measure(what: &str, times: u32, package: &Package) {
    let runs = (0..times).map(|_| {
        let start = Instant::now();
        std::hint::black_box(reglament_proof::prove(package));
        start.elapsed()
    });
    let fastest = runs.min().unwrap_or_default();
    let states: usize = reglament_proof::prove(package)
        .values()
        .map(|proof| proof.soundness.states)
        .sum();
    println!("  {what:<46}{states:>7} states  {fastest:>10.1?}");
}

/// One process of many branches; each has a task with a way back in its middle.
fn wide(like: &Package) -> Package {
    let mut definition: Definition = like
        .definitions
        .values()
        .next()
        .expect("a regulation is shipped")
        .clone();
    let id = |branch: usize, step: usize| format!("b{branch}_{step}");
    let ends: Vec<String> = (0..BRANCHES).map(|branch| id(branch, STEPS - 1)).collect();
    let join = Join {
        from: ends,
        next: vec!["done".into()],
        ..Join::default()
    };
    definition.start.next = (0..BRANCHES).map(|branch| id(branch, 0)).collect();
    definition.events.clear();
    definition.promises.clear();
    definition.steps = (0..BRANCHES * STEPS)
        .map(|place| {
            let (branch, step) = (place / STEPS, place % STEPS);
            let next = if step + 1 == STEPS {
                "both".to_owned()
            } else {
                id(branch, step + 1)
            };
            let back = (step == STEPS / 2).then(|| id(branch, 0));
            task(&id(branch, step), next, back)
        })
        .collect();
    definition.steps.push(step("both", StepKind::Join(join)));
    let end = reglament_definition::End {
        terminates: false,
        error: None,
    };
    definition.steps.push(step("done", StepKind::End(end)));
    Package {
        definitions: BTreeMap::from([("wide".to_owned(), definition)]),
        organisation: like.organisation.clone(),
        ..Package::default()
    }
}

fn task(id: &str, next: String, back: Option<String>) -> Step {
    let outcome = |id: &str, next: Vec<String>| Outcome {
        id: id.into(),
        title: Title::russian(id),
        requires: vec![],
        next,
    };
    let outcomes = back.map(|back| vec![outcome("on", vec![]), outcome("back", vec![back])]);
    let task = UserTask {
        offer: Offer::default(),
        vote: None,
        roles: vec!["hr".into()],
        signed_by: vec![],
        form: Form::default(),
        show: vec![],
        outcomes: outcomes.unwrap_or_default(),
        deadline: None,
        document: None,
        not_by: None,
        each: None,
        one_by_one: false,
        until: None,
        silence: None,
        letter: None,
        next: vec![next],
    };
    step(id, StepKind::UserTask(Box::new(task)))
}

fn step(id: &str, kind: StepKind) -> Step {
    Step {
        id: id.into(),
        title: Title::russian(id),
        basis: vec![],
        kind,
        on: vec![],
        repeat: None,
        expected: None,
        undo: None,
    }
}
