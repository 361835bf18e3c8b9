//! Steps at work: one file per kind says what happens when a token enters and when something it waited for comes.
//!
//! A step never calls another step. It answers `Progress`; this module moves the tokens until all of them wait.

mod answers;
mod boundary;
mod call;
mod children;
mod compensate;
mod decision;
mod decision_table;
mod document;
mod end;
mod error;
mod escalate;
mod first;
mod for_each;
mod instance_term;
mod join;
mod mail;
mod migrate;
mod notice;
mod offer;
mod publish;
mod regrade;
mod release;
mod retime;
mod send;
mod service;
mod set;
mod test;
mod user_task;
mod variant;
mod vote;
mod wait;

use chrono::{DateTime, Utc};
use reglament_definition::{Step, StepKind};
use reglament_expression::Value;

pub(crate) use answers::proceed;
pub(crate) use boundary::message_came;
pub(crate) use children::{begun, start};
pub(crate) use document::{draw, draw_with};
pub(crate) use error::raise_error;
pub(crate) use escalate::{above, escalate};
pub(crate) use instance_term::{
    about as instance_about, notify_overdue as notify_instance_overdue, remind as remind_instance,
    set as set_instance_term,
};
pub(crate) use join::starved;
pub(crate) use mail::nobody as nobody_to_write_to;
pub(crate) use migrate::{replan, task_due, timer_moment};
pub(crate) use notice::{has_overdue_letter, notify_overdue, remind, remind_by, task_about};
pub(crate) use retime::{belongs_to, lapse, retime};
pub(crate) use service::taken;
pub(crate) use set::{assign, assign_with};
pub(crate) use test::{close_test, open_test};
pub(crate) use vote::{close_vote, member_done};
pub(crate) use wait::take_message;

use crate::{
    FlowEvent, IncidentEvent, TaskEvent, TaskId, TimerEvent, TimerPurpose, TokenId, process_event,
    scribe::{Move, Scribe, Stuck},
};

/// What a step answers.
pub(crate) enum Progress {
    /// The token stays.
    Waiting,
    /// The token leaves to these steps.
    Leave(Vec<String>),
}

/// Lets every flow arrive, then every condition that has become true let go, until nothing moves.
pub(crate) fn settle(scribe: &mut Scribe<'_>) {
    loop {
        while let Some(next) = scribe.next_move() {
            if scribe.over_budget() {
                scribe.drop_moves();
                scribe.raise(None, &next.to, over_budget());
                return;
            }
            arrive(scribe, &next);
        }
        process_event::arm(scribe);
        if !release::ready(scribe) {
            return;
        }
    }
}

fn arrive(scribe: &mut Scribe<'_>, flow: &Move) {
    let definition = scribe.context.definition;
    let Some(step) = definition.step(&flow.to) else {
        return;
    };
    if let StepKind::Join(join) = &step.kind
        && !join::arrive(scribe, &step.id, join, &flow.from)
    {
        return;
    }
    begin(scribe, step);
}

/// A token enters a step, unless the step has been entered often enough.
fn begin(scribe: &mut Scribe<'_>, step: &Step) {
    let record = scribe.instance().steps.get(&step.id);
    let runs = record.map_or(0, |record| record.runs);
    if let Some(limit) = step.repeat_limit().filter(|limit| runs >= limit.max) {
        scribe.emit(FlowEvent::RepeatUsedUp {
            step: step.id.clone(),
            then: limit.then.clone(),
        });
        scribe.go(&step.id, std::slice::from_ref(&limit.then));
        return;
    }
    let token = scribe.next_token();
    scribe.emit(FlowEvent::StepEntered {
        token,
        step: step.id.clone(),
    });
    run(scribe, token, step);
}

/// Runs the behaviour of a step for a token that stands at it.
pub(crate) fn run(scribe: &mut Scribe<'_>, token: TokenId, step: &Step) {
    // Before the step counts its own term, which may hang on the instance's.
    instance_term::set(scribe);
    let progress = match enter(scribe, token, step) {
        Ok(Progress::Waiting) => boundary::watch(scribe, token, step).map(|()| Progress::Waiting),
        other => other,
    };
    match progress {
        Ok(Progress::Waiting) => {}
        Ok(Progress::Leave(next)) => leave(scribe, token, &next),
        Err(stuck) => scribe.raise(Some(token), &step.id, stuck),
    }
}

fn enter(scribe: &mut Scribe<'_>, token: TokenId, step: &Step) -> Result<Progress, Stuck> {
    match &step.kind {
        StepKind::UserTask(task) => user_task::enter(scribe, token, step, task),
        StepKind::Decision(decision) => decision::enter(scribe, step, decision),
        StepKind::Join(join) => Ok(Progress::Leave(join.next.clone())),
        StepKind::Wait(wait) => wait::enter(scribe, token, &step.id, wait),
        StepKind::ForEach(each) => for_each::enter(scribe, token, step, each),
        StepKind::Call(call) => call::enter(scribe, token, step, call),
        StepKind::Send(send) => send::enter(scribe, send),
        StepKind::Mail(mail) => mail::enter(scribe, mail),
        StepKind::Document(document) => document::enter(scribe, step, document),
        StepKind::Set(set) => set::enter(scribe, set),
        StepKind::Service(service) => service::enter(scribe, token, step, service),
        StepKind::Publish(publish) => publish::enter(scribe, step, publish),
        StepKind::Test(test) => test::enter(scribe, token, test),
        StepKind::Regrade(regrade) => regrade::enter(scribe, step, regrade),
        StepKind::Compensate(_) => Ok(Progress::Waiting),
        StepKind::End(end) => Ok(end::enter(scribe, token, end)),
    }
}

/// A step is complete: its token leaves.
pub(crate) fn leave(scribe: &mut Scribe<'_>, token: TokenId, next: &[String]) {
    let definition = scribe.context.definition;
    let step = scribe.instance().tokens.get(&token);
    if let Some(step) = step.and_then(|token| definition.step(&token.step)) {
        compensate::note(scribe, step);
    }
    depart(scribe, token, next);
}

/// Takes a token away from its step, done or not: its work and its children go, its flows set out.
pub(crate) fn depart(scribe: &mut Scribe<'_>, token: TokenId, next: &[String]) {
    let Some(step) = scribe.instance().tokens.get(&token).map(|t| t.step.clone()) else {
        return;
    };
    abandon(scribe, token, step.clone());
    scribe.go(&step, next);
}

/// Cancels the timers, tasks, jobs and incidents of a token.
pub(crate) fn cancel_work(scribe: &mut Scribe<'_>, token: TokenId) {
    let instance = scribe.instance();
    let tasks: Vec<_> = instance
        .tasks
        .iter()
        .filter(|(_, t)| t.token == token)
        .map(|(id, _)| *id)
        .collect();
    let timers: Vec<_> = instance
        .timers
        .iter()
        .filter(|(_, t)| t.token == Some(token))
        .map(|(id, _)| *id)
        .collect();
    let stuck: Vec<_> = instance
        .incidents
        .iter()
        .filter(|(_, i)| i.token == Some(token))
        .map(|(id, _)| *id)
        .collect();
    service::cancel(scribe, token);
    for task in tasks {
        scribe.emit(TaskEvent::Cancelled { task });
    }
    for timer in timers {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
    for incident in stuck {
        scribe.emit(IncidentEvent::Resolved { incident });
    }
}

/// Takes a token away with its work and its children; it goes nowhere.
pub(crate) fn abandon(scribe: &mut Scribe<'_>, token: TokenId, step: String) {
    cancel_work(scribe, token);
    scribe.emit(FlowEvent::StepLeft {
        token,
        step: step.clone(),
    });
    children::cancel(scribe, token, &step);
}

/// Cancels everything that is open in the instance.
pub(crate) fn cancel_all(scribe: &mut Scribe<'_>) {
    let tokens: Vec<(TokenId, String)> = scribe
        .instance()
        .tokens
        .iter()
        .map(|(id, token)| (*id, token.step.clone()))
        .collect();
    for (token, step) in tokens {
        abandon(scribe, token, step);
    }
    let joins: Vec<String> = scribe.instance().arrived.keys().cloned().collect();
    for step in joins {
        scribe.emit(FlowEvent::JoinPassed { step });
    }
    scribe.drop_moves();
}

/// A timer of a token has come: what it means depends on the step.
pub(crate) fn timer_fired(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    purpose: TimerPurpose,
    at: DateTime<Utc>,
) {
    let Some(id) = scribe.instance().tokens.get(&token).map(|t| t.step.clone()) else {
        return;
    };
    let definition = scribe.context.definition;
    let Some(step) = definition.step(&id) else {
        return;
    };
    let progress = match (purpose, &step.kind) {
        (TimerPurpose::Boundary(index), _) => {
            boundary::term_passed(scribe, token, step, (index, 1), at).map(|()| Progress::Waiting)
        }
        (TimerPurpose::BoundaryAgain { event, happened }, _) => {
            let which = (event, happened.saturating_add(1));
            boundary::term_passed(scribe, token, step, which, at).map(|()| Progress::Waiting)
        }
        (TimerPurpose::Wait, StepKind::Wait(wait)) => wait::finish(scribe, wait, None),
        (TimerPurpose::Option(index), StepKind::Wait(wait)) => {
            first::fired(scribe, &id, &wait.first, index)
        }
        (TimerPurpose::CloseWindow, _) => Ok(for_each::close(scribe, &id)),
        (TimerPurpose::CloseVote, StepKind::UserTask(task)) => {
            vote::time_is_up(scribe, token, step, task);
            Ok(Progress::Waiting)
        }
        (TimerPurpose::JobDue, _) => {
            service::overdue(scribe, token, step);
            Ok(Progress::Waiting)
        }
        (TimerPurpose::TestCloses, StepKind::Test(test)) => {
            test::window_over(scribe, token, step, test)
        }
        (TimerPurpose::TestEnds, StepKind::Test(test)) => test::time_over(scribe, step, test),
        (
            TimerPurpose::Wait
            | TimerPurpose::TestCloses
            | TimerPurpose::TestEnds
            | TimerPurpose::Option(_)
            | TimerPurpose::Reminder
            | TimerPurpose::Overdue
            | TimerPurpose::CloseVote
            | TimerPurpose::Rung(_)
            | TimerPurpose::ProcessEvent { .. }
            | TimerPurpose::Silence
            | TimerPurpose::Resume,
            _,
        ) => Ok(Progress::Waiting),
    };
    match progress {
        Ok(Progress::Waiting) => {}
        Ok(Progress::Leave(next)) => leave(scribe, token, &next),
        Err(stuck) => scribe.raise(Some(token), &id, stuck),
    }
}

/// The texts of a text or of a list of texts.
pub(crate) fn texts(value: &Value) -> Vec<&str> {
    match value.as_list() {
        Some(list) => list.iter().filter_map(Value::as_text).collect(),
        None => value.as_text().into_iter().collect(),
    }
}

fn over_budget() -> Stuck {
    Stuck {
        code: "budget_used_up",
        ru: "Слишком много событий от одного действия: процесс, вероятно, ходит по кругу.".into(),
        en: "One command caused too many events: the process is probably going round in circles."
            .into(),
    }
}

/// Tells those who have a task now, after it changed hands; a letter that cannot be written is an incident.
pub(crate) fn tell(scribe: &mut Scribe<'_>, task: TaskId) {
    let step = scribe.instance().tasks.get(&task).map(|t| t.step.clone());
    if let (Some(step), Err(stuck)) = (step, notice::announce(scribe, task)) {
        scribe.raise(None, &step, stuck);
    }
}

/// A join whose remaining flows can no longer come.
pub(crate) fn starved_join(join: &str) -> Stuck {
    Stuck {
        code: "join_starved",
        ru: format!("Слияние «{join}» ждёт путей, которые уже не придут."),
        en: format!("The join `{join}` waits for flows that can no longer come."),
    }
}
