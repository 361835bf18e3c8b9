//! Applies publications: a new one, and those that it takes the place of.

use crate::{Event, Instance, Posted, Recorded};

pub(super) fn apply(instance: &mut Instance, recorded: &Recorded) {
    let Event::Published {
        publication,
        replaces,
    } = &recorded.event
    else {
        return;
    };
    let gone = instance.publications.iter_mut();
    for posted in gone.filter(|posted| replaces.contains(&posted.fact.publication)) {
        posted.withdrawn_at.get_or_insert(recorded.at);
    }
    instance.publications.push(Posted {
        fact: publication.clone(),
        at: recorded.at,
        withdrawn_at: None,
    });
}
