//! What a forecast assumes about terms: suspended, answered by silence, of the whole instance, of the process.

use chrono::NaiveDate;
use serde::Serialize;

/// What is assumed about a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AssumedTerm {
    /// The term is suspended and runs again by itself on this date.
    Resumes(NaiveDate),
    /// The term is suspended, or counted from one that is, and nobody knows until when.
    StandsStill,
    /// The term was extended or has stood still: the usual duration is longer by as many days.
    Delayed(i64),
    /// The term passes, and by the act that is the answer: its title.
    Silence(String),
    /// The term of the whole instance ends before the steps together do.
    WholeTermBounds(NaiveDate),
    /// The term of this event of the process passes on this day, before the instance is over.
    EventComes(String, NaiveDate),
    /// The term of this event passes only if the instance takes long.
    EventMayCome(String),
    /// The instance is over before the term of this event passes, or nobody knows when that is.
    EventNotReached(String),
}

impl AssumedTerm {
    pub(crate) fn ru(&self) -> String {
        match self {
            Self::Resumes(day) => format!(
                "срок приостановлен – считается, что он возобновится {}",
                printed(*day)
            ),
            Self::StandsStill => "срок приостановлен без предела – дата неизвестна".into(),
            Self::Delayed(days) => format!(
                "срок продлён или приостанавливался – к обычной длительности добавлено дней: {days}"
            ),
            Self::Silence(answer) => {
                format!("срок пройдёт, и молчание означает «{answer}»")
            }
            Self::WholeTermBounds(day) => format!(
                "сроки шагов вместе длиннее срока всего дела – конец по закону не позже {}",
                printed(*day)
            ),
            Self::EventComes(title, day) => format!(
                "дело не закончится до срока события «{title}»; событие наступит после {}",
                printed(*day)
            ),
            Self::EventMayCome(title) => {
                format!("событие «{title}» наступит, только если дело затянется")
            }
            Self::EventNotReached(title) => {
                format!("считается, что срок события «{title}» не успеет пройти")
            }
        }
    }

    pub(crate) fn en(&self) -> String {
        match self {
            Self::Resumes(day) => format!("the term is suspended: taken to run again on {day}"),
            Self::StandsStill => "the term is suspended without a limit: date unknown".into(),
            Self::Delayed(days) => format!(
                "the term was extended or suspended: {days} days are added to the usual duration"
            ),
            Self::Silence(answer) => format!("the term passes, and silence means `{answer}`"),
            Self::WholeTermBounds(day) => format!(
                "the terms of the steps together exceed the term of the whole: lawfully over by {day}"
            ),
            Self::EventComes(title, day) => format!(
                "not over before the term of the event `{title}` passes: it comes after {day}"
            ),
            Self::EventMayCome(title) => {
                format!("the event `{title}` comes only if the instance takes long")
            }
            Self::EventNotReached(title) => {
                format!("the term of the event `{title}` is taken not to pass")
            }
        }
    }
}

/// A date as Russian sentences have it.
pub(crate) fn printed(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
