//! The steps of a process in a few words each, for messages.

use reglament_definition::*;

/// The steps in a few words each, for messages.
pub(crate) fn sketch(definition: &Definition) -> String {
    let steps = definition.steps.iter().map(|step| {
        let what = kind(&step.kind);
        let events = step.on.iter().map(|event| {
            let what = match &event.trigger {
                Trigger::Message(message) => message,
                Trigger::Term(_) => "term",
                Trigger::When(when) => when.text(),
                Trigger::Error(_) => "error",
            };
            let how = if event.interrupting { "on" } else { "beside" };
            format!(" {how} {what}: {}", way(&event.next))
        });
        let bound = step.repeat_limit();
        let bound = bound.map(|limit| format!(" at most {} then {}", limit.max, limit.then));
        let bound = bound.unwrap_or_default();
        let undo = step.undo.iter().map(|by| format!(" undone by {by}"));
        let undo = undo.collect::<String>();
        let events = events.collect::<String>();
        format!("{}: {what}{events}{bound}{undo}", step.id)
    });
    let first = format!("start -> {}", definition.start.next.join(" + "));
    let events = definition.events.iter().map(|event| {
        let what = match &event.trigger {
            ProcessTrigger::Of(Trigger::When(when)) => format!("when {}", when.text()),
            ProcessTrigger::Of(Trigger::Message(_)) => "message".to_owned(),
            ProcessTrigger::Of(_) => "term".to_owned(),
            ProcessTrigger::Asked => "button".to_owned(),
        };
        let when = event.when.as_ref().map(|when| when.text());
        let (interrupting, once, set) = (event.interrupting, event.once, event.set.len());
        format!(
            "{}: {what} {when:?} interrupting {interrupting} once {once} set {set} -> {}",
            event.id, event.next
        )
    });
    let cancelled = definition.cancellation.iter().map(|found| {
        let when = found.when.as_ref().map(|when| when.text());
        format!("cancelled {when:?} -> {}", found.next.join(" + "))
    });
    std::iter::once(first)
        .chain(steps)
        .chain(events)
        .chain(cancelled)
        .collect::<Vec<_>>()
        .join("\n")
}

fn way(next: &[String]) -> String {
    next.join(" + ")
}

fn kind(kind: &StepKind) -> String {
    match kind {
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
            let many = task.each.iter().map(|_| {
                let until = task.until.as_ref().map(|until| until.text());
                format!(" of each, one by one {}, {until:?}", task.one_by_one)
            });
            format!(
                "task{} {fields:?} -> {}{}",
                many.collect::<String>(),
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
                "decision {}{} else {}",
                if decision.inclusive { "of all " } else { "" },
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
        StepKind::ForEach(each) => {
            let until = each.until.as_ref().map(|until| until.text());
            let (one_by_one, next) = (each.one_by_one, way(&each.next));
            format!("for each, one by one {one_by_one}, {until:?} -> {next}")
        }
        StepKind::Call(call) => {
            format!("call {:?} -> {}", call.outcomes, way(&call.next))
        }
        StepKind::Compensate(compensate) => {
            let (steps, next) = (way(&compensate.steps), way(&compensate.next));
            format!("undo of {steps} -> {next}")
        }
        StepKind::End(end) => format!("end {}", if end.terminates { "of all" } else { "" }),
        _ => String::new(),
    }
}
