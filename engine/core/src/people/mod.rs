//! People: who may do a task on a day, in whose place, and how a commission's votes are counted.
//!
//! Pure functions over facts that are handed in: the organisation, the absences, the instance. Commands that change
//! who has a task are in `command`, the opening and closing of a vote in `step::vote`.

mod absence;
mod acts_in;
mod ballot;
mod candidacy;
mod condition;
mod doer;
mod eligible;
mod holding;
mod members;
mod overseer;
mod rejection;
mod tally;

pub use absence::{Absence, AbsenceProblem};
pub use acts_in::acts_in;
pub use ballot::{Ballot, Ballots, ballot};
pub use candidacy::Candidacy;
pub use eligible::{Doer, Standing, eligible};
pub use members::chairs;
pub use overseer::{may_reassign, may_remind};
pub use rejection::PeopleRejection;
pub use tally::{Verdict, VoteEnd, verdict};

pub(crate) use acts_in::acts_now;
pub(crate) use condition::{holds, ids};
pub(crate) use doer::{Acting, acting, barred, doers, on, person, person_record};
pub(crate) use holding::holding;
pub(crate) use members::members;

/// The answer of a vote's form in which a dissenting opinion comes.
pub const DISSENT: &str = "dissent";
