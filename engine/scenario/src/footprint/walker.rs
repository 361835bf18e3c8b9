//! Follows the journal of one instance and writes down what it tried.
//!
//! The journal does not name the flow of a token that enters a step, so it is told by who has just left and may lead there.

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::{
    BranchEvent, Event, FlowEvent, InstanceEvent, TaskEvent, TaskId, TimerEvent, TimerId,
};
use reglament_definition::Definition;

use super::{CANCELLATION, Footprint, Notice, START, flows, notice};

/// Follows one instance.
pub(super) struct Walker<'p> {
    definition: &'p Definition,
    ways: BTreeSet<(&'p str, &'p str)>,
    /// Who has left since the last command began, the latest last.
    left: Vec<String>,
    /// How often each step was entered.
    entered: BTreeMap<String, u32>,
    /// Steps of the tasks.
    tasks: BTreeMap<TaskId, String>,
    /// What the timers of deadlines tell, and of which step.
    timers: BTreeMap<TimerId, (String, Notice)>,
}

impl<'p> Walker<'p> {
    pub(super) fn new(definition: &'p Definition) -> Self {
        Self {
            definition,
            ways: flows(definition).into_iter().collect(),
            left: vec![START.to_owned()],
            entered: BTreeMap::new(),
            tasks: BTreeMap::new(),
            timers: BTreeMap::new(),
        }
    }

    pub(super) fn follow(&mut self, event: &Event, walked: &mut Footprint) {
        self.leave(event);
        self.enter(event, walked);
        self.work(event, walked);
    }

    fn leave(&mut self, event: &Event) {
        if let Event::Flow(FlowEvent::StepLeft { step, .. }) = event {
            self.left.push(step.clone());
        }
        if let Event::Branch(BranchEvent::Interrupted {
            step: None, event, ..
        }) = event
        {
            self.left.push(event.clone());
        }
        if let Event::Instance(InstanceEvent::CancellationBegun { .. }) = event {
            self.left.push(CANCELLATION.to_owned());
        }
        if let Event::Branch(BranchEvent::Begun { step, event, .. }) = event {
            self.left
                .push(step.clone().unwrap_or_else(|| event.clone()));
        }
    }

    fn enter(&mut self, event: &Event, walked: &mut Footprint) {
        let process = &self.definition.reference.process;
        if let Event::Flow(FlowEvent::JoinReached { step, from }) = event {
            walked
                .flows
                .insert((process.clone(), from.clone(), step.clone()));
        }
        if let Event::Flow(FlowEvent::StepEntered { step, .. }) = event {
            walked.steps.insert((process.clone(), step.clone()));
            *self.entered.entry(step.clone()).or_default() += 1;
            let mut latest_first = self.left.iter().rev();
            for (from, to) in latest_first
                .find_map(|from| self.way(from, step))
                .unwrap_or_default()
            {
                walked.flows.insert((process.clone(), from, to));
            }
        }
    }

    /// The flows by which a token that left `from` comes to `step`: one, or two where they lead through a step whose
    /// repetitions are used up, since the journal names only where the token goes instead.
    fn way(&self, from: &str, step: &str) -> Option<Vec<(String, String)>> {
        let flow = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        if self.ways.contains(&(from, step)) {
            return Some(vec![flow(from, step)]);
        }
        let times = |step: &str| self.entered.get(step).copied().unwrap_or_default();
        let spent = self.definition.steps.iter().find(|spent| {
            let limit = spent.repeat_limit().filter(|limit| limit.then == step);
            limit.is_some_and(|limit| times(&spent.id) >= limit.max)
                && self.ways.contains(&(from, spent.id.as_str()))
        })?;
        Some(vec![flow(from, &spent.id), flow(&spent.id, step)])
    }

    /// Outcomes of tasks, and what is told of their deadlines.
    fn work(&mut self, event: &Event, walked: &mut Footprint) {
        let process = &self.definition.reference.process;
        match event {
            Event::Task(TaskEvent::Created { task }) => {
                self.tasks.insert(task.task, task.step.clone());
            }
            Event::Task(TaskEvent::Completed {
                step,
                outcome: Some(outcome),
                ..
            }) => {
                let key = (process.clone(), step.clone(), outcome.clone());
                walked.outcomes.insert(key);
            }
            // A rung that a person has reached is told all the same.
            Event::Task(TaskEvent::Escalated {
                task,
                rung: Some(rung),
                ..
            }) => {
                let step = self.tasks.get(task).cloned().unwrap_or_default();
                let key = (process.clone(), step, Notice::Rung(*rung));
                walked.notices.insert(key);
            }
            Event::Timer(TimerEvent::Scheduled {
                timer,
                task,
                purpose,
                ..
            }) => {
                let step = task.map(|task| self.tasks.get(&task).cloned().unwrap_or_default());
                if let Some(notice) = Notice::of(*purpose) {
                    let step = step.unwrap_or_else(|| notice::WHOLE.to_owned());
                    self.timers.insert(*timer, (step, notice));
                }
            }
            Event::Timer(TimerEvent::Fired { timer }) => {
                if let Some((step, notice)) = self.timers.get(timer) {
                    let key = (process.clone(), step.clone(), *notice);
                    walked.notices.insert(key);
                }
            }
            _ => {}
        }
    }
}
