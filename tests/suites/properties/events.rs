//! Random events: beside a step and for the whole process; undo steps; messages by key.

use reglament_calendar::Term;
use reglament_definition::*;

use super::generate::{Tape, expression};
use super::steps::{deadline, next};

/// Ids of the steps that undo others; they lead nowhere.
const UNDO_STEPS: [&str; 2] = ["u0", "u1"];

pub(super) fn undo_step(tape: &mut Tape<'_>) -> String {
    UNDO_STEPS[tape.below(2)].into()
}

/// The undo steps: one is done at once, the other waits for a person.
pub(super) fn undo_steps() -> Vec<Step> {
    let step = |id: &str, kind| Step {
        id: id.into(),
        title: Title::russian(id),
        basis: vec![],
        kind,
        on: vec![],
        undo: None,
        repeat: None,
        expected: None,
        milestone: None,
    };
    let set = SetStep {
        values: vec![("n".into(), expression("(n ?? 0) + 1"))],
        next: vec![],
    };
    let task = UserTask {
        silence: None,
        roles: vec!["clerk".into()],
        signed_by: vec![],
        form: Form::default(),
        show: vec![],
        outcomes: vec![],
        deadline: None,
        document: None,
        not_by: None,
        offer: Offer::default(),
        vote: None,
        letter: None,
        each: None,
        one_by_one: false,
        until: None,
        next: vec![],
    };
    vec![
        step("u0", StepKind::Set(set)),
        step("u1", StepKind::UserTask(Box::new(task))),
    ]
}

fn trigger(tape: &mut Tape<'_>, raises: bool) -> Trigger {
    match tape.below(if raises { 5 } else { 3 }) {
        0 => Trigger::Message("news".into()),
        1 => Trigger::Term(deadline(tape)),
        2 => Trigger::When(expression("has(n) and n > 30")),
        3 => Trigger::Error(ErrorMatch::Any),
        _ => Trigger::Error(ErrorMatch::Code("broken".into())),
    }
}

fn repeat(trigger: &Trigger, interrupting: bool, tape: &mut Tape<'_>) -> Option<Recurrence> {
    let may = matches!(trigger, Trigger::Term(_)) && !interrupting;
    (may && tape.chance(50)).then(|| Recurrence {
        every: Term::parse("3 рабочих дня").expect("the sample term is right"),
        times: tape.chance(50).then_some(3),
    })
}

pub(super) fn boundary(n: usize, count: usize, tape: &mut Tape<'_>, raises: bool) -> BoundaryEvent {
    let trigger = trigger(tape, raises);
    let interrupting = tape.chance(50);
    BoundaryEvent {
        repeat: repeat(&trigger, interrupting, tape),
        trigger,
        interrupting,
        set: vec![("n".into(), expression("1"))],
        next: if interrupting {
            next(n, count, tape)
        } else {
            // Forward only: branches that begin branches would fill every command to its budget.
            vec![format!("s{}", (n + 1 + tape.below(2)).min(count - 1))]
        },
    }
}

/// The withdrawal, and sometimes events that come by themselves.
pub(super) fn process_wide(count: usize, tape: &mut Tape<'_>) -> Vec<ProcessEvent> {
    let button = ProcessEvent {
        id: "withdrawal".into(),
        title: Title::russian("Отозвать"),
        basis: vec![],
        trigger: ProcessTrigger::Asked,
        when: tape.chance(50).then(|| expression("not has(n) or n < 50")),
        roles: vec!["clerk".into()],
        applicant: true,
        interrupting: tape.chance(70),
        once: tape.chance(30),
        repeat: None,
        set: vec![],
        next: format!("s{}", count - 1),
    };
    let mut events = vec![button.clone()];
    for number in 0..tape.below(3) {
        let trigger = trigger(tape, true);
        let interrupting = tape.chance(30);
        events.push(ProcessEvent {
            id: format!("event{number}"),
            when: None,
            repeat: repeat(&trigger, interrupting, tape),
            trigger: ProcessTrigger::Of(trigger),
            roles: vec![],
            applicant: false,
            interrupting,
            next: format!("s{}", count - 1 - tape.below(2)),
            ..button.clone()
        });
    }
    events
}

/// The sender itself, or whoever has the key.
pub(super) fn receivers(tape: &mut Tape<'_>) -> SendTo {
    if tape.chance(60) {
        SendTo::Instances(expression("instance.id"))
    } else {
        SendTo::Key {
            process: "main".into(),
            key: expression("n"),
        }
    }
}
