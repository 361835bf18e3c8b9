//! Steps of random editions: what the numbers of a leaf mean for tasks, votes, waits and their events.

use reglament_calendar::{DecreeDays, Start as CountStart, Term};
use reglament_definition::*;

use super::editions::{Leaf, step};
use super::generate::expression;

pub(super) const TASK: u8 = 0;
pub(super) const WAIT: u8 = 1;
pub(super) const SET: u8 = 2;

pub(super) fn set(next: Vec<String>) -> SetStep {
    SetStep {
        values: vec![("m".into(), expression("(m ?? 0) + 1"))],
        next,
    }
}

pub(super) fn leaf_step(leaf: &Leaf, next: Vec<String>) -> Step {
    let kind = match leaf.kind {
        TASK => StepKind::UserTask(Box::new(task(leaf, next.clone()))),
        WAIT => StepKind::Wait(Box::new(wait(leaf, next.clone()))),
        _ => StepKind::Set(set(next.clone())),
    };
    let event = |trigger| BoundaryEvent {
        trigger,
        interrupting: true,
        repeat: None,
        set: vec![],
        next: next.clone(),
    };
    let term = Trigger::Term(deadline(leaf.term));
    let news = Trigger::Message("news".into());
    let on = match leaf.events {
        _ if leaf.kind == SET => vec![],
        0 => vec![event(term)],
        1 => vec![event(news)],
        2 => vec![event(news), event(term)],
        _ => vec![],
    };
    Step {
        on,
        ..step(&leaf.id, &leaf.title, kind)
    }
}

/// Editions differ in the quorum.
fn vote(leaf: &Leaf, next: &[String]) -> Vote {
    Vote {
        members: People::Expression(expression("['anna', 'boris', 'vera']")),
        chair: People::Role("chair".into()),
        quorum: Quorum::Count(u32::from(leaf.role) - 3),
        secret: false,
        pass: Majority::Simple,
        casting: false,
        dissent: false,
        recusal: true,
        tie: next.to_vec(),
        no_quorum: next.to_vec(),
    }
}

fn task(leaf: &Leaf, next: Vec<String>) -> UserTask {
    let signed = matches!(leaf.role, 3 | 4);
    let votes = matches!(leaf.role, 5 | 6);
    let signers = [vec!["clerk", "chair"], vec!["chair", "head"]];
    let roles = ["clerk", "chair", "head"];
    let asked = |name: &str| FormField {
        name: name.into(),
        required: false,
    };
    let fields = match leaf.form {
        _ if signed || votes => vec![],
        1 => vec![asked("n")],
        2 => vec![asked("m"), asked("n")],
        _ => vec![asked("m")],
    };
    let outcome = |id: &str| Outcome {
        id: id.into(),
        title: Title::russian(id),
        requires: vec![],
        next: vec![],
    };
    let outcomes = match leaf.outcomes {
        _ if votes => vec![outcome("yes"), outcome("no")],
        1 if !signed => vec![outcome("yes"), outcome("no")],
        2 if !signed => vec![outcome("yes"), outcome("no"), outcome("later")],
        _ => vec![],
    };
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    UserTask {
        silence: None,
        offer: Offer {
            assignee: (leaf.role == 7).then(|| expression("['anna', 'boris']")),
            ..Offer::default()
        },
        vote: votes.then(|| vote(leaf, &next)),
        roles: match roles.get(usize::from(leaf.role)) {
            Some(role) => owned(&[role]),
            None => vec![],
        },
        signed_by: if signed {
            owned(&signers[usize::from(leaf.role - 3)])
        } else {
            vec![]
        },
        form: Form {
            fields,
            checks: vec![],
        },
        show: vec![],
        outcomes,
        deadline: (leaf.term > 0).then(|| deadline(leaf.term)),
        document: None,
        not_by: None,
        letter: None,
        each: None,
        one_by_one: false,
        until: None,
        next,
    }
}

fn wait(leaf: &Leaf, next: Vec<String>) -> Wait {
    let option = |trigger| WaitOption {
        trigger,
        set: vec![],
        next: next.clone(),
    };
    let mut wait = Wait {
        next: next.clone(),
        ..Wait::default()
    };
    match leaf.form {
        0 => wait.message = Some("news".into()),
        1 => wait.until = Some(expression("date('2021-11-01')")),
        2 => wait.term = Some(deadline(leaf.term)),
        _ => {
            wait.next = vec![];
            wait.first = vec![
                option(WaitTrigger::Message("news".into())),
                option(WaitTrigger::Term(deadline(leaf.term))),
                option(WaitTrigger::Until(expression("date('2022-01-20')"))),
            ];
            wait.first.rotate_left(usize::from(leaf.role) % 3);
        }
    }
    wait
}

fn deadline(choice: u8) -> Deadline {
    let term = |text: &str| Term::parse(text).expect("the sample term is right");
    let terms = [
        "10 дней",
        "5 рабочих дней",
        "1 месяц",
        "120 минут",
        "7 рабочих дней",
    ];
    Deadline {
        extension: None,
        suspension: None,
        term: TermSource::Literal(term(terms[usize::from(choice) % 5])),
        from: None,
        back: false,
        start: CountStart::NextDay,
        roll: None,
        decree_days: DecreeDays::Working,
        closes: None,
        remind: vec![Reminder::Before(term("2 рабочих дня"))],
        overdue: choice.is_multiple_of(2).then(|| Overdue {
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
