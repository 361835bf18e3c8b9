//! Why an act about a test was refused.

use chrono::{DateTime, Utc};

/// A refused act about a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestRefusal {
    /// Only the person whose test it is takes it.
    NotYours,
    /// It may not be begun yet.
    TooEarly {
        /// From when it may.
        opens_at: DateTime<Utc>,
    },
    /// The last moment to begin has passed.
    TooLate,
    /// It has not been begun.
    NotBegun,
    /// The time is over, or the test was finished: answers are no longer taken.
    Over,
    /// The variant has no such question.
    UnknownQuestion,
    /// The answer does not fit the question.
    AnswerDoesNotFit,
}

impl TestRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "test_not_yours",
            Self::TooEarly { .. } => "test_too_early",
            Self::TooLate => "test_too_late",
            Self::NotBegun => "test_not_begun",
            Self::Over => "test_over",
            Self::UnknownQuestion => "test_question_unknown",
            Self::AnswerDoesNotFit => "test_answer_does_not_fit",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::NotYours => "Тест проходит сам участник по своей ссылке.",
            Self::TooEarly { .. } => "Тест ещё нельзя начать: вернитесь в назначенное время.",
            Self::TooLate => "Начать тест уже нельзя: время начала прошло.",
            Self::NotBegun => "Тест не начат. Нажмите «Начать тест».",
            Self::Over => "Тест закончен: ответы больше не принимаются. Сохранённое раньше учтено.",
            Self::UnknownQuestion => "В вашем варианте нет такого вопроса. Обновите страницу.",
            Self::AnswerDoesNotFit => {
                "Ответ не подходит к вопросу и не сохранён: проверьте, что введено, и повторите."
            }
        }
        .to_owned()
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NotYours => "The participant takes the test through the personal link.",
            Self::TooEarly { .. } => {
                "The test cannot be begun yet: come back at the appointed time."
            }
            Self::TooLate => "The test cannot be begun any more: the time to begin has passed.",
            Self::NotBegun => "The test has not been begun. Press «Begin the test».",
            Self::Over => {
                "The test is over: answers are no longer taken. Those saved before count."
            }
            Self::UnknownQuestion => "Your variant has no such question. Reload the page.",
            Self::AnswerDoesNotFit => {
                "The answer does not fit the question and was not saved: check it and try again."
            }
        }
        .to_owned()
    }
}
