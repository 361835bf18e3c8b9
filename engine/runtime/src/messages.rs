//! The keys that instances have come to have, for messages that find their receivers by key.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_core::{Ballots, Context, Instance, Numbers, Outside, correlation_keys};
use reglament_definition::Definition;

use crate::{
    library::LoadedPackage,
    port::{ChangeSet, KeyRow},
};

/// What surrounds an instance when its keys are computed.
pub(crate) struct Around<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) package: &'a LoadedPackage,
    pub(crate) calendar: &'a Calendar,
    pub(crate) now: DateTime<Utc>,
}

/// Adds the differences between the keys of `before` and `after` to `changes`.
pub(crate) fn differences(
    changes: &mut ChangeSet,
    around: &Around<'_>,
    before: &Instance,
    after: &Instance,
) {
    let messages = &around.definition.messages;
    if messages.values().all(|message| message.key.is_none()) {
        return;
    }
    let (old, new) = (rows(around, before), rows(around, after));
    changes.dropped_keys.extend(old.difference(&new).cloned());
    changes.keys.extend(new.difference(&old).cloned());
}

fn rows(around: &Around<'_>, instance: &Instance) -> BTreeSet<KeyRow> {
    let context = Context {
        definition: around.definition,
        children: &BTreeMap::new(),
        calendar: around.calendar,
        organisation: &around.package.organisation,
        numbers: &Numbers::default(),
        absences: &[],
        ballots: &Ballots::default(),
        outside: &Outside::default(),
        now: around.now,
        base_url: "",
    };
    let row = |(message, key)| KeyRow {
        process: around.definition.reference.process.clone(),
        message,
        key,
        instance: instance.id().clone(),
    };
    correlation_keys(&context, instance)
        .into_iter()
        .map(row)
        .collect()
}
