//! Plays a counter-example on the engine: every beat becomes a command, and decisions are steered by the data they ask.

use std::collections::BTreeMap;

use reglament_core::{RawInput, Task, TaskId, TimerPurpose, TokenId};
use reglament_definition::{Package, ProcessTrigger, StepKind, Trigger, WaitTrigger};
use reglament_expression::Value;
use reglament_proof::{Beat, Deed, Soundness, Story};
use serde_json::json;

use super::desk::Desk;
use super::sketch::sketch;

/// Replays every story; answers how many.
pub(crate) fn all(package: &Package, sound: &Soundness) -> Result<usize, String> {
    let mut replayed = 0;
    for story in sound.completes.stories() {
        let desk = play(package, story)?;
        let step = story.step.as_deref().unwrap_or_default();
        // On a circle the token may stand at any of its steps by now.
        let round = story.fault.en.contains("goes round");
        let failed = desk.starved()
            || desk.circling()
            || (desk.instance.is_running() && (round || desk.waits_at(step)));
        expect(failed, "it ended after all", package, story, &desk)?;
        replayed += 1;
    }
    for story in sound.keeps_tokens.stories() {
        let desk = play(package, story)?;
        let step = story.step.clone().unwrap_or_default();
        expect(
            desk.lost.contains(&step),
            "no flow was lost",
            package,
            story,
            &desk,
        )?;
        replayed += 1;
    }
    for story in sound.bounded.stories() {
        let desk = play(package, story)?;
        let step = story.step.as_deref().unwrap_or_default();
        let tokens = desk
            .instance
            .tokens()
            .values()
            .filter(|token| token.step == step);
        expect(
            tokens.count() > 1,
            "nothing piled up",
            package,
            story,
            &desk,
        )?;
        replayed += 1;
    }
    Ok(replayed)
}

fn expect(
    holds: bool,
    what: &str,
    package: &Package,
    story: &Story,
    desk: &Desk<'_>,
) -> Result<(), String> {
    if holds {
        return Ok(());
    }
    let steps = sketch(&package.definitions["main"]);
    let tokens: Vec<_> = desk
        .instance
        .tokens()
        .values()
        .map(|token| &token.step)
        .collect();
    Err(format!(
        "{what}: {}\nat {tokens:?}\n{steps}",
        story.told().ru
    ))
}

/// Plays one story.
fn play<'d>(package: &'d Package, story: &Story) -> Result<Desk<'d>, String> {
    let mut desk = Desk::new(package);
    let mut beats = story.beats.as_slice();
    while let Some((beat, rest)) = beats.split_first() {
        let acts = |beat: &Beat| !follows(&beat.deed);
        let until = rest.iter().position(acts).unwrap_or(rest.len());
        let mut wanted = wanted(&desk, &rest[..until]);
        act(&mut desk, beat, &mut wanted, rest).ok_or_else(|| {
            format!(
                "cannot be played: {beat:?} of {}\n{}",
                story.told().ru,
                sketch(desk.definition)
            )
        })?;
        beats = &rest[until..];
    }
    Ok(desk)
}

/// Whether it follows from what was done before and from the data.
fn follows(deed: &Deed) -> bool {
    match deed {
        Deed::Decided { .. }
        | Deed::DecidedAll { .. }
        | Deed::Supposed { .. }
        | Deed::Assumed { .. }
        | Deed::Released { .. }
        | Deed::Came {
            by_itself: true, ..
        }
        | Deed::Undone { .. }
        | Deed::UsedUp => true,
        Deed::Begins { .. }
        | Deed::Completes { .. }
        | Deed::Undecided { .. }
        | Deed::Waited
        | Deed::Happened { .. }
        | Deed::Interrupted { .. }
        | Deed::Branched { .. }
        | Deed::Returned { .. }
        | Deed::Cancelled
        | Deed::Came { .. } => false,
    }
}

/// The data that make the next decisions turn out as told; numbers of other decisions say no.
fn wanted(desk: &Desk<'_>, beats: &[Beat]) -> BTreeMap<String, Value> {
    let none = ["e0", "e1"].map(|name| (name.to_owned(), Value::Number(0.into())));
    let mut values = BTreeMap::from(none);
    for step in &desk.definition.steps {
        // What a decision asks stays as it was until another answer is told.
        if !matches!(step.kind, StepKind::Decision(_)) || !desk.instance.is_running() {
            values.extend(numbers(&step.id, [false, false]));
        }
    }
    for beat in beats {
        match (&beat.deed, &beat.step) {
            (Deed::Decided { case }, Some(step)) => {
                values.extend(numbers(step, [case.is_some(), false]));
            }
            (Deed::Released { event }, Some(step)) => {
                values.extend(numbers(step, [event.is_none(), event.is_some()]));
            }
            (Deed::DecidedAll { cases }, Some(step)) => {
                values.extend(numbers(step, [0, 1].map(|case| cases.contains(&case))));
            }
            (Deed::Supposed { condition, holds }, _) => {
                let number = condition.trim_start_matches('(').split(' ').next();
                let value = if *holds { 10 } else { 0 };
                values.extend(number.map(|n| (n.to_owned(), Value::Number(value.into()))));
            }
            (Deed::Came { event, .. }, _) => {
                values.insert(event.clone(), Value::Number(10.into()));
            }
            (Deed::Assumed { name, value }, _) => {
                let value = value.clone().map_or(Value::Null, Value::Text);
                values.insert(name.clone(), value);
            }
            _ => {}
        }
    }
    values
}

/// The numbers of a step that make its conditions hold or not.
fn numbers(step: &str, holds: [bool; 2]) -> [(String, Value); 2] {
    let number = |name: &str, holds: bool| {
        let value = if holds { 10 } else { 0 };
        (step.replacen('s', name, 1), Value::Number(value.into()))
    };
    [number("c", holds[0]), number("d", holds[1])]
}

/// The value that a field is told to have next; a story tells it when it is asked, which may be long after it was filled in.
fn assumed(field: &str, beats: &[Beat]) -> Option<Value> {
    beats.iter().find_map(|beat| match &beat.deed {
        Deed::Assumed { name, value } if name == field => {
            Some(value.clone().map_or(Value::Null, Value::Text))
        }
        _ => None,
    })
}

fn act(
    desk: &mut Desk<'_>,
    beat: &Beat,
    wanted: &mut BTreeMap<String, Value>,
    rest: &[Beat],
) -> Option<()> {
    let step = beat.step.as_deref().unwrap_or_default();
    match &beat.deed {
        Deed::Begins { event } => {
            desk.start(wanted.clone());
            if let Some(event) = event {
                came(desk, event, wanted)?;
            }
        }
        Deed::Cancelled => {
            if !desk.instance.is_running() {
                desk.start(wanted.clone());
            }
            desk.set(wanted.clone());
            desk.cancel()?;
        }
        Deed::Came { event, .. } => came(desk, event, wanted)?,
        Deed::Completes { outcome } => complete(desk, step, outcome.as_ref(), wanted, rest)?,
        Deed::Returned { outcome } => {
            desk.set(wanted.clone());
            let outcome = outcome.clone().unwrap_or_else(|| "good".to_owned());
            desk.at_work(step)?;
            let child = desk.child(step)?;
            desk.end_child(step, child, &outcome);
        }
        Deed::Waited if matches!(desk.definition.step(step)?.kind, StepKind::ForEach(_)) => {
            desk.set(wanted.clone());
            let token = desk.at_work(step)?;
            while desk.instance.tokens().contains_key(&token) {
                let child = desk.child(step)?;
                desk.end_child(step, child, "good");
            }
        }
        Deed::Waited => waited(desk, step, wanted)?,
        Deed::Happened { option } => came_first(desk, step, *option, wanted)?,
        Deed::Interrupted { event } | Deed::Branched { event } => {
            desk.set(wanted.clone());
            match &desk.definition.step(step)?.on.get(*event)?.trigger {
                Trigger::Message(message) => desk.receive(message),
                Trigger::Term(_) => {
                    let event = u32::try_from(*event).ok()?;
                    let first = timer(desk, step, |purpose| {
                        purpose == TimerPurpose::Boundary(event)
                    });
                    first.or_else(|| timer(desk, step, |purpose| comes_again(purpose, event)))?;
                }
                Trigger::When(_) => {
                    desk.set(numbers(step, [false, true]).into());
                    desk.nudge();
                }
                Trigger::Error(_) => return None,
            }
        }
        // The generator asks no commission.
        Deed::Undecided { .. }
        | Deed::Decided { .. }
        | Deed::DecidedAll { .. }
        | Deed::Supposed { .. }
        | Deed::Assumed { .. }
        | Deed::Released { .. }
        | Deed::Undone { .. }
        | Deed::UsedUp => {}
    }
    Some(())
}

/// A task is done; of a task for each of several all are.
fn complete(
    desk: &mut Desk<'_>,
    step: &str,
    outcome: Option<&String>,
    wanted: &mut BTreeMap<String, Value>,
    rest: &[Beat],
) -> Option<()> {
    let definition = desk.definition;
    let StepKind::UserTask(task) = &definition.step(step)?.kind else {
        return None;
    };
    let mut input = RawInput::new();
    for field in &task.form.fields {
        let value = wanted
            .remove(&field.name)
            .or_else(|| assumed(&field.name, rest))
            .filter(|value| !field.required || !value.is_null())
            .unwrap_or(Value::Text("a".into()));
        input.insert(
            field.name.clone(),
            value.as_text().map_or(json!(null), |text| json!(text)),
        );
    }
    desk.set(wanted.clone());
    let token = task_at(desk, |task| task.step == step)?.1;
    while let Some((id, _)) = task_at(desk, |task| task.token == token) {
        desk.complete(id, outcome.cloned(), input.clone());
    }
    Some(())
}

/// What a wait is for comes about.
fn waited(desk: &mut Desk<'_>, step: &str, wanted: &mut BTreeMap<String, Value>) -> Option<()> {
    let definition = desk.definition;
    let StepKind::Wait(wait) = &definition.step(step)?.kind else {
        return None;
    };
    if wait.when.is_some() {
        wanted.insert(step.replacen('s', "c", 1), Value::Number(10.into()));
    }
    desk.set(wanted.clone());
    match &wait.message {
        Some(message) => desk.receive(message),
        None if wait.when.is_some() => desk.nudge(),
        None => timer(desk, step, |purpose| purpose == TimerPurpose::Wait)?,
    }
    Some(())
}

/// One of several things waited for comes first.
fn came_first(
    desk: &mut Desk<'_>,
    step: &str,
    option: usize,
    wanted: &mut BTreeMap<String, Value>,
) -> Option<()> {
    let definition = desk.definition;
    let StepKind::Wait(wait) = &definition.step(step)?.kind else {
        return None;
    };
    let trigger = &wait.first.get(option)?.trigger;
    if matches!(trigger, WaitTrigger::When(_)) {
        wanted.insert(step.replacen('s', "c", 1), Value::Number(10.into()));
    }
    desk.set(wanted.clone());
    match trigger {
        WaitTrigger::Message(message) => desk.receive(message),
        WaitTrigger::When(_) => desk.nudge(),
        WaitTrigger::Term(_) | WaitTrigger::Until(_) => {
            let option = u32::try_from(option).ok()?;
            timer(desk, step, |purpose| {
                purpose == TimerPurpose::Option(option)
            })?;
        }
    }
    Some(())
}

/// An event of the process happens.
fn came(desk: &mut Desk<'_>, id: &str, wanted: &mut BTreeMap<String, Value>) -> Option<()> {
    let mut events = (0u32..).zip(&desk.definition.events);
    let (index, event) = events.find(|(_, event)| event.id == id)?;
    if matches!(event.trigger, ProcessTrigger::Of(Trigger::When(_))) {
        wanted.insert(id.to_owned(), Value::Number(10.into()));
    }
    desk.set(wanted.clone());
    match &event.trigger {
        ProcessTrigger::Asked => desk.raise(id)?,
        ProcessTrigger::Of(Trigger::Message(message)) => desk.receive(message),
        ProcessTrigger::Of(Trigger::Term(_)) => desk.fire(desk.timer_of(index)?),
        ProcessTrigger::Of(Trigger::When(_)) => desk.nudge(),
        ProcessTrigger::Of(Trigger::Error(_)) => return None,
    }
    Some(())
}

fn task_at(desk: &Desk<'_>, wanted: impl Fn(&Task) -> bool) -> Option<(TaskId, TokenId)> {
    let mut tasks = desk.instance.tasks().iter();
    let found = tasks.find(|(_, task)| wanted(task))?;
    Some((*found.0, found.1.token))
}

fn comes_again(purpose: TimerPurpose, wanted: u32) -> bool {
    matches!(purpose, TimerPurpose::BoundaryAgain { event, .. } if event == wanted)
}

fn timer(desk: &mut Desk<'_>, step: &str, wanted: impl Fn(TimerPurpose) -> bool) -> Option<()> {
    let at = |token| {
        desk.instance
            .tokens()
            .get(&token)
            .is_some_and(|token| token.step == step)
    };
    let mut timers = desk.instance.timers().iter();
    let id = *timers
        .find(|(_, timer)| wanted(timer.purpose) && timer.token.is_some_and(at))?
        .0;
    desk.fire(id);
    Some(())
}
