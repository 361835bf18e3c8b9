//! Events in words, for people who ask what happened. Values of fields are not told: they may be confidential.

use reglament_core::{Actor, DueDate, Event, Recorded, TaskFact, read_event};
use reglament_definition::{Definition, Title};
use reglament_expression::Value;

use super::{cancellation, events as beside, flow, job, migration, publication, value::full_name};
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
    }
}

/// The event in words; none for what only the engine cares about.
pub(crate) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    match event {
        Event::TaskCreated { .. }
        | Event::TaskCompleted { .. }
        | Event::TaskOverdue { .. }
        | Event::TaskReminded { .. }
        | Event::TaskCancelled { .. } => task(event, definition),
        Event::NumberAssigned { .. }
        | Event::DocumentDrawn { .. }
        | Event::LetterQueued { .. }
        | Event::MessageReceived { .. }
        | Event::MessageSent { .. }
        | Event::MessageAddressed { .. } => paper(event, definition),
        Event::JobCreated { .. }
        | Event::JobCompleted { .. }
        | Event::JobFailed { .. }
        | Event::JobErrored { .. }
        | Event::JobCancelled { .. }
        | Event::JobOverdue { .. } => job::tell(event, definition),
        Event::Published {
            publication,
            replaces,
        } => Some(publication::tell(publication, replaces)),
        Event::InstanceStarted { .. }
        | Event::DataSet { .. }
        | Event::StepEntered { .. }
        | Event::ItemAdded { .. }
        | Event::ItemsClosed { .. }
        | Event::IncidentRaised { .. }
        | Event::IncidentResolved { .. }
        | Event::InstanceEnded { .. } => course(event, definition),
        Event::Interrupted { .. }
        | Event::BranchBegun { .. }
        | Event::ErrorRaised { .. }
        | Event::UndoBegun { .. } => beside::tell(event, definition),
        Event::InstanceMigrated {
            from, to, terms, ..
        } => Some(migration::tell(from.version, to.version, terms, definition)),
        Event::AnswerGiven { .. } | Event::PeopleQueued { .. } | Event::ItemsPlanned { .. } => None,
        Event::CancellationBegun { .. }
        | Event::InstanceCancelled { .. }
        | Event::ItemCancelled { .. } => cancellation::tell(event),
        Event::RepeatUsedUp { .. } | Event::TableDecided { .. } | Event::WaitEnded { .. } => {
            flow::tell(event, definition)
        }
        Event::TaskLapsed { .. }
        | Event::InstanceTermSet { .. }
        | Event::InstanceReminded {}
        | Event::InstanceOverdue { .. }
        | Event::TermExtended { .. }
        | Event::TermSuspended { .. }
        | Event::TermResumed { .. }
        | Event::TermsRecomputed { .. } => super::terms::tell(event, definition),
        Event::StepLeft { .. }
        | Event::UndoNoted { .. }
        | Event::JoinReached { .. }
        | Event::JoinPassed { .. }
        | Event::JoinReleased { .. }
        | Event::TimerScheduled { .. }
        | Event::TimerFired { .. }
        | Event::TimerCancelled { .. }
        | Event::MessageTaken { .. }
        | Event::ItemReported { .. }
        | Event::ItemEnded { .. } => None,
    }
}

/// What happens to tasks.
fn task<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::TaskCreated { task } => task_created(task, definition),
        Event::TaskCompleted {
            step, by, outcome, ..
        } => completed(definition, step, by, outcome.as_deref()),
        Event::TaskOverdue { level, .. } => say(
            None,
            format!("Срок прошёл, отправлено уведомление № {level}"),
            format!("The due date has passed, notice no. {level} was sent"),
        ),
        Event::TaskReminded { .. } => say(
            None,
            "Отправлено напоминание".into(),
            "A reminder was sent".into(),
        ),
        Event::TaskCancelled { .. } => say(
            None,
            "Задача снята".into(),
            "A task is no longer needed".into(),
        ),
        _ => return None,
    })
}

/// Numbers, documents, letters, messages.
fn paper<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::NumberAssigned { step, text, on, .. } => {
            let (t, date) = (Titles::of(definition, step), on.format("%d.%m.%Y"));
            say(
                Some(step),
                format!("Присвоен номер {text} от {date}: {}", t.ru),
                format!("Number {text} of {date} given: {}", t.en),
            )
        }
        Event::DocumentDrawn { step, template, .. } => {
            let name = definition
                .documents
                .get(template)
                .map(|found| found.title.clone());
            let name = Titles::from(name.unwrap_or_else(|| Title::russian(template)));
            say(
                Some(step),
                format!("Составлен документ «{}»", name.ru),
                format!("Document «{}» drawn up", name.en),
            )
        }
        Event::LetterQueued { letter } => say(
            None,
            format!("Письмо «{}» – {}", letter.subject, letter.to_address),
            format!("Letter «{}» to {}", letter.subject, letter.to_address),
        ),
        Event::MessageReceived { from, .. } if from.is_outside() => say(
            None,
            "Пришло сообщение извне".into(),
            "A message came from outside".into(),
        ),
        Event::MessageReceived { from, .. } => say(
            None,
            format!("Сообщение от дела {from}"),
            format!("Message from {from}"),
        ),
        Event::MessageAddressed { process, key, .. } => say(
            None,
            format!("Сообщение делу процесса «{process}» с ключом {key}"),
            format!("Message to the instance of `{process}` with the key {key}"),
        ),
        Event::MessageSent { to, .. } => say(
            None,
            format!("Сообщение делу {to}"),
            format!("Message to {to}"),
        ),
        _ => return None,
    })
}

/// The course of the instance itself.
fn course<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::InstanceStarted {
            definition: reference,
            ..
        } => say(
            None,
            format!("Дело начато по версии {} процесса", reference.version),
            format!("Started on version {} of the process", reference.version),
        ),
        Event::DataSet { values } => {
            let filled = values.iter().filter(|(_, value)| !value.is_null());
            let names: Vec<&String> = filled.map(|(name, _)| name).collect();
            // Empty answers to optional fields are nothing to tell of.
            if names.is_empty() {
                return None;
            }
            data_set(definition, &names)
        }
        Event::StepEntered { step, .. } => return entered(definition, step),
        Event::ItemAdded { step, receipt, .. } if is_call(definition, step) => say(
            Some(step),
            format!("Начато дело {receipt}"),
            format!("Instance {receipt} started"),
        ),
        Event::ItemAdded {
            step,
            receipt,
            reason,
            ..
        } => added(step, receipt, reason.as_deref()),
        Event::ItemsClosed { step } => say(
            Some(step),
            "Регистрация закрыта".into(),
            "The registration has closed".into(),
        ),
        Event::IncidentRaised { step, ru, en, .. } => say(
            Some(step),
            format!("Инцидент: {ru}"),
            format!("Incident: {en}"),
        ),
        Event::IncidentResolved { .. } => say(
            None,
            "Инцидент закрыт".into(),
            "The incident was closed".into(),
        ),
        Event::InstanceEnded {
            step,
            error: Some(error),
        } => beside::failed(definition, step, error),
        Event::InstanceEnded { step, .. } => {
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
        format!("Выполнено «{}»{ru} ({who})", t.ru),
        format!("Done «{}»{en} ({who})", t.en),
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
