//! What came into a world from outside, in order: another host that is given the same comes to the same journals.
//!
//! What instances ask of each other is not here: whoever plays these makes that happen itself. Messages by key are, because
//! a world delivers them at once and others when they get to it.

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_core::{Absence, InstanceId, Rejection, Request};

use super::World;
use crate::errand::Errand;

/// Something from outside.
#[derive(Clone, Debug)]
pub struct Given {
    /// When, by the clock of the world.
    pub at: DateTime<Utc>,
    /// What.
    pub what: Gift,
}

/// What comes from outside.
#[derive(Clone, Debug)]
pub enum Gift {
    /// A command, also one that was refused.
    Command(Box<GivenCommand>),
    /// An absence that was entered.
    Absence(Absence),
    /// Another edition of the calendar.
    Calendar(Box<Calendar>),
}

/// A command and what came of it.
#[derive(Clone, Debug)]
pub struct GivenCommand {
    /// Instance.
    pub to: InstanceId,
    /// Process of an instance that begins with it.
    pub process: Option<String>,
    /// The command.
    pub request: Request,
    /// Where dice begin in the decision on it, and in those that follow from it.
    pub seed: u64,
    /// Code of the refusal.
    pub refused: Option<&'static str>,
}

impl World<'_> {
    /// Everything that came from outside, in order.
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    pub(super) fn note(&mut self, what: Gift) {
        let at = self.now;
        self.given.push(Given { at, what });
    }

    /// Notes a command that is about to be decided; gives its place among all.
    pub(super) fn note_command(&mut self, errand: &Errand) -> usize {
        self.note(Gift::Command(Box::new(GivenCommand {
            to: errand.to.clone(),
            process: errand.process.clone(),
            request: errand.request.clone(),
            seed: self.seed(),
            refused: None,
        })));
        self.given.len() - 1
    }

    pub(super) fn note_refusal(&mut self, place: usize, why: &Rejection) {
        if let Some(Given {
            what: Gift::Command(command),
            ..
        }) = self.given.get_mut(place)
        {
            command.refused = Some(why.code());
        }
    }
}
