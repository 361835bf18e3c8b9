//! Every bound in one place.

use std::time::Duration;

/// Spans that wait to be sent; further ones are dropped.
pub(crate) const QUEUE: usize = 4_096;
/// Spans in one message.
pub(crate) const MESSAGE_SPANS: usize = 512;
/// How long spans are gathered for one message.
pub(crate) const GATHER: Duration = Duration::from_secs(1);
/// How long the collector may take for one message.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How long a stop waits for the last message.
pub(crate) const STOP_PATIENCE: Duration = Duration::from_secs(2);
/// Links of one span; a batch may hold more commands.
pub(crate) const LINKS: usize = 32;
/// Longest attribute, characters.
pub(crate) const VALUE_CHARS: usize = 200;
