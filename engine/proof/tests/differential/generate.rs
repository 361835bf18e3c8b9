//! Random definitions. Every decision and every conditional wait either asks a number of its own, which a run can steer, or
//! one of two shared choices, which forms and `set` steps write: so that conditions depend on each other.

use std::collections::BTreeMap;

use reglament_calendar::{DecreeDays, Start as CountStart, Term};
use reglament_definition::*;
use reglament_expression::{Expression, Value};

use super::dice::Dice;

/// A package with one random process `main`.
pub(crate) fn package(dice: &mut Dice) -> Package {
    let mut graph = Graph::default();
    if dice.chance(50) {
        let end = graph.add(StepKind::End(End {
            terminates: false,
            error: None,
        }));
        let depth = if dice.chance(90) { 2 } else { 3 };
        let first = block(&mut graph, dice, depth, end);
        graph.first = vec![first];
        if dice.chance(45) {
            graph.bend(dice);
        }
    } else {
        graph.free(dice);
    }
    graph.bound(dice);
    graph.connect_joins();
    let organisation = Organisation {
        people: BTreeMap::from([("anna".to_owned(), person())]),
        roles: BTreeMap::from([(
            "clerk".to_owned(),
            RoleHolders {
                holders: vec!["anna".into()],
                deputies: vec![],
            },
        )]),
        ..Organisation::default()
    };
    let mut definition = graph.definition();
    fill_regions(&mut definition);
    Package {
        definitions: BTreeMap::from([("main".to_owned(), definition)]),
        organisation,
        ..Package::default()
    }
}

fn person() -> Person {
    Person {
        id: "anna".into(),
        name: Value::person("Иванова", "Анна", "Петровна"),
        position: "специалист".into(),
        email: "anna@example.ru".into(),
    }
}

#[derive(Default)]
struct Graph {
    steps: Vec<Step>,
    first: Vec<usize>,
}

fn name(step: usize) -> String {
    format!("s{step}")
}

fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap()
}

/// A block that goes on to `next`; answers its first step.
fn block(graph: &mut Graph, dice: &mut Dice, depth: usize, next: usize) -> usize {
    let way = vec![name(next)];
    if depth == 0 {
        return graph.any(dice, way);
    }
    match dice.below(6) {
        0 | 1 => {
            let second = block(graph, dice, depth - 1, next);
            block(graph, dice, depth - 1, second)
        }
        2 => {
            let (a, b) = (
                block(graph, dice, depth - 1, next),
                block(graph, dice, depth - 1, next),
            );
            graph.choice(dice, vec![name(a)], vec![name(b)])
        }
        3 => {
            let join = graph.join(dice, way);
            let (a, b) = (
                block(graph, dice, depth - 1, join),
                block(graph, dice, depth - 1, join),
            );
            graph.task(dice, vec![name(a), name(b)], None)
        }
        4 => {
            // Back to the body until it is enough.
            let again = graph.choice(dice, way, vec![]);
            let body = block(graph, dice, depth - 1, again);
            graph.second(again, vec![name(body)]);
            body
        }
        _ => {
            let aside = block(graph, dice, depth - 1, next);
            let waits = graph.task(dice, way, None);
            let trigger = graph.trigger(dice, waits);
            graph.steps[waits].on.push(BoundaryEvent {
                trigger,
                interrupting: true,
                repeat: None,
                set: vec![],
                next: vec![name(aside)],
            });
            waits
        }
    }
}

impl Graph {
    fn add(&mut self, kind: StepKind) -> usize {
        let step = self.steps.len();
        self.steps.push(Step {
            expected: None,
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

    /// A step of any kind with one way on.
    fn any(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        match dice.below(5) {
            0 => self.wait(dice, next),
            1 => {
                let value = ["'a'", "'b'"][dice.below(2)];
                let field = ["f", "g"][dice.below(2)].to_owned();
                let values = vec![(field, expression(value))];
                self.add(StepKind::Set(SetStep { values, next }))
            }
            _ => self.task(dice, next, None),
        }
    }

    /// A task; with `other` it has two outcomes.
    fn task(&mut self, dice: &mut Dice, next: Vec<String>, other: Option<Vec<String>>) -> usize {
        let outcome = |id: &str, next: Vec<String>| Outcome {
            id: id.into(),
            title: Title::russian(id),
            requires: vec![],
            next,
        };
        let outcomes = other.map(|other| vec![outcome("yes", vec![]), outcome("no", other)]);
        let fields = match dice.below(3) {
            0 => vec![FormField {
                name: ["f", "g"][dice.below(2)].into(),
                required: dice.chance(50),
            }],
            _ => vec![],
        };
        let task = UserTask {
            roles: vec!["clerk".into()],
            signed_by: vec![],
            form: Form {
                fields,
                checks: vec![],
            },
            show: vec![],
            outcomes: outcomes.unwrap_or_default(),
            deadline: None,
            document: None,
            not_by: None,
            each: None,
            one_by_one: false,
            until: None,
            letter: None,
            silence: None,
            next,
        };
        self.add(StepKind::UserTask(Box::new(task)))
    }

    fn wait(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        let step = self.steps.len();
        let mut wait = Wait {
            next,
            ..Wait::default()
        };
        match dice.below(5) {
            4 => wait.first = self.first_of(dice, step, &wait.next),
            0 => wait.term = Some(term()),
            1 => wait.when = Some(condition(dice, step)),
            _ => wait.message = Some(format!("m{step}")),
        }
        self.add(StepKind::Wait(Box::new(wait)))
    }

    /// A message or a condition, or else a term or another message.
    fn first_of(&self, dice: &mut Dice, step: usize, next: &[String]) -> Vec<WaitOption> {
        let one = match dice.chance(50) {
            true => WaitTrigger::Message(format!("m{step}")),
            false => WaitTrigger::When(condition(dice, step)),
        };
        let other = match dice.chance(50) {
            true => WaitTrigger::Term(term()),
            false => WaitTrigger::Message(format!("n{step}")),
        };
        let option = |trigger: WaitTrigger, next: Vec<String>| WaitOption {
            trigger,
            set: vec![],
            next,
        };
        let elsewhere = match dice.chance(30) && step > 0 {
            true => vec![name(dice.below(step))],
            false => next.to_vec(),
        };
        vec![option(one, next.to_vec()), option(other, elsewhere)]
    }

    fn join(&mut self, dice: &mut Dice, next: Vec<String>) -> usize {
        let wait_for = match dice.below(8) {
            0 => WaitFor::Any,
            1 => WaitFor::Count(1 + u32::from(dice.chance(50))),
            2 => WaitFor::Taken,
            _ => WaitFor::All,
        };
        let rest = match dice.chance(50) {
            true => Rest::Cancel,
            false => Rest::Ignore,
        };
        self.add(StepKind::Join(Join {
            next,
            wait_for,
            rest,
            ..Join::default()
        }))
    }

    /// Bounds the repetitions of a step or two.
    fn bound(&mut self, dice: &mut Dice) {
        while dice.chance(20) {
            let (step, then) = (dice.below(self.steps.len()), dice.below(self.steps.len()));
            self.steps[step].repeat = Some(Repeat {
                limit: Some(RepeatLimit {
                    max: 1 + u32::from(dice.chance(50)),
                    then: name(then),
                }),
                reason: None,
            });
        }
    }

    fn trigger(&self, dice: &mut Dice, step: usize) -> Trigger {
        match dice.chance(50) {
            true => Trigger::Message(format!("b{step}")),
            false => Trigger::Term(term()),
        }
    }

    /// A decision, or a task with two outcomes.
    fn choice(&mut self, dice: &mut Dice, a: Vec<String>, b: Vec<String>) -> usize {
        if dice.chance(50) {
            return self.task(dice, a, Some(b));
        }
        let step = self.steps.len();
        let when = condition(dice, step);
        self.add(StepKind::Decision(Decision {
            cases: vec![Case {
                title: None,
                when,
                next: a,
            }],
            otherwise: b,
            ..Decision::default()
        }))
    }

    /// Sets the second way of a choice.
    fn second(&mut self, step: usize, next: Vec<String>) {
        match &mut self.steps[step].kind {
            StepKind::Decision(decision) => decision.otherwise = next,
            StepKind::UserTask(task) => task.outcomes[1].next = next,
            _ => {}
        }
    }

    /// Leads one way of one step elsewhere.
    fn bend(&mut self, dice: &mut Dice) {
        let (step, to) = (
            dice.below(self.steps.len()),
            name(dice.below(self.steps.len())),
        );
        match &mut self.steps[step].kind {
            StepKind::UserTask(task) if task.next.len() > 1 => task.next[1] = to,
            StepKind::UserTask(task) => task.next = vec![to],
            StepKind::Decision(decision) => decision.otherwise = vec![to],
            StepKind::Join(join) => join.next = vec![to],
            StepKind::Wait(wait) => wait.next = vec![to],
            StepKind::End(end) => end.terminates = true,
            _ => {}
        }
        if let StepKind::UserTask(task) = &mut self.steps[step].kind {
            task.next.dedup();
        }
    }

    fn free(&mut self, dice: &mut Dice) {
        let count = 4 + dice.below(7);
        for step in 0..count {
            let way = |dice: &mut Dice| {
                let one = |dice: &mut Dice| match dice.chance(10) {
                    true => name(dice.below(count)),
                    false => name((step + 1 + dice.below(3)).min(count - 1)),
                };
                let mut way = vec![one(dice)];
                if dice.chance(20) {
                    way.push(one(dice));
                }
                way.dedup();
                way
            };
            if step + 1 == count || dice.chance(6) {
                let terminates = dice.chance(40);
                self.add(StepKind::End(End {
                    terminates,
                    error: None,
                }));
                continue;
            }
            let (a, b) = (way(dice), way(dice));
            match dice.below(6) {
                0 | 1 => self.any(dice, a),
                2 => self.join(dice, a),
                3 => self.choice(dice, a, b),
                _ => {
                    let task = self.task(dice, a, None);
                    if dice.chance(30) {
                        let trigger = self.trigger(dice, task);
                        self.steps[task].on.push(BoundaryEvent {
                            trigger,
                            interrupting: true,
                            repeat: None,
                            set: vec![],
                            next: b,
                        });
                    }
                    task
                }
            };
        }
        self.first = vec![0];
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
        let numbers = (0..self.steps.len()).map(|step| {
            field(
                &format!("c{step}"),
                DataKind::Integer {
                    min: None,
                    max: None,
                },
            )
        });
        let choice = |name: &str| {
            let option = |id: &str| Choice {
                id: id.into(),
                title: Title::russian(id),
            };
            field(name, DataKind::Choice(vec![option("a"), option("b")]))
        };
        Definition {
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
            data: numbers.chain([choice("f"), choice("g")]).collect(),
            subject: None,
            applicant_email: None,
            deadline: None,
            start: Start {
                public: true,
                next: self.first.iter().map(|step| name(*step)).collect(),
                ..Start::default()
            },
            steps: self.steps,
            events: vec![],
            messages: BTreeMap::new(),
            cancellation: None,
            promises: vec![],
            accepts: BTreeMap::new(),
            letters: BTreeMap::new(),
            documents: BTreeMap::new(),
            registers: BTreeMap::new(),
        }
    }
}

fn condition(dice: &mut Dice, step: usize) -> Expression {
    let own = format!("(c{step} ?? 0) > 5");
    let texts = [
        own.as_str(),
        own.as_str(),
        "f == 'a'",
        "f != 'b'",
        "has(g) and g == 'b'",
        "g == 'a' or f == 'a'",
    ];
    expression(texts[dice.below(texts.len())])
}

fn field(name: &str, kind: DataKind) -> Field {
    Field {
        name: name.into(),
        title: Title::russian(name),
        kind,
        hint: None,
        confidential: false,
        is: None,
    }
}

fn term() -> Deadline {
    Deadline {
        term: TermSource::Literal(Term::parse("5 дней").unwrap()),
        from: None,
        back: false,
        start: CountStart::NextDay,
        roll: None,
        decree_days: DecreeDays::Working,
        closes: None,
        remind: vec![],
        overdue: None,
        extension: None,
        suspension: None,
    }
}

/// The steps in a few words each, for messages.
pub(crate) fn sketch(definition: &Definition) -> String {
    let steps = definition.steps.iter().map(|step| {
        let way = |next: &[String]| next.join(" + ");
        let what = match &step.kind {
            StepKind::UserTask(task) => {
                let fields: Vec<_> = task
                    .form
                    .fields
                    .iter()
                    .map(|f| (&f.name, f.required))
                    .collect();
                let outcomes = task
                    .outcomes
                    .iter()
                    .map(|o| format!(" {}: {}", o.id, way(&o.next)));
                format!(
                    "task {fields:?} -> {}{}",
                    way(&task.next),
                    outcomes.collect::<String>()
                )
            }
            StepKind::Decision(decision) => {
                let cases = decision
                    .cases
                    .iter()
                    .map(|c| format!("{} -> {}", c.when.text(), way(&c.next)));
                format!(
                    "decision {} else {}",
                    cases.collect::<String>(),
                    way(&decision.otherwise)
                )
            }
            StepKind::Join(join) => format!(
                "join {:?} {:?} of {} in {:?} -> {}",
                join.wait_for,
                join.rest,
                way(&join.from),
                join.region,
                way(&join.next)
            ),
            StepKind::Wait(wait) => {
                let when = wait.when.as_ref().map(|when| when.text().to_owned());
                let first = wait.first.iter().map(|option| match &option.trigger {
                    WaitTrigger::When(when) => {
                        format!("{} -> {}; ", when.text(), way(&option.next))
                    }
                    other => format!("{} -> {}; ", other.outcome(), way(&option.next)),
                });
                let first = first.collect::<String>();
                format!(
                    "wait {first}{:?} {:?} -> {}",
                    wait.message,
                    when,
                    way(&wait.next)
                )
            }
            StepKind::Set(set) => {
                let values = set
                    .values
                    .iter()
                    .map(|(name, value)| format!("{name} = {}", value.text()));
                format!("set {} -> {}", values.collect::<String>(), way(&set.next))
            }
            StepKind::End(end) => format!("end {}", if end.terminates { "of all" } else { "" }),
            _ => String::new(),
        };
        let events = step.on.iter().map(|event| match &event.trigger {
            Trigger::Message(message) => format!(" on {message}: {}", way(&event.next)),
            Trigger::Term(_) | Trigger::When(_) | Trigger::Error(_) => {
                format!(" on term: {}", way(&event.next))
            }
        });
        let bound = step.repeat_limit();
        let bound = bound.map(|limit| format!(" at most {} then {}", limit.max, limit.then));
        let bound = bound.unwrap_or_default();
        format!("{}: {what}{}{bound}", step.id, events.collect::<String>())
    });
    let first = format!("start -> {}", definition.start.next.join(" + "));
    std::iter::once(first)
        .chain(steps)
        .collect::<Vec<_>>()
        .join("\n")
}
