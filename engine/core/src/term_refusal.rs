//! Why an act about a term was refused.
//!
//! Kept apart from the other rejections: the sentences say which rule of the term stands in the way.

use chrono::NaiveDate;

/// A refused act about a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermRefusal {
    /// The regulation does not allow it, or not to this person.
    NotAllowed,
    /// There is no such open term.
    NotOpen,
    /// No reason was given.
    ReasonNeeded,
    /// The due date has passed.
    Passed {
        /// The due date.
        on: NaiveDate,
    },
    /// Longer than the act allows.
    TooLong {
        /// The longest allowed, in Russian.
        ru: String,
        /// The same in English.
        en: String,
    },
    /// It was done as often as the act allows.
    UsedUp {
        /// How often.
        times: u32,
    },
    /// The term is suspended already.
    Suspended,
    /// The term is not suspended.
    NotSuspended,
    /// The new date lies beyond the term of the whole instance.
    BeyondInstance {
        /// The new date.
        on: NaiveDate,
        /// The date of the instance.
        until: NaiveDate,
    },
}

impl TermRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "term_act_not_allowed",
            Self::NotOpen => "term_not_open",
            Self::ReasonNeeded => "term_reason_needed",
            Self::Passed { .. } => "term_passed",
            Self::TooLong { .. } => "term_too_long",
            Self::UsedUp { .. } => "term_acts_used_up",
            Self::Suspended => "term_suspended",
            Self::NotSuspended => "term_not_suspended",
            Self::BeyondInstance { .. } => "term_beyond_instance",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::NotAllowed => "Регламент не разрешает вам менять этот срок.".into(),
            Self::NotOpen => "Такого открытого срока нет.".into(),
            Self::ReasonNeeded => "Укажите причину: она войдёт в решение и в уведомление.".into(),
            Self::Passed { on } => format!("Срок истёк {}: изменить его уже нельзя.", date(*on)),
            Self::TooLong { ru, .. } => format!("Слишком долго: можно не больше чем на {ru}."),
            Self::UsedUp { times: 1 } => "Регламент разрешает это только один раз.".into(),
            Self::UsedUp { times } => {
                format!("Больше нельзя: число раз по регламенту — не больше {times}.")
            }
            Self::Suspended => "Срок уже приостановлен.".into(),
            Self::NotSuspended => "Срок не приостановлен.".into(),
            Self::BeyondInstance { on, until } => format!(
                "Новый срок {} позже срока всего дела {}: сначала продлите срок дела.",
                date(*on),
                date(*until)
            ),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NotAllowed => "The regulation does not let you change this term.".into(),
            Self::NotOpen => "There is no such open term.".into(),
            Self::ReasonNeeded => {
                "Give a reason: it goes into the decision and into the notice.".into()
            }
            Self::Passed { on } => format!("The term ended on {on}: it can no longer be changed."),
            Self::TooLong { en, .. } => format!("Too long: at most {en} are allowed."),
            Self::UsedUp { times: 1 } => "The regulation allows it only once.".into(),
            Self::UsedUp { times } => {
                format!("Not again: the regulation allows it {times} times at most.")
            }
            Self::Suspended => "The term is suspended already.".into(),
            Self::NotSuspended => "The term is not suspended.".into(),
            Self::BeyondInstance { on, until } => format!(
                "The new date {on} lies beyond the term of the whole instance, {until}: extend that first."
            ),
        }
    }
}

fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
