//! Why a command was refused. Nothing has happened; asking again unchanged gives the same answer.
//!
//! Each reason has a stable code for programs and a sentence for people in both languages.

use thiserror::Error;

use crate::{
    CorrectionRefusal, FieldProblem, PassingRefusal, PeopleRejection, TermRefusal, TestRefusal,
};

/// A refused command.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}: {}", self.code(), self.en())]
pub enum Rejection {
    /// Started twice, or a command before the start.
    AlreadyStarted,
    /// No such instance has begun.
    NotStarted,
    /// The instance has ended.
    InstanceEnded,
    /// The process may not be started this way or by this person.
    StartNotAllowed,
    /// A linked instance was not found under its code.
    LinkNotFound {
        /// Name of the link.
        link: String,
    },
    /// The task is not open (any more).
    TaskClosed,
    /// The person does not hold a role that may do the task.
    NotYourTask,
    /// The person is excluded by a conflict of interest.
    ConflictOfInterest,
    /// The outcome is not one of the task's.
    UnknownOutcome {
        /// What was asked for.
        outcome: String,
        /// What exists.
        known: Vec<String>,
    },
    /// Answers are missing or wrong.
    InvalidForm {
        /// Every problem found.
        problems: Vec<FieldProblem>,
    },
    /// A rule over the answers does not hold.
    CheckFailed {
        /// The author's sentence.
        ru: String,
        /// The same in English.
        en: String,
    },
    /// The timer has fired or was cancelled.
    TimerClosed,
    /// The timer's moment has not come.
    TimerNotDue,
    /// There is no open step of this kind and name.
    StepNotOpen {
        /// Step asked for.
        step: String,
    },
    /// The window is not open yet.
    WindowNotOpen,
    /// The window has closed.
    WindowClosed,
    /// A late addition needs a reason.
    ReasonNeeded,
    /// The same value was registered before.
    Duplicate {
        /// Title of the field in Russian.
        ru: String,
        /// The same in English.
        en: String,
    },
    /// Too many items, messages or rows.
    LimitReached {
        /// What is limited.
        what: &'static str,
    },
    /// The job is done, given up or no longer needed.
    JobClosed,
    /// The worker does not hold the job: its lock has run out or belongs to another worker.
    JobNotHeld,
    /// The event does not exist or is not allowed now.
    EventNotAllowed,
    /// A cancellation needs a reason.
    CancelReasonNeeded,
    /// The incident is closed.
    IncidentClosed,
    /// It is about who does the task.
    People(PeopleRejection),
    /// An act about a term is not possible.
    Term(TermRefusal),
    /// An act about a test is not possible.
    Test(TestRefusal),
    /// The step of an incident cannot be skipped so.
    Passing(PassingRefusal),
    /// What was handed in cannot be corrected so.
    Correction(CorrectionRefusal),
    /// The instance would not be sound on the other version.
    CannotMigrate {
        /// In Russian.
        ru: String,
        /// In English.
        en: String,
    },
    /// An expression needed for the decision could not be evaluated.
    CannotEvaluate {
        /// In Russian.
        ru: String,
        /// In English.
        en: String,
    },
}

impl From<TermRefusal> for Rejection {
    fn from(refusal: TermRefusal) -> Self {
        Self::Term(refusal)
    }
}

impl From<PassingRefusal> for Rejection {
    fn from(refusal: PassingRefusal) -> Self {
        Self::Passing(refusal)
    }
}

impl From<CorrectionRefusal> for Rejection {
    fn from(refusal: CorrectionRefusal) -> Self {
        Self::Correction(refusal)
    }
}

impl From<TestRefusal> for Rejection {
    fn from(refusal: TestRefusal) -> Self {
        Self::Test(refusal)
    }
}

impl Rejection {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlreadyStarted => "already_started",
            Self::NotStarted => "not_started",
            Self::InstanceEnded => "instance_ended",
            Self::StartNotAllowed => "start_not_allowed",
            Self::LinkNotFound { .. } => "link_not_found",
            Self::TaskClosed => "task_closed",
            Self::NotYourTask => "not_your_task",
            Self::ConflictOfInterest => "conflict_of_interest",
            Self::UnknownOutcome { .. } => "unknown_outcome",
            Self::InvalidForm { .. } => "invalid_form",
            Self::CheckFailed { .. } => "check_failed",
            Self::TimerClosed => "timer_closed",
            Self::TimerNotDue => "timer_not_due",
            Self::StepNotOpen { .. } => "step_not_open",
            Self::WindowNotOpen => "window_not_open",
            Self::WindowClosed => "window_closed",
            Self::ReasonNeeded => "reason_needed",
            Self::Duplicate { .. } => "duplicate",
            Self::LimitReached { .. } => "limit_reached",
            Self::JobClosed => "job_closed",
            Self::JobNotHeld => "job_not_held",
            Self::EventNotAllowed => "event_not_allowed",
            Self::CancelReasonNeeded => "cancel_reason_needed",
            Self::IncidentClosed => "incident_closed",
            Self::People(why) => why.code(),
            Self::Term(refusal) => refusal.code(),
            Self::Test(refusal) => refusal.code(),
            Self::Passing(refusal) => refusal.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::CannotMigrate { .. } => "cannot_migrate",
            Self::CannotEvaluate { .. } => "cannot_evaluate",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::AlreadyStarted => "Дело уже начато.".into(),
            Self::NotStarted => "Такого дела нет.".into(),
            Self::InstanceEnded => "Дело уже завершено.".into(),
            Self::StartNotAllowed => {
                "Этот процесс так начать нельзя: нет нужной роли или процесс начинается иначе."
                    .into()
            }
            Self::LinkNotFound { .. } => {
                "Дело с таким кодом не найдено. Проверьте код из письма или расписки.".into()
            }
            Self::TaskClosed => "Задача уже выполнена или отменена.".into(),
            Self::NotYourTask => "Эта задача поручена другой роли.".into(),
            Self::ConflictOfInterest => {
                "Вы не можете выполнить эту задачу: конфликт интересов.".into()
            }
            Self::UnknownOutcome { outcome, known } => {
                format!(
                    "Решения «{outcome}» у задачи нет. Возможны: {}.",
                    known.join(", ")
                )
            }
            Self::InvalidForm { problems } => {
                let list: Vec<&str> = problems.iter().map(|p| p.ru.as_str()).collect();
                format!("Форма заполнена с ошибками. {}", list.join(" "))
            }
            Self::CheckFailed { ru, .. }
            | Self::CannotMigrate { ru, .. }
            | Self::CannotEvaluate { ru, .. } => ru.clone(),
            Self::TimerClosed => "Таймер уже сработал или отменён.".into(),
            Self::TimerNotDue => "Время таймера ещё не наступило.".into(),
            Self::StepNotOpen { step } => format!("Шаг «{step}» сейчас не открыт."),
            Self::WindowNotOpen => "Регистрация ещё не открыта.".into(),
            Self::WindowClosed => "Регистрация закрыта.".into(),
            Self::ReasonNeeded => {
                "Регистрация закрыта. Чтобы добавить участника, укажите причину.".into()
            }
            Self::Duplicate { ru, .. } => {
                format!("Такое значение поля «{ru}» уже зарегистрировано.")
            }
            Self::LimitReached { what } => format!("Достигнут предел: {what}."),
            Self::JobClosed => "Это задание исполнителя уже выполнено или отменено.".into(),
            Self::JobNotHeld => {
                "Задание больше не закреплено за вами: время вышло. Получите его снова.".into()
            }
            Self::EventNotAllowed => "Сейчас это сделать нельзя.".into(),
            Self::CancelReasonNeeded => {
                "Чтобы прекратить дело, укажите причину: она попадёт в его историю.".into()
            }
            Self::IncidentClosed => "Инцидент уже закрыт.".into(),
            Self::People(why) => why.ru(),
            Self::Term(refusal) => refusal.ru(),
            Self::Test(refusal) => refusal.ru(),
            Self::Passing(refusal) => refusal.ru(),
            Self::Correction(refusal) => refusal.ru(),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::AlreadyStarted => "The instance has already been started.".into(),
            Self::NotStarted => "There is no such instance.".into(),
            Self::InstanceEnded => "The instance has ended.".into(),
            Self::StartNotAllowed => "The process cannot be started this way or by you.".into(),
            Self::LinkNotFound { .. } => {
                "No instance has this code. Check the code in your letter or receipt.".into()
            }
            Self::TaskClosed => "The task is already done or cancelled.".into(),
            Self::NotYourTask => "The task belongs to another role.".into(),
            Self::ConflictOfInterest => "You may not do this task: conflict of interest.".into(),
            Self::UnknownOutcome { outcome, known } => {
                format!(
                    "The task has no outcome `{outcome}`. Known: {}.",
                    known.join(", ")
                )
            }
            Self::InvalidForm { problems } => {
                let list: Vec<&str> = problems.iter().map(|p| p.en.as_str()).collect();
                format!("The form has mistakes. {}", list.join(" "))
            }
            Self::CheckFailed { en, .. }
            | Self::CannotMigrate { en, .. }
            | Self::CannotEvaluate { en, .. } => en.clone(),
            Self::TimerClosed => "The timer has fired or was cancelled.".into(),
            Self::TimerNotDue => "The timer is not due yet.".into(),
            Self::StepNotOpen { step } => format!("The step `{step}` is not open now."),
            Self::WindowNotOpen => "Registration is not open yet.".into(),
            Self::WindowClosed => "Registration is closed.".into(),
            Self::ReasonNeeded => {
                "Registration is closed. Give a reason to add a participant.".into()
            }
            Self::Duplicate { en, .. } => format!("This value of `{en}` is already registered."),
            Self::LimitReached { what } => format!("A limit is reached: {what}."),
            Self::JobClosed => "The job is already done or cancelled.".into(),
            Self::JobNotHeld => {
                "You do not hold the job any more: the lock ran out. Fetch it again.".into()
            }
            Self::EventNotAllowed => "This is not possible now.".into(),
            Self::CancelReasonNeeded => {
                "Give a reason to cancel the instance: it is kept in its history.".into()
            }
            Self::IncidentClosed => "The incident is already closed.".into(),
            Self::People(why) => why.en(),
            Self::Term(refusal) => refusal.en(),
            Self::Test(refusal) => refusal.en(),
            Self::Passing(refusal) => refusal.en(),
            Self::Correction(refusal) => refusal.en(),
        }
    }
}
