//! What always holds between an instance and its definition. A migration that would break it is refused; tests look at it
//! after every command.
//!
//! It says what is broken in words and repairs nothing.

use reglament_definition::{Definition, StepKind, Trigger, WaitTrigger};

use crate::{Instance, Status, Timer, TimerPurpose, TokenId};

/// A broken rule in Russian and English.
type Broken = (String, String);

/// Every rule that does not hold, in Russian and English; empty for a sound instance.
pub fn invariants(instance: &Instance, definition: &Definition) -> Vec<(String, String)> {
    let mut broken = Vec::new();
    if let Some(reference) = &instance.definition
        && *reference != definition.reference
    {
        broken.push((
            "Дело идёт по другой версии.".to_owned(),
            "The instance is on another version.".to_owned(),
        ));
    }
    life(instance, &mut broken);
    tokens(instance, definition, &mut broken);
    tasks(instance, definition, &mut broken);
    timers(instance, definition, &mut broken);
    joins(instance, definition, &mut broken);
    data(instance, definition, &mut broken);
    tests(instance, definition, &mut broken);
    broken
}

fn life(instance: &Instance, broken: &mut Vec<Broken>) {
    let open =
        !instance.tokens.is_empty() || !instance.tasks.is_empty() || !instance.timers.is_empty();
    let idle = instance.tokens.is_empty() && instance.incidents.is_empty();
    if instance.status == Status::Running && idle {
        broken.push((
            "Дело идёт, но ни на одном шаге не стоит.".to_owned(),
            "The instance runs but stands at no step.".to_owned(),
        ));
    }
    if !instance.is_running() && open {
        broken.push((
            "Дело завершено, но в нём что-то открыто.".to_owned(),
            "The instance has ended but something is open.".to_owned(),
        ));
    }
}

fn is_stuck(instance: &Instance, token: TokenId) -> bool {
    let mut incidents = instance.incidents.values();
    incidents.any(|incident| incident.token == Some(token))
}

fn tokens(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for (id, token) in &instance.tokens {
        let title = &token.step;
        let Some(step) = definition.step(&token.step) else {
            broken.push((
                format!("Дело стоит на шаге «{title}», которого нет."),
                format!("The instance stands at the step `{title}`, which does not exist."),
            ));
            continue;
        };
        if is_stuck(instance, *id) {
            continue;
        }
        let tasked = instance.tasks.values().any(|task| task.token == *id);
        if matches!(step.kind, StepKind::UserTask(_)) && !tasked {
            broken.push((
                format!("На шаге «{title}» нет ни одной открытой задачи."),
                format!("The step `{title}` has no open task."),
            ));
        }
        let instant = matches!(
            step.kind,
            StepKind::Decision(_)
                | StepKind::Join(_)
                | StepKind::Set(_)
                | StepKind::End(_)
                | StepKind::Mail(_)
                | StepKind::Document(_)
                | StepKind::Regrade(_)
        );
        if instant {
            broken.push((
                format!("На шаге «{title}» нельзя стоять: он ничего не ждёт."),
                format!("Nothing can stand at the step `{title}`: it waits for nothing."),
            ));
        }
    }
}

fn tasks(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for (id, task) in &instance.tasks {
        let at = instance.tokens.get(&task.token).map(|token| &token.step);
        let step = definition.step(&task.step);
        let kind = step.map(|step| &step.kind);
        if at != Some(&task.step) || !matches!(kind, Some(StepKind::UserTask(_))) {
            broken.push((
                format!("Задача {id} не принадлежит шагу, на котором стоит дело."),
                format!("The task {id} belongs to no step at which the instance stands."),
            ));
        }
    }
}

fn timers(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for (id, timer) in &instance.timers {
        let task = timer.task.and_then(|task| instance.tasks.get(&task));
        if let (TimerPurpose::Rung(rung), Some(task)) = (timer.purpose, task)
            && task.escalated.contains(&rung)
        {
            broken.push((
                format!(
                    "Таймер {id} сообщил бы о просрочке ступени лестницы, которой уже сообщили."
                ),
                format!(
                    "The timer {id} would tell a rung of the ladder that has been told already."
                ),
            ));
        }
        // Timers of the whole instance are looked up when they fire.
        let Some(token) = timer.token else { continue };
        let token = instance.tokens.get(&token);
        let homeless = timer
            .task
            .is_some_and(|task| !instance.tasks.contains_key(&task));
        let step = token.and_then(|token| definition.step(&token.step));
        if homeless || !step.is_some_and(|step| has_counterpart(step, timer)) {
            broken.push((
                format!("Таймеру {id} на этом шаге ничего не соответствует."),
                format!("The timer {id} has no counterpart at its step."),
            ));
        }
    }
}

/// Whether the step knows what a timer is for. Timers of tasks are looked up when they fire.
fn has_counterpart(step: &reglament_definition::Step, timer: &Timer) -> bool {
    if let TimerPurpose::Boundary(index) = timer.purpose {
        let event = usize::try_from(index).ok().and_then(|i| step.on.get(i));
        return event.is_some_and(|event| matches!(event.trigger, Trigger::Term(_)));
    }
    if let TimerPurpose::Option(index) = timer.purpose {
        let StepKind::Wait(wait) = &step.kind else {
            return false;
        };
        let option = usize::try_from(index).ok().and_then(|i| wait.first.get(i));
        return option.is_some_and(|option| {
            matches!(option.trigger, WaitTrigger::Term(_) | WaitTrigger::Until(_))
        });
    }
    if timer.purpose == TimerPurpose::Wait {
        let StepKind::Wait(wait) = &step.kind else {
            return false;
        };
        return wait.until.is_some() || wait.term.is_some();
    }
    timer.purpose != TimerPurpose::CloseWindow || matches!(step.kind, StepKind::ForEach(_))
}

fn joins(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for (id, arrived) in &instance.arrived {
        let step = definition.step(id);
        let known = match step.map(|step| &step.kind) {
            Some(StepKind::Join(join)) => arrived.iter().all(|from| join.from.contains(from)),
            _ => false,
        };
        if !known {
            broken.push((
                format!("Слияние «{id}» держит пути, которых не ждёт."),
                format!("The join `{id}` holds flows that it does not wait for."),
            ));
        }
    }
}

fn data(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for name in instance.data.keys() {
        if definition.computed(name).is_some() {
            broken.push((
                format!("Вычисляемое поле «{name}» записано в данных."),
                format!("The computed field `{name}` is stored in the data."),
            ));
        }
    }
}

/// A running test is scored by the bank from which it was drawn.
fn tests(instance: &Instance, definition: &Definition, broken: &mut Vec<Broken>) {
    for (id, record) in &instance.steps {
        let running = instance.token_at(id).is_some();
        let Some(test) = record.test.as_deref().filter(|_| running) else {
            continue;
        };
        let bank = definition.banks.get(&test.bank);
        if bank.is_none_or(|bank| bank.digest != test.digest) {
            broken.push((
                format!("Тест «{id}» идёт по другой редакции банка вопросов."),
                format!("The test `{id}` runs by another edition of the bank of questions."),
            ));
        }
    }
}
