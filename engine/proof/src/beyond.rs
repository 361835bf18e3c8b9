//! What a process uses that the proof does not judge. Where there is any, the questions that hang on it are left open with the
//! construct named, and nothing is claimed.

use reglament_definition::{
    BoundaryEvent, Definition, ProcessEvent, ProcessTrigger, Step, StepKind, Title, Trigger,
    WaitFor, WaitOption, WaitTrigger,
};

use crate::limits::{MAX_BESIDE, MAX_COMINGS, MAX_REPEATS, MAX_UNDONE};
use crate::plan::MAX_INCLUSIVE;
use crate::story::Sentence;

/// The constructs of a process that the proof of its course does not judge, each with the step or event that uses it.
/// Ends, joins, dead steps and unset data are then not decided. Nothing is wrong with such a process; it is only not proved.
pub fn unjudged(definition: &Definition) -> Vec<Sentence> {
    let steps = definition.steps.iter().flat_map(of_step);
    let events = definition.events.iter().filter_map(of_event);
    let counted = if counts(definition) {
        &definition.steps[..]
    } else {
        &[]
    };
    let counted = counted.iter().filter(|step| has_beside(step));
    let counted = counted.map(|step| told(&step.title, COUNTED));
    let wide = definition.events.iter().filter(|event| !event.interrupting);
    let wide = wide.filter(|event| !event.once && counts(definition));
    let wide = wide.map(|event| told(&event.title, COUNTED));
    steps.chain(events).chain(counted).chain(wide).collect()
}

/// Whether something hangs on how often an event comes that may come many times.
fn counts(definition: &Definition) -> bool {
    definition.steps.iter().any(|step| {
        let many = matches!(&step.kind, StepKind::Join(join) if matches!(join.wait_for, WaitFor::Count(count) if count > u32::from(MAX_COMINGS)));
        many || step.repeat_limit().is_some()
    })
}

fn has_beside(step: &Step) -> bool {
    step.on.iter().any(|event| !event.interrupting)
}

/// The constructs whose dates are not counted: promises are then not decided.
pub(crate) fn uncounted(definition: &Definition) -> Vec<Sentence> {
    let steps = definition.steps.iter().flat_map(|step| {
        let first = match &step.kind {
            StepKind::Wait(wait) => {
                let timed = |trigger: &WaitTrigger| {
                    matches!(trigger, WaitTrigger::Until(_) | WaitTrigger::Term(_))
                };
                wait.first.iter().any(|option| timed(&option.trigger))
            }
            _ => false,
        };
        let stretched = match &step.kind {
            StepKind::UserTask(task) => task.deadline.as_ref().is_some_and(|deadline| {
                deadline.extension.is_some() || deadline.suspension.is_some()
            }),
            _ => false,
        };
        let first = first.then(|| told(&step.title, FIRST));
        let stretched = stretched.then(|| told(&step.title, STRETCHED));
        let join = match &step.kind {
            StepKind::Join(join) => join.wait_for != WaitFor::All,
            _ => false,
        };
        let join = join.then(|| told(&step.title, JOIN));
        let bounded = step.repeat_limit().map(|_| told(&step.title, BOUNDED));
        let beside = has_beside(step).then(|| told(&step.title, BESIDE));
        let undone = matches!(step.kind, StepKind::Compensate(_));
        let undone = undone.then(|| told(&step.title, COMPENSATE));
        let found = of_step(step).into_iter();
        found
            .chain(first)
            .chain(stretched)
            .chain(join)
            .chain(bounded)
            .chain(beside)
            .chain(undone)
    });
    let events = definition.events.iter().filter_map(undated);
    steps.chain(events).collect()
}

type Words = (&'static str, &'static str);

const BOUNDED: Words = (
    "ограниченный повтор (`repeat`)",
    "a bounded repetition (`repeat`)",
);
const FIRST: Words = ("срок среди нескольких", "a term among several");
const STRETCHED: Words = (
    "продление или приостановление срока",
    "an extension or suspension of the term",
);
const JOIN: Words = (
    "слияние не всех путей (`wait_for`)",
    "a join of fewer than all flows (`wait_for`)",
);
const REPEAT: Words = (
    "повтор с большим пределом (`repeat`)",
    "a repetition with a high bound (`repeat`)",
);
const INCLUSIVE: Words = (
    "решение со многими совместными случаями (`inclusive`)",
    "an inclusive decision of many cases (`inclusive`)",
);
const BESIDE: Words = (
    "непрерывающее событие (`interrupting: false`)",
    "an event that does not interrupt (`interrupting: false`)",
);
const COUNTED: Words = (
    "непрерывающее событие, когда что-то зависит от счёта (`repeat`, `wait_for`)",
    "an event that does not interrupt, where something counts (`repeat`, `wait_for`)",
);
const COMPENSATE: Words = (
    "отмена сделанного (`compensate`)",
    "a compensation (`compensate`)",
);
const UNDOING: Words = (
    "отмена очень многих шагов или с условием в `on` (`compensate`)",
    "a compensation of very many steps or with a condition in `on` (`compensate`)",
);
const CONDITIONS: Words = (
    "условия и в `first`, и в `on`",
    "conditions both in `first` and in `on`",
);
const BY_ITSELF: Words = (
    "событие процесса без кнопки",
    "an event of the process without a button",
);

fn of_step(step: &Step) -> Vec<Sentence> {
    let kind = match &step.kind {
        StepKind::Decision(decision) => {
            (decision.inclusive && decision.cases.len() > MAX_INCLUSIVE).then_some(INCLUSIVE)
        }
        StepKind::Compensate(compensate) => {
            let asks = |event: &BoundaryEvent| matches!(event.trigger, Trigger::When(_));
            let many = compensate.steps.len() > MAX_UNDONE;
            (many || step.on.iter().any(asks)).then_some(UNDOING)
        }
        StepKind::Wait(wait) => {
            let asks = |option: &WaitOption| matches!(option.trigger, WaitTrigger::When(_));
            let when = |event: &BoundaryEvent| matches!(event.trigger, Trigger::When(_));
            (wait.first.iter().any(asks) && step.on.iter().any(when)).then_some(CONDITIONS)
        }
        _ => None,
    };
    let repeat = step
        .repeat_limit()
        .filter(|limit| limit.max > MAX_REPEATS)
        .map(|_| REPEAT);
    let beside = step.on.iter().filter(|event| !event.interrupting);
    let beside = (beside.count() > MAX_BESIDE).then_some(BESIDE);
    let found = kind.into_iter().chain(repeat).chain(beside);
    found.map(|words| told(&step.title, words)).collect()
}

/// An error that does not interrupt comes from steps that raise one, and nothing is known of when they do.
fn of_event(event: &ProcessEvent) -> Option<Sentence> {
    let raised = matches!(event.trigger, ProcessTrigger::Of(Trigger::Error(_)));
    (raised && !event.interrupting).then(|| told(&event.title, BESIDE))
}

/// Events whose dates are not counted.
fn undated(event: &ProcessEvent) -> Option<Sentence> {
    let words = match &event.trigger {
        _ if !event.interrupting => BESIDE,
        ProcessTrigger::Asked | ProcessTrigger::Of(Trigger::Error(_)) => return None,
        ProcessTrigger::Of(_) => BY_ITSELF,
    };
    Some(told(&event.title, words))
}

fn told(title: &Title, (ru, en): Words) -> Sentence {
    Sentence {
        ru: format!("«{}»: {ru}", title.ru),
        en: format!("«{}»: {en}", title.text(true)),
    }
}
