//! Random runs of one definition.

use std::collections::BTreeMap;

use reglament_core::{IncidentId, InstanceId, RawInput};
use reglament_definition::{Package, ProcessTrigger, StepKind, Trigger, Wait, WaitTrigger};
use reglament_expression::Value;
use reglament_proof::Soundness;
use serde_json::json;

use super::desk::Desk;
use super::dice::Dice;
use super::sketch::sketch;

/// Runs of one definition, and things done in one run.
const RUNS: usize = 3;
const ACTS: usize = 30;
/// Tokens at once that no small bounded definition reaches.
const MANY: usize = 40;

/// A sound definition never starves, loses or piles up tokens, and never stops while something is open.
pub(crate) fn never_fail(package: &Package, dice: &mut Dice) -> Result<(), String> {
    for _ in 0..RUNS {
        let desk = run(package, dice);
        let idle = desk.instance.is_running() && choices(&desk).is_empty();
        // A conditional wait may still be let go by somebody who changes the data.
        let hopeful = desk.definition.steps.iter().any(|step| {
            matches!(&step.kind, StepKind::Wait(wait) if asks(wait) && desk.waits_at(&step.id))
        });
        let wrong = match () {
            () if desk.starved() => "a join starved",
            () if !desk.lost.is_empty() => "a flow was lost",
            () if desk.instance.tokens().len() > MANY => "tokens piled up",
            () if idle && !hopeful && !desk.circling() => "it stopped",
            () => continue,
        };
        let tokens: Vec<_> = desk
            .instance
            .tokens()
            .values()
            .map(|token| &token.step)
            .collect();
        return Err(format!(
            "called sound, but {wrong}; at {tokens:?}\n{}",
            sketch(desk.definition)
        ));
    }
    Ok(())
}

/// What is called dead is never entered.
pub(crate) fn never_enter_dead_steps(
    package: &Package,
    sound: &Soundness,
    dice: &mut Dice,
) -> Result<(), String> {
    let dead: Vec<&String> = sound
        .no_dead_step
        .stories()
        .iter()
        .filter_map(|story| story.step.as_ref())
        .collect();
    if dead.is_empty() {
        return Ok(());
    }
    let desk = run(package, dice);
    // Where the engine breaks off an endless circle, it goes on with what the circle would have kept from happening.
    if desk.circling() {
        return Ok(());
    }
    match dead.iter().find(|step| desk.entered.contains(step)) {
        Some(step) => Err(format!(
            "{step} is called dead, but was entered\n{}",
            sketch(desk.definition)
        )),
        None => Ok(()),
    }
}

fn asks(wait: &Wait) -> bool {
    let mut first = wait.first.iter();
    wait.when.is_some() || first.any(|option| matches!(option.trigger, WaitTrigger::When(_)))
}

/// Something that can be done now.
enum Choice {
    Complete(reglament_core::TaskId),
    Fire(reglament_core::TimerId),
    Receive(String),
    EndChild(String, InstanceId),
    TryAgain(IncidentId),
    Raise(String),
    Cancel,
}

fn choices(desk: &Desk<'_>) -> Vec<Choice> {
    let tasks = desk
        .instance
        .tasks()
        .keys()
        .map(|task| Choice::Complete(*task));
    let timers = desk
        .instance
        .timers()
        .keys()
        .map(|timer| Choice::Fire(*timer));
    let waiting = desk
        .definition
        .steps
        .iter()
        .filter(|step| desk.waits_at(&step.id));
    let messages = waiting.flat_map(|step| {
        let own = match &step.kind {
            StepKind::Wait(wait) => {
                let first = wait
                    .first
                    .iter()
                    .filter_map(|option| match &option.trigger {
                        WaitTrigger::Message(message) => Some(message.clone()),
                        _ => None,
                    });
                wait.message.iter().cloned().chain(first).collect()
            }
            _ => Vec::new(),
        };
        let events = step.on.iter().filter_map(|event| match &event.trigger {
            Trigger::Message(message) => Some(message.clone()),
            Trigger::Term(_) | Trigger::When(_) | Trigger::Error(_) => None,
        });
        own.into_iter().chain(events)
    });
    let events = desk.definition.events.iter();
    let events = events.filter(|event| event.interrupting && !desk.instance.tokens().is_empty());
    let interrupting = events.filter_map(|event| match &event.trigger {
        ProcessTrigger::Of(Trigger::Message(message)) => Some(Choice::Receive(message.clone())),
        _ => None,
    });
    let steps = desk.definition.steps.iter();
    let children = steps.filter_map(|step| {
        let child = desk.child(&step.id).filter(|_| desk.waits_at(&step.id));
        child.map(|child| Choice::EndChild(step.id.clone(), child))
    });
    let stuck = desk.occupied().map(Choice::TryAgain);
    tasks
        .chain(timers)
        .chain(children)
        .chain(stuck)
        .chain(interrupting)
        .chain(messages.map(Choice::Receive))
        .collect()
}

/// What somebody may ask for by grace: it is no reason to call the instance alive.
fn by_grace(desk: &Desk<'_>, dice: &mut Dice) -> Vec<Choice> {
    let events = desk.definition.events.iter();
    let buttons = events.filter(|event| event.interrupting && event.is_button());
    let raised = buttons.map(|event| Choice::Raise(event.id.clone()));
    let cancelled = desk.definition.cancellation.iter().map(|_| Choice::Cancel);
    let all = raised.chain(cancelled);
    // Not too often, or nothing would ever be done that can be undone.
    all.filter(|_| !desk.instance.tokens().is_empty() && dice.chance(25))
        .collect()
}

/// Events of the process that interrupt nothing.
fn beside(desk: &Desk<'_>) -> Vec<Choice> {
    let events = desk.definition.events.iter();
    let events = events.filter(|event| !event.interrupting);
    let choices = events.filter_map(|event| match &event.trigger {
        ProcessTrigger::Asked => Some(Choice::Raise(event.id.clone())),
        ProcessTrigger::Of(Trigger::Message(message)) => Some(Choice::Receive(message.clone())),
        ProcessTrigger::Of(Trigger::Term(_) | Trigger::When(_) | Trigger::Error(_)) => None,
    });
    // Before there is anything open nobody can ask for anything.
    choices
        .filter(|_| !desk.instance.tokens().is_empty())
        .collect()
}

fn run<'d>(package: &'d Package, dice: &mut Dice) -> Desk<'d> {
    let mut desk = Desk::new(package);
    let values = numbers(&desk, dice);
    desk.start(values);
    for _ in 0..ACTS {
        if !desk.instance.is_running() {
            break;
        }
        let values = numbers(&desk, dice);
        desk.set(values);
        let mut open = choices(&desk);
        open.extend(beside(&desk));
        open.extend(by_grace(&desk, dice));
        if open.is_empty() {
            desk.nudge();
            continue;
        }
        match open.swap_remove(dice.below(open.len())) {
            Choice::Complete(task) => complete(&mut desk, task, dice),
            Choice::Fire(timer) => desk.fire(timer),
            Choice::Receive(message) => desk.receive(&message),
            Choice::EndChild(step, child) => {
                desk.end_child(&step, child, ["good", "bad"][dice.below(2)]);
            }
            Choice::TryAgain(incident) => desk.try_again(incident),
            Choice::Cancel => {
                let _refused = desk.cancel();
            }
            Choice::Raise(event) => {
                // It may not be allowed now.
                let _refused = desk.raise(&event);
            }
        }
    }
    desk
}

fn numbers(desk: &Desk<'_>, dice: &mut Dice) -> BTreeMap<String, Value> {
    let steps = 0..desk.definition.steps.len();
    let names = steps.flat_map(|step| [format!("c{step}"), format!("d{step}")]);
    let names = names.chain(["e0".to_owned(), "e1".to_owned()]);
    let numbers = names.map(|name| {
        let number = if dice.chance(50) { 10 } else { 0 };
        (name, Value::Number(number.into()))
    });
    numbers.collect()
}

fn complete(desk: &mut Desk<'_>, id: reglament_core::TaskId, dice: &mut Dice) {
    let step = desk.instance.tasks()[&id].step.clone();
    let Some(StepKind::UserTask(task)) = desk.definition.step(&step).map(|step| &step.kind) else {
        return;
    };
    let mut input = RawInput::new();
    for field in &task.form.fields {
        let value = match dice.below(3) {
            0 if !field.required => json!(null),
            1 => json!("a"),
            _ => json!("b"),
        };
        input.insert(field.name.clone(), value);
    }
    let outcome = (!task.outcomes.is_empty()).then(|| task.outcomes[dice.below(2)].id.clone());
    desk.complete(id, outcome, input);
}
