//! Suspended terms: nobody can be faster than one that runs again at once; on the other lines it runs again when the longest
//! suspension is over, and stands still where there is no limit.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_calendar::Calendar;
use reglament_core::{DueDate, Instance, TermEvent, TermOwner, TimerPurpose, resumption};

use crate::Line;
use crate::timeline::Timeline;

/// A term that stands still by an act about it.
pub(crate) struct Suspended {
    pub(crate) owner: TermOwner,
    /// Its step; none for the term of the whole instance.
    pub(crate) step: Option<String>,
    /// When it runs again by itself.
    pub(crate) until: Option<DateTime<Utc>>,
}

/// Everything that is suspended; the signatures of one step are one term.
pub(crate) fn suspended(instance: &Instance) -> Vec<Suspended> {
    let mut tokens = Vec::new();
    let mut found = Vec::new();
    for (id, task) in instance.tasks() {
        let stands = task.due.as_ref().and_then(DueDate::suspended).is_some();
        if stands && !tokens.contains(&Some(task.token)) {
            tokens.push(Some(task.token));
            found.push((TermOwner::Task(*id), Some(task.step.clone())));
        }
    }
    let whole = instance.term().as_ref();
    if whole.is_some_and(|term| term.due.suspended().is_some()) {
        tokens.push(None);
        found.push((TermOwner::Instance, None));
    }
    let until = |token| {
        let mut timers = instance.timers().values();
        let timer = timers.find(|t| t.purpose == TimerPurpose::Resume && t.token == token);
        timer.map(|timer| timer.at)
    };
    let found = found.into_iter().zip(tokens);
    found
        .map(|((owner, step), token)| Suspended {
            owner,
            step,
            until: until(token),
        })
        .collect()
}

impl Timeline<'_> {
    /// Lets suspended terms run again as `line` has it.
    pub(crate) fn resume(&mut self, line: Line, suspended: &[Suspended]) {
        for term in suspended {
            let at = match line {
                Line::Earliest => Some(self.now()),
                Line::Expected | Line::Latest => term.until.map(|until| until.max(self.now())),
            };
            let Some(at) = at else { continue };
            let context = self.context_at(at);
            let changes = resumption(context, &self.instance, term.owner);
            if !changes.is_empty() {
                let event = TermEvent::Resumed {
                    owner: term.owner,
                    reason: None,
                    by: None,
                    changes,
                };
                self.tell(at, event.into());
            }
        }
    }
}

/// How much later something is due than without the acts about its term.
pub(crate) fn delay(due: &DueDate, calendar: &Calendar) -> TimeDelta {
    if due.acts.is_empty() {
        return TimeDelta::zero();
    }
    let plain = DueDate {
        acts: Vec::new(),
        ..due.clone()
    };
    let (with, without) = (due.by_calendar(calendar), plain.by_calendar(calendar));
    let later = with
        .zip(without)
        .map(|(with, without)| with.at - without.at);
    later.unwrap_or_default().max(TimeDelta::zero())
}
