//! Every pending timer must have a counterpart: of a step, the term of the same order; of the instance, the event of the
//! same id. Timers of tasks are planned anew when their rule has changed.

use reglament_core::{Timer, TimerId, TimerPurpose, TokenId};
use reglament_definition::{ProcessEvent, ProcessTrigger, Step, StepKind, Trigger};

use super::Planning;
use super::tokens::{is_option_term, is_term, is_until};

impl Planning<'_> {
    /// Timers of the whole instance, by the id of their event; steps that may be undone.
    pub(super) fn check_instance(&mut self) {
        let instance = self.instance;
        for (id, timer) in instance.timers() {
            let TimerPurpose::ProcessEvent { event, happened } = timer.purpose else {
                continue;
            };
            let old = usize::try_from(event)
                .ok()
                .and_then(|index| self.old.events.get(index));
            let is_term = |event: &ProcessEvent| {
                matches!(event.trigger, ProcessTrigger::Of(Trigger::Term(_)))
            };
            let same = |found: &&(u32, &ProcessEvent)| {
                old.is_some_and(|old| old.id == found.1.id) && is_term(found.1)
            };
            let known: Vec<(u32, &ProcessEvent)> = (0u32..).zip(&self.new.events).collect();
            match known.iter().find(same) {
                Some((to, _)) if *to == event => {}
                Some((to, _)) => {
                    let event = *to;
                    self.plan
                        .timers
                        .insert(*id, TimerPurpose::ProcessEvent { event, happened });
                }
                None => self.refuse(
                    "timer_gone",
                    "Событие процесса ждёт срока, которого в новой редакции нет.".into(),
                    "An event of the process waits for a term that the new edition lacks.".into(),
                ),
            }
        }
        for step in instance.undoable() {
            self.counterpart(step);
        }
    }

    /// Timers of the step itself; those of tasks are planned anew.
    pub(super) fn check_timers(&mut self, token: TokenId, before: &Step, after: &Step) {
        let timers = self.instance.timers().iter();
        let own: Vec<(&TimerId, &Timer)> = timers
            .filter(|(_, timer)| timer.token == Some(token) && timer.task.is_none())
            .collect();
        for (id, timer) in own {
            match purpose(before, after, timer.purpose) {
                Some(purpose) if purpose == timer.purpose => {}
                Some(purpose) => {
                    self.plan.timers.insert(*id, purpose);
                }
                None => self.refuse_step(
                    "timer_gone",
                    before,
                    "ждёт срока, которого в новой редакции нет",
                    "waits for a term that the new edition lacks",
                ),
            }
        }
    }
}

/// What a timer of a step is for in the new version: the term of the same order.
fn purpose(before: &Step, after: &Step, purpose: TimerPurpose) -> Option<TimerPurpose> {
    match purpose {
        TimerPurpose::Boundary(index) => {
            let to = same_order(&before.on, &after.on, index, is_term)?;
            Some(TimerPurpose::Boundary(to))
        }
        TimerPurpose::Option(index) => {
            let (StepKind::Wait(old), StepKind::Wait(new)) = (&before.kind, &after.kind) else {
                return None;
            };
            let option = old.first.get(usize::try_from(index).ok()?)?;
            let clock = if is_until(option) {
                is_until
            } else {
                is_option_term
            };
            same_order(&old.first, &new.first, index, clock).map(TimerPurpose::Option)
        }
        TimerPurpose::Wait => {
            let StepKind::Wait(new) = &after.kind else {
                return None;
            };
            (new.until.is_some() || new.term.is_some()).then_some(purpose)
        }
        TimerPurpose::CloseWindow => matches!(after.kind, StepKind::ForEach(_)).then_some(purpose),
        other => (before.kind == after.kind && before.on == after.on).then_some(other),
    }
}

/// The index in `new` of the thing of a sort that has the same order among its like as the one at `index` in `old`.
fn same_order<T>(old: &[T], new: &[T], index: u32, sort: fn(&T) -> bool) -> Option<u32> {
    let at = usize::try_from(index).ok()?;
    let order = old.get(..at)?.iter().filter(|one| sort(one)).count();
    old.get(at).filter(|one| sort(one))?;
    let mut alike = (0u32..).zip(new).filter(|(_, one)| sort(one));
    alike.nth(order).map(|(index, _)| index)
}
