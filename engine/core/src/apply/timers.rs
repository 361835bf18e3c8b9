//! Applies what happens to timers.

use crate::{Instance, Timer, TimerEvent};

pub(super) fn apply(instance: &mut Instance, event: &TimerEvent) {
    match event {
        TimerEvent::Scheduled {
            timer,
            token,
            task,
            at,
            purpose,
            due,
        } => {
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
        TimerEvent::Fired { timer } | TimerEvent::Cancelled { timer } => {
            instance.timers.remove(timer);
        }
    }
}
