//! Acts about terms: extension, suspension, resumption; who may do which now, and why every open date is what it is.

use std::collections::BTreeSet;

use reglament_calendar::{Line, Term};
use reglament_core::{
    Actor, Candidacy, Command, CommandId, DateKind, DueDate, InstanceId, OpenDate, RawInput,
    Request, TermOwner, open_dates,
};
use reglament_definition::{Deadline, ResumeOn, StepKind, TermSource, Title};
use serde_json::json;

use super::{Service, ServiceError, Viewer, case::Case, forms::Filling};
use crate::{
    view::{Accepted, DateView, ExtendView, ResumeView, TermActsView},
    words,
    writer::{Order, Target, digest},
};

impl Service {
    /// Extends a term as `person`.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise.
    pub async fn extend_term(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        owner: TermOwner,
        by: (Term, String),
    ) -> Result<Accepted, ServiceError> {
        let (term, reason) = by;
        self.must_see(person, instance).await?;
        let asked = json!(["extend", instance, owner, term, reason, person]);
        let command = Command::ExtendTerm {
            owner,
            term,
            reason,
        };
        self.decide_term(
            id,
            Actor::Person(person.to_owned()),
            instance,
            command,
            digest(&asked),
        )
        .await
    }

    /// Suspends a term as `person`.
    ///
    /// # Errors
    /// As [`Self::extend_term`].
    pub async fn suspend_term(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        owner: TermOwner,
        reason: String,
    ) -> Result<Accepted, ServiceError> {
        self.must_see(person, instance).await?;
        let asked = json!(["suspend", instance, owner, reason, person]);
        let command = Command::SuspendTerm { owner, reason };
        self.decide_term(
            id,
            Actor::Person(person.to_owned()),
            instance,
            command,
            digest(&asked),
        )
        .await
    }

    /// Lets a suspended term run again, as an official or (with the form of the rule) as the applicant.
    ///
    /// # Errors
    /// As [`Self::extend_term`].
    pub async fn resume_term(
        &self,
        id: CommandId,
        viewer: &Viewer,
        instance: &InstanceId,
        owner: TermOwner,
        with: (Option<String>, RawInput),
    ) -> Result<Accepted, ServiceError> {
        let (reason, input) = with;
        self.must_be_shown(viewer, instance).await?;
        let by = match viewer {
            Viewer::Person(person) => Some(person.as_str()),
            Viewer::Receipt(_) => None,
        };
        let definition = self.case(instance).await?.definition;
        let input = self.with_form_files(&definition, input, by, instance);
        let input = input.await?;
        let asked = json!(["resume", instance, owner, reason, input, viewer.actor()]);
        let command = Command::ResumeTerm {
            owner,
            reason,
            input,
        };
        self.decide_term(id, viewer.actor(), instance, command, digest(&asked))
            .await
    }

    async fn decide_term(
        &self,
        id: CommandId,
        actor: Actor,
        instance: &InstanceId,
        command: Command,
        digest: String,
    ) -> Result<Accepted, ServiceError> {
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: Request { id, actor, command },
            digest: Some(digest),
        };
        Ok(self.submit(order).await?.into())
    }
}

/// The rule of a term and its present date.
fn rule(case: &Case, owner: TermOwner) -> Option<(&Deadline, &DueDate)> {
    match owner {
        TermOwner::Task(id) => {
            let task = case.instance.tasks().get(&id)?;
            let StepKind::UserTask(kind) = &case.definition.step(&task.step)?.kind else {
                return None;
            };
            Some((kind.deadline.as_ref()?, task.due.as_ref()?))
        }
        TermOwner::Instance => {
            let term = case.instance.term().as_ref()?;
            Some((case.definition.deadline.as_ref()?, &term.due))
        }
        TermOwner::Timer(_) => None,
    }
}

/// What `person` may decide about a term now.
pub(super) fn acts(case: &Case, owner: TermOwner, person: &str) -> TermActsView {
    let Some((deadline, due)) = rule(case, owner).filter(|_| case.instance.is_running()) else {
        return TermActsView::default();
    };
    let may = |by: &[String]| {
        let (roles, nobody) = (by.iter().cloned().collect(), BTreeSet::new());
        let found = case.eligible(&Candidacy::of_roles(&roles, &nobody));
        found.iter().any(|doer| doer.person == person)
    };
    let passed = due.held.is_none() && case.now >= due.at;
    let extend = deadline.extension.as_ref().and_then(|extension| {
        let done = u32::try_from(due.extensions()).unwrap_or(u32::MAX);
        let left = extension.times.saturating_sub(done);
        let longest = term(case, &extension.at_most)?;
        let allowed = may(&extension.by) && left > 0 && (!passed || extension.after_due);
        allowed.then(|| ExtendView {
            ru: longest.to_string(),
            en: longest.to_english(),
            left,
            basis: extension.basis.clone(),
        })
    });
    let suspended = due.suspended().is_some();
    let suspension = deadline
        .suspension
        .as_ref()
        .is_some_and(|rule| may(&rule.by));
    TermActsView {
        extend,
        suspend: suspension && !suspended && !passed,
        resume: suspension && suspended,
    }
}

fn term(case: &Case, source: &TermSource) -> Option<Term> {
    match source {
        TermSource::Literal(term) => Some(*term),
        TermSource::Parameter(name) => {
            let parameter = case.definition.parameters.get(name)?;
            parameter.value.as_term().copied()
        }
    }
}

/// Terms that the applicant may let run again with a form.
pub(super) fn resumable(case: &Case) -> Vec<ResumeView> {
    if !case.instance.is_running() {
        return Vec::new();
    }
    let tasks = case.instance.tasks().keys().copied().map(TermOwner::Task);
    let owners = tasks.chain([TermOwner::Instance]);
    let one = |owner: TermOwner| {
        let (deadline, due) = rule(case, owner)?;
        due.suspended()?;
        match &deadline.suspension.as_ref()?.resume_on {
            Some(ResumeOn::Form { title, form }) => Some(ResumeView {
                owner,
                title: title.clone(),
                form: Filling::of(case).form(form),
            }),
            Some(ResumeOn::Message(_)) | None => None,
        }
    };
    owners.filter_map(one).collect()
}

/// Every date that lies ahead, with its reasons.
pub(super) fn dates(case: &Case) -> Vec<DateView> {
    if !case.instance.is_running() {
        return Vec::new();
    }
    let open = open_dates(&case.definition, &case.instance);
    open.iter().map(|open| date(case, open)).collect()
}

fn date(case: &Case, open: &OpenDate<'_>) -> DateView {
    let title = open
        .step
        .map_or_else(words::whole_term, |step| case.step_title(step));
    let (ru, en) = reasons(case, open);
    DateView {
        owner: open.owner,
        kind: open.kind,
        step: open.step.map(str::to_owned),
        title,
        on: open.on,
        at: open.at,
        held: open.held,
        provisional: open.due.is_some_and(|due| due.provisional),
        ru,
        en,
    }
}

/// The count of a term; a date that was given and not counted says so.
fn reasons(case: &Case, open: &OpenDate<'_>) -> (Vec<String>, Vec<String>) {
    if let Some(due) = open.due {
        return told(case, due);
    }
    let (ru, en) = match open.kind {
        DateKind::Reminder => (
            "Напоминание перед сроком: в 9:00 рабочего дня.",
            "A reminder before the due date: at 9:00 on a working day.",
        ),
        DateKind::Window => (
            "Дата закрытия задана данными дела.",
            "The closing date is given by the data of the case.",
        ),
        DateKind::Task
        | DateKind::Wait
        | DateKind::Job
        | DateKind::Boundary
        | DateKind::Event
        | DateKind::Instance => (
            "Дата задана данными дела.",
            "The date is given by the data of the case.",
        ),
    };
    (vec![ru.to_owned()], vec![en.to_owned()])
}

/// The lines of a count. By another edition of the calendar it cannot be told again, and that is said.
pub(super) fn told(case: &Case, due: &DueDate) -> (Vec<String>, Vec<String>) {
    let lines = due.explain(&case.calendar);
    let mut ru: Vec<String> = lines.iter().map(Line::ru).collect();
    let mut en: Vec<String> = lines.iter().map(Line::en).collect();
    if due.held.is_some() && due.suspended().is_none() {
        ru.push("Срок, от которого считается эта дата, приостановлен.".to_owned());
        en.push("The term from which this date is counted is suspended.".to_owned());
    }
    (ru, en)
}

/// The title that stands for the term of the whole instance.
pub(super) fn whole() -> Title {
    words::whole_term()
}
