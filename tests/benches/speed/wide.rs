//! A wide process to measure with: 200 steps in 10 parallel branches, as no regulation of ours is.

use std::collections::BTreeMap;

use reglament_definition::{
    Definition, Form, Join, Offer, Outcome, Package, Step, StepKind, Title, UserTask,
};

/// Parallel branches, and steps of each.
const BRANCHES: usize = 10;
const STEPS: usize = 20;

/// One process of many branches; each has a task with a way back in its middle. The rest of the package is as shipped.
pub(crate) fn wide(like: &Package) -> Package {
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
    definition.reference.process = "wide".to_owned();
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
        milestone: None,
        undo: None,
    }
}
