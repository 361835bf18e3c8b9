//! Applies publications: a new one, and those that it takes the place of.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::{Instance, Posted, PublicationFact};

pub(super) fn publish(
    instance: &mut Instance,
    publication: &PublicationFact,
    replaces: &BTreeSet<u32>,
    at: DateTime<Utc>,
) {
    let gone = instance.publications.iter_mut();
    for posted in gone.filter(|posted| replaces.contains(&posted.fact.publication)) {
        posted.withdrawn_at.get_or_insert(at);
    }
    instance.publications.push(Posted {
        fact: publication.clone(),
        at,
        withdrawn_at: None,
    });
}
