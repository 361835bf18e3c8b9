//! A question: what the forecast may know, and under which circumstances.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_core::{Absence, Context, Instance, InstanceId};
use reglament_definition::Definition;

use crate::{History, Plan, Sending};

/// What a forecast is made from. All of it is handed in.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Definition, calendar, organisation and the present instant, as for a decision.
    pub context: Context<'a>,
    /// The plan of the definition, if it has been made already.
    pub plan: Option<&'a Plan>,
    /// How long steps have taken, and which ways were taken, by process id.
    pub histories: &'a BTreeMap<String, History>,
    /// Who would be away beside those whom an order has released.
    pub absences: &'a [Absence],
    /// Count recorded due dates anew, because the calendar differs from the one they were counted with.
    pub recount: bool,
    /// Live children of the instance.
    pub children: &'a BTreeMap<InstanceId, &'a Instance>,
    /// When others send messages to this instance: the parent's sendings, by name.
    pub messages: &'a BTreeMap<String, Sending>,
    /// The definition by whose terms steps are counted that begin before an instant: another edition is in force only
    /// after it.
    pub earlier: Option<Earlier<'a>>,
}

/// The edition that goes before.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The former edition.
    pub definition: &'a Definition,
    /// The first instant at which it is no longer in force.
    pub until: DateTime<Utc>,
}

impl<'a> Asked<'a> {
    pub(crate) fn history(&self) -> Option<&'a History> {
        self.histories
            .get(&self.context.definition.reference.process)
    }
}
