//! Plans of milestones: what is due when, how much room there is, what holds up what, plan and fact side by side.
//!
//! Start at [`board`]. Milestones come with their dates; where these come from (a definition, a live instance) is the caller's
//! business. Days are counted by the production calendar that is handed in. Nothing is decided here: a predecessor that is
//! not done is a remark, never a refusal.

mod board;
mod days;
mod limits;
mod milestone;
mod network;

pub use board::{Board, Row, State, board};
pub use limits::MAX_MILESTONES;
pub use milestone::Milestone;
