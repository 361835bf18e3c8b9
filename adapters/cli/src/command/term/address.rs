//! How a term is named on the command line: `instance/number` for a task, `instance` alone for the whole instance.
//!
//! Whether there is such a term is the engine's answer.

use reglament_core::{InstanceId, TermOwner};

use crate::command::task::TaskAddress;
use crate::failure::Failure;

/// An instance and one of its terms.
pub(super) fn read(text: &str) -> Result<(InstanceId, TermOwner), Failure> {
    if text.contains('/') {
        let address = TaskAddress::read(text)?;
        return Ok((address.instance, TermOwner::Task(address.task)));
    }
    Ok((InstanceId::from(text), TermOwner::Instance))
}
