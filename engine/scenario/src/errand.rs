//! What one command makes instances ask of each other, on its way through the world.

use reglament_core::{Actor, Command, Effect, InstanceId, Request};

use crate::{World, inbox::Posted};

/// A command under way.
pub(crate) struct Errand {
    pub(crate) to: InstanceId,
    /// Process of a new instance.
    pub(crate) process: Option<String>,
    pub(crate) request: Request,
}

impl World<'_> {
    /// The errand of an effect; messages by key go to the inbox, papers are recorded from the journal.
    pub(crate) fn errand_of(&mut self, effect: Effect) -> Option<Errand> {
        match effect {
            Effect::StartChild {
                id,
                instance,
                process,
                facts,
            } => {
                let request = Request {
                    id,
                    actor: Actor::System,
                    command: Command::Start(facts),
                };
                Some(Errand {
                    to: instance,
                    process: Some(process),
                    request,
                })
            }
            Effect::Correlate {
                id,
                from,
                process,
                message,
                key,
                data,
            } => {
                let posted = Posted {
                    id,
                    from,
                    process,
                    message,
                    key,
                    data,
                };
                self.post(posted);
                None
            }
            Effect::Command { id, to, command } => Some(Errand {
                to,
                process: None,
                request: Request {
                    id,
                    actor: Actor::System,
                    command,
                },
            }),
            Effect::Letter { .. } | Effect::Document { .. } => None,
        }
    }
}
