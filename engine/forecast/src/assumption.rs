//! What a forecast assumes: every answer lists it, so that nobody takes a guess for a promise.

use chrono::NaiveDate;
use serde::Serialize;

use crate::AssumedTerm;
use crate::assumed_term::printed;

/// An assumption about a step, or about the whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assumption {
    /// The step; none: the whole instance.
    pub step: Option<String>,
    /// What is assumed.
    pub what: Assumed,
}

/// What is assumed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Assumed {
    /// The duration is the median of so many past ones.
    History(u32),
    /// The duration is the declared one.
    Declared,
    /// The whole term is used.
    WholeTerm,
    /// No term and nothing known: no time at all.
    NoTerm,
    /// The due date cannot be counted: why, in Russian and English.
    DueUnknown(String, String),
    /// The term has passed already; it is done now at the earliest.
    Overdue,
    /// Waits for this message.
    Message(String),
    /// The message comes when the parent sends it.
    MessageFromParent(String),
    /// Waits for a condition that nothing known will make true.
    Condition,
    /// Waits for a condition over the children; they are taken to answer at once.
    ConditionOfChildren,
    /// The date that is waited for is not known.
    DateUnknown,
    /// The way is the one most often taken: target or outcome, how often of how many.
    UsualWay(String, u32, u32),
    /// The way follows from what is known already.
    KnownWay(String),
    /// The way is the first one with work on it.
    FirstWay(String),
    /// The loop is walked once: it has no bound.
    Once,
    /// The loop is walked up to its bound.
    Bounded(u32),
    /// The loop is longer than a forecast follows.
    TooManyRounds,
    /// Nobody has joined yet; one child is taken, begun at the last moment.
    OneChild,
    /// The children's dates are not known.
    ChildrenUnknown,
    /// The only people who may do it are absent; it waits until this date.
    Absent(NaiveDate),
    /// Somebody stands in for the absent.
    Substitute(String),
    /// What has been done is undone; how long that takes is not known.
    Undoing,
    /// So many come one after another; further ones are not counted.
    OneByOne(u32),
    /// How many there will be is not known; one is taken.
    ListUnknown,
    /// An incident holds it up.
    Incident,
    /// A term that interrupts it is taken not to pass while it is done in time.
    NotInterrupted,
    /// About a term.
    Term(AssumedTerm),
    /// Buttons, messages and conditions of the whole process are left out.
    NoEvents,
    /// The instance stays on its edition: the other one lacks this step.
    EditionLacks(String),
}

impl Assumption {
    /// In Russian; `titles` names the steps, and is empty for the whole.
    pub fn ru(&self, titles: &str) -> String {
        use Assumed as A;
        let what = match &self.what {
            A::History(1) => "длительность – по истории 1 дела".into(),
            A::History(cases) => format!("длительность – по истории {cases} дел"),
            A::Declared => "длительность – как указано в `expected`".into(),
            A::WholeTerm => "истории нет – считается весь срок".into(),
            A::NoTerm => "срок не задан – считается 0".into(),
            A::DueUnknown(why, _) => format!("дата неизвестна. {why}"),
            A::Overdue => "срок уже прошёл – считается, что сделают сегодня".into(),
            A::Message(name) => format!("ждёт сообщения «{name}» – дата неизвестна"),
            A::MessageFromParent(name) => {
                format!("сообщение «{name}» придёт, когда его пошлёт основное дело")
            }
            A::Condition => "ждёт условия – дата неизвестна".into(),
            A::ConditionOfChildren => {
                "ждёт дел участников – считается, что они ответят сразу".into()
            }
            A::DateUnknown => "дата ожидания ещё не задана".into(),
            A::UsualWay(way, times, of) => {
                format!("путь «{way}» – самый частый: {times} из {of}")
            }
            A::KnownWay(way) => format!("путь «{way}» следует из того, что уже известно"),
            A::FirstWay(way) => format!("путь «{way}» – первый, на котором есть работа"),
            A::Once => "повторение без предела – считается один проход".into(),
            A::Bounded(times) => format!("повторение считается до предела: {times}"),
            A::TooManyRounds => "повторений больше, чем считает прогноз".into(),
            A::OneChild => {
                "записавшихся ещё нет – считается один, записавшийся в последний день".into()
            }
            A::ChildrenUnknown => "когда закончатся дела участников, неизвестно".into(),
            A::Absent(until) => {
                format!("исполнители отсутствуют – шаг ждёт до {}", printed(*until))
            }
            A::Substitute(person) => format!("исполнителя замещает {person}"),
            A::Undoing => "сколько займёт отмена сделанного, неизвестно".into(),
            A::OneByOne(count) => format!("по очереди, считается {count}"),
            A::ListUnknown => "сколько их будет, неизвестно – считается один".into(),
            A::Incident => "стоит из-за инцидента – дата неизвестна".into(),
            A::NotInterrupted => "считается, что сделают в срок и срок события не наступит".into(),
            A::Term(term) => term.ru(),
            A::NoEvents => {
                "отзыв и другие события процесса, время которых неизвестно, не учитываются".into()
            }
            A::EditionLacks(step) => {
                format!("дело остаётся на своей редакции: в новой нет шага «{step}»")
            }
        };
        said(titles, &what)
    }

    /// In English; `titles` names the steps, and is empty for the whole.
    pub fn en(&self, titles: &str) -> String {
        use Assumed as A;
        let what = match &self.what {
            A::History(1) => "duration from the history of 1 instance".into(),
            A::History(cases) => format!("duration from the history of {cases} instances"),
            A::Declared => "duration as declared by `expected`".into(),
            A::WholeTerm => "no history: the whole term is counted".into(),
            A::NoTerm => "no term is set: 0 is counted".into(),
            A::DueUnknown(_, why) => format!("date unknown. {why}"),
            A::Overdue => "the term has passed: taken to be done today".into(),
            A::Message(name) => format!("waits for the message `{name}`: date unknown"),
            A::MessageFromParent(name) => {
                format!("the message `{name}` comes when the parent instance sends it")
            }
            A::Condition => "waits for a condition: date unknown".into(),
            A::ConditionOfChildren => "waits for the children: taken to answer at once".into(),
            A::DateUnknown => "the date waited for is not set yet".into(),
            A::UsualWay(way, times, of) => {
                format!("the way `{way}` is the usual one: {times} of {of}")
            }
            A::KnownWay(way) => format!("the way `{way}` follows from what is known"),
            A::FirstWay(way) => format!("the way `{way}` is the first with work on it"),
            A::Once => "an unbounded loop: walked once".into(),
            A::Bounded(times) => format!("the loop is walked to its bound: {times}"),
            A::TooManyRounds => "more repetitions than a forecast follows".into(),
            A::OneChild => "nobody has joined yet: one child, joined on the last day".into(),
            A::ChildrenUnknown => "when the children end is not known".into(),
            A::Absent(until) => format!("those who may do it are absent: it waits until {until}"),
            A::Substitute(person) => format!("{person} stands in"),
            A::Undoing => "how long undoing takes is not known".into(),
            A::OneByOne(count) => format!("one after another, {count} are counted"),
            A::ListUnknown => "how many there will be is not known: one is taken".into(),
            A::Incident => "held up by an incident: date unknown".into(),
            A::NotInterrupted => "taken to be done in time, before the event's term passes".into(),
            A::Term(term) => term.en(),
            A::NoEvents => {
                "withdrawal and other events of the process whose time nobody knows are left out"
                    .into()
            }
            A::EditionLacks(step) => {
                format!("stays on its edition: the other one lacks the step `{step}`")
            }
        };
        said(titles, &what)
    }
}

fn said(titles: &str, what: &str) -> String {
    let what = what.trim_end_matches('.');
    if titles.is_empty() {
        format!("{what}.")
    } else {
        format!("{titles}: {what}.")
    }
}
