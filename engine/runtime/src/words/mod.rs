//! Words: values and events in Russian and English.

mod account;
mod address;
mod cancellation;
mod correction;
mod events;
mod flow;
mod history;
mod integrity;
mod job;
mod migration;
mod papers;
mod people;
mod publication;
mod terms;
mod test;
mod value;

pub(crate) use account::{AccountNews, Circumstances};
pub(crate) use address::marked_address;
pub(crate) use cancellation::{cancelled, ended};
pub(crate) use history::{actor, events, tell};
pub(crate) use integrity::{anchor_letter, journal_differs};
pub(crate) use terms::whole_term;
pub(crate) use value::{ROWS, full_name, value};
