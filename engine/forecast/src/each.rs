//! Steps over many: the window closes, then the slowest child decides.

use reglament_calendar::end_of_local_day;
use reglament_core::TimerPurpose;
use reglament_definition::{ForEach, Step};

use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    pub(crate) fn for_each(&mut self, here: Here, step: &'a Step, each: &'a ForEach) -> Stay<'a> {
        let closes = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => self.closes(here, step, each, (line, entered)),
            other => other,
        });
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
        let left = match self.ends.and_then(|ends| ends.get(&step.id)) {
            // Without anybody there is nothing to wait for after the window.
            Some(ends) if ends.is_reached() => closes.both(*ends),
            _ => closes,
        };
        Stay {
            due: [None, None, None],
            left,
            ways: vec![(&each.next, left)],
        }
    }

    fn closes(
        &mut self,
        here: Here,
        step: &Step,
        each: &ForEach,
        (line, entered): (Line, chrono::DateTime<chrono::Utc>),
    ) -> When {
        let floor = self.floor(here, entered);
        let line = &self.lines[line.index()];
        let items = line.instance.items().get(&step.id);
        if here.live.is_some() && items.is_some_and(|list| list.closed) {
            return When::At(floor);
        }
        if let Some(at) = self.timer(here, TimerPurpose::CloseWindow) {
            return When::At(at.max(floor));
        }
        let zone = self.definition().zone;
        let value = line.value(&each.window.closes, entered);
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
