//! Random steps: every kind, ways forward and sometimes back.

use reglament_calendar::{DecreeDays, Start as CountStart, Term};
use reglament_definition::*;

use super::generate::{ROLES, Tape, expression};
use super::{events, flow, machines};

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
    if tape.chance(40) {
        targets.push(one(tape));
    }
    targets.dedup();
    targets
}

pub(super) fn step(n: usize, count: usize, tape: &mut Tape<'_>, children: bool) -> Step {
    let kind = if n + 1 == count {
        StepKind::End(End {
            terminates: tape.chance(50),
            error: tape.chance(60).then(|| "broken".into()),
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
        repeat: tape.chance(6).then(|| repeat(n, count, tape)),
        expected: None,
        milestone: None,
    }
}

fn kind(n: usize, count: usize, tape: &mut Tape<'_>, children: bool) -> StepKind {
    let way = next(n, count, tape);
    match tape.below(if children { 20 } else { 18 }) {
        0 if tape.chance(25) => StepKind::UserTask(Box::new(vote(way, n, count, tape))),
        0..=3 => StepKind::UserTask(Box::new(user_task(way, n, count, tape))),
        4 => StepKind::Decision(flow::decision(way, next(n, count, tape), tape)),
        5 | 12 => StepKind::Join(flow::join(way, tape)),
        6 => StepKind::Wait(Box::new(wait(way, tape))),
        7 if children => StepKind::ForEach(Box::new(for_each(way))),
        13 => StepKind::UserTask(Box::new(asked_of_many(n, way, tape))),
        18 => StepKind::ForEach(Box::new(of_a_list(&format!("s{n}"), way, tape))),
        19 => StepKind::Call(Box::new(call(n, count, way, tape))),
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
        14 | 15 => {
            let deadline = tape.chance(50).then(|| deadline(tape));
            StepKind::Service(Box::new(machines::service(way, deadline, tape)))
        }
        16 => StepKind::Publish(Box::new(machines::publish(way, n, tape))),
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
    let offer = super::people::offer(signed, n, tape);
    UserTask {
        silence: None,
        roles: if signed || offer.assignee.is_some() {
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
        each: None,
        one_by_one: false,
        until: None,
        not_by: tape
            .chance(20)
            .then(|| expression(["['vera']", "['anna', 'boris']"][tape.below(2)])),
        offer,
        vote: None,
        letter: None,
        next: way,
    }
}

fn vote(way: Vec<String>, n: usize, count: usize, tape: &mut Tape<'_>) -> UserTask {
    let mut task = user_task(way, n, count, tape);
    let outcome = |id: &str| Outcome {
        id: id.into(),
        title: Title::russian(id),
        requires: vec![],
        next: vec![],
    };
    task.vote = Some(super::people::vote(&task.next, tape));
    task.outcomes = vec![outcome("yes"), outcome("no")];
    task.roles = vec![];
    task.signed_by = vec![];
    task.form = Form::default();
    task.offer.assignee = None;
    task.offer.filter = None;
    task
}

pub(super) fn deadline(tape: &mut Tape<'_>) -> Deadline {
    let term = |text: &str| Term::parse(text).expect("the sample term is right");
    Deadline {
        extension: None,
        suspension: None,
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
            filter: None,
            every: Some(term("рабочий день")),
            ladder: vec![OverdueRung {
                after: term("3 рабочих дня"),
                notify: vec!["chair".into()],
                filter: None,
            }],
        }),
    }
}

fn wait(next: Vec<String>, tape: &mut Tape<'_>) -> Wait {
    let mut wait = Wait {
        next,
        ..Wait::default()
    };
    match tape.below(6) {
        0 => wait.until = Some(expression("date('2021-11-01')")),
        1 => wait.term = Some(deadline(tape)),
        2 => wait.when = Some(expression("has(n) and double > 40")),
        3 | 4 => {
            wait.message = Some("news".into());
            wait.set = vec![("n".into(), expression("message.n"))];
        }
        _ => {
            let next = std::mem::take(&mut wait.next);
            wait.first = flow::options(&next, deadline(tape), tape);
        }
    }
    wait
}

/// A bound of repetitions; beyond it the way leads to a later step.
fn repeat(n: usize, count: usize, tape: &mut Tape<'_>) -> Repeat {
    let then = (n + 1 + tape.below(2)).min(count - 1);
    let max = u32::try_from(1 + tape.below(3)).unwrap_or(1);
    let limit = (then != n).then(|| RepeatLimit {
        max,
        then: format!("s{then}"),
    });
    Repeat {
        limit,
        reason: None,
    }
}

fn for_each(next: Vec<String>) -> ForEach {
    ForEach {
        process: "child".into(),
        each: None,
        one_by_one: false,
        until: None,
        window: Some(ItemWindow {
            public: true,
            opens: None,
            closes: expression("date('2021-10-14')"),
            late_roles: vec!["clerk".into()],
            late_until: None,
        }),
        unique: vec!["n".into()],
        reports: vec!["n".into()],
        give: vec![("mail".into(), expression("'child@example.ru'"))],
        next,
    }
}

/// A list, with or without a window, at once or one by one, until enough have ended.
fn of_a_list(id: &str, next: Vec<String>, tape: &mut Tape<'_>) -> ForEach {
    let mut each = for_each(next);
    each.each = Some(EachRow {
        row: "row".into(),
        list: expression(["[1, 2, 3]", "[4]", "[]"][tape.below(3)]),
    });
    each.give.push(("n".into(), expression("row")));
    each.unique = vec![];
    if tape.chance(70) {
        each.window = None;
        each.one_by_one = tape.chance(50);
    }
    let enough = format!("{id}.items.count(i, i.ended) >= 2");
    each.until = tape.chance(40).then(|| expression(&enough));
    each
}

fn asked_of_many(n: usize, next: Vec<String>, tape: &mut Tape<'_>) -> UserTask {
    let lists = [
        "holders('clerk')",
        "['vera', 'gleb', 'anna']",
        "holders('chair')",
    ];
    let mut task = user_task(next, n, n + 2, tape);
    for outcome in &mut task.outcomes {
        outcome.next.clear();
    }
    task.roles.clear();
    task.signed_by.clear();
    task.offer.assignee = None;
    task.offer.filter = None;
    task.each = Some(EachRow {
        row: "person".into(),
        list: expression(lists[tape.below(3)]),
    });
    task.one_by_one = tape.chance(50);
    let enough = format!("s{n}.answers.count(a, true) >= 2");
    task.until = tape.chance(40).then(|| expression(&enough));
    task
}

fn call(n: usize, count: usize, way: Vec<String>, tape: &mut Tape<'_>) -> Call {
    Call {
        process: "child".into(),
        version: if tape.chance(50) {
            CallVersion::Pinned
        } else {
            CallVersion::Latest
        },
        give: vec![("n".into(), expression("n ?? 2"))],
        take: vec![("n".into(), expression("child.n ?? 5"))],
        reports: vec!["n".into()],
        outcomes: if tape.chance(50) {
            [("cancelled".to_owned(), next(n, count, tape))].into()
        } else {
            Default::default()
        },
        next: way,
    }
}
