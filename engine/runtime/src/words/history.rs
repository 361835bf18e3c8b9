//! Events in words, for people who ask what happened. Values of fields are not told: they may be confidential.

use reglament_core::{
    Actor, DueDate, Event, FlowEvent, IncidentEvent, InstanceEvent, ItemEvent, PaperEvent,
    Recorded, TaskEvent, TaskFact, read_event,
};
use reglament_definition::{Definition, Title};
use reglament_expression::Value;

use super::{
    cancellation, events as beside, flow, job, migration, papers, people, publication,
    value::full_name,
};
use crate::{
    library::LoadedPackage,
    port::{JournalRow, StoreError},
};

/// An event in words.
pub(crate) struct Told<'e> {
    pub(crate) step: Option<String>,
    pub(crate) ru: String,
    pub(crate) en: String,
    pub(crate) due: Option<&'e DueDate>,
}

/// The events of a journal row.
pub(crate) fn events(row: &JournalRow) -> Result<Vec<Recorded>, StoreError> {
    let read = |(seq, stored)| {
        let event = read_event(stored).map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Recorded {
            seq,
            at: row.at,
            cause: row.cause.clone(),
            actor: row.actor.clone(),
            event,
        })
    };
    (row.first_seq..).zip(&row.events).map(read).collect()
}

/// Who it was; none for the engine itself.
pub(crate) fn actor(actor: &Actor, package: &LoadedPackage) -> Option<String> {
    match actor {
        Actor::Person(id) => {
            let person = package.organisation.people.get(id);
            Some(person.map_or_else(|| id.clone(), |person| full_name(&person.name)))
        }
        Actor::Applicant | Actor::Public => Some("Заявитель".to_owned()),
        Actor::System => None,
        Actor::Program(name) => Some(format!("Программа «{name}»")),
    }
}

/// The event in words; none for what only the engine cares about.
pub(crate) fn tell<'e>(
    event: &'e Event,
    definition: &Definition,
    package: &LoadedPackage,
) -> Option<Told<'e>> {
    match event {
        Event::Task(
            TaskEvent::Claimed { .. }
            | TaskEvent::Returned { .. }
            | TaskEvent::Delegated { .. }
            | TaskEvent::Reminded { by: Some(_), .. }
            | TaskEvent::Escalated { .. }
            | TaskEvent::Reassigned { .. },
        ) => people::task(event, definition, package),
        Event::Task(TaskEvent::Lapsed { .. }) | Event::Term(_) => {
            super::terms::tell(event, definition)
        }
        Event::Task(event) => task(event, definition),
        Event::Vote(_) => people::vote(event, definition),
        Event::Paper(PaperEvent::Published {
            publication,
            replaces,
        }) => Some(publication::tell(publication, replaces)),
        Event::Paper(_) | Event::Message(_) => papers::tell(event, definition),
        Event::Job(_) => job::tell(event, definition),
        Event::Instance(InstanceEvent::Migrated {
            from, to, terms, ..
        }) => Some(migration::tell(from.version, to.version, terms, definition)),
        Event::Instance(InstanceEvent::DataCorrected { .. }) => {
            super::correction::tell(event, definition)
        }
        Event::Instance(
            InstanceEvent::CancellationBegun { .. }
            | InstanceEvent::Cancelled { .. }
            | InstanceEvent::Erased { .. },
        )
        | Event::Item(ItemEvent::Cancelled { .. }) => cancellation::tell(event),
        Event::Instance(_)
        | Event::Item(_)
        | Event::Incident(_)
        | Event::Flow(FlowEvent::StepEntered { .. }) => course(event, definition),
        Event::Flow(_) => flow::tell(event, definition),
        Event::Branch(_) => beside::tell(event, definition),
        Event::Test(event) => super::test::tell(event, definition),
        Event::Timer(_) => None,
    }
}

/// What happens to tasks.
fn task<'e>(event: &'e TaskEvent, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        // The opening of a vote tells of all of its tasks.
        TaskEvent::Created { task } if task.ballot => return None,
        TaskEvent::Created { task } => task_created(task, definition),
        TaskEvent::Completed {
            step,
            by,
            outcome,
            on_behalf,
            ..
        } => {
            let place = people::in_place_of(on_behalf.as_ref());
            completed(definition, step, by, outcome.as_deref(), &place)
        }
        TaskEvent::Overdue { level, .. } => say(
            None,
            format!("Срок прошёл, отправлено уведомление № {level}"),
            format!("The due date has passed, notice no. {level} was sent"),
        ),
        TaskEvent::Reminded { by: None, .. } => say(
            None,
            "Отправлено напоминание".into(),
            "A reminder was sent".into(),
        ),
        TaskEvent::Cancelled { .. } => say(
            None,
            "Задача снята".into(),
            "A task is no longer needed".into(),
        ),
        TaskEvent::Reminded { .. }
        | TaskEvent::Claimed { .. }
        | TaskEvent::Returned { .. }
        | TaskEvent::Delegated { .. }
        | TaskEvent::Reassigned { .. }
        | TaskEvent::Escalated { .. }
        | TaskEvent::Lapsed { .. }
        | TaskEvent::AnswerGiven { .. }
        | TaskEvent::PeopleQueued { .. } => return None,
    })
}

/// The course of the instance itself.
fn course<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Instance(InstanceEvent::Started {
            definition: reference,
            ..
        }) => say(
            None,
            format!("Дело начато по версии {} процесса", reference.version),
            format!("Started on version {} of the process", reference.version),
        ),
        Event::Instance(InstanceEvent::DataSet { values }) => {
            let filled = values.iter().filter(|(_, value)| !value.is_null());
            let names: Vec<&String> = filled.map(|(name, _)| name).collect();
            // Empty answers to optional fields are nothing to tell of.
            if names.is_empty() {
                return None;
            }
            data_set(definition, &names)
        }
        Event::Flow(FlowEvent::StepEntered { step, .. }) => return entered(definition, step),
        Event::Item(ItemEvent::Added { step, receipt, .. }) if is_call(definition, step) => say(
            Some(step),
            format!("Начато дело {receipt}"),
            format!("Instance {receipt} started"),
        ),
        Event::Item(ItemEvent::Added {
            step,
            receipt,
            reason,
            ..
        }) => added(step, receipt, reason.as_deref()),
        Event::Item(ItemEvent::Closed { step }) => say(
            Some(step),
            "Регистрация закрыта".into(),
            "The registration has closed".into(),
        ),
        Event::Incident(IncidentEvent::Raised { step, ru, en, .. }) => say(
            Some(step),
            format!("Инцидент: {ru}"),
            format!("Incident: {en}"),
        ),
        Event::Incident(IncidentEvent::Passed {
            step, to, reason, ..
        }) => beside::passed(definition, step, to, reason),
        Event::Incident(IncidentEvent::Resolved { .. }) => say(
            None,
            "Инцидент закрыт".into(),
            "The incident was closed".into(),
        ),
        Event::Instance(InstanceEvent::Ended {
            step,
            error: Some(error),
        }) => beside::failed(definition, step, error),
        Event::Instance(InstanceEvent::Ended { step, .. }) => {
            let t = Titles::of(definition, step);
            say(
                Some(step),
                format!("Дело завершено: {}", t.ru),
                format!("Ended: {}", t.en),
            )
        }
        _ => return None,
    })
}

pub(super) struct Titles {
    pub(super) ru: String,
    pub(super) en: String,
}

impl Titles {
    pub(super) fn of(definition: &Definition, step: &str) -> Self {
        // Papers of an act about a term are kept under `<step>.extension`.
        let owner = step.rsplit_once('.').map_or(step, |(owner, _)| owner);
        let found = definition.step(step).or_else(|| definition.step(owner));
        match found {
            Some(step) => step.title.clone().into(),
            None if owner == "instance" => definition.title.clone().into(),
            None => Title::russian(step).into(),
        }
    }
}

impl From<Title> for Titles {
    fn from(title: Title) -> Self {
        Self {
            en: title.text(true).to_owned(),
            ru: title.ru,
        }
    }
}

pub(super) fn say<'e>(step: Option<&str>, ru: String, en: String) -> Told<'e> {
    Told {
        step: step.map(str::to_owned),
        ru,
        en,
        due: None,
    }
}

fn task_created<'e>(task: &'e TaskFact, definition: &Definition) -> Told<'e> {
    let t = Titles::of(definition, &task.step);
    let due = task.due.as_ref();
    let (ru, en) = due.map_or_else(Default::default, |due| {
        let date = due.date.format("%d.%m.%Y");
        (format!(", срок {date}"), format!(", due {date}"))
    });
    Told {
        step: Some(task.step.clone()),
        ru: format!("Поставлена задача «{}»{ru}", t.ru),
        en: format!("Task «{}»{en}", t.en),
        due,
    }
}

fn completed<'e>(
    definition: &Definition,
    step: &str,
    by: &Value,
    outcome: Option<&str>,
    place: &(String, String),
) -> Told<'e> {
    let t = Titles::of(definition, step);
    let who = by.get("name").map(full_name).unwrap_or_default();
    let chosen = outcome.and_then(|id| {
        let reglament_definition::StepKind::UserTask(task) = &definition.step(step)?.kind else {
            return None;
        };
        let found = task.outcomes.iter().find(|outcome| outcome.id == id)?;
        Some(Titles::from(found.title.clone()))
    });
    let (ru, en) = chosen.map_or_else(Default::default, |c| {
        (format!(": {}", c.ru), format!(": {}", c.en))
    });
    say(
        Some(step),
        format!("Выполнено «{}»{ru} ({who}{})", t.ru, place.0),
        format!("Done «{}»{en} ({who}{})", t.en, place.1),
    )
}

fn entered<'e>(definition: &Definition, step: &str) -> Option<Told<'e>> {
    use reglament_definition::StepKind::{Call, ForEach, Wait};
    let found = definition.step(step)?;
    if !matches!(found.kind, Wait(_) | ForEach(_) | Call(_)) {
        return None;
    }
    let t = Titles::of(definition, step);
    Some(say(
        Some(step),
        format!("Начат шаг «{}»", t.ru),
        format!("Step «{}» begun", t.en),
    ))
}

fn data_set<'e>(definition: &Definition, names: &[&String]) -> Told<'e> {
    let list = |english| {
        let title = |name: &&String| {
            let field = definition
                .field(name)
                .map(|field| field.title.text(english).to_owned());
            field.unwrap_or_else(|| (*name).clone())
        };
        names.iter().map(title).collect::<Vec<_>>().join(", ")
    };
    say(
        None,
        format!("Внесено: {}", list(false)),
        format!("Entered: {}", list(true)),
    )
}

fn is_call(definition: &Definition, step: &str) -> bool {
    let found = definition.step(step);
    found.is_some_and(|found| matches!(found.kind, reglament_definition::StepKind::Call(_)))
}

fn added<'e>(step: &str, receipt: &str, reason: Option<&str>) -> Told<'e> {
    let (ru, en) = reason.map_or_else(Default::default, |reason| {
        (
            format!(", после срока: {reason}"),
            format!(", late: {reason}"),
        )
    });
    say(
        Some(step),
        format!("Добавлен участник {receipt}{ru}"),
        format!("Participant {receipt} added{en}"),
    )
}
