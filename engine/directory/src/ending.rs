//! Who is in the organisation and not in a complete table: the last day, never a removal.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::{Post, Tenure};

use crate::facts::PersonFacts;

/// Ends everything that is open on the day; what begins later stays.
pub(crate) fn ended(before: &PersonFacts, day: NaiveDate) -> PersonFacts {
    let mut after = before.clone();
    if after.posts.is_empty() {
        let unit = after.unit.take();
        after.posts.push(Post {
            unit,
            position: after.position.clone(),
            tenure: Tenure::default(),
        });
    }
    for post in &mut after.posts {
        end(&mut post.tenure, day);
    }
    for tenure in after.roles.values_mut() {
        end(tenure, day);
    }
    after
}

/// Ends the roles that the rows of a complete table do not name.
pub(crate) fn without_roles(after: &mut PersonFacts, named: &BTreeSet<String>, day: NaiveDate) {
    for (role, tenure) in &mut after.roles {
        if !named.contains(role) {
            end(tenure, day);
        }
    }
}

fn end(tenure: &mut Tenure, day: NaiveDate) {
    let begun = tenure.from.is_none_or(|from| from <= day);
    if begun && tenure.until.is_none_or(|until| until > day) {
        tenure.until = Some(day);
    }
}
