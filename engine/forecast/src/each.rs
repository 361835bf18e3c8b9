//! Steps over many: the window closes, then the slowest child decides. A call waits for its one child.

use reglament_calendar::end_of_local_day;
use reglament_core::TimerPurpose;
use reglament_definition::{Call, EachRow, ForEach, Step, StepKind};

use crate::choice::{Way, split};
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    pub(crate) fn for_each(&mut self, here: Here, step: &'a Step, each: &'a ForEach) -> Stay<'a> {
        let closes = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => self.closes(here, step, each, (line, entered)),
            other => other,
        });
        self.closes.insert(step.id.clone(), closes);
        for line in Line::ALL {
            let When::At(at) = here.entered.get(line) else {
                continue;
            };
            let line = &mut self.lines[line.index()];
            let items = line.instance.items().get(&step.id);
            if items.is_none_or(|list| !list.closed && list.items.is_empty()) {
                line.join(step, &each.process, at);
            }
        }
        let left = match self.ends.as_ref().and_then(|ends| ends.get(&step.id)) {
            // Without anybody there is nothing to wait for after the window.
            Some(ends) if ends.is_reached() => closes.both(*ends),
            _ => closes,
        };
        Stay {
            due: [None, None, None],
            left,
            ways: vec![(&each.next, left)],
            beside: Vec::new(),
        }
    }

    pub(crate) fn call(&mut self, here: Here, step: &'a Step, call: &'a Call) -> Stay<'a> {
        let begun = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => When::At(self.floor(here, entered)),
            other => other,
        });
        for line in Line::ALL {
            let When::At(at) = begun.get(line) else {
                continue;
            };
            let line = &mut self.lines[line.index()];
            if here.live.is_none() {
                line.join(step, &call.process, at);
            }
        }
        let ends = self.ends.as_ref();
        let ends = ends.and_then(|ends| ends.get(&step.id)).copied();
        let left = match ends {
            Some(ends) if ends.is_reached() => begun.both(ends),
            _ => begun,
        };
        let mut ways: Vec<Way<'a>> = Vec::new();
        if !call.next.is_empty() {
            ways.push(way("", &call.next));
        }
        ways.extend(call.outcomes.iter().map(|(end, next)| way(end, next)));
        let chosen = self.choose(here.index, step, &ways, 0);
        Stay {
            due: [None, None, None],
            left,
            ways: split(ways, chosen, left),
            beside: Vec::new(),
        }
    }

    /// How many rows a list has on the expected line; none when nobody can tell.
    pub(crate) fn rows(&self, list: &EachRow, at: chrono::DateTime<chrono::Utc>) -> Option<usize> {
        let line = &self.lines[Line::Expected.index()];
        line.value(&list.list, at)?.as_list().map(<[_]>::len)
    }

    fn closes(
        &mut self,
        here: Here,
        step: &Step,
        each: &ForEach,
        (line, entered): (Line, chrono::DateTime<chrono::Utc>),
    ) -> When {
        let floor = self.floor(here, entered);
        let timer = self.timer(here, line, TimerPurpose::CloseWindow);
        let line = &self.lines[line.index()];
        let Some(window) = &each.window else {
            return When::At(floor);
        };
        let items = line.instance.items().get(&step.id);
        if here.live.is_some() && items.is_some_and(|list| list.closed) {
            return When::At(floor);
        }
        if let Some(at) = timer {
            return at.not_before(floor);
        }
        let zone = self.definition().zone;
        let value = line.value(&window.closes, entered);
        let at = value.and_then(|value| {
            let date = || value.as_date().map(|date| end_of_local_day(date, zone));
            value.as_moment().or_else(date)
        });
        match at {
            Some(at) => When::At(at.max(floor)),
            None => {
                self.note(Some(step), Assumed::DateUnknown);
                When::Unknown
            }
        }
    }
}

fn way<'a>(end: &str, targets: &'a [String]) -> Way<'a> {
    Way {
        key: end.to_owned(),
        title: end.to_owned(),
        targets,
    }
}

/// A step whose children are instances of their own.
pub(crate) struct Children<'a> {
    pub(crate) process: &'a str,
    pub(crate) give: &'a [(String, reglament_expression::Expression)],
    /// The list of rows, and whether they come one after another.
    pub(crate) rows: Option<(&'a EachRow, bool)>,
    /// Whether anybody may join as long as a window is open.
    pub(crate) is_open: bool,
}

impl<'a> Children<'a> {
    pub(crate) fn of(step: &'a Step) -> Option<Self> {
        match &step.kind {
            StepKind::ForEach(each) => Some(Self {
                process: &each.process,
                give: &each.give,
                rows: each.each.as_ref().map(|rows| (rows, each.one_by_one)),
                is_open: each.window.is_some(),
            }),
            StepKind::Call(call) => Some(Self {
                process: &call.process,
                give: &call.give,
                rows: None,
                is_open: false,
            }),
            _ => None,
        }
    }
}
