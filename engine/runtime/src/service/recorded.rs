//! Commands as they were recorded elsewhere: by a story, whose instances are to come to the same here.
//!
//! Nobody is asked whether the actor may: the record says that he did. No page, no door of the API and no command of the
//! program leads here.

use reglament_core::{InstanceId, Request};

use super::{Service, ServiceError};
use crate::writer::{Order, Target};

/// A recorded command.
#[derive(Clone, Debug)]
pub struct RecordedCommand {
    /// Instance, under its recorded name.
    pub to: InstanceId,
    /// Process of an instance that begins with it, by its version published last.
    pub process: Option<String>,
    /// The command.
    pub request: Request,
}

impl Service {
    /// Gives a recorded command at the present moment of the clock.
    ///
    /// # Errors
    /// The engine's rejection, an instance or a process that is not there, the store's failures.
    pub async fn give_recorded(&self, recorded: RecordedCommand) -> Result<(), ServiceError> {
        let instance = recorded.to;
        let target = match recorded.process {
            None => Target::Existing(instance),
            Some(process) => {
                let package = self.shared.library.current();
                let found = package.definitions.get(&process);
                let definition = found.ok_or(ServiceError::NotFound)?.reference.clone();
                Target::New {
                    instance,
                    definition,
                }
            }
        };
        let order = Order {
            target,
            request: recorded.request,
            digest: None,
        };
        self.writer.submit(order).await.map(drop)
    }
}
