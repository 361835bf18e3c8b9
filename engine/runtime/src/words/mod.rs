//! Words: values and events in Russian and English.

mod events;
mod history;
mod terms;
mod value;

pub(crate) use history::{actor, events, tell};
pub(crate) use terms::whole_term;
pub(crate) use value::{full_name, value};
