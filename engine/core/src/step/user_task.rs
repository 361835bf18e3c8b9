//! Work for a person: creates the task (or one per signer) with its due date, timers and letters.
//!
//! Doing the task is a command (`command::complete_task`); reminders and overdue notices are in `notice`.

use std::collections::BTreeSet;

use reglament_definition::{Step, UserTask};
use reglament_expression::{Expression, Value};

use super::{Progress, answers, notice};
use crate::{
    DueDate, Event, TaskFact, TokenId, due,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
) -> Result<Progress, Stuck> {
    let due = due_date(scribe, task)?;
    let not_by = match &task.not_by {
        Some(expression) => excluded(scribe, expression)?,
        None => BTreeSet::new(),
    };
    if let Some(each) = &task.each {
        answers::begin(scribe, token, step, task, each, &not_by)?;
    } else if task.signed_by.is_empty() {
        let roles = task.roles.iter().cloned().collect();
        create(
            scribe,
            token,
            step,
            Wanted {
                roles,
                signature: false,
                not_by,
                due,
            },
        )?;
    } else {
        for role in &task.signed_by {
            let roles = BTreeSet::from([role.clone()]);
            let wanted = Wanted {
                roles,
                signature: true,
                not_by: not_by.clone(),
                due: due.clone(),
            };
            create(scribe, token, step, wanted)?;
        }
    }
    Ok(Progress::Waiting)
}

pub(super) fn due_date(scribe: &Scribe<'_>, task: &UserTask) -> Result<Option<DueDate>, Stuck> {
    match &task.deadline {
        Some(deadline) => Ok(Some(due::compute(&scribe.facts(), deadline)?)),
        None => Ok(None),
    }
}

pub(super) struct Wanted {
    pub(super) roles: BTreeSet<String>,
    pub(super) signature: bool,
    pub(super) not_by: BTreeSet<String>,
    pub(super) due: Option<DueDate>,
}

pub(super) fn create(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    wanted: Wanted,
) -> Result<(), Stuck> {
    let organisation = scribe.context.organisation;
    let someone = wanted
        .roles
        .iter()
        .any(|role| !organisation.candidates(role, &wanted.not_by).is_empty());
    if !someone {
        return Err(nobody(&step.title.ru, &wanted.roles));
    }
    let task = scribe.next_task();
    let Wanted {
        roles,
        signature,
        not_by,
        due,
    } = wanted;
    let fact = TaskFact {
        task,
        token,
        step: step.id.clone(),
        roles,
        signature,
        not_by,
        due,
    };
    scribe.emit(Event::TaskCreated { task: fact });
    notice::announce(scribe, task)?;
    notice::schedule(scribe, task);
    Ok(())
}

/// Ids of people named by an expression: texts, or records with `id`, alone or in a list.
fn excluded(scribe: &Scribe<'_>, expression: &Expression) -> Result<BTreeSet<String>, Stuck> {
    let value = expression.evaluate(&scribe.facts().scope())?;
    let one = |value: &Value| {
        value
            .as_text()
            .or_else(|| value.get("id").and_then(Value::as_text))
            .map(str::to_owned)
    };
    Ok(match value.as_list() {
        Some(list) => list.iter().filter_map(one).collect(),
        None => one(&value).into_iter().collect(),
    })
}

pub(super) fn nobody(title: &str, roles: &BTreeSet<String>) -> Stuck {
    let roles = roles.iter().cloned().collect::<Vec<_>>().join(", ");
    Stuck {
        code: "task_without_candidate",
        ru: format!("Задачу «{title}» некому выполнить: у роли ({roles}) не осталось людей."),
        en: format!("Nobody can do the task «{title}»: no person is left in the role ({roles})."),
    }
}
