//! What acts about terms have in common: finding the term and its rule, who may, the table of moved dates, the notice.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_calendar::TermAct;
use reglament_definition::{Deadline, DrawDocument, Person, StepKind, TermNotice};
use reglament_expression::Value;

use super::Actor;
use crate::{
    Candidacy, DateChange, DueDate, Rejection, TermOwner, TermRefusal,
    due::DueProblem,
    eligible,
    letter::{self, Recipient},
    lookup::text,
    people,
    resumption::acted,
    ripple::ripple,
    scribe::{Scribe, Stuck},
    step,
};

/// An open term with its rule.
pub(super) struct OpenTerm<'a> {
    pub(super) owner: TermOwner,
    pub(super) step: Option<String>,
    pub(super) deadline: &'a Deadline,
    pub(super) due: DueDate,
}

impl<'a> OpenTerm<'a> {
    /// The term of a task, or of the instance.
    pub(super) fn find(scribe: &Scribe<'a>, owner: TermOwner) -> Result<Self, Rejection> {
        let definition = scribe.context.definition;
        let (step, deadline, due) = match owner {
            TermOwner::Task(id) => {
                let task = scribe
                    .instance()
                    .tasks
                    .get(&id)
                    .ok_or(TermRefusal::NotOpen)?;
                let deadline = match definition.step(&task.step).map(|step| &step.kind) {
                    Some(StepKind::UserTask(kind)) => kind.deadline.as_ref(),
                    _ => None,
                };
                (Some(task.step.clone()), deadline, task.due.clone())
            }
            TermOwner::Instance => {
                let due = scribe.instance().term.as_ref().map(|term| term.due.clone());
                (None, definition.deadline.as_ref(), due)
            }
            TermOwner::Timer(_) => return Err(TermRefusal::NotOpen.into()),
        };
        match (deadline, due) {
            (Some(deadline), Some(due)) => Ok(Self {
                owner,
                step,
                deadline,
                due,
            }),
            _ => Err(TermRefusal::NotOpen.into()),
        }
    }

    /// The table after the act was recorded.
    pub(super) fn changed(
        &self,
        scribe: &Scribe<'_>,
        act: TermAct,
    ) -> Result<Vec<DateChange>, Rejection> {
        let (context, instance) = (scribe.context, scribe.instance());
        let first = acted(context.calendar, instance, self.owner, act).map_err(uncounted)?;
        ripple(context, instance, first).map_err(stuck)
    }

    /// Refuses once the due date has passed; a term that stands still does not pass.
    pub(super) fn not_passed(&self, scribe: &Scribe<'_>) -> Result<(), Rejection> {
        if self.due.held.is_none() && scribe.context.now >= self.due.at {
            return Err(TermRefusal::Passed { on: self.due.date }.into());
        }
        Ok(())
    }

    /// Step under whose name the papers of the act are kept: not the step's own number.
    pub(super) fn paper_name(&self, act: &str) -> String {
        format!("{}.{act}", self.step.as_deref().unwrap_or("instance"))
    }
}

/// The person, when a role of theirs may do it, or of somebody whom they stand in for.
pub(super) fn permitted<'a>(
    scribe: &Scribe<'a>,
    actor: &Actor,
    by: &[String],
) -> Result<&'a Person, Rejection> {
    let Actor::Person(id) = actor else {
        return Err(TermRefusal::NotAllowed.into());
    };
    let (roles, nobody) = (by.iter().cloned().collect(), BTreeSet::new());
    let context = scribe.context;
    let allowed = eligible(
        context.organisation,
        context.absences,
        people::on(scribe),
        &Candidacy::of_roles(&roles, &nobody),
    );
    if allowed.iter().any(|doer| doer.person == *id) {
        return people::person(scribe, id);
    }
    Err(TermRefusal::NotAllowed.into())
}

/// A reason that says something.
pub(super) fn reason(given: &str) -> Result<String, Rejection> {
    let given = given.trim();
    if given.is_empty() {
        return Err(TermRefusal::ReasonNeeded.into());
    }
    Ok(given.to_owned())
}

/// What letters and documents call `act`.
pub(super) struct ActRecord<'r> {
    pub(super) reason: &'r str,
    pub(super) basis: &'r [String],
    pub(super) by: &'r Person,
    pub(super) before: NaiveDate,
    pub(super) after: Option<NaiveDate>,
}

impl ActRecord<'_> {
    fn value(&self) -> Value {
        Value::record([
            ("reason", text(self.reason)),
            ("basis", text(&self.basis.join(", "))),
            ("by", self.by.name.clone()),
            ("was_due_on", Value::Date(self.before)),
            ("due_on", self.after.map_or(Value::Null, Value::Date)),
        ])
    }
}

/// Draws the decision, if the rule has a document for it.
pub(super) fn paper(
    scribe: &mut Scribe<'_>,
    name: &str,
    document: Option<&DrawDocument>,
    act: &ActRecord<'_>,
) -> Result<(), Rejection> {
    let Some(document) = document else {
        return Ok(());
    };
    step::draw_with(scribe, name, document, Some(("act", act.value()))).map_err(stuck)
}

/// The letter that goes out with the act. Without a receiver there is no act: nobody would know of it.
pub(super) fn notify(
    scribe: &mut Scribe<'_>,
    term: &OpenTerm<'_>,
    notice: &TermNotice,
    act: &ActRecord<'_>,
) -> Result<(), Rejection> {
    let recipients = recipients(scribe, notice).map_err(stuck)?;
    if recipients.is_empty() {
        return Err(stuck(step::nobody_to_write_to(&notice.letter)));
    }
    for recipient in recipients {
        let about = match term.owner {
            TermOwner::Task(id) => step::task_about(scribe, id),
            TermOwner::Instance | TermOwner::Timer(_) => Some(step::instance_about(scribe)),
        };
        let extras = [("task", about.unwrap_or(Value::Null)), ("act", act.value())];
        letter::write_with(scribe, &notice.letter, &recipient, extras).map_err(stuck)?;
    }
    Ok(())
}

fn recipients(scribe: &Scribe<'_>, notice: &TermNotice) -> Result<Vec<Recipient>, Stuck> {
    let mut found = Vec::new();
    if let Some(to) = &notice.to {
        let value = to.evaluate(&scribe.facts().scope())?;
        found.extend(step::texts(&value).into_iter().map(Recipient::address));
    }
    let today = people::on(scribe);
    for role in &notice.roles {
        let people = scribe.context.organisation.in_office(role, today);
        let people = people.into_iter();
        found.extend(people.map(|person| Recipient::person(person, today)));
    }
    Ok(found)
}

pub(super) fn stuck(stuck: Stuck) -> Rejection {
    Rejection::CannotEvaluate {
        ru: stuck.ru,
        en: stuck.en,
    }
}

pub(super) fn uncounted(problem: DueProblem) -> Rejection {
    Rejection::CannotEvaluate {
        ru: problem.ru,
        en: problem.en,
    }
}
