//! The term of the whole instance: it begins to run when the date from which it is counted is known, and nobody may
//! lawfully end later. It interrupts nothing.

use chrono::TimeDelta;
use reglament_core::{DueDate, TermEvent};

use crate::walk::Walk;
use crate::{Assumed, AssumedTerm, Line, Span, When};

impl Walk<'_> {
    /// Sets the term on every line on which it has become known by `now`.
    pub(crate) fn whole_term(&mut self, now: Span) {
        let Some(deadline) = &self.definition().deadline else {
            return;
        };
        for line in Line::ALL {
            let When::At(at) = now.get(line) else {
                continue;
            };
            let line = &mut self.lines[line.index()];
            if line.instance.term().is_some() {
                continue;
            }
            // Without `from` it runs from the start, whenever one asks.
            let from = match deadline.from {
                Some(_) => at,
                None => *line.instance.started_at(),
            };
            if let Ok(due) = line.facts(from).due(deadline) {
                let roles = std::collections::BTreeSet::new();
                line.tell(at, TermEvent::SetForInstance { due, roles }.into());
            }
        }
    }

    /// When the whole instance is due; none where it has no term, or one that stands still or is not known yet.
    pub(crate) fn whole_due(&self) -> [Option<DueDate>; 3] {
        Line::ALL.map(|line| {
            let term = self.lines[line.index()].instance.term().as_ref()?;
            if term.due.held.is_some() {
                return None;
            }
            let anew = self.asked.recount.then_some(self.asked.context.calendar);
            let anew = anew.and_then(|calendar| term.due.by_calendar(calendar));
            Some(anew.unwrap_or_else(|| term.due.clone()))
        })
    }

    /// The end, no later than the term of the whole allows.
    pub(crate) fn within(&mut self, due: Option<&DueDate>, end: Span) -> Span {
        let Some(due) = due else {
            return end;
        };
        let last = due.at - TimeDelta::seconds(1);
        let soonest = end.earliest.at().unwrap_or(last);
        let bound = last.max(soonest).max(self.asked.context.now);
        let exceeds = match end.latest {
            When::At(latest) => latest > bound,
            When::Unknown => true,
            When::Never => false,
        };
        if !exceeds {
            return end;
        }
        self.note(None, Assumed::Term(AssumedTerm::WholeTermBounds(due.date)));
        Span {
            latest: When::At(bound),
            ..end
        }
    }
}
