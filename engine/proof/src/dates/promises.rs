//! Every promise against every day of the published calendars.
//!
//! A person uses the whole term; a step without a term takes no time and is named as an assumption, and so is a date that
//! is not known before the instance runs. Which conditions hold together is not asked: a way of the graph counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use reglament_calendar::{Calendar, From, Rule, due};
use reglament_definition::{DateOf, Promise, PromiseKind, StepDate};
use serde::Serialize;

use super::course::{Course, Dates};
use super::span::{Anchor, Length, term_of};
use crate::beyond::uncounted;
use crate::plan::Plan;
use crate::story::{Beat, Deed, Sentence, Story, title};
use crate::verdict::Verdict;

/// The answers about the promises of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeptPromises {
    /// One answer for each promise, in the order written.
    pub answers: Vec<Verdict>,
    /// What was taken for granted.
    pub assumptions: Vec<Sentence>,
    /// First and last start date tried.
    pub tried: Option<(NaiveDate, NaiveDate)>,
}

/// Tries every promise.
pub(crate) fn promises(plan: &Plan<'_>, calendar: &Calendar) -> KeptPromises {
    if plan.definition.promises.is_empty() {
        return KeptPromises::default();
    }
    let uncounted = uncounted(plan.definition);
    if !uncounted.is_empty() {
        let answer = Verdict::Unjudged(uncounted);
        return KeptPromises {
            answers: vec![answer; plan.definition.promises.len()],
            ..KeptPromises::default()
        };
    }
    let course = Course::new(plan, calendar);
    let trial = Trial {
        course: &course,
        days: days(&course),
    };
    KeptPromises {
        answers: plan
            .definition
            .promises
            .iter()
            .map(|promise| trial.kept(promise))
            .collect(),
        assumptions: trial.assumptions(),
        tried: trial.tried(),
    }
}

/// The dates of an instance for every day on which it may begin and on which they are known.
fn days(course: &Course<'_>) -> Vec<(NaiveDate, BTreeMap<usize, Dates>)> {
    let days = course.calendar.published_years().flat_map(|year| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        days.take_while(move |day| day.year() == year)
    });
    days.filter_map(|day| Some((day, course.dates(day)?)))
        .collect()
}

struct Trial<'t> {
    course: &'t Course<'t>,
    days: Vec<(NaiveDate, BTreeMap<usize, Dates>)>,
}

impl Trial<'_> {
    fn place(&self, id: &str) -> Option<usize> {
        self.course
            .plan
            .definition
            .steps
            .iter()
            .position(|step| step.id == id)
    }

    fn tried(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.days.first()?.0, self.days.last()?.0))
    }

    fn kept(&self, promise: &Promise) -> Verdict {
        match &promise.kind {
            PromiseKind::Within { term, from, to } => {
                let definition = self.course.plan.definition;
                let Some(term) = term_of(definition, term) else {
                    return Verdict::Proved;
                };
                let rule = Rule::new(term, definition.zone);
                self.within(&rule, from.as_deref(), to)
            }
            PromiseKind::Order { first, before } => self.in_order(first, before),
        }
    }

    fn within(&self, rule: &Rule, from: Option<&str>, to: &str) -> Verdict {
        let Some(to) = self.place(to) else {
            return Verdict::Proved;
        };
        let from = from.and_then(|id| self.place(id));
        if let Some(story) = self.endless(from, to) {
            return Verdict::Refuted(vec![story]);
        }
        let mut worst: Option<(i64, NaiveDate, NaiveDate, &BTreeMap<usize, Dates>)> = None;
        for (day, dates) in &self.days {
            let begin = from.map_or(Some(*day), |from| dates.get(&from).map(|d| d.ended));
            let (Some(begin), Some(end)) = (begin, dates.get(&to)) else {
                continue;
            };
            let Ok(promised) = due(self.course.calendar, rule, From::Date(begin)) else {
                continue;
            };
            let late = (end.ended - promised.date).num_days();
            if late > 0 && worst.as_ref().is_none_or(|(known, ..)| late > *known) {
                worst = Some((late, *day, promised.date, dates));
            }
        }
        let Some((_, day, promised, dates)) = worst else {
            return Verdict::Proved;
        };
        Verdict::Refuted(vec![self.broken(rule, (day, promised), to, dates)])
    }

    /// A circle with a term between the two moments has no bound.
    fn endless(&self, from: Option<usize>, to: usize) -> Option<Story> {
        let between = |step: &usize| {
            self.course.circling[*step]
                && self.course.leads(*step, to)
                && from.is_none_or(|from| self.course.leads(from, *step))
        };
        let step = (0..self.course.circling.len()).find(between)?;
        let (name, end) = (self.title(step), self.title(to));
        Some(Story {
            step: Some(self.course.step(step).id.clone()),
            spot: None,
            beats: Vec::new(),
            fault: Sentence {
                ru: format!(
                    "Срок до «{}» не ограничен: по кругу через «{}» можно ходить сколько угодно.",
                    end.ru, name.ru
                ),
                en: format!(
                    "The term up to «{}» has no bound: the circle through «{}» can be gone through any number of times.",
                    end.en, name.en
                ),
            },
            advice: Sentence {
                ru: "Дайте кругу выход по сроку или уберите обещание.".into(),
                en: "Give the circle a way out by a term, or remove the promise.".into(),
            },
        })
    }

    fn broken(
        &self,
        rule: &Rule,
        (day, promised): (NaiveDate, NaiveDate),
        to: usize,
        dates: &BTreeMap<usize, Dates>,
    ) -> Story {
        let ended = dates.get(&to).map_or(day, |dates| dates.ended);
        let name = self.title(to);
        let (ended, promised) = (shown(ended), shown(promised));
        Story {
            step: Some(self.course.step(to).id.clone()),
            spot: None,
            beats: self.beats(day, to, dates),
            fault: Sentence {
                ru: format!(
                    "«{}» обещано за {} – до {promised}, а может закончиться {ended}.",
                    name.ru, rule.term
                ),
                en: format!(
                    "«{}» is promised within {}, by {promised}, but may end on {ended}.",
                    name.en,
                    rule.term.to_english()
                ),
            },
            advice: Sentence {
                ru: "Сократите сроки шагов на этом пути или считайте их от одной даты.".into(),
                en: "Shorten the terms on this way, or count them from one date.".into(),
            },
        }
    }

    /// The steps of the latest way that take time.
    fn beats(&self, day: NaiveDate, to: usize, dates: &BTreeMap<usize, Dates>) -> Vec<Beat> {
        let mut way = Vec::new();
        let mut at = Some(to);
        while let Some(step) = at.filter(|_| way.len() <= dates.len()) {
            way.push(step);
            at = dates.get(&step).and_then(|dates| dates.after);
        }
        way.reverse();
        let begins = Beat {
            step: None,
            deed: Deed::Begins { event: None },
            told: Sentence {
                ru: format!("Процесс начат {}.", shown(day)),
                en: format!("The process was started on {}.", shown(day)),
            },
        };
        let lasting = way.into_iter().filter_map(|step| {
            let known = dates.get(&step)?;
            (known.ended > known.begun || step == to).then(|| self.lasting(step, known))
        });
        std::iter::once(begins).chain(lasting).collect()
    }

    fn lasting(&self, step: usize, dates: &Dates) -> Beat {
        let name = self.title(step);
        let (begun, ended) = (shown(dates.begun), shown(dates.ended));
        Beat {
            step: Some(self.course.step(step).id.clone()),
            deed: Deed::Waited,
            told: Sentence {
                ru: format!("«{}»: с {begun} по {ended}.", name.ru),
                en: format!("«{}»: from {begun} to {ended}.", name.en),
            },
        }
    }

    fn in_order(&self, first: &StepDate, before: &StepDate) -> Verdict {
        for (day, dates) in &self.days {
            let of = |wanted: &StepDate| {
                let known = dates.get(&self.place(&wanted.step)?)?;
                match wanted.date {
                    DateOf::Started => Some(known.begun),
                    DateOf::Due => known.due,
                    DateOf::Completed => Some(known.ended),
                }
            };
            if let (Some(a), Some(b)) = (of(first), of(before))
                && a > b
            {
                return Verdict::Refuted(vec![self.out_of_order(
                    (first, a),
                    (before, b),
                    *day,
                    dates,
                )]);
            }
        }
        Verdict::Proved
    }

    fn out_of_order(
        &self,
        (first, a): (&StepDate, NaiveDate),
        (before, b): (&StepDate, NaiveDate),
        day: NaiveDate,
        dates: &BTreeMap<usize, Dates>,
    ) -> Story {
        let step = self.place(&first.step).unwrap_or_default();
        let later = self.place(&before.step).unwrap_or_default();
        let (one, other) = (self.date_of(first, step), self.date_of(before, later));
        let mut beats = self.beats(day, step, dates);
        // The other date is told too, unless the way to the first one has passed it.
        let passed = beats
            .iter()
            .any(|beat| beat.step.as_deref() == Some(before.step.as_str()));
        if !passed {
            beats.push(self.dated(before, later, b));
        }
        let (a, b) = (shown(a), shown(b));
        Story {
            step: Some(first.step.clone()),
            spot: None,
            beats,
            fault: Sentence {
                ru: format!(
                    "Обещано, что {} не позже, чем {}, а может быть {a} и {b}.",
                    one.ru, other.ru
                ),
                en: format!(
                    "It is promised that {} is not after {}, but they may be {a} and {b}.",
                    one.en, other.en
                ),
            },
            advice: Sentence {
                ru: "Исправьте сроки или начало их счёта.".into(),
                en: "Correct the terms or the dates from which they run.".into(),
            },
        }
    }

    /// A date of a step as a beat of its own.
    fn dated(&self, date: &StepDate, step: usize, day: NaiveDate) -> Beat {
        let (name, day) = (self.title(step), shown(day));
        let (ru, en) = match date.date {
            DateOf::Started => ("начат", "begun on"),
            DateOf::Due => ("срок", "due on"),
            DateOf::Completed => ("закончен", "ended on"),
        };
        Beat {
            step: Some(date.step.clone()),
            deed: Deed::Waited,
            told: Sentence {
                ru: format!("«{}»: {ru} {day}.", name.ru),
                en: format!("«{}»: {en} {day}.", name.en),
            },
        }
    }

    /// A date of a step in words.
    fn date_of(&self, date: &StepDate, step: usize) -> Sentence {
        let name = self.title(step);
        let (ru, en) = match date.date {
            DateOf::Started => ("начало шага", "the beginning of"),
            DateOf::Due => ("срок шага", "the due date of"),
            DateOf::Completed => ("окончание шага", "the end of"),
        };
        Sentence {
            ru: format!("{ru} «{}»", name.ru),
            en: format!("{en} «{}»", name.en),
        }
    }

    fn title(&self, step: usize) -> Sentence {
        title(self.course.plan.definition, step)
    }

    fn assumptions(&self) -> Vec<Sentence> {
        let mut found = Vec::new();
        let mut dates = BTreeSet::new();
        for (step, length) in self.course.lengths.iter().enumerate() {
            let name = self.title(step);
            match length {
                Length::Unlimited => found.push(Sentence {
                    ru: format!(
                        "«{}» без срока: считается, что времени не занимает.",
                        name.ru
                    ),
                    en: format!("«{}» has no term: it is taken to need no time.", name.en),
                }),
                Length::Term(span) => {
                    if let Anchor::Unknown(text) = &span.anchor
                        && dates.insert(text.clone())
                    {
                        found.push(Sentence {
                            ru: format!("Дата `{text}` заранее не известна: взято начало шага «{}».", name.ru),
                            en: format!("The date `{text}` is not known beforehand: the beginning of «{}» is taken.", name.en),
                        });
                    }
                }
                Length::None => {}
            }
        }
        found
    }
}

fn shown(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
