//! How a task is named on the command line: `instance/number`, as `reglament task list` prints it.
//!
//! The number counts within the instance.

use std::fmt;

use reglament_core::{InstanceId, TaskId};

use crate::failure::Failure;

/// An instance and one of its tasks.
#[derive(Clone, Debug)]
pub(crate) struct TaskAddress {
    /// Instance.
    pub(crate) instance: InstanceId,
    /// Task.
    pub(crate) task: TaskId,
}

impl TaskAddress {
    /// Reads `instance/number`.
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        let parts = text.rsplit_once('/');
        let address = parts.and_then(|(instance, task)| {
            Some((InstanceId::from(instance), TaskId(task.parse().ok()?)))
        });
        let (instance, task) = address.ok_or_else(|| {
            Failure::usage(
                "task.unreadable",
                format!("«{text}» не похоже на задачу; напишите её как в reglament task list: дело/номер."),
                format!("`{text}` is no task; write it as `reglament task list` does: instance/number."),
            )
        })?;
        Ok(Self { instance, task })
    }
}

impl fmt::Display for TaskAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.instance, self.task)
    }
}
