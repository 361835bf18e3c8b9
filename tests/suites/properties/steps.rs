//! Random steps: every kind, ways forward and sometimes back.

use reglament_calendar::{DecreeDays, Start as CountStart, Term};
use reglament_definition::*;

use super::events;
use super::generate::{ROLES, Tape, expression};
use super::machines;

/// Mostly forward, sometimes a fork, sometimes back.
pub(super) fn next(n: usize, count: usize, tape: &mut Tape<'_>) -> Vec<String> {
    let one = |tape: &mut Tape<'_>| {
        let to = if tape.chance(8) {
            tape.below(count)
        } else {
            (n + 1 + tape.below(2)).min(count - 1)
        };
        format!("s{to}")
    };
    let mut targets = vec![one(tape)];
    if tape.chance(25) {
        targets.push(one(tape));
    }
    targets.dedup();
    targets
}

pub(super) fn step(n: usize, count: usize, tape: &mut Tape<'_>, children: bool) -> Step {
    let kind = if n + 1 == count {
        StepKind::End(End {
            terminates: tape.chance(50),
            error: tape.chance(30).then(|| "broken".into()),
        })
    } else {
        kind(n, count, tape, children)
    };
    let waits = matches!(
        kind,
        StepKind::UserTask(_) | StepKind::Wait(_) | StepKind::Service(_)
    );
    let children = matches!(kind, StepKind::ForEach(_));
    let on = if (waits || children) && tape.chance(40) {
        (0..=tape.below(2))
            .map(|_| events::boundary(n, count, tape, children))
            .collect()
    } else {
        vec![]
    };
    let undoable = !matches!(
        kind,
        StepKind::End(_) | StepKind::Compensate(_) | StepKind::Join(_)
    );
    let undo = (undoable && tape.chance(30)).then(|| events::undo_step(tape));
    Step {
        id: format!("s{n}"),
        title: Title::russian(format!("Шаг {n}")),
        basis: vec![],
        kind,
        on,
        undo,
    }
}

fn kind(n: usize, count: usize, tape: &mut Tape<'_>, children: bool) -> StepKind {
    let way = next(n, count, tape);
    match tape.below(16) {
        0..=3 => StepKind::UserTask(Box::new(user_task(way, n, count, tape))),
        4 => StepKind::Decision(Decision {
            cases: vec![Case {
                when: expression(["n > 10", "has(n) and n % 2 == 0"][tape.below(2)]),
                next: way,
            }],
            otherwise: next(n, count, tape),
        }),
        5 => StepKind::Join(Join {
            from: vec![],
            next: way,
        }),
        6 => StepKind::Wait(Box::new(wait(way, tape))),
        7 if children => StepKind::ForEach(Box::new(for_each(way))),
        7 | 8 => StepKind::Send(Box::new(SendStep {
            message: "news".into(),
            to: events::receivers(tape),
            each: None,
            data: vec![("n".into(), expression("n ?? 1"))],
            next: way,
        })),
        9 => StepKind::Mail(MailStep {
            letter: "hello".into(),
            to: tape
                .chance(50)
                .then(|| expression("mail ?? 'x@example.ru'")),
            roles: vec!["head".into()],
            next: way,
        }),
        10 => StepKind::Document(Box::new(DocumentStep {
            draw: draw(),
            next: way,
        })),
        11 => StepKind::Compensate(Compensate {
            steps: (0..count).map(|n| format!("s{n}")).collect(),
            next: way,
        }),
        12 | 13 => {
            let deadline = tape.chance(50).then(|| deadline(tape));
            StepKind::Service(Box::new(machines::service(way, deadline, tape)))
        }
        14 => StepKind::Publish(Box::new(machines::publish(way, n, tape))),
        _ => StepKind::Set(SetStep {
            values: vec![("n".into(), expression("(n ?? 0) + 7"))],
            next: way,
        }),
    }
}

fn draw() -> DrawDocument {
    DrawDocument {
        template: "paper".into(),
        data: vec![("n".into(), expression("n ?? 0"))],
        register: Some("book".into()),
        entry: vec![("number".into(), expression("document.number"))],
    }
}

fn user_task(way: Vec<String>, n: usize, count: usize, tape: &mut Tape<'_>) -> UserTask {
    let signed = tape.chance(30);
    let outcome = |id: &str, next: Vec<String>| Outcome {
        id: id.into(),
        title: Title::russian(id),
        requires: vec![],
        next,
    };
    let outcomes = match tape.below(3) {
        0 if !signed => vec![outcome("yes", vec![]), outcome("no", next(n, count, tape))],
        _ => vec![],
    };
    UserTask {
        roles: if signed {
            vec![]
        } else {
            vec![ROLES[tape.below(3)].into()]
        },
        signed_by: if signed {
            vec!["clerk".into(), "chair".into()]
        } else {
            vec![]
        },
        form: Form {
            fields: if signed {
                vec![]
            } else {
                vec![FormField {
                    name: "n".into(),
                    required: tape.chance(50),
                }]
            },
            checks: if tape.chance(20) {
                vec![FormCheck {
                    must: expression("(n ?? 0) < 90"),
                    message: Title::russian("Много"),
                }]
            } else {
                vec![]
            },
        },
        show: vec![],
        outcomes,
        deadline: tape.chance(60).then(|| deadline(tape)),
        document: tape.chance(30).then(draw),
        not_by: tape
            .chance(20)
            .then(|| expression(["['vera']", "['anna', 'boris']"][tape.below(2)])),
        letter: None,
        next: way,
    }
}

pub(super) fn deadline(tape: &mut Tape<'_>) -> Deadline {
    let term = |text: &str| Term::parse(text).expect("the sample term is right");
    Deadline {
        term: TermSource::Literal(term(
            ["5 рабочих дней", "10 дней", "1 месяц", "120 минут"][tape.below(4)],
        )),
        from: None,
        back: false,
        start: CountStart::NextDay,
        roll: None,
        decree_days: DecreeDays::Working,
        closes: None,
        remind: vec![Reminder::Before(term("2 рабочих дня")), Reminder::OnDueDate],
        overdue: Some(Overdue {
            notify: vec!["head".into()],
            every: Some(term("рабочий день")),
            ladder: vec![OverdueRung {
                after: term("3 рабочих дня"),
                notify: vec!["chair".into()],
            }],
        }),
    }
}

fn wait(next: Vec<String>, tape: &mut Tape<'_>) -> Wait {
    let mut wait = Wait {
        until: None,
        term: None,
        when: None,
        message: None,
        set: vec![],
        next,
    };
    match tape.below(4) {
        0 => wait.until = Some(expression("date('2021-11-01')")),
        1 => wait.term = Some(deadline(tape)),
        2 => wait.when = Some(expression("has(n) and n > 20")),
        _ => {
            wait.message = Some("news".into());
            wait.set = vec![("n".into(), expression("message.n"))];
        }
    }
    wait
}

fn for_each(next: Vec<String>) -> ForEach {
    ForEach {
        process: "child".into(),
        window: ItemWindow {
            public: true,
            opens: None,
            closes: expression("date('2021-10-14')"),
            late_roles: vec!["clerk".into()],
            late_until: None,
        },
        unique: vec!["n".into()],
        reports: vec!["n".into()],
        give: vec![("mail".into(), expression("'child@example.ru'"))],
        next,
    }
}

/// A join waits for the steps that lead to it, as the compiler would resolve it.
pub(super) fn connect_joins(steps: &mut [Step]) {
    let flows: Vec<(String, Vec<String>)> = steps
        .iter()
        .map(|s| {
            (
                s.id.clone(),
                s.targets().into_iter().map(str::to_owned).collect(),
            )
        })
        .collect();
    for step in steps {
        if let StepKind::Join(join) = &mut step.kind {
            join.from = flows
                .iter()
                .filter(|(_, to)| to.contains(&step.id))
                .map(|(from, _)| from.clone())
                .collect();
        }
    }
}
