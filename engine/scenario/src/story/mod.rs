//! A story as written: when it begins, how the instance starts, what people do, what is expected.
//!
//! Unknown keys are errors, with line and column; actions are named by exactly one key each.

mod correction;
mod incident;
mod indicator;
mod own_package;
mod people;
mod refused;
mod term;
mod test;

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::RawInput;
use serde::Deserialize;
use thiserror::Error;

pub(crate) use correction::Correct;
pub(crate) use incident::{Pass, Resolve};
pub use indicator::ExpectIndicator;
pub use people::{Away, Hand, OneOrMore};
pub(crate) use refused::Refused;

pub(crate) use test::TakeTest;

pub(crate) use term::{ExtendTerm, PublishCalendar, ResumeTerm, SuspendTerm};

use crate::limits::{MAX_STEPS, MAX_STORY_BYTES};

/// A story.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Title.
    pub scenario: String,
    /// Process; absent: the one of the folder's `process.yaml`.
    pub process: Option<String>,
    /// Values of parameters other than those of the package: process -> parameter -> value as in organisation.yaml.
    #[serde(default)]
    pub parameters: BTreeMap<String, BTreeMap<String, String>>,
    /// The only units that exist in the story; empty: those of the package. A story of two schools needs no four hundred.
    #[serde(default)]
    pub units: BTreeSet<String>,
    /// Local date and time at which it begins, in the zone of the process.
    pub at: String,
    /// How the instance starts.
    pub start: StartAction,
    /// What happens.
    #[serde(default)]
    pub steps: Vec<StoryStep>,
}

/// How an instance starts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartAction {
    /// Process, when it is not the story's own.
    pub process: Option<String>,
    /// By schedule.
    #[serde(default)]
    pub cron: bool,
    /// By a person.
    pub by: Option<String>,
    /// By the public form.
    #[serde(default)]
    pub public: bool,
    /// By a message from outside.
    pub message: Option<Box<Message>>,
    /// Answers.
    #[serde(default)]
    pub input: RawInput,
    /// Linked instances: link name -> alias.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
    /// Alias under which later steps name it; absent: `main`, or the process id for further ones.
    #[serde(rename = "as")]
    pub alias: Option<String>,
    /// Local time at which it happens.
    pub at: Option<String>,
}

/// One step.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StoryStep {
    /// Another instance starts.
    Start(StartAction),
    /// Somebody joins an open `for_each`.
    Join(Box<Join>),
    /// A person does a task.
    Complete(Complete),
    /// A person signs.
    Sign(Complete),
    /// Time passes.
    Wait(Wait),
    /// A process-wide event.
    Withdraw(Withdraw),
    /// The instance is cancelled.
    Cancel(Cancel),
    /// An incident is tried again.
    Resolve(Resolve),
    /// The instance goes on without the step of an incident.
    Pass(Pass),
    /// What was handed in is corrected.
    Correct(Box<Correct>),
    /// A person takes a task.
    Claim(Hand),
    /// A person gives a task back.
    Return(Hand),
    /// A person asks another one to do a task.
    Delegate(Hand),
    /// An overseer hands a task to another person.
    Reassign(Hand),
    /// Somebody reminds of a task.
    Remind(Hand),
    /// Somebody tells those above that a task is late.
    Escalate(Hand),
    /// Somebody is away.
    Absence(Away),
    /// A member steps back from a vote.
    Recuse(Hand),
    /// The chair closes a vote.
    CloseVote(Hand),
    /// A machine answers.
    Job(Box<JobAction>),
    /// The applicant takes a test, or goes on with it.
    Test(TakeTest),
    /// A term is extended.
    Extend(ExtendTerm),
    /// A term is suspended.
    Suspend(SuspendTerm),
    /// A suspended term runs again.
    Resume(ResumeTerm),
    /// The calendar of a year is published.
    Calendar(PublishCalendar),
    /// A message comes from outside.
    Message(Box<Message>),
    /// The action must be refused with the code.
    Refused(Box<Refused>),
    /// What must be so now.
    Expect(Box<Expect>),
}

/// Joining.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Alias of the new child.
    #[serde(rename = "as")]
    pub alias: Option<String>,
    /// Instance joined; absent: `main`.
    pub instance: Option<String>,
    /// Step; absent: the only `for_each` of the process.
    pub step: Option<String>,
    /// Local time.
    pub at: Option<String>,
    /// Person; absent: the public.
    pub by: Option<String>,
    /// Reason for a late addition.
    pub reason: Option<String>,
    /// Answers.
    #[serde(default)]
    pub input: RawInput,
}

/// Doing a task.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complete {
    /// Step of the task.
    pub task: String,
    /// Instance; absent: the only one with such a task open.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// Button.
    pub outcome: Option<String>,
    /// Answers. In rows, `item` may be an alias.
    #[serde(default)]
    pub with: RawInput,
    /// Local time.
    pub at: Option<String>,
}

/// Letting time pass.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// Until a local date or date and time.
    pub until: Option<String>,
    /// For a term: «3 рабочих дня» end at the same local time.
    #[serde(rename = "for")]
    pub term: Option<String>,
    /// `due of STEP`: until the first late instant of the open task.
    pub to: Option<String>,
}

/// A process-wide event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Instance.
    pub instance: Option<String>,
    /// Event; absent: `withdrawal`.
    pub event: Option<String>,
    /// Person; absent: the applicant.
    pub by: Option<String>,
    /// Reason.
    pub reason: Option<String>,
    /// Local time.
    pub at: Option<String>,
}

/// Cancelling an instance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// Instance; absent: `main`.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// Reason.
    #[serde(default)]
    pub reason: String,
    /// The person oversees every process, as controllers do.
    #[serde(default)]
    pub oversees: bool,
    /// Local time.
    pub at: Option<String>,
}

/// What a machine answers: exactly one of `result`, `error`, `fails`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobAction {
    /// Step of the job.
    pub step: String,
    /// Instance; absent: the only one with such a job open.
    pub instance: Option<String>,
    /// Done, with these values.
    pub result: Option<RawInput>,
    /// A business error of this code.
    pub error: Option<String>,
    /// This try failed, and why.
    pub fails: Option<String>,
    /// What is said beside the error.
    pub message: Option<String>,
    /// Seconds until the next try, instead of the declared delay.
    pub retry_in: Option<u64>,
    /// Trying again is useless.
    #[serde(default)]
    pub give_up: bool,
    /// Local time.
    pub at: Option<String>,
}

/// A message from outside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its name.
    pub message: String,
    /// Process; absent: the story's own.
    pub process: Option<String>,
    /// Key of the instances that it is for.
    pub key: Option<String>,
    /// The one instance that it is for, by alias.
    pub instance: Option<String>,
    /// Id given by the sender; the same id counts once.
    pub id: Option<String>,
    /// Contents.
    #[serde(default)]
    pub data: RawInput,
    /// Alias of the instance that it starts.
    #[serde(rename = "as")]
    pub alias: Option<String>,
    /// Local time.
    pub at: Option<String>,
}

/// What must be so: every key given must hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// An open task of this step.
    pub task: Option<String>,
    /// Its due date (or `none`).
    pub due: Option<String>,
    /// Its role.
    pub role: Option<String>,
    /// Those who may do it now, in the order of the directory; `none` for nobody.
    pub who: Option<OneOrMore>,
    /// How many such tasks, letters or entries.
    pub count: Option<usize>,
    /// No open task of this step.
    pub no_task: Option<String>,
    /// An overdue task of this step.
    pub overdue: Option<String>,
    /// How many notices have gone out.
    pub level: Option<u32>,
    /// A letter of this template was written.
    pub letter: Option<String>,
    /// Its receiver.
    pub to: Option<String>,
    /// What its subject or text contains.
    pub contains: Option<String>,
    /// What its subject and text must not contain.
    pub lacks: Option<String>,
    /// No letter of this template (to this receiver).
    pub no_letter: Option<String>,
    /// A document of this template was drawn.
    pub document: Option<String>,
    /// No document of this template.
    pub no_document: Option<String>,
    /// Number of the document (or of the register's last entry).
    pub number: Option<String>,
    /// Instance meant; absent: `main` (for tasks and letters: any).
    pub instance: Option<String>,
    /// Values of data fields.
    pub data: Option<BTreeMap<String, serde_json::Value>>,
    /// An expression …
    pub value: Option<String>,
    /// … and what it prints.
    pub is: Option<String>,
    /// The instance has ended …
    pub ended: Option<String>,
    /// … at this end step.
    pub at_step: Option<String>,
    /// The instance was cancelled.
    pub cancelled: Option<String>,
    /// The instance is running.
    pub running: Option<String>,
    /// A token stands at this step.
    pub at: Option<String>,
    /// A register.
    pub register: Option<String>,
    /// An indicator.
    pub indicator: Option<Box<ExpectIndicator>>,
    /// An incident is open at this step.
    pub incident: Option<String>,
    /// An open job of this step.
    pub job: Option<String>,
    /// What it was given, as far as it matters.
    pub given: Option<BTreeMap<String, serde_json::Value>>,
    /// Tries left after the next one.
    pub retries: Option<u32>,
    /// No open job of this step.
    pub no_job: Option<String>,
    /// A page shows something: `count` how many, `contains` what the newest says.
    pub published: Option<String>,
    /// Overdue notices of the whole instance that have gone out.
    pub instance_overdue: Option<u32>,
    /// Whether the task's due date (or without `task` the instance's) stands still.
    pub suspended: Option<bool>,
    /// Whether it is provisional.
    pub provisional: Option<bool>,
    /// The instance has ended with this error.
    pub error: Option<String>,
    /// A message of this name waits for its instance (`count` of them; 0: none).
    pub kept: Option<String>,
}

/// Why a story cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct StoryError(pub String);

impl Story {
    /// Reads a story.
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Self, StoryError> {
        if text.len() > MAX_STORY_BYTES {
            return Err(StoryError(format!(
                "the story is larger than {MAX_STORY_BYTES} bytes"
            )));
        }
        let options = serde_saphyr::options! { strict_booleans: true };
        let story: Self = serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| StoryError(error.to_string()))?;
        if story.steps.len() > MAX_STEPS {
            return Err(StoryError(format!(
                "the story has more than {MAX_STEPS} steps"
            )));
        }
        Ok(story)
    }
}
