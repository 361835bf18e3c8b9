//! Promised dates: whether a total term or an order of dates is kept whatever the day on which an instance begins.

mod course;
mod promises;
mod span;

pub use promises::KeptPromises;
pub(crate) use promises::promises;
