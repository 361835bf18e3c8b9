//! Events: what has happened to an instance, one variant per fact, in the past tense.
//!
//! They store facts, never rules: the computed due date beside the rule it came from, the rendered letter, the number
//! given. How they are written to disk is the journal's business (`journal`), not this type's.

mod branch;
mod flow;
mod incident;
mod instance;
mod item;
mod job;
mod message;
mod paper;
mod recorded;
mod task;
mod term;
mod test;
mod timer;
mod vote;

pub use branch::BranchEvent;
pub use flow::FlowEvent;
pub use incident::IncidentEvent;
pub use instance::InstanceEvent;
pub use item::ItemEvent;
pub use job::JobEvent;
pub use message::MessageEvent;
pub use paper::PaperEvent;
pub use recorded::Recorded;
pub use task::TaskEvent;
pub use term::TermEvent;
pub use test::TestEvent;
pub use timer::TimerEvent;
pub use vote::VoteEvent;

/// One fact, by what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// What happens to a whole instance.
    Instance(InstanceEvent),
    /// What happens to the course of an instance.
    Flow(FlowEvent),
    /// What happens to user tasks.
    Task(TaskEvent),
    /// What happens to a vote.
    Vote(VoteEvent),
    /// What happens to timers.
    Timer(TimerEvent),
    /// What happens to terms.
    Term(TermEvent),
    /// What is written down or made public.
    Paper(PaperEvent),
    /// What happens to messages.
    Message(MessageEvent),
    /// What happens to children.
    Item(ItemEvent),
    /// What happens to jobs.
    Job(JobEvent),
    /// What happens to incidents.
    Incident(IncidentEvent),
    /// What happens to a test.
    Test(TestEvent),
    /// What happens beside the planned course.
    Branch(BranchEvent),
}
