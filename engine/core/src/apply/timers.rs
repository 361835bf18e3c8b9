//! Applies what happens to timers.

use crate::{Event, Instance, Timer};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::TimerScheduled {
        timer,
        token,
        task,
        at,
        purpose,
        due,
    } = event
    {
        instance.last_timer = instance.last_timer.max(timer.0);
        let wish = Timer {
            token: *token,
            task: *task,
            at: *at,
            purpose: *purpose,
            due: due.clone(),
            paused: false,
        };
        instance.timers.insert(*timer, wish);
    }
    if let Event::TimerFired { timer } | Event::TimerCancelled { timer } = event {
        instance.timers.remove(timer);
    }
}
