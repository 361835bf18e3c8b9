//! Who asks, and why the answer may be no.

use reglament_core::{AbsenceProblem, Actor, FileProblem, Rejection};
use thiserror::Error;

use super::{
    drafts::DraftRefusal, erasure::ErasureRefusal, programs::ProgramProblem,
    subscriptions::SubscriptionProblem, uploads::UploadProblem,
};
use crate::port::StoreError;

/// Who looks at an instance or acts on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// A person of the directory, by id.
    Person(String),
    /// Somebody who showed this receipt code.
    Receipt(String),
}

impl Viewer {
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Person(id) => Actor::Person(id.clone()),
            Self::Receipt(_) => Actor::Applicant,
        }
    }
}

/// Why something was not done or not shown.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}: {}", self.code(), self.en())]
pub enum ServiceError {
    /// It does not exist, or the asker may not see it.
    NotFound,
    /// The asker may see it but not do this.
    Forbidden,
    /// The task asks for more than a signature: it has to be opened.
    NotOnlySignature,
    /// The engine refused the command; nothing has happened.
    Rejected(Rejection),
    /// The absence cannot be entered.
    Absence(AbsenceProblem),
    /// The file is not taken.
    File(FileProblem),
    /// A part of a file, or the whole of it, was not taken.
    Upload(UploadProblem),
    /// Nothing was done with the draft.
    Draft(DraftRefusal),
    /// No token was given to the program.
    Program(ProgramProblem),
    /// The address was not subscribed.
    Subscription(SubscriptionProblem),
    /// Nothing was destroyed.
    Erasure(ErasureRefusal),
    /// The command id was used before for something else.
    KeyReused,
    /// The store is busy or away, or the server is stopping. Whether the command took effect is not known: ask again
    /// with the same command id.
    Unavailable(String),
    /// The document could not be drawn in the format asked for; why, for the administrator. Nothing that is kept changed.
    NotDrawn(String),
    /// Stored data of this instance cannot be read; it must not run on until an operator has looked.
    Damaged(String),
}

impl ServiceError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::NotOnlySignature => "not_only_signature",
            Self::Rejected(rejection) => rejection.code(),
            Self::Absence(problem) => problem.code(),
            Self::File(problem) => problem.code(),
            Self::Upload(problem) => problem.code(),
            Self::Draft(refusal) => refusal.code(),
            Self::Program(problem) => problem.code(),
            Self::Subscription(problem) => problem.code(),
            Self::Erasure(refusal) => refusal.code(),
            Self::KeyReused => "key_reused",
            Self::Unavailable(_) => "unavailable",
            Self::NotDrawn(_) => "document_not_drawn",
            Self::Damaged(_) => "damaged",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::NotFound => "Не найдено. Проверьте адрес или код.".into(),
            Self::Forbidden => "У вас нет прав на это действие.".into(),
            Self::NotOnlySignature => {
                "Здесь мало подписи: откройте задачу и заполните её.".into()
            }
            Self::Rejected(rejection) => rejection.ru(),
            Self::Absence(problem) => problem.ru(),
            Self::File(problem) => problem.ru(),
            Self::Upload(problem) => problem.ru(),
            Self::Draft(refusal) => refusal.ru(),
            Self::Program(problem) => problem.ru(),
            Self::Subscription(problem) => problem.ru(),
            Self::Erasure(refusal) => refusal.ru(),
            Self::KeyReused => {
                "Этот ключ уже использован для другого действия. Обновите страницу и повторите.".into()
            }
            Self::Unavailable(_) => {
                "Хранилище временно не отвечает, и неизвестно, выполнено ли действие. Повторите его с тем же ключом через несколько секунд: дважды оно не выполнится.".into()
            }
            Self::NotDrawn(why) => format!(
                "Файл для правки не составлен: {why} Готовый PDF остаётся в деле; передайте это сообщение администратору."
            ),
            Self::Damaged(_) => {
                "Данные дела повреждены. Работа с ним остановлена; сообщите администратору.".into()
            }
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NotFound => "Not found. Check the address or the code.".into(),
            Self::Forbidden => "You may not do this.".into(),
            Self::NotOnlySignature => {
                "This asks for more than a signature: open the task and fill it in.".into()
            }
            Self::Rejected(rejection) => rejection.en(),
            Self::Absence(problem) => problem.en(),
            Self::File(problem) => problem.en(),
            Self::Upload(problem) => problem.en(),
            Self::Draft(refusal) => refusal.en(),
            Self::Program(problem) => problem.en(),
            Self::Subscription(problem) => problem.en(),
            Self::Erasure(refusal) => refusal.en(),
            Self::KeyReused => {
                "This key was used for another action. Reload the page and try again.".into()
            }
            Self::Unavailable(_) => {
                "The store does not answer at present, and it is not known whether this was done. Repeat it with the same key in a few seconds: nothing will happen twice."
                    .into()
            }
            Self::NotDrawn(why) => format!(
                "The file for editing was not made: {why} The finished PDF stays where it is; pass this on to the administrator."
            ),
            Self::Damaged(_) => {
                "The data of this instance is damaged. It has been stopped; tell the administrator."
                    .into()
            }
        }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Unavailable("conflict".into()),
            StoreError::Unavailable(why) | StoreError::Refused(why) => Self::Unavailable(why),
            StoreError::Damaged(why) => Self::Damaged(why),
        }
    }
}

impl From<DraftRefusal> for ServiceError {
    fn from(refusal: DraftRefusal) -> Self {
        Self::Draft(refusal)
    }
}

impl From<Rejection> for ServiceError {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}
