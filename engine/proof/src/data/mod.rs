//! The flow of data: what is set where, what is read before it is written, what is written and never read.
//!
//! First every field is followed over the graph, cheaply and on the safe side; what stays doubtful is confirmed or dismissed
//! by walking the states of the process (`doubts`), because only there do conditions that depend on each other do so.

pub(crate) mod doubts;
pub(crate) mod guards;
pub(crate) mod levels;
pub(crate) mod passed;
pub(crate) mod unread;
