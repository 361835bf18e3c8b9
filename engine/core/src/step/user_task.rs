//! Work for a person: creates the task (or one per signer) with its due date, timers and letters.
//!
//! Doing the task is a command (`command::complete_task`); reminders and overdue notices are in `notice`.

use std::collections::BTreeSet;

use reglament_definition::{Step, UserTask};

use super::{
    Progress, answers, notice,
    offer::{self, Offered},
    vote,
};
use crate::{
    Candidacy, DueDate, TaskEvent, TaskFact, TokenId, due, eligible,
    people::on,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
) -> Result<Progress, Stuck> {
    let due = due_date(scribe, task)?;
    if let Some(vote) = &task.vote {
        return vote::enter(scribe, token, step, task, vote, due);
    }
    if let Some(each) = &task.each {
        answers::begin(scribe, token, step, task, each)?;
        return Ok(Progress::Waiting);
    }
    let Offered { people, not_by } = offer::offer(scribe, &step.title.ru, task)?;
    if task.signed_by.is_empty() {
        let roles = task.roles.iter().cloned().collect();
        let wanted = Wanted {
            roles,
            signature: false,
            not_by,
            due,
            people,
            ballot: false,
        };
        create(scribe, token, step, task, wanted)?;
    } else {
        for role in &task.signed_by {
            let roles = BTreeSet::from([role.clone()]);
            let wanted = Wanted {
                roles,
                signature: true,
                not_by: not_by.clone(),
                due: due.clone(),
                people: None,
                ballot: false,
            };
            create(scribe, token, step, task, wanted)?;
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

/// A task to be created.
pub(super) struct Wanted {
    pub(super) roles: BTreeSet<String>,
    pub(super) signature: bool,
    pub(super) not_by: BTreeSet<String>,
    pub(super) due: Option<DueDate>,
    pub(super) people: Option<BTreeSet<String>>,
    pub(super) ballot: bool,
}

pub(super) fn create(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    kind: &UserTask,
    wanted: Wanted,
) -> Result<(), Stuck> {
    let task = scribe.next_task();
    let Wanted {
        roles,
        signature,
        not_by,
        due,
        people,
        ballot,
    } = wanted;
    let fact = TaskFact {
        task,
        token,
        step: step.id.clone(),
        roles,
        signature,
        not_by,
        due,
        people,
        excludes: kind.offer.excludes.iter().cloned().collect(),
        ballot,
    };
    if !someone(scribe, &fact) {
        return Err(nobody(&step.title.ru, &fact.roles));
    }
    scribe.emit(TaskEvent::Created { task: fact });
    notice::announce(scribe, task)?;
    notice::schedule(scribe, task);
    Ok(())
}

/// Whether anybody may do the task. Members of a commission are asked even while they are away.
fn someone(scribe: &Scribe<'_>, fact: &TaskFact) -> bool {
    let performers = &scribe.instance().performers;
    let done = fact.excludes.iter().filter_map(|step| performers.get(step));
    let excluded: BTreeSet<String> = fact.not_by.iter().chain(done.flatten()).cloned().collect();
    let candidacy = Candidacy {
        people: fact.people.as_ref(),
        personal: fact.ballot,
        ..Candidacy::of_roles(&fact.roles, &excluded)
    };
    let context = scribe.context;
    let found = eligible(
        context.organisation,
        context.absences,
        on(scribe),
        &candidacy,
    );
    !found.is_empty()
}

pub(super) fn nobody(title: &str, roles: &BTreeSet<String>) -> Stuck {
    let roles = roles.iter().cloned().collect::<Vec<_>>().join(", ");
    if roles.is_empty() {
        return Stuck {
            code: "task_without_candidate",
            ru: format!("Задачу «{title}» некому выполнить: все, кому она поручена, исключены."),
            en: format!("Nobody can do the task «{title}»: everybody it was given to is excluded."),
        };
    }
    Stuck {
        code: "task_without_candidate",
        ru: format!("Задачу «{title}» некому выполнить: у роли ({roles}) не осталось людей."),
        en: format!("Nobody can do the task «{title}»: no person is left in the role ({roles})."),
    }
}
