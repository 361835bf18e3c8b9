//! Checks over whole definitions: one file each. They run on definitions with holes too.

mod role_holders;

use crate::lower::{Draft, World};

/// Runs all checks.
pub(crate) fn run(world: &World<'_>, drafts: &[Draft<'_>]) {
    for draft in drafts {
        role_holders::check(world, draft);
    }
}
