//! Who may pass which door: the matrix of `access.txt`, the routes built on it, and the guard in front of them.
//!
//! What may be done in a case that is seen is not here: its process says so, and the engine decides.

mod door;
mod guard;
mod programs;
mod site;
mod view;

pub use door::{DOORS, Door, Relation};
pub use site::{Site, rehearsal};

pub(crate) use door::{door, find};
pub(crate) use guard::guard;
pub(crate) use view::Handed;
