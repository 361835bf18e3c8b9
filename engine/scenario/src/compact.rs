//! The journal of a story as short lines: what a person reads when a story fails, and what is kept as golden.
//!
//! One line per event: local date and time, instance, what happened. Values are shortened; letters show receiver and
//! subject. It is for reading, not for parsing.

mod many;
mod people;
mod test;

use chrono_tz::Tz;
use reglament_core::{
    BranchEvent, DateChange, Event, FlowEvent, IncidentEvent, InstanceEvent, InstanceId, ItemEvent,
    JobEvent, JobTarget, MessageEvent, PaperEvent, Recorded, TaskEvent, TermEvent, TimerEvent,
};
use reglament_expression::Value;

use people::{in_place_of, people_line};

const SHORT: usize = 60;

/// All events in order.
pub(crate) fn journal(events: &[(InstanceId, Recorded)], zone: Tz) -> String {
    let mut text = String::new();
    for (instance, recorded) in events {
        let at = recorded.at.with_timezone(&zone).format("%d.%m.%Y %H:%M");
        text.push_str(&format!("{at} {instance} {}\n", line(&recorded.event)));
    }
    text
}

fn line(event: &Event) -> String {
    match event {
        Event::Instance(InstanceEvent::Started { definition, .. }) => {
            format!("InstanceStarted {}", definition.process)
        }
        Event::Flow(FlowEvent::StepEntered { step, .. }) => format!("StepEntered {step}"),
        Event::Flow(FlowEvent::StepLeft { step, .. }) => format!("StepLeft {step}"),
        Event::Flow(FlowEvent::JoinReached { step, from }) => {
            format!("JoinReached {step} from {from}")
        }
        Event::Flow(FlowEvent::JoinPassed { step }) => format!("JoinPassed {step}"),
        Event::Flow(FlowEvent::JoinReleased { step }) => format!("JoinReleased {step}"),
        Event::Flow(FlowEvent::RepeatUsedUp { step, then }) => {
            format!("RepeatUsedUp {step}, goes to {then}")
        }
        Event::Flow(FlowEvent::TableDecided { step, rows }) => {
            format!("TableDecided {step} by rows {rows:?}")
        }
        Event::Flow(FlowEvent::WaitEnded { step, outcome, .. }) => {
            format!("WaitEnded {step} by {outcome}")
        }
        Event::Instance(InstanceEvent::DataSet { values }) => {
            format!("DataSet {}", pairs(values.iter()))
        }
        Event::Timer(TimerEvent::Scheduled {
            timer, at, purpose, ..
        }) => {
            let at = at.format("%Y-%m-%dT%H:%MZ");
            format!("TimerScheduled {timer} {purpose:?} at {at}")
        }
        Event::Timer(TimerEvent::Fired { timer }) => format!("TimerFired {timer}"),
        Event::Timer(TimerEvent::Cancelled { timer }) => format!("TimerCancelled {timer}"),
        Event::Branch(BranchEvent::Interrupted { step, event, .. }) => {
            format!(
                "Interrupted {} by {event}",
                step.as_deref().unwrap_or("everything")
            )
        }
        Event::Incident(IncidentEvent::Raised { step, code, en, .. }) => {
            format!("IncidentRaised {step} {code}: {en}")
        }
        Event::Incident(IncidentEvent::Passed { step, to, .. }) => passed(step, to),
        Event::Incident(IncidentEvent::Resolved { incident }) => {
            format!("IncidentResolved {incident}")
        }
        Event::Instance(InstanceEvent::Ended { step, error }) => {
            let error = error.as_deref().map(|e| format!(" with error {e}"));
            format!("InstanceEnded at {step}{}", error.unwrap_or_default())
        }
        Event::Branch(BranchEvent::Begun { step, event, .. }) => format!(
            "BranchBegun beside {} by {event}",
            step.as_deref().unwrap_or("everything")
        ),
        Event::Branch(BranchEvent::ErrorRaised { step, code, .. }) => {
            format!("ErrorRaised {code} by {step}")
        }
        Event::Branch(BranchEvent::UndoNoted { step }) => format!("UndoNoted {step}"),
        Event::Branch(BranchEvent::UndoBegun { step, by, .. }) => {
            format!("UndoBegun {step} by {by}")
        }
        other => task_line(other)
            .or_else(|| people_line(other))
            .or_else(|| term_line(other))
            .or_else(|| paper_line(other))
            .or_else(|| job_line(other))
            .or_else(|| test::test_line(other))
            .or_else(|| corrected(other))
            .unwrap_or_else(|| message_line(other)),
    }
}

fn task_line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Task(TaskEvent::Created { task }) => {
            let due = task.due.as_ref();
            let due = due
                .map(|due| format!(" due {}", due.date))
                .unwrap_or_default();
            let people = task.people.iter().flatten().map(|id| format!("@{id}"));
            let roles = task.roles.iter().cloned().chain(people);
            let roles = roles.collect::<Vec<_>>().join(",");
            format!("TaskCreated {} {} for {roles}{due}", task.task, task.step)
        }
        Event::Task(TaskEvent::Completed {
            task,
            step,
            by,
            outcome,
            on_behalf,
            ..
        }) => {
            let place = in_place_of(on_behalf.as_ref());
            let by = by.get("id").and_then(Value::as_text).unwrap_or_default();
            let outcome = outcome
                .as_deref()
                .map(|o| format!(" as {o}"))
                .unwrap_or_default();
            format!("TaskCompleted {task} {step} by {by}{place}{outcome}")
        }
        Event::Task(TaskEvent::Cancelled { task }) => format!("TaskCancelled {task}"),
        Event::Task(TaskEvent::Overdue { task, level }) => {
            format!("TaskOverdue {task} level {level}")
        }
        Event::Task(TaskEvent::Reminded { task, by: None, .. }) => format!("TaskReminded {task}"),
        Event::Task(TaskEvent::Reminded {
            task, by: Some(by), ..
        }) => format!("TaskReminded {task} by {by}"),
        Event::Task(TaskEvent::Lapsed {
            task,
            step,
            outcome,
            ..
        }) => format!("TaskLapsed {task} {step} as {outcome}"),
        _ => return None,
    })
}

fn term_line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Term(TermEvent::SetForInstance { due, .. }) => {
            format!("InstanceTermSet due {}", due.date)
        }
        Event::Term(TermEvent::InstanceReminded {}) => "InstanceReminded".to_owned(),
        Event::Term(TermEvent::InstanceOverdue { level }) => {
            format!("InstanceOverdue level {level}")
        }
        Event::Term(TermEvent::Extended { term, changes, .. }) => {
            format!("TermExtended by {term}{}", table(changes))
        }
        Event::Term(TermEvent::Suspended { changes, .. }) => {
            format!("TermSuspended{}", table(changes))
        }
        Event::Term(TermEvent::Resumed { changes, .. }) => format!("TermResumed{}", table(changes)),
        Event::Term(TermEvent::Recomputed { changes, .. }) => {
            format!("TermsRecomputed{}", table(changes))
        }
        _ => return None,
    })
}

/// `; answer 2021-10-01 -> 2021-11-01`: every date of the table.
fn table(changes: &[DateChange]) -> String {
    let row = |change: &DateChange| {
        let name = change.step.as_deref().unwrap_or("instance");
        let held = if change.held { " held" } else { "" };
        format!("; {name} {} -> {}{held}", change.before, change.after)
    };
    changes.iter().map(row).collect()
}

fn paper_line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Paper(PaperEvent::NumberAssigned {
            step,
            register,
            text,
            ..
        }) => format!("NumberAssigned {step} {register} № {text}"),
        Event::Paper(PaperEvent::DocumentDrawn {
            template, number, ..
        }) => format!(
            "DocumentDrawn {template} № {}",
            number.as_deref().unwrap_or("-")
        ),
        Event::Paper(PaperEvent::LetterQueued { letter }) => {
            let (template, to) = (&letter.template, &letter.to_address);
            format!("LetterQueued {template} to {to} «{}»", letter.subject)
        }
        _ => return None,
    })
}

fn job_line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Job(JobEvent::Created { job }) => {
            let target = match &job.target {
                JobTarget::Worker(topic) => format!("worker {topic}"),
                JobTarget::Webhook(name) => format!("webhook {name}"),
            };
            let due = job.due.as_ref();
            let due = due.map_or_else(String::new, |due| format!(" due {}", due.date));
            format!(
                "JobCreated {} {} for {target}{due} {}",
                job.job,
                job.step,
                pairs(job.input.iter())
            )
        }
        Event::Job(JobEvent::Completed {
            job, step, result, ..
        }) => {
            format!("JobCompleted {job} {step} {}", pairs(result.iter()))
        }
        Event::Job(JobEvent::Failed {
            job,
            step,
            message,
            retry_at,
            ..
        }) => {
            let again = match retry_at {
                Some(at) => format!("again at {}", at.format("%Y-%m-%dT%H:%MZ")),
                None => "given up".to_owned(),
            };
            format!("JobFailed {job} {step} «{message}» {again}")
        }
        Event::Job(JobEvent::Errored {
            job, step, code, ..
        }) => format!("JobErrored {job} {step} {code}"),
        Event::Job(JobEvent::Cancelled { job }) => format!("JobCancelled {job}"),
        Event::Job(JobEvent::Overdue { job }) => format!("JobOverdue {job}"),
        Event::Paper(PaperEvent::Published {
            publication,
            replaces,
        }) => {
            let replaced: Vec<String> = replaces.iter().map(u32::to_string).collect();
            let replaced = if replaced.is_empty() {
                String::new()
            } else {
                format!(" replacing {}", replaced.join(","))
            };
            let (n, page) = (publication.publication, &publication.page);
            format!("Published {n} {page} «{}»{replaced}", publication.title)
        }
        _ => return None,
    })
}

fn message_line(event: &Event) -> String {
    match event {
        Event::Message(MessageEvent::Sent { to, message, .. }) => {
            format!("MessageSent {message} to {to}")
        }
        Event::Message(MessageEvent::Received { message, from, .. }) if from.is_outside() => {
            format!("MessageReceived {message} from outside")
        }
        Event::Message(MessageEvent::Received { message, from, .. }) => {
            format!("MessageReceived {message} from {from}")
        }
        Event::Message(MessageEvent::Addressed {
            process,
            message,
            key,
            ..
        }) => format!("MessageAddressed {message} to {process} with key {key}"),
        Event::Message(MessageEvent::Taken { message }) => format!("MessageTaken {message}"),
        Event::Item(ItemEvent::Added {
            step, item, reason, ..
        }) => {
            let late = reason
                .as_deref()
                .map(|r| format!(" late: {r}"))
                .unwrap_or_default();
            format!("ItemAdded {item} to {step}{late}")
        }
        Event::Item(ItemEvent::Reported { item, values, .. }) => {
            format!("ItemReported {item} {}", pairs(values.iter()))
        }
        Event::Item(ItemEvent::Ended { item, outcome, .. }) => {
            format!("ItemEnded {item} at {outcome}")
        }
        Event::Item(ItemEvent::Closed { step }) => format!("ItemsClosed {step}"),
        other => many::line(other),
    }
}

fn pairs<'v>(values: impl Iterator<Item = (&'v String, &'v Value)>) -> String {
    let pair = |(name, value): (&String, &Value)| format!("{name}={}", short(value));
    values.map(pair).collect::<Vec<_>>().join(" ")
}

/// A value in at most a few dozen characters.
pub(crate) fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(text) => format!("«{text}»"),
        Value::Date(date) => date.to_string(),
        Value::Moment(at) => at.format("%Y-%m-%dT%H:%MZ").to_string(),
        Value::Term(term) => term.to_string(),
        Value::List(list) => format!("[{}]", list.len()),
        Value::Record(record) => match record.get("family").and_then(Value::as_text) {
            Some(family) => family.to_owned(),
            None => format!("{{{}}}", record.len()),
        },
    };
    if text.chars().count() <= SHORT {
        text
    } else {
        text.chars().take(SHORT).chain(['…']).collect()
    }
}

fn corrected(event: &Event) -> Option<String> {
    let Event::Instance(InstanceEvent::DataCorrected { before, values, .. }) = event else {
        return None;
    };
    let (before, values) = (pairs(before.iter()), pairs(values.iter()));
    Some(format!("DataCorrected {values} (was {before})"))
}

fn passed(step: &str, to: &[String]) -> String {
    format!("IncidentPassed {step} to {}", to.join(", "))
}
