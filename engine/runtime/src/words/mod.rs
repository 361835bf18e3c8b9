//! Words: values and events in Russian and English.

mod events;
mod history;
mod job;
mod publication;
mod value;

pub(crate) use history::{actor, events, tell};
pub(crate) use value::{full_name, value};
