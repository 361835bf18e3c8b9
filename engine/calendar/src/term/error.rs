//! Why a text is not a term, in both languages, with the term that was probably meant.

use super::Term;
use crate::limits::{MAX_TERM_COUNT, MAX_TERM_TEXT};

/// A text that is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.ru())]
pub enum TermError {
    /// Nothing is written.
    Empty,
    /// The text is longer than [`MAX_TERM_TEXT`] characters.
    TooLong,
    /// The count is zero.
    Zero {
        /// The text as written.
        text: String,
    },
    /// The count is above [`MAX_TERM_COUNT`].
    TooLarge {
        /// The text as written.
        text: String,
    },
    /// The count is negative, a fraction or glued to the unit.
    NotWhole {
        /// The text as written.
        text: String,
    },
    /// A unit in the plural without a number.
    NoCount {
        /// The text as written.
        text: String,
    },
    /// The words are no unit of time.
    Unknown {
        /// The text as written.
        text: String,
        /// The term that was probably meant.
        suggestion: Option<Term>,
    },
}

impl TermError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            TermError::Empty => "term.empty",
            TermError::TooLong => "term.too_long",
            TermError::Zero { .. } => "term.zero",
            TermError::TooLarge { .. } => "term.too_large",
            TermError::NotWhole { .. } => "term.not_whole",
            TermError::NoCount { .. } => "term.no_count",
            TermError::Unknown { .. } => "term.unknown",
        }
    }

    /// The term that was probably meant.
    pub fn suggestion(&self) -> Option<Term> {
        match self {
            TermError::Unknown { suggestion, .. } => *suggestion,
            _ => None,
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            TermError::Empty => "Срок не указан; напишите, например, «5 рабочих дней».".into(),
            TermError::TooLong => {
                format!(
                    "Срок длиннее {MAX_TERM_TEXT} знаков; напишите число и единицу, например «5 рабочих дней»."
                )
            }
            TermError::Zero { text } => format!("Срок «{text}» пуст; наименьший срок — 1."),
            TermError::TooLarge { text } => {
                format!("Срок «{text}» слишком велик; наибольшее число — {MAX_TERM_COUNT}.")
            }
            TermError::NoCount { text } => {
                format!(
                    "В сроке «{text}» нет числа; напишите его в начале, например «5 рабочих дней»."
                )
            }
            TermError::NotWhole { text } => {
                format!(
                    "В сроке «{text}» нужно целое число и пробел после него, например «5 рабочих дней»."
                )
            }
            TermError::Unknown {
                text,
                suggestion: Some(term),
            } => {
                format!("Срок «{text}» непонятен; возможно, имелось в виду «{term}»?")
            }
            TermError::Unknown {
                text,
                suggestion: None,
            } => format!(
                "Срок «{text}» непонятен; напишите число и единицу: «5 рабочих дней», «10 календарных дней», «2 недели», «1 месяц», «2 года», «3 часа»."
            ),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            TermError::Empty => "The term is missing; write, for example, `5 working days`.".into(),
            TermError::TooLong => {
                format!(
                    "The term is longer than {MAX_TERM_TEXT} characters; write a number and a unit, such as `5 working days`."
                )
            }
            TermError::Zero { text } => {
                format!("The term `{text}` is empty; the shortest term is 1.")
            }
            TermError::TooLarge { text } => {
                format!("The term `{text}` is too large; the largest number is {MAX_TERM_COUNT}.")
            }
            TermError::NoCount { text } => {
                format!(
                    "The term `{text}` has no number; begin with one, such as `5 working days`."
                )
            }
            TermError::NotWhole { text } => {
                format!(
                    "The term `{text}` needs a whole number and a space after it, such as `5 working days`."
                )
            }
            TermError::Unknown {
                text,
                suggestion: Some(term),
            } => {
                format!(
                    "The term `{text}` is not understood; did you mean `{}`?",
                    term.to_english()
                )
            }
            TermError::Unknown {
                text,
                suggestion: None,
            } => format!(
                "The term `{text}` is not understood; write a number and a unit: `5 working days`, `10 calendar days`, `2 weeks`, `1 month`, `2 years`, `3 hours`."
            ),
        }
    }
}
