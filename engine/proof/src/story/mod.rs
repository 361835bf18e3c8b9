//! A counter-example as a story: what happens, in the author's own step titles, and what is wrong after it.

mod events;
mod teller;

pub(crate) use teller::{Teller, title};

use serde::Serialize;

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// What a person, a date or a message does in a story. A runner can do the same to a real instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The instance begins; `event` when a process event begins it anew.
    Begins {
        /// Id of the process event.
        event: Option<String>,
    },
    /// An event of the process happens while it runs.
    Came {
        /// Id of the event.
        event: String,
        /// Whether nobody does anything: its condition holds by what happened before.
        by_itself: bool,
    },
    /// The task is done.
    Completes {
        /// Outcome, if the task has several.
        outcome: Option<String>,
    },
    /// The vote ends without a decision.
    Undecided {
        /// Whether enough members took part.
        quorum: bool,
    },
    /// The wait is over.
    Waited,
    /// Of several things waited for the one with this place happens.
    Happened {
        /// Place, from 0.
        option: usize,
    },
    /// A condition that the step waits for holds, by what happened before: nobody does anything.
    Released {
        /// The event, if the condition is that of an event of the step: its place, from 0.
        event: Option<usize>,
    },
    /// The boundary event with this place happens beside the step, which goes on.
    Branched {
        /// Place, from 0.
        event: usize,
    },
    /// The step has been entered often enough; the token goes elsewhere.
    UsedUp,
    /// The boundary event with this place among the step's events happens.
    Interrupted {
        /// Place, from 0.
        event: usize,
    },
    /// The case with this place holds; none: no case does.
    Decided {
        /// Place, from 0.
        case: Option<usize>,
    },
    /// The cases with these places hold, and no other.
    DecidedAll {
        /// Places, from 0.
        cases: Vec<usize>,
    },
    /// The undoing of the step begins by itself, for a compensation has come to it.
    Undone {
        /// Id of the step that undoes it.
        by: String,
    },
    /// Somebody cancels the instance, and its closing branch begins.
    Cancelled,
    /// The child has ended.
    Returned {
        /// Its outcome; none: another one than those named.
        outcome: Option<String>,
    },
    /// A condition that several steps ask holds or does not.
    Supposed {
        /// Its text.
        condition: String,
        /// Whether it holds.
        holds: bool,
    },
    /// A field or parameter has this value.
    Assumed {
        /// Its name.
        name: String,
        /// The option, `true` or `false`; empty for some value that is not told apart; none when it is unset.
        value: Option<String>,
    },
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beat {
    /// The step it happens at; none for the beginning.
    pub step: Option<String>,
    /// What it is.
    pub deed: Deed,
    /// How it is told.
    pub told: Sentence,
}

/// A part of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A key.
    Key(&'static str),
    /// The case of a decision with this place, from 0.
    Case(usize),
    /// Where this field, or something of this step, is read.
    Read(String),
}

/// What happens, and what is wrong then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Story {
    /// The step that is to blame; none when it is the process as a whole.
    pub step: Option<String>,
    /// The part of the step that is to blame; none when it is the step as a whole.
    pub spot: Option<Spot>,
    /// What happens, in order.
    pub beats: Vec<Beat>,
    /// What is wrong.
    pub fault: Sentence,
    /// What to do about it.
    pub advice: Sentence,
}

impl Story {
    /// The whole story in one line: Russian and English.
    pub fn told(&self) -> Sentence {
        let tell = |pick: fn(&Sentence) -> &str| {
            let beats = self.beats.iter().map(|beat| pick(&beat.told)).enumerate();
            let beats: Vec<String> = beats
                .map(|(n, told)| format!("{}. {told}", n + 1))
                .collect();
            beats.join(" ")
        };
        let (ru, en) = (tell(|s| &s.ru), tell(|s| &s.en));
        if self.beats.is_empty() {
            return self.fault.clone();
        }
        Sentence {
            ru: format!("{} Путь: {ru}", self.fault.ru),
            en: format!("{} The way there: {en}", self.fault.en),
        }
    }
}
