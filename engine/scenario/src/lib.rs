//! Stories about regulations on a virtual clock: given, when, then, in YAML beside each process.
//!
//! `World` runs instances in memory exactly as the runtime does (the same decide, apply and effects), without waiting
//! and without a database. `Story` is the YAML; `run` plays it and compares. Reading files is the caller's business.

mod compact;
mod errand;
mod footprint;
mod inbox;
mod limits;
mod papers;
mod run;
mod story;
mod trace;
mod world;

pub use footprint::{
    FlowKey, Footprint, Notice, NoticeKey, OutcomeKey, ParameterKey, START, StepKey,
};
pub use limits::{MAX_STEPS, MAX_STORY_BYTES};
pub use papers::{DrawnDocument, RegisterEntry, SentLetter};
pub use run::{Failed, Played, play, play_with};
pub use story::{Away, Expect, ExpectIndicator, Hand, OneOrMore, Story, StoryError, StoryStep};
pub use trace::{ActTrace, ClauseTrace, StepTrace, StoryTrace, Walked, trace};
pub use world::{Gift, Given, GivenCommand, World};
