//! An order to the writer: a request and the instance it is for.

use reglament_core::{Actor, Command, CommandId, Instance, InstanceId, Request};
use reglament_definition::DefinitionRef;

use crate::port::{ErasureChange, SignalBody, SignalRow, TimerRow};

/// What the writer is asked to carry out.
pub(crate) struct Order {
    pub(crate) target: Target,
    pub(crate) request: Request,
    /// Digest of what was asked, for commands that may be repeated under the same id.
    pub(crate) digest: Option<String>,
}

/// Whom an order is for.
pub(crate) enum Target {
    /// An instance that runs.
    Existing(InstanceId),
    /// One that has ended, with what is left of it.
    Erased(Box<Redacted>),
    /// A new one.
    New {
        instance: InstanceId,
        definition: DefinitionRef,
    },
    /// The instance of a timer; a timer that it does not know (any more) is dropped from the table.
    Timer(TimerRow),
    /// The receiver of a signal, which is deleted in the same transaction.
    Signal {
        to: InstanceId,
        start: Option<DefinitionRef>,
    },
}

/// What is left of an instance, found out before the order was given.
pub(crate) struct Redacted {
    /// As it stands after its journal without what goes.
    pub(crate) instance: Instance,
    /// The hash of its last row: if it moved on meanwhile, nothing is written.
    pub(crate) hash: String,
    pub(crate) change: ErasureChange,
}

impl Order {
    pub(crate) fn signal(signal: SignalRow) -> Self {
        let (start, command) = match signal.body {
            SignalBody::Start { definition, facts } => (Some(definition), Command::Start(facts)),
            SignalBody::Command(command) => (None, command),
        };
        Self {
            target: Target::Signal {
                to: signal.to,
                start,
            },
            request: Request {
                id: signal.id,
                actor: Actor::System,
                command,
            },
            digest: None,
        }
    }

    pub(crate) fn timer(timer: TimerRow) -> Self {
        let request = Request {
            id: CommandId(format!("timer/{}/{}", timer.instance, timer.timer)),
            actor: Actor::System,
            command: Command::FireTimer { timer: timer.timer },
        };
        Self {
            target: Target::Timer(timer),
            request,
            digest: None,
        }
    }

    pub(crate) fn instance(&self) -> &InstanceId {
        match &self.target {
            Target::Existing(id) => id,
            Target::Erased(left) => left.instance.id(),
            Target::New { instance, .. } => instance,
            Target::Timer(timer) => &timer.instance,
            Target::Signal { to, .. } => to,
        }
    }

    /// The id of the signal, when it is one.
    pub(crate) fn signal_id(&self) -> Option<&CommandId> {
        let is_signal = matches!(self.target, Target::Signal { .. });
        is_signal.then_some(&self.request.id)
    }

    /// The definition of an instance that begins with this order.
    pub(crate) fn start(&self) -> Option<&DefinitionRef> {
        match &self.target {
            Target::New { definition, .. } => Some(definition),
            Target::Signal { start, .. } => start.as_ref(),
            Target::Existing(_) | Target::Erased(_) | Target::Timer(_) => None,
        }
    }
}
