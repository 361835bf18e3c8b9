//! Why nothing was destroyed, in sentences that say what to do.

use chrono::NaiveDate;
use reglament_core::MAX_ERASED_ROWS;

use crate::{
    limits::{ACT_NUMBER_CHARS, ACT_REASON_CHARS, MAX_ERASED_AT_ONCE},
    service::ServiceError,
};

/// Why not. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErasureRefusal {
    /// No case was chosen.
    Nothing,
    /// More cases than one act holds.
    TooMany,
    /// No number of the act, or too long a one.
    Number,
    /// The number was given already.
    NumberTaken,
    /// No reason, or too long a one.
    Reason,
    /// The case has not ended.
    Running(String),
    /// It is kept until a day.
    Kept(String, NaiveDate),
    /// Letters or documents of it are under way.
    UnderWay(String),
    /// More rows of its journal change than one erasure lists.
    TooLong(String),
}

impl ErasureRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "erasure_of_nothing",
            Self::TooMany => "erasure_of_too_many",
            Self::Number => "erasure_number",
            Self::NumberTaken => "erasure_number_taken",
            Self::Reason => "erasure_reason",
            Self::Running(_) => "erasure_of_running",
            Self::Kept(..) => "erasure_too_early",
            Self::UnderWay(_) => "erasure_under_way",
            Self::TooLong(_) => "erasure_of_too_much",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Nothing => "Отметьте дела, данные которых уничтожаются.".into(),
            Self::TooMany => {
                format!("В одном акте не больше {MAX_ERASED_AT_ONCE} дел. Составьте несколько.")
            }
            Self::Number => format!("Укажите номер акта, не длиннее {ACT_NUMBER_CHARS} знаков."),
            Self::NumberTaken => "Акт с таким номером уже есть. Дайте другой номер.".into(),
            Self::Reason => format!("Напишите основание, не длиннее {ACT_REASON_CHARS} знаков."),
            Self::Running(code) => {
                format!("Дело {code} ещё идёт: данные уничтожаются после его окончания.")
            }
            Self::Kept(code, until) => format!(
                "Дело {code} хранится до {}. Раньше уничтожаются только контакты.",
                until.format("%d.%m.%Y")
            ),
            Self::UnderWay(code) => format!(
                "По делу {code} ещё не отправлены письма или не готовы документы. Дождитесь их или снимите с отправки."
            ),
            Self::TooLong(code) => format!(
                "В деле {code} больше {MAX_ERASED_ROWS} записей с личными данными, столько одним актом не уничтожить. Составьте акт без этого дела и сообщите о нём тем, кто сопровождает программу."
            ),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Nothing => "Tick the cases whose data are to be destroyed.".into(),
            Self::TooMany => {
                format!("One act holds at most {MAX_ERASED_AT_ONCE} cases. Make several.")
            }
            Self::Number => {
                format!("Give the number of the act, {ACT_NUMBER_CHARS} characters at most.")
            }
            Self::NumberTaken => "There is an act of this number. Give another one.".into(),
            Self::Reason => format!("Write the reason, {ACT_REASON_CHARS} characters at most."),
            Self::Running(code) => {
                format!("Case {code} is still running: its data go after its end.")
            }
            Self::Kept(code, until) => {
                format!("Case {code} is kept until {until}. Before that only contacts go.")
            }
            Self::UnderWay(code) => format!(
                "Letters or documents of case {code} are under way. Wait for them, or stop them."
            ),
            Self::TooLong(code) => format!(
                "Case {code} has more than {MAX_ERASED_ROWS} records with personal data, which one act cannot destroy. Make the act without it and tell those who maintain the program."
            ),
        }
    }
}

impl From<ErasureRefusal> for ServiceError {
    fn from(refusal: ErasureRefusal) -> Self {
        Self::Erasure(refusal)
    }
}
