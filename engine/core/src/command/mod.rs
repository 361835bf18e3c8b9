//! Commands: what people, timers and other instances ask of an instance. A command may be refused.
//!
//! One file per command checks and then emits events through the scribe. Commands are never journalled or replayed.

mod actor;
mod add_item;
mod cancel;
mod cast_vote;
mod claim;
mod close_vote;
mod complete_task;
mod correct_data;
mod delegate;
mod erase;
mod escalate_task;
mod extend_term;
mod fire_timer;
mod items;
mod job;
mod migrate;
mod pass_incident;
mod raise_event;
mod reassign;
mod receive;
mod recompute;
mod recuse;
mod remind_of_task;
mod resolve_incident;
mod return_task;
mod said;
mod start;
mod start_facts;
mod suspend_term;
mod term;
mod test;

pub use actor::Actor;
pub use start_facts::{LinkedInstance, Origin, StartFacts};
pub use test::TestAct;

use reglament_calendar::Term;
use reglament_definition::DefinitionRef;
use reglament_expression::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    CommandId, IncidentId, InstanceId, JobId, MigrationPlan, RawInput, Rejection, TaskId,
    TermOwner, TimerId, scribe::Scribe,
};

/// A command with its sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Repeated with the same id it takes effect once (kept by the store).
    pub id: CommandId,
    /// Who asks.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Destroy what is personal in an instance that has ended; the caller has made sure that it may be.
    Erase(Box<crate::ErasureOrder>),
    /// Begin the instance.
    Start(Box<StartFacts>),
    /// Do a user task, or give one's signature.
    CompleteTask {
        /// Task.
        task: TaskId,
        /// Button pressed, when the task has several.
        outcome: Option<String>,
        /// Answers as they came in.
        input: RawInput,
    },
    /// Take a task, so that nobody else does it.
    ClaimTask {
        /// Task.
        task: TaskId,
    },
    /// Give a task back.
    ReturnTask {
        /// Task.
        task: TaskId,
        /// Why.
        reason: Option<String>,
    },
    /// Ask another person to do one's task.
    DelegateTask {
        /// Task.
        task: TaskId,
        /// The other person's id.
        to: String,
        /// Why.
        reason: Option<String>,
    },
    /// Hand somebody's task to another person for good.
    ReassignTask {
        /// Task.
        task: TaskId,
        /// The other person's id.
        to: String,
        /// Why; needed.
        reason: String,
    },
    /// Remind those who may do a task of it, beside the reminders of its deadline.
    RemindOfTask {
        /// Task.
        task: TaskId,
    },
    /// Tell those above that a task is late, before the ladder of its deadline does.
    EscalateTask {
        /// Task.
        task: TaskId,
        /// What is said with it.
        note: Option<String>,
    },
    /// Recuse oneself from a vote.
    Recuse {
        /// The member's own task.
        task: TaskId,
        /// Why; needed.
        reason: String,
    },
    /// Close a vote and count.
    CloseVote {
        /// Step.
        step: String,
    },
    /// A timer's moment has come.
    FireTimer {
        /// Timer.
        timer: TimerId,
    },
    /// Join an open `for_each`.
    AddItem {
        /// Step.
        step: String,
        /// Answers of the child's start form.
        input: RawInput,
        /// Receipt code of the child to be.
        receipt: String,
        /// Why, when it comes after the window.
        reason: Option<String>,
    },
    /// A message from another instance, or from outside.
    Receive {
        /// Name.
        message: String,
        /// Sender.
        from: InstanceId,
        /// Contents.
        data: BTreeMap<String, Value>,
    },
    /// A child reports changed fields.
    ReportItem {
        /// Step of the parent.
        step: String,
        /// Child.
        item: InstanceId,
        /// Changed fields.
        values: BTreeMap<String, Value>,
    },
    /// A child has ended.
    EndItem {
        /// Step of the parent.
        step: String,
        /// Child.
        item: InstanceId,
        /// End step of the child.
        outcome: String,
        /// The error with which the child failed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<String>,
    },
    /// A process-wide event, such as a withdrawal.
    RaiseEvent {
        /// Id of the event.
        event: String,
        /// Reason given.
        reason: Option<String>,
    },
    /// A machine has done its job. Only the engine may pass this on; who may speak for a worker is its business.
    CompleteJob {
        /// Job.
        job: JobId,
        /// Name of the worker or webhook.
        by: String,
        /// The answer as it came in.
        result: RawInput,
    },
    /// A machine could not do its job, or says that the business forbids it.
    FailJob {
        /// Job.
        job: JobId,
        /// Name of the worker or webhook.
        by: String,
        /// What it says.
        message: String,
        /// Seconds until the next try, instead of the declared delay.
        retry_in: Option<u64>,
        /// Trying again is useless: the job is given up at once.
        give_up: bool,
        /// Code of a business error: the step goes the way of the error.
        error_code: Option<String>,
    },
    /// Cancel the instance with everything that is open in it, its children too.
    Cancel {
        /// Why; mandatory.
        reason: String,
        /// The person oversees every process (checked by the runtime), so that the definition need not name them.
        privileged: bool,
    },
    /// Try the step of an incident again.
    ResolveIncident {
        /// Incident.
        incident: IncidentId,
    },
    /// Go on without the step of an incident.
    PassIncident {
        /// Incident.
        incident: IncidentId,
        /// The way on: one of [`crate::ways_on`].
        to: Vec<String>,
        /// Why.
        reason: String,
        /// The person oversees the process (checked by the runtime).
        privileged: bool,
    },
    /// Correct what was handed in.
    CorrectData {
        /// The fields to be corrected, as they are to be.
        input: RawInput,
        /// Why.
        reason: String,
        /// The person oversees the process (checked by the runtime).
        privileged: bool,
    },
    /// Make a term longer.
    ExtendTerm {
        /// A task's term, or that of the instance.
        owner: TermOwner,
        /// By how much.
        term: Term,
        /// Why.
        reason: String,
    },
    /// Stop a term.
    SuspendTerm {
        /// A task's term, or that of the instance.
        owner: TermOwner,
        /// Why.
        reason: String,
    },
    /// Let a suspended term run again.
    ResumeTerm {
        /// A task's term, or that of the instance.
        owner: TermOwner,
        /// Why, if it needs saying.
        reason: Option<String>,
        /// Answers of the applicant's form.
        input: RawInput,
    },
    /// An act of whoever takes a test.
    Test {
        /// Step.
        step: String,
        /// What is done.
        act: TestAct,
    },
    /// Another edition of the calendar: count open dates anew.
    Recompute,
    /// Go over to another version of the process; the context holds the new definition.
    Migrate {
        /// The version.
        to: DefinitionRef,
        /// How.
        plan: Box<MigrationPlan>,
    },
}

pub(crate) fn handle(scribe: &mut Scribe<'_>, request: &Request) -> Result<(), Rejection> {
    let actor = &request.actor;
    match &request.command {
        Command::Start(facts) => start::handle(scribe, actor, facts),
        Command::CompleteTask {
            task,
            outcome,
            input,
        } => complete_task::handle(scribe, actor, *task, outcome.as_deref(), input),
        Command::ClaimTask { task } => claim::handle(scribe, actor, *task),
        Command::ReturnTask { task, reason } => {
            return_task::handle(scribe, actor, *task, reason.as_deref())
        }
        Command::DelegateTask { task, to, reason } => {
            delegate::handle(scribe, actor, *task, to, reason.as_deref())
        }
        Command::ReassignTask { task, to, reason } => {
            reassign::handle(scribe, actor, *task, to, reason)
        }
        Command::RemindOfTask { .. } | Command::EscalateTask { .. } => {
            about_lateness(scribe, actor, &request.command)
        }
        Command::Recuse { task, reason } => recuse::handle(scribe, actor, *task, reason),
        Command::CloseVote { step } => close_vote::handle(scribe, actor, step),
        Command::FireTimer { timer } => fire_timer::handle(scribe, *timer),
        Command::AddItem {
            step,
            input,
            receipt,
            reason,
        } => {
            let wish = add_item::Wish {
                step,
                input,
                receipt,
                reason: reason.as_deref(),
            };
            add_item::handle(scribe, actor, &wish)
        }
        Command::Receive {
            message,
            from,
            data,
        } => receive::handle(scribe, message, from, data),
        Command::ReportItem { step, item, values } => items::report(scribe, step, item, values),
        Command::EndItem {
            step,
            item,
            outcome,
            error,
        } => items::end(scribe, step, item, outcome, error.as_deref()),
        Command::RaiseEvent { event, reason } => {
            raise_event::handle(scribe, actor, event, reason.as_deref())
        }
        Command::CompleteJob { .. } | Command::FailJob { .. } => {
            job::handle(scribe, actor, &request.command)
        }
        Command::Cancel { reason, privileged } => cancel::handle(scribe, actor, reason, privileged),
        Command::ResolveIncident { incident } => resolve_incident::handle(scribe, *incident),
        Command::PassIncident { .. } | Command::CorrectData { .. } => overseen(scribe, request),
        Command::ExtendTerm { .. } | Command::SuspendTerm { .. } | Command::ResumeTerm { .. } => {
            about_term(scribe, actor, &request.command)
        }
        Command::Test { step, act } => test::handle(scribe, actor, step, act),
        Command::Recompute => recompute::handle(scribe, actor),
        Command::Migrate { to, plan } => migrate::handle(scribe, to, plan),
        Command::Erase(order) => erase::handle(scribe, actor, order),
    }
}

/// What only those who oversee the process may do; each handler leaves the command of the other alone.
fn overseen(scribe: &mut Scribe<'_>, request: &Request) -> Result<(), Rejection> {
    correct_data::handle(scribe, &request.actor, &request.command)?;
    pass_incident::handle(scribe, &request.actor, &request.command)
}

/// What those who watch over a deadline do beside the clock.
fn about_lateness(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    command: &Command,
) -> Result<(), Rejection> {
    if let Command::RemindOfTask { task } = command {
        return remind_of_task::handle(scribe, actor, *task);
    }
    if let Command::EscalateTask { task, note } = command {
        return escalate_task::handle(scribe, actor, *task, note.as_deref());
    }
    Ok(())
}

/// Acts about a term.
fn about_term(scribe: &mut Scribe<'_>, actor: &Actor, command: &Command) -> Result<(), Rejection> {
    if let Command::ExtendTerm {
        owner,
        term,
        reason,
    } = command
    {
        return extend_term::handle(scribe, actor, *owner, *term, reason);
    }
    if let Command::SuspendTerm { owner, reason } = command {
        return suspend_term::suspend(scribe, actor, *owner, reason);
    }
    if let Command::ResumeTerm {
        owner,
        reason,
        input,
    } = command
    {
        return suspend_term::resume(scribe, actor, *owner, reason.as_deref(), input);
    }
    Ok(())
}
