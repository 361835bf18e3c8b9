//! Which of several ways is the expected one: the most frequent of the history, what known data say, or the first.

use chrono::{DateTime, Utc};
use reglament_definition::{Decision, Definition, Step, StepKind};
use reglament_expression::{Expression, Value};

use crate::walk::Walk;
use crate::{Assumed, Line, Span, When};

/// A way: what the history calls it, what people call it, where it leads.
pub(crate) struct Way<'a> {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) targets: &'a [String],
}

impl<'a> Walk<'a> {
    /// The ways of a decision with their dates, all of which are those at which it is entered.
    pub(crate) fn decide(
        &mut self,
        index: usize,
        step: &'a Step,
        decision: &'a Decision,
        entered: Span,
    ) -> Vec<(&'a [String], Span)> {
        let ways: Vec<Way<'a>> = decision
            .ways()
            .into_iter()
            .map(|targets| Way {
                key: targets.join(", "),
                title: titles(self.definition(), targets),
                targets,
            })
            .collect();
        let known = match entered.expected {
            When::At(at) if decision.table.is_none() => self.known_case(decision, at),
            _ => None,
        };
        if decision.inclusive {
            return self.taken(decision, ways, entered);
        }
        let open = self.open_cases(decision, entered);
        let skip = known.map_or(0, |(skip, _)| skip);
        let chosen = match known {
            Some((case, true)) => {
                let way = ways.get(case).map(|way| way.title.clone());
                self.note(Some(step), Assumed::KnownWay(way.unwrap_or_default()));
                case
            }
            _ => self.choose(index, step, &ways, skip),
        };
        let is_open = |(_, open): &(usize, &[bool; 3])| open[Line::Expected.index()];
        let mut still = open.iter().enumerate().skip(skip).filter(is_open);
        let chosen = match open.get(chosen) {
            Some(open) if !open[Line::Expected.index()] => {
                still.next().map_or(chosen, |(number, _)| number)
            }
            _ => chosen,
        };
        let spans = split(ways, chosen, entered).into_iter().zip(open);
        let only = |((targets, span), open): ((&'a [String], Span), [bool; 3])| {
            let span = Span::of(|line| match open[line.index()] {
                true => span.get(line),
                false => When::Never,
            });
            (targets, span)
        };
        spans.map(only).collect()
    }

    /// Which ways of a decision are not certainly closed, on each line.
    fn open_cases(&self, decision: &Decision, entered: Span) -> Vec<[bool; 3]> {
        let mut open = vec![[true; 3]; decision.ways().len()];
        if decision.table.is_some() || decision.inclusive {
            return open;
        }
        for line in Line::ALL {
            let When::At(at) = entered.get(line) else {
                continue;
            };
            for (number, case) in decision.cases.iter().enumerate() {
                let holds = match self.is_firm(&case.when) {
                    true => self.settled(&case.when, line, at),
                    false => None,
                };
                let closed = match holds {
                    Some(true) => number + 1..open.len(),
                    Some(false) => number..number + 1,
                    None => continue,
                };
                let closed = open.get_mut(closed).into_iter().flatten();
                closed.for_each(|way| way[line.index()] = false);
                if holds == Some(true) {
                    break;
                }
            }
        }
        open
    }

    /// Whether nothing that the condition reads can change by what people do.
    fn is_firm(&self, when: &Expression) -> bool {
        let definition = self.definition();
        when.reads().iter().all(|path| {
            let Some(name) = path.first() else {
                return false;
            };
            self.plan.firm.contains(name) || definition.parameters.contains_key(name)
        })
    }

    /// The expected way among several, by its number; those before `skip` are out of the question.
    pub(crate) fn choose(
        &mut self,
        index: usize,
        step: &Step,
        ways: &[Way<'_>],
        skip: usize,
    ) -> usize {
        if ways.len() < 2 {
            return 0;
        }
        if let Some(history) = self.asked.history() {
            let times = |(number, way): (usize, &Way<'_>)| match number < skip {
                true => 0,
                false => history.times(&step.id, &way.key),
            };
            let times: Vec<u32> = ways.iter().enumerate().map(times).collect();
            let all: u32 = times.iter().sum();
            let most = times.iter().copied().max().unwrap_or(0);
            if most > 0 {
                let chosen = times.iter().position(|times| *times == most).unwrap_or(0);
                let title = ways[chosen].title.clone();
                self.note(Some(step), Assumed::UsualWay(title, most, all));
                return chosen;
            }
        }
        let leads = |way: &Way<'_>, wanted: &dyn Fn(usize) -> bool| {
            let mut targets = way.targets.iter().filter_map(|id| self.plan.index.get(id));
            targets.any(|to| wanted(*to))
        };
        let is_back = |way: &Way<'_>| leads(way, &|to| self.plan.back.contains_key(&(index, to)));
        let works = |way: &Way<'_>| leads(way, &|to| self.plan.works[to]);
        let mut open = ways.iter().enumerate().skip(skip.min(ways.len() - 1));
        let first = open.clone().find(|(_, way)| !is_back(way) && works(way));
        let first = first.or_else(|| open.clone().find(|(_, way)| !is_back(way)));
        let chosen = first
            .or_else(|| open.next())
            .map_or(0, |(chosen, _)| chosen);
        self.note(Some(step), Assumed::FirstWay(ways[chosen].title.clone()));
        chosen
    }

    /// The first case of which it is not known that it fails, and whether it is known to hold.
    fn known_case(&self, decision: &Decision, at: DateTime<Utc>) -> Option<(usize, bool)> {
        for (number, case) in decision.cases.iter().enumerate() {
            match self.settled(&case.when, Line::Expected, at) {
                Some(true) => return Some((number, true)),
                Some(false) => {}
                None => return Some((number, false)),
            }
        }
        (!decision.otherwise.is_empty()).then_some((decision.cases.len(), true))
    }

    /// The value of a condition, if everything it reads is known already on a line.
    fn settled(&self, when: &Expression, line: Line, at: DateTime<Utc>) -> Option<bool> {
        let line = &self.lines[line.index()];
        let instance = &line.instance;
        let is_known = |path: &Vec<String>| {
            let Some(name) = path.first() else {
                return false;
            };
            if let Some(field) = self.definition().field(name) {
                let value = instance.data().get(name);
                return field.is.is_none() && value.is_some_and(|value| !value.is_null());
            }
            match self.definition().step(name).map(|step| &step.kind) {
                Some(StepKind::ForEach(_)) => false,
                Some(_) => {
                    let record = instance.steps().get(name);
                    record.is_some_and(|record| record.completed_at.is_some())
                }
                None => true,
            }
        };
        if !when.reads().iter().all(is_known) {
            return None;
        }
        match line.value(when, at)? {
            Value::Boolean(holds) => Some(holds),
            _ => None,
        }
    }

    /// An inclusive decision: every case that is known to hold, or the first.
    fn taken(
        &mut self,
        decision: &'a Decision,
        ways: Vec<Way<'a>>,
        entered: Span,
    ) -> Vec<(&'a [String], Span)> {
        let holds: Vec<bool> = match entered.expected {
            When::At(at) => {
                let cases = decision.cases.iter();
                cases
                    .map(|case| self.settled(&case.when, Line::Expected, at) == Some(true))
                    .collect()
            }
            When::Never | When::Unknown => Vec::new(),
        };
        let any = holds.contains(&true);
        let numbered = ways.into_iter().enumerate();
        numbered
            .map(|(number, way)| {
                let is_taken = if any {
                    holds.get(number) == Some(&true)
                } else {
                    number == 0
                };
                let expected = if is_taken {
                    entered.expected
                } else {
                    When::Never
                };
                (
                    way.targets,
                    Span {
                        expected,
                        ..entered
                    },
                )
            })
            .collect()
    }
}

/// Every way may be the shortest or the longest; one is the expected one.
pub(crate) fn split<'a>(
    ways: Vec<Way<'a>>,
    chosen: usize,
    left: Span,
) -> Vec<(&'a [String], Span)> {
    let numbered = ways.into_iter().enumerate();
    numbered
        .map(|(number, way)| {
            let expected = if number == chosen {
                left.expected
            } else {
                When::Never
            };
            (way.targets, Span { expected, ..left })
        })
        .collect()
}

/// The titles of the steps that a way leads to.
pub(crate) fn titles(definition: &Definition, targets: &[String]) -> String {
    let title = |id: &String| {
        let step = definition.step(id);
        step.map_or_else(|| id.clone(), |step| step.title.ru.clone())
    };
    targets.iter().map(title).collect::<Vec<_>>().join(", ")
}
