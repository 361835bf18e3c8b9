//! A test: taken at once at the earliest; at the latest begun at the last moment, with its whole time.

use chrono::{DateTime, Utc};
use reglament_calendar::{Term, end_of_local_day, start_of_day};
use reglament_core::TimerPurpose;
use reglament_definition::{Step, TermSource, TestStep};
use reglament_expression::Expression;

use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    pub(crate) fn test(&mut self, here: Here, step: &'a Step, test: &'a TestStep) -> Stay<'a> {
        let left = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => self.sat(here, step, test, (line, entered)),
            other => other,
        });
        Stay {
            due: [None, None, None],
            left,
            ways: vec![(&test.next, left)],
            beside: Vec::new(),
        }
    }

    fn sat(
        &mut self,
        here: Here,
        step: &'a Step,
        test: &TestStep,
        (line, entered): (Line, DateTime<Utc>),
    ) -> When {
        let floor = self.floor(here, entered);
        // A test that has begun ends when its clock says.
        if let Some(When::At(ends)) = self.timer(here, line, TimerPurpose::TestEnds) {
            return When::At(if line == Line::Earliest { floor } else { ends });
        }
        let opens = test.opens.as_ref();
        let opens = opens.and_then(|opens| self.day(opens, line, entered, false));
        let opens = opens.map_or(floor, |opens| opens.max(floor));
        let closes = test.closes.as_ref();
        let closes = closes.and_then(|closes| self.day(closes, line, entered, true));
        let time = self.time(test).and_then(|term| term.fixed());
        match (line, closes.zip(time)) {
            (Line::Earliest, _) => When::At(opens),
            (Line::Expected, _) => match self.usual(step, line, entered) {
                Some(at) => When::At(at.max(opens)),
                None => When::At(opens + time.unwrap_or_default()),
            },
            (Line::Latest, Some((closes, time))) => When::At((closes + time).max(floor)),
            (Line::Latest, None) => {
                self.note(Some(step), Assumed::DateUnknown);
                When::Unknown
            }
        }
    }

    fn time(&self, test: &TestStep) -> Option<Term> {
        match &test.time {
            TermSource::Literal(term) => Some(*term),
            TermSource::Parameter(name) => {
                let parameter = self.definition().parameters.get(name)?;
                parameter.value.as_term().copied()
            }
        }
    }

    fn day(
        &self,
        when: &Expression,
        line: Line,
        entered: DateTime<Utc>,
        to_its_end: bool,
    ) -> Option<DateTime<Utc>> {
        let zone = self.definition().zone;
        let value = self.lines[line.index()].value(when, entered)?;
        let date = || {
            value.as_date().map(|date| match to_its_end {
                true => end_of_local_day(date, zone),
                false => start_of_day(date, zone),
            })
        };
        value.as_moment().or_else(date)
    }
}
