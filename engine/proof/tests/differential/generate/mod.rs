//! Random packages: one process `main`, which may start children of the process `child`.

mod events;
mod fields;
mod shapes;
mod steps;
mod undo;

use std::collections::BTreeMap;

use reglament_definition::*;
use reglament_expression::Value;

use super::dice::Dice;
use fields::{fields, name};

/// A random package and how its process was made.
pub(crate) struct Made {
    pub(crate) package: Package,
    /// Of nested blocks; otherwise a free graph.
    pub(crate) nested: bool,
}

pub(crate) fn made(dice: &mut Dice) -> Made {
    let mut graph = Graph::default();
    let nested = dice.chance(50);
    match nested {
        true => graph.blocks(dice),
        false => graph.free(dice),
    }
    graph.events(dice);
    graph.cancellation(dice);
    graph.undoing(dice);
    // How often an event comes is not counted, so that it is not judged beside a bound.
    if !graph.has_side_branches() {
        graph.bound(dice);
    }
    graph.connect_joins();
    let mut main = graph.definition();
    fill_regions(&mut main);
    let package = Package {
        definitions: BTreeMap::from([("main".to_owned(), main), ("child".to_owned(), child())]),
        organisation: organisation(),
        ..Package::default()
    };
    Made { package, nested }
}

fn organisation() -> Organisation {
    let people = ["anna", "vera"];
    let clerks = RoleHolders {
        holders: people.map(str::to_owned).into(),
        ..RoleHolders::default()
    };
    Organisation {
        people: people.map(|id| (id.to_owned(), person(id))).into(),
        roles: BTreeMap::from([("clerk".to_owned(), clerks)]),
        ..Organisation::default()
    }
}

fn person(id: &str) -> Person {
    Person {
        id: id.into(),
        name: Value::person("Иванова", id, "Петровна"),
        unit: None,
        posts: Vec::new(),
        position: "специалист".into(),
        email: format!("{id}@example.ru"),
        attributes: BTreeMap::new(),
    }
}

/// A child that ends well or badly; the runs say how, so that its steps do not matter.
fn child() -> Definition {
    let mut graph = Graph::default();
    let good = End {
        terminates: false,
        error: None,
    };
    graph.add(StepKind::End(good));
    let mut child = graph.definition();
    child.reference.process = "child".into();
    child.start = Start {
        child: true,
        ..child.start
    };
    child.start.public = false;
    child
}

#[derive(Default)]
pub(super) struct Graph {
    steps: Vec<Step>,
    first: Vec<usize>,
    events: Vec<ProcessEvent>,
    cancellation: Option<Cancellation>,
}

impl Graph {
    fn add(&mut self, kind: StepKind) -> usize {
        let step = self.steps.len();
        self.steps.push(Step {
            expected: None,
            milestone: None,
            id: name(step),
            title: Title::russian(format!("Шаг {step}")),
            basis: vec![],
            kind,
            on: vec![],
            undo: None,
            repeat: None,
        });
        step
    }

    fn connect_joins(&mut self) {
        let leads: Vec<(String, Vec<String>)> = self
            .steps
            .iter()
            .map(|step| {
                (
                    step.id.clone(),
                    step.targets().into_iter().map(str::to_owned).collect(),
                )
            })
            .collect();
        for step in &mut self.steps {
            if let StepKind::Join(join) = &mut step.kind {
                let from = leads.iter().filter(|(_, to)| to.contains(&step.id));
                join.from = from.map(|(id, _)| id.clone()).collect();
            }
        }
    }

    fn definition(self) -> Definition {
        Definition {
            access: reglament_definition::Access::default(),
            retention: None,
            edition: None,
            reference: DefinitionRef {
                process: "main".into(),
                version: 1,
                digest: "d".into(),
            },
            title: Title::russian("Процесс"),
            regulation: None,
            zone: chrono_tz::Europe::Moscow,
            calendar: "ru".into(),
            parameters: BTreeMap::new(),
            roles: BTreeMap::from([("clerk".to_owned(), Title::russian("Специалист"))]),
            data: fields(self.steps.len()),
            subject: None,
            applicant_email: None,
            deadline: None,
            start: Start {
                public: true,
                next: self.first.iter().map(|step| name(*step)).collect(),
                ..Start::default()
            },
            steps: self.steps,
            events: self.events,
            messages: BTreeMap::new(),
            cancellation: self.cancellation,
            promises: vec![],
            accepts: BTreeMap::new(),
            letters: BTreeMap::new(),
            documents: BTreeMap::new(),
            registers: BTreeMap::new(),
            indicators: BTreeMap::new(),
            banks: BTreeMap::new(),
            scorecards: BTreeMap::new(),
        }
    }
}
