//! Words: values and events in Russian and English.

mod flow;
mod history;
mod migration;
mod value;

pub(crate) use history::{actor, events, tell};
pub(crate) use value::{full_name, value};
