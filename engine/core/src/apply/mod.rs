//! Applying events: the only code that changes an instance. It cannot fail, asks nothing and decides nothing.
//!
//! A changed meaning of a recorded event would rewrite history: give it a new variant instead.

mod events;
mod flow;
mod incidents;
mod instances;
mod items;
mod jobs;
mod messages;
mod migration;
mod papers;
mod publications;
mod tasks;
mod terms;
mod test;
mod timers;
mod votes;

pub(crate) use terms::date;

use crate::{Event, Instance, InstanceEvent, Recorded};

impl Instance {
    /// Applies the next event of the journal.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.seq = recorded.seq;
        // An erasure is no part of the course: when the instance ended stays.
        if !matches!(
            recorded.event,
            Event::Instance(InstanceEvent::Erased { .. })
        ) {
            self.last_at = recorded.at;
        }
        apply_event(self, recorded);
    }

    /// The instance after all of `journal`.
    pub fn replay<'a>(
        id: crate::InstanceId,
        journal: impl IntoIterator<Item = &'a Recorded>,
    ) -> Self {
        let mut instance = Self::new(id);
        for recorded in journal {
            instance.apply(recorded);
        }
        instance
    }
}

fn apply_event(instance: &mut Instance, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::Instance(event) => instances::apply(instance, event, at),
        Event::Flow(event) => flow::apply(instance, event, at),
        Event::Task(event) => tasks::apply(instance, event, at),
        Event::Vote(event) => votes::apply(instance, event),
        Event::Timer(event) => timers::apply(instance, event),
        Event::Term(event) => terms::apply(instance, event, at),
        Event::Paper(event) => papers::apply(instance, event, at),
        Event::Message(event) => messages::apply(instance, event),
        Event::Item(event) => items::apply(instance, event),
        Event::Job(event) => jobs::apply(instance, event, at),
        Event::Incident(event) => incidents::apply(instance, event, at),
        Event::Test(event) => test::apply(instance, event, at),
        Event::Branch(event) => events::apply(instance, event),
    }
}
